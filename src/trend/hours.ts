import { compareText } from "../problems/problem.ts";
import { shareWithin } from "./score.ts";
import type { Reading } from "./sources/source.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const quarterMs = hourMs / 4;

/** Days whose same hour a surge is measured against. */
export const pastDays = 7;
/** Stories kept of an hour: those that are read least are as good as not read. */
const mostStories = 500;

/** How often stories were read in whole hours: by the hour's start (epoch milliseconds, UTC), by story id. */
export type PastHours = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** From when on readings are needed: for the window, and for hours of the past week of which nothing is kept. */
export function neededSince(hours: PastHours, now: number, windowMinutes: number): number {
  const windowStart = now - windowMinutes * 60_000;
  // Of a list that was tried out for another moment there may be hours yet to come.
  const past = [...hours.keys()].filter((start) => start < now);
  const newest = Math.max(...past, Number.NEGATIVE_INFINITY);
  const weekAgo = floorHour(now) - pastDays * dayMs;
  return Math.min(windowStart, Math.max(newest + hourMs, weekAgo));
}

/**
 * Adds the hours that lie wholly between two moments, and forgets those that are older than a week.
 *
 * An hour that is known stays as it is: what was counted soon after it is more exact than what is counted later, when
 * readers who came back are counted at their later visit.
 */
export function addHours(
  hours: PastHours,
  readings: ReadonlyMap<string, readonly Reading[]>,
  since: number,
  now: number,
): PastHours {
  const kept = new Map(
    [...hours].filter(([start]) => start >= floorHour(now) - pastDays * dayMs && start < now),
  );
  // A log that reaches less far back knows nothing of what was before it.
  let earliest = Number.POSITIVE_INFINITY;
  for (const list of readings.values()) for (const { from } of list) earliest = Math.min(earliest, from);
  const first = Math.ceil(Math.max(since, earliest) / hourMs) * hourMs;
  const added = new Map<number, Map<string, number>>();
  for (let start = first; start + hourMs <= now; start += hourMs) {
    if (!kept.has(start)) added.set(start, new Map());
  }
  for (const [id, list] of readings) {
    for (const reading of list) {
      for (let start = floorHour(reading.from); start < reading.until; start += hourMs) {
        const readers = reading.readers * shareWithin(reading, start, start + hourMs);
        const counts = added.get(start);
        counts?.set(id, (counts.get(id) ?? 0) + readers);
      }
    }
  }
  for (const [start, counts] of added) {
    const rounded = [...counts].map(([id, readers]) => [id, Math.round(readers * 10) / 10] as const);
    rounded.sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    kept.set(start, new Map(rounded.slice(0, mostStories)));
  }
  return kept;
}

/**
 * Readers of a quarter of an hour in the same hour of the past seven days, on the mean of the days that are known.
 *
 * @returns `undefined` if no day is known
 */
export function usualReaders(hours: PastHours, id: string, now: number): number | undefined {
  let known = 0;
  let readers = 0;
  // The hour in which most of the last quarter of an hour lies.
  const hour = floorHour(now - quarterMs / 2);
  for (let day = 1; day <= pastDays; day++) {
    const counts = hours.get(hour - day * dayMs);
    if (counts === undefined) continue;
    known++;
    readers += counts.get(id) ?? 0;
  }
  return known === 0 ? undefined : readers / known / 4;
}

function floorHour(at: number): number {
  return Math.floor(at / hourMs) * hourMs;
}

/** As JSON, with the ids of stories and numbers of readers and nothing else. */
export function hoursToText(hours: PastHours): string {
  const plain = [...hours]
    .toSorted(([a], [b]) => a - b)
    .map(([start, counts]) => [new Date(start).toISOString(), Object.fromEntries(counts)]);
  return `${JSON.stringify(Object.fromEntries(plain))}\n`;
}

/** What {@link hoursToText} wrote; nothing of a text that it did not write. */
export function hoursFromText(text: string): PastHours {
  try {
    const plain: unknown = JSON.parse(text);
    return new Map(
      Object.entries(plain as Record<string, Record<string, number>>).flatMap(([at, counts]) => {
        const start = /^\d{4}-/.test(at) ? Date.parse(at) : Number.NaN;
        const list = Object.entries(counts).filter(([, count]) => Number.isFinite(count));
        return Number.isFinite(start) ? [[start, new Map(list)] as const] : [];
      }),
    );
  } catch {
    return new Map();
  }
}
