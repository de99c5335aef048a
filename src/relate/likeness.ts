import type { Scratch } from "./score.ts";
import { at, type StoryColumns } from "./story-columns.ts";

/** How much the texts of two stories are the same, whatever these say. */
export interface Likeness {
  /** Makes a row the one that others are held against, until it is let go. */
  hold(row: number): void;
  letGo(): void;
  /**
   * The share of terms that a row and the held one have in common, 0 to 1; 0 where one of them has few terms.
   *
   * Rare terms do not count more here: the likeness of two stories is the same whatever else is published.
   *
   * @see https://en.wikipedia.org/wiki/Dice-S%C3%B8rensen_coefficient
   */
  of(row: number): number;
}

/** Stories of fewer words say too little to be taken for the same. */
const enoughTerms = 6;

/** Texts that are the same but for a few words: a reprint, or an agency's report. */
export function isReprint(likeness: number): boolean {
  return likeness >= 0.75;
}

const eventMs = 3 * 86_400_000;

/** Texts of a few days that tell of the very same event. @param apart time between them, milliseconds */
export function isSameEvent(likeness: number, apart: number): boolean {
  return likeness >= 0.5 && Math.abs(apart) <= eventMs;
}

export function openLikeness(
  { first: firsts, end: ends, terms }: StoryColumns,
  { marks }: Scratch,
): Likeness {
  let heldFirst = 0;
  let heldCount = 0;
  return {
    hold(row) {
      heldFirst = at(firsts, row);
      heldCount = at(ends, row) - heldFirst;
      for (let place = heldFirst; place < heldFirst + heldCount; place++) marks[terms[place] as number] = 1;
    },
    letGo() {
      for (let place = heldFirst; place < heldFirst + heldCount; place++) marks[terms[place] as number] = 0;
      heldCount = 0;
    },
    of(row) {
      const first = at(firsts, row);
      const last = at(ends, row);
      if (heldCount < enoughTerms || last - first < enoughTerms) return 0;
      let shared = 0;
      for (let place = first; place < last; place++) shared += marks[terms[place] as number] as number;
      return (2 * shared) / (heldCount + last - first);
    },
  };
}
