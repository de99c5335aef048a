import { IANAZone } from "luxon";

const SECOND = 1000;
const STRETCH = 3 * 24 * 3600 * SECOND;

/** Three days of a zone, in which its clocks change once or not at all. */
interface Stretch {
  readonly before: number;
  /** Epoch milliseconds; `Infinity` if the clocks do not change. */
  readonly changesAt: number;
  readonly after: number;
}

interface ZoneOffsets {
  exact(at: number): number;
  /** By their number since the epoch. */
  readonly stretches: Map<number, Stretch>;
}

const zones = new Map<string, ZoneOffsets>();

/** Whether ICU knows a time zone by this name: "Asia/Kolkata", "UTC". */
export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/**
 * How far a zone's clocks are ahead of UTC at a moment.
 *
 * Luxon finds it, 150,000 a second. In no zone of the tz database do two changes lie closer together than 3.98 days
 * (Freetown in September 1939; a week anywhere else), so that of three days both ends, and the moment of the change
 * where they differ, tell everything. Remembering that gives thirty million a second.
 *
 * @param at epoch milliseconds
 * @returns milliseconds, not always whole minutes: Kolkata was 5:53:28 ahead until 1854
 * @throws {RangeError} if ICU does not know the zone
 */
export function zoneOffset(at: number, zone: string): number {
  const offsets = zones.get(zone) ?? openZone(zone);
  const number = Math.floor(at / STRETCH);
  const { before, changesAt, after } = offsets.stretches.get(number) ?? measureStretch(offsets, number);
  return at < changesAt ? before : after;
}

function measureStretch({ exact, stretches }: ZoneOffsets, number: number): Stretch {
  const [start, end] = [number * STRETCH, (number + 1) * STRETCH];
  const before = stretches.get(number - 1)?.after ?? exact(start);
  const after = stretches.get(number + 1)?.before ?? exact(end);
  const changesAt = before === after ? Number.POSITIVE_INFINITY : findChange(exact, start, end);
  const stretch = { before, changesAt, after };
  stretches.set(number, stretch);
  return stretch;
}

/** The first second with the offset of `end`. */
function findChange(exact: ZoneOffsets["exact"], start: number, end: number): number {
  const before = exact(start);
  let [last, first] = [start, end];
  while (first - last > SECOND) {
    const middle = last + Math.floor((first - last) / SECOND / 2) * SECOND;
    if (exact(middle) === before) last = middle;
    else first = middle;
  }
  return first;
}

function openZone(zone: string): ZoneOffsets {
  if (!isTimeZone(zone)) throw new RangeError(`There is no time zone "${zone}"`);
  const luxonZone = IANAZone.create(zone);
  // Luxon answers in minutes with fractions, 353.46666….
  const exact = (at: number) => Math.round(luxonZone.offset(at) * 60) * SECOND;
  const offsets = { exact, stretches: new Map() };
  zones.set(zone, offsets);
  return offsets;
}
