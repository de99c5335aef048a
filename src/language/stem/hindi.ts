import { byLength, stripSuffix } from "./strip.ts";

/** Table 1 of the paper, in the spelling that `foldText` gives: ं for ँ. */
const SUFFIXES = byLength(
  "ो े ू ु ी ि ा " +
    "कर ाओ िए ाई ाए ने नी ना ते ीं ती ता ां ों ें " +
    "ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं " +
    "ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं ियां ियों " +
    "ाएंगी ाएंगे ाऊंगी ाऊंगा",
);

/**
 * Takes the endings of case, number, gender and tense off a Hindi word: लड़की, लड़कियां and लड़कियों become one.
 *
 * @param word folded
 * @see Ramanathan and Rao, "A Lightweight Stemmer for Hindi" (EACL 2003 workshop on South Asian languages)
 */
export function stemHindi(word: string): string {
  return stripSuffix(word, SUFFIXES, 2);
}
