import { stemEnglish } from "./stem/english.ts";
import { stemHindi } from "./stem/hindi.ts";
import { stemUrdu } from "./stem/urdu.ts";

/**
 * A form in which the inflections of a word are equal, for matching. Light: it takes endings off and never changes
 * what a word is about. The script decides: Latin is treated as English, Devanagari as Hindi, Arabic letters as
 * Urdu; words of other scripts are given back as they are.
 *
 * @param foldedWord one of `words()`
 * @returns at least two letters, if the word has as many
 */
export function stem(foldedWord: string): string {
  if (/^[a-z]+$/.test(foldedWord)) return stemEnglish(foldedWord);
  if (/^[\u0900-\u097f]+$/.test(foldedWord)) return stemHindi(foldedWord);
  if (/^[\u0600-\u06ff]+$/.test(foldedWord)) return stemUrdu(foldedWord);
  return foldedWord;
}
