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
  const day = startOfDay(DateTime.fromMillis(now, { zone }));
  return { last: day.toMillis(), next: startOfDay(day.plus({ days: 1 })).toMillis() };
}

/** The first moment of a day: where clocks are set back over midnight there are two midnights. */
function startOfDay(at: DateTime): DateTime {
  const midnight = at.startOf("day");
  const before = midnight.minus({ milliseconds: 1 });
  return before.hasSame(midnight, "day") ? before.startOf("day") : midnight;
}
