import type { Catalog } from "../catalog/catalog.ts";
import { compareText } from "../problems/problem.ts";
import { absoluteUrl } from "../render/address.ts";
import type { OutputFile } from "./output-file.ts";

export interface Redirect {
  /** The address that was. */
  readonly from: string;
  /** The address that is. */
  readonly to: string;
}

/** Old addresses of what is published now, in code unit order of the old address. */
export function redirectPairs({ stories, pages }: Catalog): Redirect[] {
  return [...stories, ...pages]
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
export function emitRedirects(catalog: Catalog): OutputFile[] {
  const path = (address: string) => new URL(absoluteUrl(catalog.site, address)).pathname;
  const lines = redirectPairs(catalog).map(({ from, to }) => `${path(from)} ${path(to)} 301\n`);
  return lines.length === 0 ? [] : [{ path: "_redirects", content: lines.join("") }];
}
