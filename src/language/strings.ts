import { readdirSync, readFileSync } from "node:fs";
import { baseLanguage } from "./languages.ts";
import type english from "./strings/en.json";

/** One text for each CLDR plural category that a language has: "one", "few", "other" …; "other" always. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

type Text<T> = T extends string ? string : T extends readonly string[] ? readonly string[] : PluralForms;

/** The words of the interface in one language. `strings/en.json` says which there are; `{braces}` are filled in. */
export type Strings = { readonly [Key in keyof typeof english]: Text<(typeof english)[Key]> } & {
  /** The language that these words are in, which is English where a language has none. */
  readonly tag: string;
};

/** A file named for a language is all that it takes to add one. */
const LANGUAGES: ReadonlyMap<string, Strings> = new Map(
  readdirSync(new URL("./strings/", import.meta.url))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const tag = file.replace(".json", "");
      const texts = JSON.parse(readFileSync(new URL(`./strings/${file}`, import.meta.url), "utf8"));
      return [tag, { ...texts, tag } as Strings];
    }),
);

const ENGLISH = LANGUAGES.get("en") as Strings;

/** The tags that have interface words, in alphabetical order: "bn", "en", "hi" …. */
export function availableLanguages(): string[] {
  return [...LANGUAGES.keys()];
}

/** Whether the interface can speak a language, or at least its base language: "hi-IN" can. `extra` as below. */
export function hasStrings(tag: string, extra: Readonly<Record<string, unknown>> = {}): boolean {
  return [tag, baseLanguage(tag)].some(
    (candidate) => LANGUAGES.has(candidate) || Object.hasOwn(extra, candidate),
  );
}

/**
 * The interface words for a language.
 *
 * @param tag BCP 47; the exact tag is looked for, then its base language, then English is given
 * @param extra a site's own words by tag, `{ hi: { home: "मुखपृष्ठ" }, bho: { … } }`: they replace ours key by key;
 *   a language that only the site has takes what it leaves out from English
 * @throws {TypeError} if a word of `extra` is unknown or of another shape than in `strings/en.json`; the message
 *   names it
 */
export function stringsFor(tag: string, extra: Readonly<Record<string, unknown>> = {}): Strings {
  const candidates = [tag, baseLanguage(tag)];
  const ours = candidates.map((candidate) => LANGUAGES.get(candidate)).find(Boolean);
  const ownTag = candidates.find((candidate) => Object.hasOwn(extra, candidate));
  if (ownTag === undefined) return ours ?? ENGLISH;
  return { ...(ours ?? ENGLISH), ...checkedWords(extra[ownTag], ownTag), tag: ours?.tag ?? ownTag };
}

/** Puts values in place of `{names}`; a name without a value stays, so that a mistake is seen. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  let parts = takenApart.get(template);
  if (parts === undefined) {
    parts = template.split(/\{(\w+)\}/);
    takenApart.set(template, parts);
  }
  let filled = parts[0] as string;
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] as string;
    filled += Object.hasOwn(values, name) ? values[name] : `{${name}}`;
    filled += parts[index + 1];
  }
  return filled;
}

/** Templates as text, name, text, name … text: there are some hundred, and a page fills thirty. */
const takenApart = new Map<string, readonly string[]>();

const pluralRules = new Map<string, Intl.PluralRules>();

/**
 * Chooses the form for a number by the CLDR rules of the strings' language: in Hindi 0 and 1 are both "one".
 *
 * @returns the form, unfilled: `fill(plural(strings, strings.commentCount, 3), { count: 3 })`
 * @see https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
 */
export function plural(strings: Strings, forms: PluralForms, count: number): string {
  let rules = pluralRules.get(strings.tag);
  if (!rules) {
    // "en" second: with a language it does not know, Intl would otherwise fall back on the machine's locale.
    rules = new Intl.PluralRules([strings.tag, "en"]);
    pluralRules.set(strings.tag, rules);
  }
  return forms[rules.select(count)] ?? forms.other;
}

function checkedWords(words: unknown, tag: string): Partial<Strings> {
  if (typeof words !== "object" || words === null) {
    throw new TypeError(`The strings of "${tag}" must be names with texts, such as { home: "मुखपृष्ठ" }`);
  }
  for (const [key, word] of Object.entries(words)) {
    const example = (ENGLISH as Readonly<Record<string, unknown>>)[key];
    if (shapeOf(word) !== shapeOf(example)) {
      const wanted = JSON.stringify(example);
      throw new TypeError(
        wanted === undefined
          ? `The strings of "${tag}" have "${key}", which no page uses`
          : `"${key}" in the strings of "${tag}" must look like ${wanted}`,
      );
    }
  }
  return words;
}

function shapeOf(word: unknown): string {
  if (Array.isArray(word)) return `${word.length} texts`;
  if (typeof word === "object" && word !== null) return "other" in word ? "plural forms" : "something else";
  return typeof word;
}
