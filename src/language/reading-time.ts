import { baseLanguage } from "./languages.ts";
import { words } from "./words.ts";

/**
 * Words a minute in silent reading of non-fiction.
 *
 * English: 238, the mean of 190 studies. Languages differ by how many words they need for the same message, and by
 * little else: the other rates are 238 times the length of the Universal Declaration of Human Rights in that language
 * over its length in English, in words between spaces, rounded to tens. Hindi writes its postpositions as words and has
 * more and shorter ones; Tamil and Malayalam write whole phrases as one.
 *
 * @see https://doi.org/10.1016/j.jml.2019.104047 (Brysbaert 2019)
 * @see https://www.ohchr.org/en/human-rights/universal-declaration/universal-declaration-human-rights/translations
 */
const wordsPerMinute: Readonly<Record<string, number>> = {
  en: 238,
  hi: 270,
  ur: 290,
  pa: 290,
  mr: 220,
  gu: 210,
  bn: 190,
  ne: 190,
  ta: 170,
  te: 160,
  kn: 150,
  ml: 120,
};

/**
 * The mean of 17 languages, read aloud, which is slower than in silence.
 *
 * @see https://doi.org/10.1167/iovs.11-8284 (Trauzettel-Klosinski & Dietz 2012)
 */
const anyLanguage = 184;

/** Written without spaces: words are found by a dictionary. */
const unspaced = new Set(["zh", "ja", "th", "lo", "km", "my"]);

/**
 * How long a story takes to read.
 *
 * @param html of its text, without headline and pictures
 * @param language BCP 47
 * @returns whole minutes, at least 1
 */
export function readingMinutes(html: string, language: string): number {
  const base = baseLanguage(language);
  const count = unspaced.has(base) ? words(html.replace(/<[^>]*>/g, " ")).length : countSpaced(html);
  return Math.max(1, Math.round(count / (wordsPerMinute[base] ?? anyLanguage)));
}

/** Runs of anything but white space outside of tags. By character codes: every story's page asks. */
function countSpaced(html: string): number {
  let count = 0;
  let isInTag = false;
  let isInWord = false;
  for (let at = 0; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (isInTag) {
      isInTag = code !== 0x3e;
    } else if (code === 0x3c) {
      isInTag = true;
      // A tag inside a word does not end it; that of a block has white space around it, or begins a line.
    } else if (code <= 0x20 || code === 0xa0) {
      isInWord = false;
    } else if (!isInWord) {
      isInWord = true;
      count++;
    }
  }
  return count;
}
