import { join } from "node:path";
import * as z from "zod";
import { keepJson, readKept } from "./kept-json.ts";
import type { Question, Reading } from "./source.ts";
import { eachSpan, type Span } from "./spans.ts";

const minute = 60_000;
const bucket = 5 * minute;

/** How far back the realtime report of a standard property reaches; 0 minutes ago is the minute under way. */
const oldestMinute = 29;

/** Milliseconds for which readings are kept: the longest window of the list, and a whole hour before it. */
const keptFor = 13 * 60 * minute;
/** Pages kept of five minutes: those that are read least are as good as not read. */
const mostPages = 200;

/** Five minutes by the clock, as the realtime report is asked for them. */
export interface RealtimeSpan extends Span {
  readonly startMinutesAgo: number;
  readonly endMinutesAgo: number;
}

const keptSchema = z.object({
  version: z.literal(1),
  readings: z.array(
    z.object({ path: z.string(), from: z.number(), until: z.number(), readers: z.number().int().min(1) }),
  ),
});

/**
 * What was read lately by the realtime report: the last half hour as it is told now, and before that what was told to
 * earlier questions. The other report knows these hours only when they are no longer of interest.
 *
 * @param folder where answers are kept
 * @returns readings of five minutes, none over another for one page; none that ended before `since`
 */
export async function recentReadings(
  { now, since }: Pick<Question, "now" | "since">,
  folder: string,
  property: string,
  askFor: (span: RealtimeSpan) => Promise<readonly Reading[]>,
): Promise<{ readings: Reading[]; troubles: string[] }> {
  const file = join(folder, `ga4-${property}.json`);
  const spans = realtimeSpans(now);
  const told = await eachSpan(spans, askFor);
  const oldest = spans.at(-1)?.from ?? now;
  const kept = (await readKept(file, keptSchema))?.readings ?? [];
  const before = kept.filter(({ from, until }) => until <= oldest && from >= now - keptFor);
  const whole = told.filter(({ from, until }) => until - from === bucket);
  const troubles: string[] = [];
  try {
    await keepJson(file, { version: 1, readings: [...before, ...mostRead(whole)] });
  } catch {
    troubles.push(
      `What Google Analytics told could not be kept in ${folder}. Check that the folder can be written.`,
    );
  }
  return { readings: [...told, ...before].filter(({ until }) => until > since), troubles };
}

/** @see https://developers.google.com/analytics/devguides/reporting/data/v1/realtime-api-schema (minutesAgo) */
function realtimeSpans(now: number): RealtimeSpan[] {
  const minuteUnderWay = Math.floor(now / minute) * minute;
  const spans: RealtimeSpan[] = [];
  for (
    let from = Math.floor(now / bucket) * bucket;
    minuteUnderWay - from <= oldestMinute * minute;
    from -= bucket
  ) {
    const startMinutesAgo = (minuteUnderWay - from) / minute;
    const endMinutesAgo = Math.max(0, startMinutesAgo - bucket / minute + 1);
    const until = Math.min(from + bucket, now);
    if (from < until) spans.push({ from, until, startMinutesAgo, endMinutesAgo });
  }
  return spans;
}

function mostRead(readings: readonly Reading[]): Reading[] {
  const pages = new Map<number, number>();
  return readings
    .toSorted((a, b) => b.readers - a.readers)
    .filter(({ from }) => {
      const count = pages.get(from) ?? 0;
      pages.set(from, count + 1);
      return count < mostPages;
    });
}
