import { lengthOf, type Query, type StoryColumns } from "./story-columns.ts";
import { farStep, stepOf, type TermIndex, windowDays } from "./term-index.ts";

/** Chosen on labelled news, see docs/decisions/014-related-stories-by-what-they-say.md. */
export const sameSection = 1.8;
const otherLanguage = 0.2;
/** Days after which nearness in time counts half; for stories that last, such as explainers. */
const halfLife = { news: 10, lasting: 365 } as const;
/** What is left of the score of a story of long ago. */
const leastDecay = 0.55;

export const dayMs = 86_400_000;
/** A story so much older tells what came before. */
export const backgroundDays = 30;

function decay(days: number, half: number): number {
  return leastDecay + (1 - leastDecay) * 0.5 ** (days / half);
}

/** Far above what rounding can do to a score. */
const roundingMargin = 1e-9;

/** After so many days nearness makes no more difference to the search. */
const oldDays = 127;

/** What the score of a story so many whole days away, or more, is multiplied with at most. */
const decayAtMost = Float64Array.from(
  { length: oldDays + 1 },
  (_, days) => decay(days, halfLife.news) + roundingMargin,
);

/** Space that one search after the other works in. */
export interface Scratch {
  /** By row: sums of shared terms; all 0 between searches. */
  readonly sums: Float64Array;
  readonly touched: Int32Array;
  /** The best stories, highest score first. */
  poolRows: Int32Array;
  poolScores: Float64Array;
  /** By term: 1 for those of the story that others are held against; all 0 between. */
  readonly marks: Uint8Array;
}

export function scratchFor(count: number, vocabularySize: number): Scratch {
  return {
    sums: new Float64Array(count),
    // One more, since a place is written before it is known whether it counts.
    touched: new Int32Array(count + 1),
    poolRows: new Int32Array(0),
    poolScores: new Float64Array(0),
    marks: new Uint8Array(vocabularySize),
  };
}

/** Adds up the terms that rows share with a story; returns how many rows have any, listed in `touched`. */
export function addTerms({ dates }: StoryColumns, index: TermIndex, query: Query, scratch: Scratch): number {
  // Here and below all arrays are local constants: found anew in each round, they took half as long again.
  const { terms, weights, date } = query;
  const { starts, counts, rows, impacts, idfs, unit } = index;
  const { sums, touched } = scratch;
  const scale = 1 / (lengthOf(weights) * unit ** 2);
  const windows: (readonly [number, number])[] = [];
  let touchedCount = 0;
  // In the order of the story's own terms, so that sums are rounded the same however terms are numbered.
  for (let place = 0; place < terms.length; place++) {
    const term = terms[place] as number;
    let slot = starts[term] as number;
    let last = starts[term + 1] as number;
    const step = stepOf(counts[term] as number);
    if (last > slot && step > farStep) {
      windows[step] ??= rowsWithin(dates, date, windowDays(step) * dayMs);
      const [newest, end] = windows[step] as readonly [number, number];
      slot = firstFrom(rows, slot, last, newest);
      last = firstFrom(rows, slot, last, end);
    }
    const factor = (weights[place] as number) * (idfs[term] as number) ** 2 * scale;
    for (; slot < last; slot++) {
      const row = rows[slot] as number;
      const sum = sums[row] as number;
      // A branch here cannot be predicted, and took half of the time.
      touched[touchedCount] = row;
      touchedCount += Number(sum === 0);
      sums[row] = sum + factor * (impacts[slot] as number);
    }
  }
  return touchedCount;
}

/** The rows whose dates are at most so far from a moment: the first, and the one behind the last. */
export function rowsWithin(dates: Float64Array, date: number, distance: number): readonly [number, number] {
  return [
    firstRow(dates, (other) => other <= date + distance),
    firstRow(dates, (other) => other < date - distance),
  ];
}

