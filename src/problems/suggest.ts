import { distance } from "fastest-levenshtein";
import { compareText } from "./problem.ts";

/**
 * The known word that a mistyped one was probably meant to be.
 *
 * @param known any order; not modified
 * @returns the nearest by edits, of equals first one that begins with the same letter, then in code unit order;
 *   `undefined` if more than two fifths of the longer
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
    if (edits < fewest || (best !== undefined && isLikelier(word, best, wanted))) {
      best = word;
      fewest = edits;
    }
  }
  return best;
}

function isLikelier(word: string, best: string, wanted: string): boolean {
  const begins = (each: string) => each.toLowerCase()[0] === wanted[0];
  return begins(word) === begins(best) ? compareText(word, best) < 0 : begins(word);
}

/** `{ suggestion }` to spread into a problem's values, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): { suggestion?: string } {
  const suggestion = suggest(typed, known);
  return suggestion === undefined ? {} : { suggestion };
}
