import { isLanguageTag } from "../../language/languages.ts";
import { readAuthor, type WrittenAuthor } from "../people.ts";
import { plainWords } from "../plain-words.ts";

/** A picture as a file's fields name it. */
export interface SourcePicture {
  readonly src: string;
  readonly alt: string | undefined;
  readonly caption: string | undefined;
  readonly credit: string | undefined;
}

export function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A field left empty counts as left out. */
export function isBlank(value: unknown): boolean {
  // YAML can make a list that holds itself.
  if (Array.isArray(value)) return value.every((part) => !Array.isArray(part) && isBlank(part));
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

/** `true`, `yes`, `"false"`; `undefined` for anything else. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" || !/^(true|yes|false|no)$/i.test(value.trim())) return undefined;
  return /^(true|yes)$/i.test(value.trim());
}

/**
 * A list, or text with commas between its parts.
 *
 * @param spacesPart whether spaces part too where there is no comma
 * @param written the part of a list as it was typed, `1.10` where YAML gives 1.1
 */
export function readList(
  value: unknown,
  spacesPart: boolean,
  written: (index: number) => string | undefined = () => undefined,
): string[] | undefined {
  const parts = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(value.includes(",") ? "," : spacesPart ? /\s+/ : "\u0000")
      : [value];
  const texts = parts.flatMap((part, index) => {
    if (typeof part === "number") return written(index) ?? String(part);
    return typeof part === "string" ? plainWords(part) || [] : [];
  });
  return texts.length > 0 ? [...new Set(texts)] : undefined;
}

/** One author or several, in any form that {@link readAuthor} knows; each once. */
export function readAuthors(value: unknown): WrittenAuthor[] | undefined {
  const parts = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(/,|;|\s&\s|\sand\s/)
      : [value];
  const authors = parts.flatMap((part) => readAuthor(part) ?? []);
  return authors.length > 0 ? [...new Map(authors.map((author) => [author.id, author])).values()] : undefined;
}

/** The path alone, a group of fields, or a list of either, of which the first is meant. */
export function readPicture(value: unknown): SourcePicture | undefined {
  if (Array.isArray(value)) return readPicture(value.find((part) => !Array.isArray(part)));
  if (typeof value === "string")
    return { src: value.trim(), alt: undefined, caption: undefined, credit: undefined };
  if (!isGroup(value)) return undefined;
  const fields = new Map(Object.entries(value).map(([name, part]) => [name.toLowerCase(), part]));
  const first = (...names: string[]) => {
    const found = names
      .map((name) => fields.get(name))
      .find((part) => typeof part === "string" && part.trim() !== "");
    return typeof found === "string" ? found.trim() : undefined;
  };
  const src = first(..."src url path image file filename feature teaser uid thumbnail".split(" "));
  if (src === undefined) return undefined;
  const words = (text: string | undefined) =>
    text === undefined ? undefined : plainWords(text) || undefined;
  return {
    src,
    alt: words(first("alt", "alttext", "alt_text", "description")),
    caption: words(first("caption", "title")),
    credit: words(first("credit", "source", "attribution")),
  };
}

export function readLanguage(value: unknown): string | undefined {
  const tag = typeof value === "string" ? value.trim().replaceAll("_", "-") : "";
  return /^[a-z]{2,3}(-|$)/i.test(tag) && isLanguageTag(tag) ? tag : undefined;
}

export function readComments(value: unknown): "open" | "closed" | "off" | undefined {
  if (value === "open" || value === "closed" || value === "off") return value;
  if (typeof value === "boolean") return value ? "open" : "off";
  return undefined;
}

/** A value as a report shows it. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : describe(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function describe(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "a list or group that holds itself";
  }
}
