import { createHash } from "node:crypto";

/** An entry of a collection: `articles`, `2026/bhari-barish`. */
export interface EntryName {
  readonly collection: string;
  readonly slug: string;
}

/** Below this lie the branches of all entries. */
export const branchPrefix = "refs/heads/cms/";
/** A branch may be a file of its name, and its lock five bytes longer. */
const mostBytes = 200;

/**
 * The branch on which an entry is under review: `refs/heads/cms/articles/bhari-barish`.
 *
 * Letters of every script stay. Everything else that git refuses or gives a meaning is written as in an address, `/`
 * too, since a branch `a` and a branch `a/b` cannot both be.
 */
export function branchOf({ collection, slug }: EntryName): string {
  return `${branchPrefix}${encodePart(collection)}/${encodePart(slug)}`;
}

/** @returns `undefined` for a branch of somebody else's; a slug that was cut cannot be told from its branch */
export function entryOfBranch(ref: string): EntryName | undefined {
  const [collection, slug, ...more] = ref.startsWith(branchPrefix)
    ? ref.slice(branchPrefix.length).split("/")
    : [];
  if (collection === undefined || slug === undefined || more.length > 0) return undefined;
  try {
    return { collection: decodeURIComponent(collection), slug: decodeURIComponent(slug) };
  } catch {
    return undefined;
  }
}

function encodePart(text: string): string {
  const encoded = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_-]/gu, (character) =>
      character === "." ? "%2E" : encodeURIComponent(character).replace(/[!'()*~]/g, percent),
    )
    .replace(/^-/, "%2D");
  if (Buffer.byteLength(encoded) <= mostBytes) return encoded || "%20";
  const hash = createHash("sha1").update(text).digest("hex").slice(0, 12);
  let cut = "";
  for (const character of text.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")) {
    if (Buffer.byteLength(cut + character) > mostBytes - 20) break;
    cut += character;
  }
  return `${cut.replace(/^-/, "")}-${hash}`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
