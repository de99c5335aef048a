import { DateTime } from "luxon";
import { localParts } from "../language/dates.ts";

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

const minuteMs = 60_000;

/** The first moment of a day: where clocks are set back over midnight there are two midnights. */
function startOfDay(at: DateTime): DateTime {
  const midnight = at.startOf("day");
  const zone = at.zoneName ?? "UTC";
  const before = localParts(midnight.toMillis() - 1, zone);
  if (before.day !== localParts(midnight.toMillis(), zone).day) return midnight;
  return midnight.minus({ milliseconds: (before.hour * 60 + before.minute + 1) * minuteMs });
}
