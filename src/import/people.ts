import { slugOf } from "../language/slug.ts";
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
