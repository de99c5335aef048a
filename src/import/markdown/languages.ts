import { isLanguageTag } from "../../language/languages.ts";

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Where a path says which language its text is in. */
export interface PathLanguage {
  readonly language: string;
  /** The path without what says so: the same for all translations of a text. */
  readonly pathWithout: string;
}

/**
 * The language that a path names: by its first folder (`hi/news/rain.md`) or before its ending (`rain.hi.md`).
 *
 * @param path below the folder of the copy
 * @param expected languages that the user named, of which three-letter ones are believed too
 */
export function languageOfPath(path: string, expected: readonly string[]): PathLanguage | undefined {
  const [first = "", ...rest] = path.split("/");
  if (rest.length > 0 && isLanguage(first, expected)) return { language: first, pathWithout: rest.join("/") };
  const ending = /\.([A-Za-z-]+)(\.\w+)$/.exec(path);
  const tag = ending?.[1] ?? "";
  if (ending && isLanguage(tag, expected)) {
    return { language: tag, pathWithout: path.slice(0, ending.index) + (ending[2] ?? "") };
  }
  return undefined;
}

/** Two letters, perhaps with a region or script: `new` and `css` are folders, though ISO 639 has them. */
function isLanguage(text: string, expected: readonly string[]): boolean {
  if (expected.includes(text)) return true;
  return /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(text) && isLanguageTag(text) && names.of(text) !== undefined;
}

/** The language of most texts, of equally many the first in the alphabet; `en` if none names one. */
export function mostFrequent(languages: Iterable<string | undefined>): string {
  const counts = new Map<string, number>();
  for (const language of languages) {
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [first] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? "en";
}
