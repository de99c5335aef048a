import { localParts } from "../language/dates.ts";
import { zoneOffset } from "../language/zone-offset.ts";

const dayMs = 86_400_000;

/** A month as clocks in the newsroom's zone show it. */
export interface LocalMonth {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** `2026-11`; no two months have the same. */
  readonly key: string;
}

/**
 * Tells months of moments. Quickest where one moment after the other is of the same month.
 *
 * @param zone IANA name
 * @throws {RangeError} if there is no such zone
 */
export function openMonths(zone: string): (at: number) => LocalMonth {
  let last: LocalMonth | undefined;
  // Of the last month, as a clock on the wall counts, in milliseconds.
  let first = 0;
  let end = 0;
  // Moments that are surely of the last month, whatever its clocks do: no two offsets are so far apart.
  let sureFrom = 0;
  let sureEnd = 0;
  return (at) => {
    if (last !== undefined && at >= sureFrom && at < sureEnd) return last;
    const wall = at + zoneOffset(at, zone);
    if (last === undefined || !(wall >= first && wall < end)) {
      const { year, month } = localParts(at, zone);
      last = { year, month, key: `${year}-${month}` };
      const start = new Date(0);
      start.setUTCFullYear(year, month - 1, 1);
      first = start.getTime();
      start.setUTCFullYear(year, month, 1);
      end = start.getTime();
      sureFrom = first - (wall - at) + 2 * dayMs;
      sureEnd = end - (wall - at) - 2 * dayMs;
    }
    return last;
  };
}
