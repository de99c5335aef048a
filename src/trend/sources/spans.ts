import type { Question } from "./source.ts";

/** From the first moment to the one before the last, epoch milliseconds, whole seconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const second = 1_000;
const quarter = 15 * 60 * second;
const hour = 4 * quarter;
const day = 24 * hour;

/**
 * The spans for which a service is asked one by one, if it has no finer times than those it is asked for: quarters of an
 * hour for about three hours, hours for a day, and days before. They begin at full quarters and hours of UTC.
 *
 * @returns newest first, without gaps, none over another, none outside the time that is asked for; 52 for a week
 */
export function spansOf({ now, since }: Pick<Question, "now" | "since">): Span[] {
  const end = Math.floor(now / second) * second;
  const start = Math.ceil(since / second) * second;
  const spans: Span[] = [];
  for (let until = end; until > start; ) {
    const age = end - until;
    const [size, full] =
      age < 3 * hour || until % hour !== 0 ? [quarter, quarter] : age < day ? [hour, hour] : [day, hour];
    // The first is the quarter under way; the others begin one size before they end.
    const from = Math.max(start, Math.floor((until - size + full - 1) / full) * full);
    spans.push({ from, until });
    until = from;
  }
  return spans;
}

/** Requests under way at once: a service should not notice us. */
const atOnce = 4;

/**
 * Asks for each span and gives all that is found, in the order of the spans.
 *
 * @param askFor rejects to end the asking; spans not yet begun are then left out
 * @throws what the first failure was
 */
export async function eachSpan<S extends Span, T>(
  spans: readonly S[],
  askFor: (span: S) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: (readonly T[])[] = [];
  let next = 0;
  let failed = false;
  const work = async () => {
    for (let at = next++; at < spans.length && !failed; at = next++) {
      const span = spans[at];
      if (span === undefined) return;
      try {
        found[at] = await askFor(span);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, spans.length) }, work));
  return found.flat();
}
