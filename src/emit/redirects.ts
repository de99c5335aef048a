import type { Catalog } from "../catalog/catalog.ts";
import { Digest } from "../language/digest.ts";
import { compareText } from "../problems/problem.ts";
import { absoluteUrl } from "../render/address.ts";
import type { EmitSource } from "./emit.ts";
import type { OutputFile } from "./output-file.ts";

export interface Redirect {
  /** The address that was. */
  readonly from: string;
  /** The address that is. */
  readonly to: string;
}

/** Old addresses of what is published now, in code unit order of the old address. */
export function redirectPairs({ stories, pages }: Catalog): Redirect[] {
  const moved = stories.filter(({ redirectFrom }) => redirectFrom.length > 0);
  return [...moved, ...pages]
    .flatMap(({ redirectFrom, address }) => redirectFrom.map((from) => ({ from, to: address })))
    .sort((a, b) => compareText(a.from, b.from));
}

/**
 * The redirects as Netlify and Cloudflare Pages read them.
 *
 * @returns `[]` where nothing has moved
 * @see https://docs.netlify.com/manage/routing/redirects/overview/
 * @see https://developers.cloudflare.com/pages/configuration/redirects/
 */
export function emitRedirects({ catalog, digests }: EmitSource): OutputFile[] {
  const pairs = redirectPairs(catalog);
  if (pairs.length === 0) return [];
  const digest = new Digest();
  for (const { from, to } of pairs) digest.text(from).text(to);
  const path = (address: string) => new URL(absoluteUrl(catalog.site, address)).pathname;
  return [
    {
      path: "_redirects",
      parts: digests.parts(digest.end()),
      make: () => pairs.map(({ from, to }) => `${path(from)} ${path(to)} 301\n`).join(""),
    },
  ];
}
