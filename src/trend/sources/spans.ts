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
 * hour for the last three hours, hours for the last day, and the same hour of up to seven days before, which tells what
 * is usual at this time.
 *
 * @returns newest first, none over another, none outside the time that is asked for; at most 40
 */
export function spansOf({ now, since }: Pick<Question, "now" | "since">): Span[] {
  const end = Math.floor(now / second) * second;
  const start = Math.ceil(since / second) * second;
  const spans: Span[] = [];
  const add = (from: number, until: number) => {
    const begin = Math.max(from, start);
    if (begin < until) spans.push({ from: begin, until });
  };
  for (let until = end; until > end - 3 * hour; until -= quarter) add(until - quarter, until);
  for (let until = end - 3 * hour; until > end - day; until -= hour) add(until - hour, until);
  for (let days = 1; days <= 7; days++) add(end - days * day - hour, end - days * day);
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
