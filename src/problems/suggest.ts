import { distance } from "fastest-levenshtein";
import { compareText } from "./problem.ts";

/**
 * The known word that a mistyped one was probably meant to be.
 *
 * @param known any order; not modified
 * @returns the nearest by edits, ties in code unit order; `undefined` if more than a third of the
 *   letters (at least 2) would have to change
 * @see https://en.wikipedia.org/wiki/Levenshtein_distance
 */
export function suggest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    if (Math.abs(word.length - wanted.length) >= bestDistance + 1) continue;
    const edits = distance(wanted, word.toLowerCase());
    if (
      edits < bestDistance ||
      (edits === bestDistance && best !== undefined && compareText(word, best) < 0)
    ) {
      best = word;
      bestDistance = edits;
    }
  }
  return best;
}

/** `{ suggestion }` to spread into a problem's values, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): { suggestion?: string } {
  const suggestion = suggest(typed, known);
  return suggestion === undefined ? {} : { suggestion };
}
