import { listRows, type RowLists } from "./row-lists.ts";
import { lengthOf, type StoryColumns } from "./story-columns.ts";

/** Rows by their terms. */
export interface TermIndex extends RowLists {
  /** Of each slot: the weight of the term in its row's vector of length 1, without idf. */
  readonly impacts: Float32Array;
  /** Of each row, see `lengthOf`. */
  readonly lengths: Float64Array;
  /** Of each term in use: its {@link idfClass}. */
  readonly idfs: Uint8Array;
  /** The idf by which all are measured: of a term that one story in 64 has; the highest, if there are fewer stories. */
  readonly unit: number;
}

const commonIdf = 7;

export function indexTerms(columns: StoryColumns): TermIndex {
  const { count, from, terms, weights, vocabularySize } = columns;
  const lists = listRows(from, terms, vocabularySize);
  const impacts = new Float32Array(terms.length);
  const lengths = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const first = from[row] as number;
    const end = from[row + 1] as number;
    const length = lengthOf(weights.subarray(first, end));
    lengths[row] = length;
    for (let place = first; place < end; place++) {
      impacts[lists.slots[place] as number] = (weights[place] as number) / length;
    }
  }
  const idfs = new Uint8Array(vocabularySize);
  for (let term = 0; term < vocabularySize; term++) {
    const stories = (lists.starts[term + 1] as number) - (lists.starts[term] as number);
    if (stories > 0) idfs[term] = idfClass(stories, count);
  }
  return { ...lists, impacts, lengths, idfs, unit: Math.min(idfClass(1, count), commonIdf) };
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
