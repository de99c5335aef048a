import { IANAZone } from "luxon";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface ZoneOffsets {
  exact(at: number): number;
  /** By UTC day (days since the epoch); `undefined` for a day on which the clocks change. */
  days: Map<number, number | undefined>;
}

const zones = new Map<string, ZoneOffsets>();

/** Whether ICU knows a time zone by this name: "Asia/Kolkata", "UTC". */
export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/**
 * How far a zone's clocks are ahead of UTC at a moment.
 *
 * Luxon finds it, 150,000 a second; as it is the same all day but on two days of the year, remembering it by the
 * day makes that four million.
 *
 * @param at epoch milliseconds
 * @returns milliseconds, not always whole minutes: Kolkata was 5:53:28 ahead until 1854
 * @throws {RangeError} if ICU does not know the zone
 */
export function zoneOffset(at: number, zone: string): number {
  const offsets = zones.get(zone) ?? openZone(zone);
  const day = Math.floor(at / DAY);
  if (!offsets.days.has(day)) {
    const first = offsets.exact(day * DAY);
    offsets.days.set(day, first === offsets.exact((day + 1) * DAY) ? first : undefined);
  }
  return offsets.days.get(day) ?? offsets.exact(at);
}

function openZone(zone: string): ZoneOffsets {
  if (!isTimeZone(zone)) throw new RangeError(`There is no time zone "${zone}"`);
  const luxonZone = IANAZone.create(zone);
  // Luxon answers in minutes with fractions, 353.46666….
  const offsets = { exact: (at: number) => Math.round(luxonZone.offset(at) * 60) * 1000, days: new Map() };
  zones.set(zone, offsets);
  return offsets;
}
