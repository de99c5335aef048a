import type { RowLists } from "./row-lists.ts";
import type { StoryColumns } from "./story-columns.ts";

/** Rows by their terms. */
export interface TermIndex extends Pick<RowLists, "starts" | "rows"> {
  /** Of each slot: the weight of the term in its row's vector of length 1, without idf. See `lengthOf`. */
  readonly impacts: Float32Array;
  /** Of each term in use: its {@link idfClass}. */
  readonly idfs: Uint8Array;
  /** The idf by which all are measured: of a term that one story in 64 has; the highest, if there are fewer stories. */
  readonly unit: number;
}

const commonIdf = 7;

/**
 * Lists the rows that have each term.
 *
 * @param wanted 1 for terms to be listed, 0 for those that nobody will ask for; all, if left out
 */
export function indexTerms(columns: StoryColumns, wanted?: Uint8Array): TermIndex {
  const { count, first, end, terms, weights, vocabularySize } = columns;
  const counted = wanted ?? new Uint8Array(vocabularySize).fill(1);
  const starts = new Int32Array(vocabularySize + 1);
  // A function for each row is compiled well long before a loop over all rows would be. And none of them asks whether a
  // term is wanted: a branch that cannot be predicted took longer than all else.
  const countOne = (row: number) => {
    const last = end[row] as number;
    for (let place = first[row] as number; place < last; place++) {
      const term = terms[place] as number;
      starts[term + 1] = (starts[term + 1] as number) + (counted[term] as number);
    }
  };
  for (let row = 0; row < count; row++) countOne(row);
  const idfs = new Uint8Array(vocabularySize);
  for (let term = 0; term < vocabularySize; term++) {
    const stories = starts[term + 1] as number;
    if (stories > 0) idfs[term] = idfClass(stories, count);
    starts[term + 1] = (starts[term] as number) + stories;
  }
  const size = starts[vocabularySize] as number;
  // What nobody wants is written to a place behind all others.
  const free = Int32Array.from(counted, (isWanted, term) =>
    isWanted === 1 ? (starts[term] as number) : size,
  );
  const rows = new Int32Array(size + 1);
  const impacts = new Float32Array(size + 1);
  const addOne = (row: number) => {
    const from = first[row] as number;
    const last = end[row] as number;
    let square = 0;
    for (let place = from; place < last; place++) square += (weights[place] as number) ** 2;
    const length = Math.sqrt(square) || 1;
    for (let place = from; place < last; place++) {
      const term = terms[place] as number;
      const slot = free[term] as number;
      free[term] = slot + (counted[term] as number);
      rows[slot] = row;
      impacts[slot] = (weights[place] as number) / length;
    }
  };
  for (let row = 0; row < count; row++) addOne(row);
  return {
    starts,
    rows: rows.subarray(0, size),
    impacts: impacts.subarray(0, size),
    idfs,
    unit: Math.min(idfClass(1, count), commonIdf),
  };
}

/**
 * How much a term says, in whole steps: `1 + log2(class of total) - floor(log2(stories))`, at least 1.
 *
 * A step is a doubling, so that one more story rarely changes what a term says in all others.
 *
 * @param stories that have the term, at least 1
 * @param total of stories
 * @see https://nlp.stanford.edu/IR-book/html/htmledition/inverse-document-frequency-1.html
 */
export function idfClass(stories: number, total: number): number {
  return 1 + totalClass(total) - stepOf(stories);
}

/** log2 of the smallest power of two that is not below `total`. */
export function totalClass(total: number): number {
  return total <= 1 ? 0 : 32 - Math.clz32(total - 1);
}

/** How often a number of stories can be halved. */
export function stepOf(stories: number): number {
  return 31 - Math.clz32(stories);
}

/** A term of at most so many halvings counts between any two stories that have it: 511 stories. */
export const farStep = 8;

/**
 * How far apart in time two stories may be for a common term to count between them, in days: 120 for 512 stories,
 * half as long for twice as many.
 *
 * So the work for one story does not grow with the archive; and unlike a number of neighbours, the time between two
 * stories does not change when a third one is published.
 *
 * @param step of the term's number of stories, above {@link farStep}
 */
export function windowDays(step: number): number {
  return 120 / 2 ** (step - farStep - 1);
}
