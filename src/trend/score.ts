import type { Reading } from "./sources/source.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Numbers of the score; `docs/decisions/011-what-trending-means.md` has the reasons. */
export const scoring = {
  /** After so many minutes a reader counts half. */
  readingHalfLifeMinutes: 90,
  /** After so many hours what a story gains by being new is half of what it was. */
  storyHalfLifeHours: 24,
  /** What a story of any age keeps: an old one that everybody reads is trending, too. */
  oldStoryShare: 0.2,
  surgeMinutes: 15,
  surgeWeight: 0.35,
  mostSurge: 4,
  /** Steadies the surge of what is seldom read, as if so many readers came by themselves. */
  surgePrior: 5,
} as const;

/** How a score came about. */
export interface ScoreParts {
  /** Readers within the window. */
  readonly readers: number;
  /** The same, each halved for every 90 minutes that passed since. */
  readonly decayed: number;
  /** Readers of the last 15 minutes. */
  readonly latest: number;
  /** Readers of 15 minutes in this hour of past days; `undefined` if no past day is known. */
  readonly usual: number | undefined;
  /** From 0 to 4. */
  readonly surge: number;
  /** From 0.2 to 1. */
  readonly age: number;
  readonly score: number;
}

/**
 * How much a story is being read now.
 *
 *     v     = sum of readers * 2^(-minutes / 90)
 *     z     = (x - usual) / sqrt(usual + 5), between 0 and 4; x: readers of the last 15 minutes
 *     age   = 0.2 + 0.8 * 2^(-hours since publication / 24)
 *     score = ln(1 + v) * (1 + 0.35 z) * age
 *
 * @param readings of the story, in any order. One that lies partly outside a span counts there for the part inside,
 *   as if its readers had come evenly
 * @param usual readers of 15 minutes in the same hour of past days, `undefined` where none is known: then z = 0
 * @param publishedAt and `now`: epoch milliseconds
 * @returns a score of 0 or more, without a unit; 0 if nobody read it in the window
 * @see https://en.wikipedia.org/wiki/Exponential_decay
 */
export function scoreStory(
  readings: readonly Reading[],
  usual: number | undefined,
  publishedAt: number,
  now: number,
  windowMinutes: number,
): ScoreParts {
  const since = now - windowMinutes * minuteMs;
  const latestSince = now - scoring.surgeMinutes * minuteMs;
  let readers = 0;
  let decayed = 0;
  let latest = 0;
  for (const reading of readings) {
    const inWindow = reading.readers * shareWithin(reading, since, now);
    readers += inWindow;
    decayed += inWindow * meanDecay(now - Math.min(reading.until, now), now - Math.max(reading.from, since));
    latest += reading.readers * shareWithin(reading, latestSince, now);
  }
  const surge = usual === undefined ? 0 : surgeOf(latest, usual);
  const age = ageFactor((now - publishedAt) / hourMs);
  const score = Math.log1p(decayed) * (1 + scoring.surgeWeight * surge) * age;
  return { readers: Math.round(readers), decayed, latest, usual, surge, age, score };
}

/** Which part of a reading lies between two moments, from 0 to 1. */
export function shareWithin({ from, until }: Reading, since: number, before: number): number {
  const inside = Math.min(until, before) - Math.max(from, since);
  return inside <= 0 ? 0 : inside / (until - from);
}

/** The mean of 2^(-t / 90 min) for t from the younger to the older age, both in milliseconds. */
function meanDecay(youngest: number, oldest: number): number {
  const halfLife = scoring.readingHalfLifeMinutes * minuteMs;
  const span = oldest - youngest;
  if (span < 1) return 0.5 ** (youngest / halfLife);
  return ((0.5 ** (youngest / halfLife) - 0.5 ** (oldest / halfLife)) * halfLife) / (Math.LN2 * span);
}

function surgeOf(latest: number, usual: number): number {
  const deviations = (latest - usual) / Math.sqrt(usual + scoring.surgePrior);
  return Math.min(Math.max(deviations, 0), scoring.mostSurge);
}

function ageFactor(hours: number): number {
  const { oldStoryShare, storyHalfLifeHours } = scoring;
  return oldStoryShare + (1 - oldStoryShare) * 0.5 ** (Math.max(hours, 0) / storyHalfLifeHours);
}
