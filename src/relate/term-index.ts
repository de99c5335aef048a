import type { RowLists } from "./row-lists.ts";
import type { StoryColumns } from "./story-columns.ts";

/** Rows by their terms. */
export interface TermIndex extends Pick<RowLists, "starts" | "rows"> {
  /** Of each slot: the weight of the term in its row's vector of length 1, without idf. See `lengthOf`. */
  readonly impacts: Float32Array;
  /** Of each term: how many stories have it, whether they are listed or not. */
  readonly counts: Int32Array;
  /** Of each term that a story has: its {@link idfClass}. */
  readonly idfs: Uint8Array;
  /** The idf by which all are measured: of a term that one story in 64 has; the highest, if there are fewer stories. */
  readonly unit: number;
}

const commonIdf = 7;

/** What somebody will ask an index for. */
export interface Wanted {
  /** 1 for terms to be listed, 0 for those that nobody will ask for. */
  readonly terms: Uint8Array;
  /**
   * By row: 1 for those that are near the stories to be searched for, so that common terms count between them. Of other
   * rows only rare terms are listed. All, if left out.
   */
  readonly near?: Uint8Array;
}

/** How many stories have each term. */
export function countTerms({ count, first, end, terms, vocabularySize }: StoryColumns): Int32Array {
  const counts = new Int32Array(vocabularySize);
  // Here and below, a function for each row is compiled well long before a loop over all rows would be.
  const countOne = (row: number) => {
    const last = end[row] as number;
    for (let place = first[row] as number; place < last; place++) {
      const term = terms[place] as number;
      counts[term] = (counts[term] as number) + 1;
    }
  };
  for (let row = 0; row < count; row++) countOne(row);
  return counts;
}

/**
 * Lists the rows that have each term.
 *
 * @param counts see {@link countTerms}
 * @param wanted all, if left out
 */
export function indexTerms(columns: StoryColumns, counts: Int32Array, wanted?: Wanted): TermIndex {
  const { count, first, end, terms, weights, vocabularySize } = columns;
  const near = wanted?.near;
  /** 1 for terms that are listed: of near rows, and of others. */
  const listedNear = wanted?.terms ?? new Uint8Array(vocabularySize).fill(1);
  const listedFar = near
    ? listedNear.map((is, term) => is & Number(isRare(counts[term] as number)))
    : listedNear;
  const nearCounts = near ? countTerms(rowsOf(columns, near)) : counts;
  const idfs = new Uint8Array(vocabularySize);
  const starts = new Int32Array(vocabularySize + 1);
  for (let term = 0; term < vocabularySize; term++) {
    const stories = counts[term] as number;
    if (stories > 0) idfs[term] = idfClass(stories, count);
    const listed =
      listedFar[term] === 1 ? stories : listedNear[term] === 1 ? (nearCounts[term] as number) : 0;
    starts[term + 1] = (starts[term] as number) + listed;
  }
  const size = starts[vocabularySize] as number;
  const rows = new Int32Array(size + 1);
  const impacts = new Float32Array(size + 1);
  const free = starts.slice(0, vocabularySize);
  // None asks whether a term is listed: a branch that cannot be predicted took longer than all else. What is not is
  // written to a place behind all others.
  const addOne = (row: number, listed: Uint8Array) => {
    const from = first[row] as number;
    const last = end[row] as number;
    let square = 0;
    for (let place = from; place < last; place++) square += (weights[place] as number) ** 2;
    const length = Math.sqrt(square) || 1;
    for (let place = from; place < last; place++) {
      const term = terms[place] as number;
      const isListed = listed[term] as number;
      const next = free[term] as number;
      const slot = size + (next - size) * isListed;
      free[term] = next + isListed;
      rows[slot] = row;
      impacts[slot] = (weights[place] as number) / length;
    }
  };
  const hasFar = listedFar.includes(1);
  for (let row = 0; row < count; row++) {
    if (near === undefined || near[row] === 1) addOne(row, listedNear);
    else if (hasFar) addOne(row, listedFar);
  }
  return {
    starts,
    counts,
    rows: rows.subarray(0, size),
    impacts: impacts.subarray(0, size),
    idfs,
    unit: Math.min(idfClass(1, count), commonIdf),
  };
}

/** Whether a term counts between any two stories that have it. */
function isRare(stories: number): boolean {
  return stories > 0 && stepOf(stories) <= farStep;
}

/** Some rows as columns of their own. */
function rowsOf(columns: StoryColumns, chosen: Uint8Array): StoryColumns {
  const places: number[] = [];
  for (let row = 0; row < columns.count; row++) if (chosen[row] === 1) places.push(row);
  const of = (column: Int32Array) => Int32Array.from(places, (row) => column[row] as number);
  return { ...columns, count: places.length, first: of(columns.first), end: of(columns.end) };
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
