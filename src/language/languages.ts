/** ISO 15924 codes. */
const RIGHT_TO_LEFT_SCRIPTS = new Set("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split(" "));

/** Whether a tag is well-formed BCP 47, such as "hi", "en-IN" or "pa-Arab"; "hindi news" and "en_IN" are not. */
export function isLanguageTag(tag: string): boolean {
  return describe(tag).isWellFormed;
}

/** The language of a tag without script and region: "hi-IN" is "hi". A tag that is not well-formed is given back in lower case. */
export function baseLanguage(tag: string): string {
  return describe(tag).base;
}

/**
 * The direction in which a language is written. The script decides: the one the tag names, else the one CLDR
 * thinks likely, so that "ur" and "pa-Arab" are "rtl" and "ks-Deva" is "ltr". "ltr" if the tag is not well-formed.
 */
export function directionOf(tag: string): "ltr" | "rtl" {
  return describe(tag).direction;
}

/**
 * ` lang="ur" dir="rtl"` for words in one language among words in another.
 *
 * @returns markup for a tag: the direction only where it is another, nothing at all where the language is the same
 */
export function languageAttributes(language: string, around: string): string {
  if (baseLanguage(language) === baseLanguage(around)) return "";
  const direction = directionOf(language);
  return ` lang="${language}"${direction === directionOf(around) ? "" : ` dir="${direction}"`}`;
}

/** The script in which a language is most likely written, ISO 15924: "hi" gives "Deva". `""` if that is not known. */
export function scriptOf(tag: string): string {
  return describe(tag).script;
}

interface Description {
  readonly isWellFormed: boolean;
  readonly script: string;
  readonly base: string;
  readonly direction: "ltr" | "rtl";
}

/** Every page asks about a handful of tags several times, and Intl takes 20 µs to answer. */
const known = new Map<string, Description>();

function describe(tag: string): Description {
  let description = known.get(tag);
  if (!description) {
    description = read(tag);
    known.set(tag, description);
  }
  return description;
}

function read(tag: string): Description {
  try {
    const locale = new Intl.Locale(tag);
    const script = locale.maximize().script ?? "";
    const direction = RIGHT_TO_LEFT_SCRIPTS.has(script) ? "rtl" : "ltr";
    return { isWellFormed: true, base: locale.language, script, direction };
  } catch {
    return { isWellFormed: false, base: tag.toLowerCase(), script: "", direction: "ltr" };
  }
}
