/**
 * All live stories in columns. A story is a row, a term a number of a vocabulary.
 *
 * Rows are newest first; who compares dates that tie has done so. Numbers of terms, sections, languages and series
 * only tell whether two are equal: nothing that is computed from them depends on which number is whose.
 */
export interface StoryColumns {
  readonly count: number;
  /** Epoch milliseconds, never ascending. */
  readonly dates: Float64Array;
  readonly sections: Int32Array;
  readonly languages: Int32Array;
  /** {@link noSeries} for none. */
  readonly series: Int32Array;
  /** 1 for a story that stays true for years, such as an explainer. */
  readonly lasting: Uint8Array;
  /** Where the terms of a row stand: `terms[first[row]..end[row]]`, whatever stands between two rows. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** Distinct within a row, in the order of `termsOf`. */
  readonly terms: Int32Array;
  /** What `termsOf` gives each term, 1 to 255. */
  readonly weights: Uint8Array;
  /** Terms are 0 to this; some may be in no row. */
  readonly vocabularySize: number;
  /** Whether a term is a whole tag, `#…`. */
  isTopic(term: number): boolean;
  choices(row: number): EditorChoices;
}

/** What editors decided about the sidebar of one story; other rows, only live ones. */
export interface EditorChoices {
  /** To be shown, in this order. */
  readonly pinned: readonly number[];
  /** Never to be shown, pinned or not: excluded stories, and translations, which have links of their own. */
  readonly excluded: readonly number[];
}

export const noSeries = -1;

/** A story that others are compared with, in the index or no longer in it. */
export interface Query {
  readonly date: number;
  readonly section: number;
  readonly language: number;
  readonly isLasting: boolean;
  readonly terms: Int32Array;
  readonly weights: Uint8Array;
}

/** The story of a row. */
export function queryOf(columns: StoryColumns, row: number): Query {
  const { terms, weights, dates, sections, languages, lasting } = columns;
  const [first, last] = [at(columns.first, row), at(columns.end, row)];
  return {
    date: at(dates, row),
    section: at(sections, row),
    language: at(languages, row),
    isLasting: at(lasting, row) === 1,
    terms: terms.subarray(first, last),
    weights: weights.subarray(first, last),
  };
}

/** The length of a story's vector of weights, without idf; 1 for a story without terms. */
export function lengthOf(weights: Uint8Array): number {
  let square = 0;
  for (let place = 0; place < weights.length; place++) square += (weights[place] as number) ** 2;
  return Math.sqrt(square) || 1;
}

/** An element that is known to exist. Not for the hottest loops: with several kinds of arrays it takes twice the time. */
export function at(list: Int32Array | Uint8Array | Float32Array | Float64Array, place: number): number {
  return list[place] as number;
}
