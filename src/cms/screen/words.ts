import { wordsEn } from "./words-en.ts";
import { wordsHi } from "./words-hi.ts";

/** What a field is called, and what to know about it. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  /** Of a field that has a few fixed values. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What the buttons above a text put in. */
export const blockButtons = [
  "heading",
  "bold",
  "link",
  "list",
  "picture",
  "also-read",
  "quote",
  "note",
  "gallery",
  "video",
  "embed",
  "live",
] as const;

/** The words of the editing screen in one language. `{…}` is filled in. */
export interface ScreenWords {
  /** By the path of a field: `title`, `image.alt`. */
  readonly fields: Readonly<Record<string, FieldWords>>;
  readonly collections: Readonly<Record<string, { readonly label: string; readonly one: string }>>;
  readonly views: Readonly<
    Record<"drafts" | "scheduled" | "breaking" | "bySection" | "byAuthor" | "byMonth" | "byKind", string>
  >;
  /** Of our own parts of the screen. */
  readonly screen: {
    readonly [name in
      | "title"
      | "noProblems"
      | "problems"
      | "warnings"
      | "line"
      | "waiting"
      | "notYet"
      | "failed"
      | "gone"
      | "address"
      | "search"
      | "add"
      | "remove"
      | "nothingFound"
      | "clear"
      | "now"
      | "zone"
      | "noFocus"
      | "writeText"
      | "preview"]: string;
  } & {
    readonly hidden: Readonly<Record<"draft" | "embargo" | "expired", string>>;
    /** From the top left to the bottom right. */
    readonly focus: readonly string[];
    readonly blocks: Readonly<Record<(typeof blockButtons)[number], string>>;
    /** What stands in a block until the writer has typed. */
    readonly samples: Readonly<Record<string, string>>;
  };
}

/** @param language of the site: Hindi has its own words, all others read English ones */
export function screenWords(language: string): ScreenWords {
  return screenLanguage(language) === "hi" ? wordsHi : wordsEn;
}

/** The language in which a site's writers are spoken to. */
export function screenLanguage(language: string): "hi" | "en" {
  return /^hi\b/i.test(language) ? "hi" : "en";
}

/**
 * What a field is called.
 *
 * @param path of the field; numbers of list items are left out
 */
export function fieldWords(path: readonly (string | number)[], words: ScreenWords): FieldWords | undefined {
  const name = path.filter((part) => typeof part === "string").join(".");
  return Object.hasOwn(words.fields, name) ? words.fields[name] : undefined;
}
