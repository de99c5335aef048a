import { fill, type Strings } from "./strings.ts";
import { zoneOffset } from "./zone-offset.ts";

export { isTimeZone } from "./zone-offset.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a calendar and a clock on the wall show. */
export interface LocalParts {
  year: number;
  /** 1 to 12 */
  month: number;
  /** 1 to 31 */
  day: number;
  /** 0 to 23 */
  hour: number;
  /** 0 to 59 */
  minute: number;
}

export type ParsedDateTime =
  | { ok: true; at: number; dateOnly: boolean }
  | { ok: false; reason: "format" | "impossible" };

/**
 * What the clocks of a zone show at a moment.
 *
 * @param at epoch milliseconds
 * @param zone IANA name
 * @throws {RangeError} if there is no such zone; so do all functions here that take one
 */
export function localParts(at: number, zone: string): LocalParts {
  const wall = new Date(at + zoneOffset(at, zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
  };
}

/** Date and time for readers: "22 नवंबर 2026, 8:00 बजे". */
export function formatDateTime(at: number, zone: string, strings: Strings): string {
  const parts = localParts(at, zone);
  return fill(strings.dateTimeFormat, { date: dateText(parts, strings), time: timeText(parts, strings) });
}

/** The day for readers: "22 नवंबर 2026". */
export function formatDate(at: number, zone: string, strings: Strings): string {
  return dateText(localParts(at, zone), strings);
}

/** The time for readers: "8:00 बजे", "8:00 am". */
export function formatTime(at: number, zone: string, strings: Strings): string {
  return timeText(localParts(at, zone), strings);
}

/**
 * A month for readers: "नवंबर 2026".
 *
 * @param month 1 to 12
 */
export function formatMonth(year: number, month: number, strings: Strings): string {
  return fill(strings.monthFormat, { month: monthName(month, strings), year });
}

/**
 * A moment for machines: "2026-11-22T08:00:00+05:30", in whole seconds.
 *
 * @returns ISO 8601 with the zone's offset, "+00:00" for UTC. In UTC where the offset had seconds, as before
 *   about 1900, since ISO 8601 has no way to write those
 */
export function isoInZone(at: number, zone: string): string {
  const offset = zoneOffset(at, zone);
  if (offset % MINUTE !== 0) return `${isoWall(at)}+00:00`;
  const minutes = Math.abs(offset) / MINUTE;
  const sign = offset < 0 ? "-" : "+";
  return `${isoWall(at + offset)}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** `toISOString()` without fraction and zone, which written out here takes a third of the time. */
function isoWall(at: number): string {
  const wall = new Date(at);
  const year = wall.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return wall.toISOString().slice(0, -5);
  const day = `${year}-${twoDigits(wall.getUTCMonth() + 1)}-${twoDigits(wall.getUTCDate())}`;
  const time = `${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`;
  return `${day}T${time}:${twoDigits(wall.getUTCSeconds())}`;
}

/** Year, month, day; hour, minute, second, fraction; offset. */
const DATE_TIME = new RegExp(
  [
    /(\d{4})-(\d{2})-(\d{2})/,
    /(?:T|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?/,
    /[ \t]*(Z|[+-]\d{2}(?::?\d{2})?)/,
  ]
    .map(({ source }) => source)
    .reduceRight((rest, part) => `${part}(?:${rest})?`)
    .replace(/.*/, "^$&$"),
  "i",
);

/**
 * Reads a date as journalists write it: "2026-11-22", "2026-11-22 8:00", "2026-11-22T08:00:00.5+05:30".
 *
 * @param text a day, optionally a time after "T" or spaces, optionally an offset ("Z", "+05:30", "+0530", "+05")
 * @param zone IANA name; what has no offset is in it, a day alone is the first moment of that day
 * @returns epoch milliseconds. A time that comes twice, when clocks are set back, is the earlier moment.
 *   "impossible" for days and times that no calendar or clock shows (2026-02-30, 24:00, the hour that is skipped
 *   when clocks are set forward) and for years before 1000; "format" for everything else that cannot be read
 */
export function parseDateTime(text: string, zone: string): ParsedDateTime {
  const written = DATE_TIME.exec(text.trim());
  if (written === null) return { ok: false, reason: "format" };
  const [, year, month, day, hour, minute, second, fraction, offset] = written;

  const clock = { hour: Number(hour ?? 0), minute: Number(minute ?? 0) };
  const milliseconds = Number(second ?? 0) * 1000 + Number((fraction ?? "").padEnd(3, "0").slice(0, 3));
  const wall = wallTime(
    { year: Number(year), month: Number(month), day: Number(day), ...clock },
    milliseconds,
  );
  if (wall === undefined) return { ok: false, reason: "impossible" };

  const dateOnly = hour === undefined;
  const at = offset === undefined ? momentOf(wall, zone, dateOnly) : applyOffset(wall, offset);
  return at === undefined ? { ok: false, reason: "impossible" } : { ok: true, at, dateOnly };
}

/** A time as if it were UTC; `undefined` for what no calendar and no clock shows, and for years before 1000. */
function wallTime({ year, month, day, hour, minute }: LocalParts, milliseconds: number): number | undefined {
  const midnight = Date.UTC(year, month - 1, day);
  const calendar = new Date(midnight);
  const isDay = calendar.getUTCDate() === day && calendar.getUTCMonth() === month - 1;
  // Midnight of the next day as 24:00 would be one day off from what a writer expects.
  const isTime = hour < 24 && minute < 60 && milliseconds < MINUTE;
  if (year < 1000 || !isDay || !isTime) return undefined;
  return midnight + (hour * 60 + minute) * MINUTE + milliseconds;
}

/**
 * The first moment at which a zone's clocks show a time.
 *
 * @param wall the time, as if it were UTC
 * @param dateOnly a day whose midnight is skipped (Cairo, Beirut, Havana) begins when the clocks have jumped
 */
function momentOf(wall: number, zone: string, dateOnly: boolean): number | undefined {
  // Clocks change at most once in two days: these are the offsets before and after.
  const [before, after] = [zoneOffset(wall - DAY, zone), zoneOffset(wall + DAY, zone)];
  if (before === after) return wall - before;
  const moments = [wall - before, wall - after].filter((at) => at + zoneOffset(at, zone) === wall);
  if (moments.length > 0) return Math.min(...moments);
  return dateOnly ? wall - before : undefined;
}

function applyOffset(wall: number, offset: string): number | undefined {
  if (/z/i.test(offset)) return wall;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(":", ""))];
  if (hours > 23 || minutes > 59) return undefined;
  const ahead = (hours * 60 + minutes) * MINUTE;
  return offset.startsWith("-") ? wall + ahead : wall - ahead;
}

function dateText({ day, month, year }: LocalParts, strings: Strings): string {
  return fill(strings.dateFormat, { day, month: monthName(month, strings), year });
}

function timeText({ hour, minute }: LocalParts, strings: Strings): string {
  return fill(strings.timeFormat, {
    hour,
    hour12: hour % 12 || 12,
    minute: twoDigits(minute),
    period: hour < 12 ? strings.am : strings.pm,
  });
}

function monthName(month: number, strings: Strings): string {
  const name = strings.months[month - 1];
  if (name === undefined) throw new RangeError(`There is no month ${month}`);
  return name;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}
