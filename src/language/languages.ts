/** ISO 15924 codes. */
const RIGHT_TO_LEFT_SCRIPTS = new Set(
  "Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split(" "),
);

/** Whether a tag is well-formed BCP 47, such as "hi", "en-IN" or "pa-Arab"; "hindi news" and "en_IN" are not. */
export function isLanguageTag(tag: string): boolean {
  return parse(tag) !== undefined;
}

/** The language of a tag without script and region: "hi-IN" is "hi". A tag that is not well-formed is given back in lower case. */
export function baseLanguage(tag: string): string {
  return parse(tag)?.language ?? tag.toLowerCase();
}

/**
 * The direction in which a language is written. The script decides: the one the tag names, else the one CLDR
 * thinks likely, so that "ur" and "pa-Arab" are "rtl" and "ks-Deva" is "ltr". "ltr" if the tag is not well-formed.
 */
export function directionOf(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT_SCRIPTS.has(parse(tag)?.maximize().script ?? "") ? "rtl" : "ltr";
}

function parse(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}
