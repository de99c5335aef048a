import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkContent } from "../check/check.ts";
import type { Site } from "../check/types.ts";
import { listContent } from "../read/list-content.ts";

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
  const content = await listContent(folder, ".");
  const checked = checkContent(content, { ...settings, shownFolder: "." }, () => ({
    width: undefined,
    height: undefined,
  }));
  if (checked.site === undefined) return undefined;
  const addresses = new Map<string, string>();
  for (const { address, redirectFrom, file } of [...checked.articles, ...checked.pages]) {
    for (const taken of [address, ...redirectFrom])
      addresses.set(taken.toLowerCase(), file.replace(/^\.\//, ""));
  }
  return {
    site: checked.site,
    addresses,
    authors: new Map([...checked.authors.values()].map(({ id, name }) => [name.toLowerCase(), id])),
    tags: [...new Set(checked.articles.flatMap(({ tags }) => tags))],
  };
}
