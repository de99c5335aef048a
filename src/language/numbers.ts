import { baseLanguage } from "./languages.ts";

/** Languages whose readers group lakhs and crores, 12,34,567, also where CLDR has it otherwise (Urdu). */
const INDIAN_GROUPING = new Set(
  "as bho bn doi gu hi kn kok mai ml mr ne or pa sa sat sd ta te ur".split(" "),
);

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Writes a number as readers of a language do, with Western digits as on Hindi news sites.
 *
 * @returns "12,34,567" for languages of India and for "en-IN", "1,234,567" for "en", "1.234.567" for "de"; English
 *   if ICU does not know the language; at most three decimals
 */
export function formatNumber(n: number, tag: string): string {
  let format = formats.get(tag);
  if (!format) {
    const locale = INDIAN_GROUPING.has(baseLanguage(tag)) ? "en-IN" : tag;
    // "en" second: with a language it does not know, Intl would otherwise fall back on the machine's locale.
    format = new Intl.NumberFormat([locale, "en"], { numberingSystem: "latn" });
    formats.set(tag, format);
  }
  return format.format(n);
}
