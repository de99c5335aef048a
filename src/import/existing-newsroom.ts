import { existsSync } from "node:fs";
import { join } from "node:path";
import { readArticle } from "../check/article.ts";
import { checkFrame } from "../check/check.ts";
import type { Site } from "../check/types.ts";
import type { Finding } from "../problems/problem.ts";
import { listContent } from "../read/list-content.ts";
import { readSource, readSources } from "../read/read-source.ts";

/** What already stands where an import goes. */
export interface ExistingNewsroom {
  /** `undefined` if there is no `site.yaml`. */
  readonly site: Site | undefined;
  /** Addresses and redirects in lower case, to the path of the file below the content folder. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Names in lower case, to ids. */
  readonly authors: ReadonlyMap<string, string>;
  readonly tags: readonly string[];
}

/**
 * Reads the content folder that an import goes into.
 *
 * @returns `undefined` if there is a `site.yaml` that cannot be used: nothing can be added to such a newsroom
 */
export async function readExisting(
  folder: string,
  settings: { readonly addresses: string; readonly slugs: "latin" | "native" },
): Promise<ExistingNewsroom | undefined> {
  if (!existsSync(join(folder, "site.yaml"))) {
    return { site: undefined, addresses: new Map(), authors: new Map(), tags: [] };
  }
  const listing = listContent(folder, ".");
  const findings: Finding[] = [];
  const frame = checkFrame(
    {
      site: listing.site && readSource(listing.site, findings),
      authors: readSources(listing.authors, findings),
      pages: readSources(listing.pages, findings),
      media: new Map(listing.media.map(({ path, disk }) => [path, disk])),
    },
    { ...settings, shownFolder: "." },
    () => ({ width: undefined, height: undefined }),
    findings,
  );
  if (frame === undefined) return undefined;
  const { site, authors, pages } = frame;
  const { pictures, knownAuthors } = frame;
  const { addresses: pattern, slugs } = settings;
  const surroundings = { site, pictures, authors: knownAuthors, addresses: pattern, slugs, shownFolder: "." };
  const articles = readSources(listing.articles, findings).flatMap(
    (file) => readArticle(file, surroundings, findings) ?? [],
  );
  const addresses = new Map<string, string>();
  for (const { address, redirectFrom, file } of [...articles, ...pages]) {
    for (const taken of [address, ...redirectFrom])
      addresses.set(taken.toLowerCase(), file.replace(/^\.\//, ""));
  }
  return {
    site,
    addresses,
    authors: new Map([...authors.values()].map(({ id, name }) => [name.toLowerCase(), id])),
    tags: [...new Set(articles.flatMap(({ tags }) => tags))],
  };
}