/** The first row whose date passes the test that all older ones pass too. */
export function firstRow(dates: Float64Array, isPast: (date: number) => boolean): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(dates[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first of the slots whose row is `row` or an older one. */
function firstFrom(rows: Int32Array, first: number, end: number, row: number): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What two stories have in common besides terms multiplies what they share. */
export function affinity(columns: StoryColumns, query: Query, row: number): number {
  const { section, language } = affinityParts(columns, query, row);
  return section * language;
}

/** The factors of {@link affinity}. */
export function affinityParts(
  { sections, languages }: StoryColumns,
  query: Query,
  row: number,
): { readonly section: number; readonly language: number } {
  return {
    section: sections[row] === query.section ? sameSection : 1,
    language: languages[row] === query.language ? 1 : otherLanguage,
  };
}

/** How much nearness in time counts between two stories. */
export function nearness({ dates, lasting }: StoryColumns, query: Query, row: number): number {
  const days = Math.abs((dates[row] as number) - query.date) / dayMs;
  return decay(days, query.isLasting || lasting[row] === 1 ? halfLife.lasting : halfLife.news);
}

/** Whether a story tells the reader of one of this date what came before. */
export function isBackground({ date, isLasting }: Pick<Query, "date" | "isLasting">, of: number): boolean {
  return isLasting || date <= of - backgroundDays * dayMs;
}

/** What {@link takePool} found. */
export interface Pool {
  /** How many rows are in `poolRows`. */
  readonly count: number;
  /** The one that shares most, whatever its age, of those that are background; -1 if there is none. */
  readonly background: number;
  /** What it shares, without nearness. */
  readonly backgroundScore: number;
}

/**
 * Weighs the touched rows, and leaves the best in `poolRows`; clears the sums.
 *
 * @param size at least 1
 */
export function takePool(
  columns: StoryColumns,
  query: Query,
  touchedCount: number,
  size: number,
  scratch: Scratch,
): Pool {
  if (scratch.poolRows.length < size) {
    scratch.poolRows = new Int32Array(size);
    scratch.poolScores = new Float64Array(size);
  }
  const { dates, sections, languages, lasting } = columns;
  const { sums, touched, poolRows, poolScores } = scratch;
  const { section, language, date, isLasting } = query;
  const backgroundDate = date - backgroundDays * dayMs;
  let count = 0;
  let background = -1;
  let backgroundScore = 0;
  // The score that a row must reach.
  let bar = 0;
  for (let place = 0; place < touchedCount; place++) {
    const row = touched[place] as number;
    const sum = sums[row] as number;
    sums[row] = 0;
    // An excluded story.
    if (sum === 0) continue;
    const most = sum * sameSection;
    if (most < bar && most < backgroundScore) continue;
    let shared = sections[row] === section ? most : sum;
    if (languages[row] !== language) shared *= otherLanguage;
    const other = dates[row] as number;
    const lasts = lasting[row] === 1;
    if (
      (lasts || other <= backgroundDate) &&
      (shared > backgroundScore || (shared === backgroundScore && row < background))
    ) {
      background = row;
      backgroundScore = shared;
    }
    if (shared < bar) continue;
    const days = Math.abs(other - date) / dayMs;
    const isSlow = lasts || isLasting;
    // Most fall short before the costly power.
    if (!isSlow && shared * (decayAtMost[Math.min(days, oldDays) | 0] as number) < bar) continue;
    const score = shared * decay(days, isSlow ? halfLife.lasting : halfLife.news);
    if (score < bar || (score === bar && count === size && row > (poolRows[size - 1] as number))) continue;
    let rank = count < size ? count++ : size - 1;
    for (; rank > 0; rank--) {
      const before = poolScores[rank - 1] as number;
      if (before > score || (before === score && (poolRows[rank - 1] as number) < row)) break;
      poolScores[rank] = before;
      poolRows[rank] = poolRows[rank - 1] as number;
    }
    poolScores[rank] = score;
    poolRows[rank] = row;
    if (count === size) bar = poolScores[size - 1] as number;
  }
  return { count, background, backgroundScore };
}
