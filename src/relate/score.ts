import { noSeries, type StoryColumns } from "./story-columns.ts";
import { reach, type TermIndex } from "./term-index.ts";

const bonus = { series: 0.15, section: 0.05 } as const;

/** Days after which nearness in time counts half. */
const halfLifeDays = 14;
const dayMs = 86_400_000;

function decay(days: number): number {
  return 0.4 + 0.6 * 0.5 ** (days / halfLifeDays);
}

/** Far above what rounding can do to a score. */
const roundingMargin = 1e-9;

/** After so many days nearness makes no more difference to the search. */
const oldDays = 127;

/** What the score of a story so many whole days away, or more, is multiplied with at most. */
const decayAtMost = Float64Array.from({ length: oldDays + 1 }, (_, days) => decay(days) + roundingMargin);

/** Space that one search after the other works in. */
export interface Scratch {
  /** By row; all 0 between searches. */
  readonly scores: Float64Array;
  readonly touched: Int32Array;
  /** Highest score first. */
  bestRows: Int32Array;
  bestScores: Float64Array;
}

export function scratchFor(count: number): Scratch {
  return {
    scores: new Float64Array(count),
    // One more, since a place is written before it is known whether it counts.
    touched: new Int32Array(count + 1),
    bestRows: new Int32Array(0),
    bestScores: new Float64Array(0),
  };
}

/** Adds up the terms that rows share with `self`; returns how many rows have any, listed in `touched`. */
export function scoreByTerms(
  columns: StoryColumns,
  index: TermIndex,
  self: number,
  scratch: Scratch,
): number {
  // Here and below all arrays are local constants: found anew in each round, they took half as long again.
  const { from, terms, weights } = columns;
  const { starts, rows, slots, impacts, lengths, idfs, unit } = index;
  const { scores, touched } = scratch;
  const scale = 1 / ((lengths[self] as number) * unit ** 2);
  const lastPlace = from[self + 1] as number;
  let touchedCount = 0;
  // In the order of the story's own terms, so that sums are rounded the same however terms are numbered.
  for (let place = from[self] as number; place < lastPlace; place++) {
    const term = terms[place] as number;
    const factor = (weights[place] as number) * (idfs[term] as number) ** 2 * scale;
    const own = slots[place] as number;
    const last = Math.min(starts[term + 1] as number, own + reach + 1);
    for (let slot = Math.max(starts[term] as number, own - reach); slot < last; slot++) {
      const row = rows[slot] as number;
      const score = scores[row] as number;
      // A branch here cannot be predicted, and took half of the time.
      touched[touchedCount] = row;
      touchedCount += Number(score === 0);
      scores[row] = score + factor * (impacts[slot] as number);
    }
  }
  return touchedCount;
}

/**
 * Adds bonus and decay, and leaves the best of the touched rows in `bestRows`; clears the scores.
 *
 * @param room at least 1
 * @returns how many there are, at most `room`
 */
export function takeBest(
  columns: StoryColumns,
  self: number,
  touchedCount: number,
  room: number,
  scratch: Scratch,
): number {
  if (scratch.bestRows.length < room) {
    scratch.bestRows = new Int32Array(room);
    scratch.bestScores = new Float64Array(room);
  }
  const { dates, sections, series } = columns;
  const { scores, touched, bestRows, bestScores } = scratch;
  const section = sections[self] as number;
  const ownSeries = series[self] as number;
  const date = dates[self] as number;
  const mostBonus = ownSeries === noSeries ? bonus.section : bonus.section + bonus.series;
  let bestCount = 0;
  // The score that a row must reach, and the one that it must exceed before bonus and decay.
  let bar = 0;
  let lowBar = 0;
  for (let place = 0; place < touchedCount; place++) {
    const row = touched[place] as number;
    let score = scores[row] as number;
    scores[row] = 0;
    if (score <= lowBar) continue;
    if (sections[row] === section) score += bonus.section;
    if (ownSeries !== noSeries && series[row] === ownSeries) score += bonus.series;
    const days = Math.abs((dates[row] as number) - date) / dayMs;
    // Most fall short before the costly power.
    if (score * (decayAtMost[Math.min(days, oldDays) | 0] as number) < bar) continue;
    score *= decay(days);
    if (score < bar || (score === bar && row > (bestRows[room - 1] as number))) continue;
    let rank = bestCount < room ? bestCount++ : room - 1;
    for (; rank > 0; rank--) {
      const before = bestScores[rank - 1] as number;
      if (before > score || (before === score && (bestRows[rank - 1] as number) < row)) break;
      bestScores[rank] = before;
      bestRows[rank] = bestRows[rank - 1] as number;
    }
    bestScores[rank] = score;
    bestRows[rank] = row;
    if (bestCount === room) {
      bar = bestScores[room - 1] as number;
      lowBar = Math.max(0, bar - mostBonus - roundingMargin);
    }
  }
  return bestCount;
}
