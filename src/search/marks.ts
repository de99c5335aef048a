import { stem } from "../language/stem.ts";
import { foldedWords, writtenWords } from "./terms.ts";

/** A stretch of a text that is marked, or is not. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/**
 * Cuts a text where its marked words begin and end. Whole words only: a mark inside one would tear conjuncts apart.
 *
 * @returns pieces that make the text again when put together
 */
export function markWords(text: string, isMarked: (written: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { written, at } of writtenWords(text)) {
    if (!isMarked(written)) continue;
    if (at > end) pieces.push({ text: text.slice(end, at), isMarked: false });
    pieces.push({ text: written, isMarked: true });
    end = at + written.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMarked: false });
  return pieces;
}

/** Words before the first that was looked for, and in all. */
const wordsBefore = 8;
const wordsShown = 30;

/**
 * The part of a text around the first word that was looked for.
 *
 * @returns cut between words, with "…" where something is left out; the beginning where no word was looked for
 */
export function excerptOf(text: string, isWanted: (written: string) => boolean): string {
  const found = writtenWords(text);
  const hit = Math.max(
    0,
    found.findIndex(({ written }) => isWanted(written)),
  );
  const first = Math.max(0, hit - wordsBefore);
  const next = found[first + wordsShown];
  const begin = first === 0 ? 0 : (found[first]?.at ?? 0);
  const shown = text.slice(begin, next?.at ?? text.length).trim();
  return `${begin > 0 ? "… " : ""}${shown}${next ? " …" : ""}`;
}

/**
 * Finds the words of a text that were meant: the same, another form of it, or for the last one a longer one.
 *
 * @param meant words as they were typed
 */
export function wordFinder(meant: readonly string[]): (written: string) => boolean {
  const forms = new Set(meant.flatMap(foldedWords).flatMap((word) => [word, stem(word)]));
  const begun = foldedWords(meant.at(-1) ?? "").at(-1);
  const known = new Map<string, boolean>();
  return (written) => {
    let isMeant = known.get(written);
    if (isMeant === undefined) {
      isMeant = foldedWords(written).some(
        (word) =>
          forms.has(word) ||
          forms.has(stem(word)) ||
          (begun !== undefined && begun.length > 2 && word.startsWith(begun)),
      );
      known.set(written, isMeant);
    }
    return isMeant;
  };
}
