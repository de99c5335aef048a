import { DateTime } from "luxon";

/** When the strip was and will be set anew, epoch milliseconds. */
export interface EditionMoments {
  readonly last: number;
  readonly next: number;
}

/**
 * The strip is that of a daily edition, set at the start of the site's day: a story that is published at noon stands
 * on the home page at once, and in the strip of a hundred thousand old pages from midnight on.
 *
 * @param zone IANA name
 */
export function editionMoments(now: number, zone: string): EditionMoments {
  const day = DateTime.fromMillis(now, { zone }).startOf("day");
  return { last: day.toMillis(), next: day.plus({ days: 1 }).startOf("day").toMillis() };
}
