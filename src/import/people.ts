import { slugOf } from "../language/slug.ts";
import { compareText } from "../problems/problem.ts";
import { plainWords } from "./plain-words.ts";

/** An author as another system names one. */
export interface WrittenAuthor {
  /** Name of the file below `authors/`. */
  readonly id: string;
  readonly name: string;
}

/**
 * Reads one author: `Jane Doe`, `Jane Doe <jane@example.org>`, an id such as `jane-doe`, or a group of fields with
 * a name.
 *
 * @returns `undefined` if there is no name in it
 */
export function readAuthor(written: unknown): WrittenAuthor | undefined {
  if (typeof written === "object" && written !== null && !Array.isArray(written)) {
    const fields = new Map(Object.entries(written));
    const name = [fields.get("name"), fields.get("display_name"), fields.get("title")].find(
      (value) => typeof value === "string",
    );
    const id = [fields.get("id"), fields.get("slug"), fields.get("username")].find(
      (value) => typeof value === "string",
    );
    if (typeof name !== "string") return readAuthor(id);
    const author = readAuthor(name);
    return author && typeof id === "string" && id.trim() !== ""
      ? { id: slugOf(id), name: author.name }
      : author;
  }
  if (typeof written !== "string") return undefined;
  const text = plainWords(written.replace(/<[^<>]*@[^<>]*>|\([^()]*@[^()]*\)/g, " "));
  if (text === "") return undefined;
  if (/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(text)) return { id: slugOf(text), name: humanise(text) };
  return { id: slugOf(text), name: text };
}

/** `jane-doe` is Jane Doe. */
export function humanise(id: string): string {
  return id
    .split(/[-_.\s]+/)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

/** The authors of an import, and which of them need a file. */
export interface AuthorChooser {
  /** The id of an author's file: of one who is there already, by id or by name, else the written one. */
  idOf(id: string, name: string): string;
  /** Authors without a file, in the order of their ids. */
  missing(): readonly WrittenAuthor[];
}

/**
 * @param existing names in lower case to ids
 * @param written everyone who is named; a real name is better than one made of an id
 */
export function chooseAuthors(
  existing: ReadonlyMap<string, string>,
  written: readonly WrittenAuthor[],
): AuthorChooser {
  const ids = new Set(existing.values());
  const idOf = (id: string, name: string) => (ids.has(id) ? id : (existing.get(name.toLowerCase()) ?? id));
  const missing = new Map<string, WrittenAuthor>();
  for (const author of written) {
    const id = idOf(author.id, author.name);
    const known = missing.get(id);
    if (ids.has(id) || (known !== undefined && known.name !== humanise(id))) continue;
    missing.set(id, { id, name: author.name });
  }
  return { idOf, missing: () => [...missing.values()].toSorted((a, b) => compareText(a.id, b.id)) };
}
