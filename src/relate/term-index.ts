import { listRows, type RowLists } from "./row-lists.ts";
import type { StoryColumns } from "./story-columns.ts";

/** Rows by their terms. */
export interface TermIndex extends RowLists {
  /** Of each slot: the weight of the term in its row's vector of length 1, without idf. */
  readonly impacts: Float32Array;
  /** Of each row: the length of its vector of raw weights, without idf; 1 for a row without terms. */
  readonly lengths: Float64Array;
  /** Of each term in use: its {@link idfClass}. */
  readonly idfs: Uint8Array;
  /** The idf by which all are measured: of a term that one story in 64 has; the highest, if there are fewer stories. */
  readonly unit: number;
}

/** How many stories on either side in time a term can reach. */
export const reach = 64;

const commonIdf = 7;

export function indexTerms(columns: StoryColumns): TermIndex {
  const { count, from, terms, weights, vocabularySize } = columns;
  const lists = listRows(from, terms, vocabularySize);
  const impacts = new Float32Array(terms.length);
  const lengths = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const end = from[row + 1] as number;
    let square = 0;
    for (let place = from[row] as number; place < end; place++) square += (weights[place] as number) ** 2;
    const length = Math.sqrt(square) || 1;
    lengths[row] = length;
    for (let place = from[row] as number; place < end; place++) {
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
  return 1 + totalClass(total) - (31 - Math.clz32(stories));
}

/** log2 of the smallest power of two that is not below `total`. */
export function totalClass(total: number): number {
  return total <= 1 ? 0 : 32 - Math.clz32(total - 1);
}
