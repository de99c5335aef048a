import { distance } from "fastest-levenshtein";
import { compareText } from "./problem.ts";

/**
 * The known word that a mistyped one was probably meant to be.
 *
 * @param known any order; not modified
 * @returns the nearest by edits, ties in code unit order; `undefined` if more than two fifths of the longer
 *   word's letters (but at least 2) would have to change
 * @see https://en.wikipedia.org/wiki/Levenshtein_distance
 */
export function suggest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const allowed = Math.max(2, Math.floor(Math.max(word.length, wanted.length) * 0.4));
    if (Math.abs(word.length - wanted.length) > Math.min(allowed, fewest)) continue;
    const edits = distance(wanted, word.toLowerCase());
    if (edits > allowed || edits > fewest) continue;
    if (edits < fewest || (best !== undefined && compareText(word, best) < 0)) {
      best = word;
      fewest = edits;
    }
  }
  return best;
}

/** `{ suggestion }` to spread into a problem's values, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): { suggestion?: string } {
  const suggestion = suggest(typed, known);
  return suggestion === undefined ? {} : { suggestion };
}
