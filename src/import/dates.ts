import { DateTime } from "luxon";
import { parseDateTime } from "../language/dates.ts";

/** A moment as it was written elsewhere, now in ISO 8601 with what was known of it. */
export interface WrittenDate {
  /** `2019-03-05`, `2019-03-05T14:00`, `2011-11-28T08:32:24-04:00` */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

const numeric =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|[\s,]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\s+[A-Z]{2,5})?)?$/i;

const dayForms = [
  "EEE, d MMM yyyy",
  "EEE MMM d yyyy",
  "EEEE, MMMM d, yyyy",
  "MMMM d, yyyy",
  "MMM d, yyyy",
  "MMMM d yyyy",
  "d MMMM yyyy",
  "d MMM yyyy",
  "d MMMM, yyyy",
  "yyyyMMdd",
];
const timeForms = ["", " HH:mm", " HH:mm:ss", " h:mm a", " h:mm:ss a"];
const offsetForms = ["", " ZZZ", " ZZ"];

/**
 * Reads a date in the forms that site generators and people write:
 * `2011-11-28 8:32:24 -0400`, RFC 3339, RFC 2822, what JavaScript's `Date` prints, `March 5, 2019`.
 *
 * @param written text, a number such as `20190305`, or a date object of a TOML reader
 * @param zone IANA name; what has no offset is in it
 * @returns `undefined` for anything else, days that do not exist, and `05/03/2019`, which two halves of the
 *   world read differently
 */
export function readWrittenDate(written: unknown, zone: string): WrittenDate | undefined {
  const text =
    typeof written === "number"
      ? String(written)
      : typeof written === "string"
        ? written.trim()
        : isoOf(written);
  if (text === undefined) return undefined;
  const iso = fromNumbers(text) ?? fromWords(text);
  if (iso === undefined) return undefined;
  const parsed = parseDateTime(iso, zone);
  return parsed.ok ? { text: iso, at: parsed.at } : undefined;
}

/** TOML's dates are `Date` objects that remember whether they had a time and an offset. */
function isoOf(written: unknown): string | undefined {
  return written instanceof Date && Number.isFinite(written.getTime()) ? written.toISOString() : undefined;
}

function fromNumbers(text: string): string | undefined {
  const match = numeric.exec(text);
  if (!match) return undefined;
  const [, year, month = "", day = "", hour, minute, second, half, offset] = match;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined) return date;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  const seconds = second === undefined || Number(second) === 0 ? "" : `:${second}`;
  return `${date}T${two(String(hours))}:${minute}${seconds}${offsetText(offset)}`;
}

function offsetText(offset: string | undefined): string {
  if (offset === undefined) return "";
  if (/^(z|utc|gmt)$/i.test(offset)) return "Z";
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(":", "") || "00"}`;
}

function fromWords(text: string): string | undefined {
  const clean = text
    .replace(/\s*\([^)]*\)$/, "")
    .replace(/(\d)(?:st|nd|rd|th)\b/g, "$1")
    .replace(/\b(?:GMT|UTC)(?=[+-])/, "")
    .replace(/\b(?:GMT|UTC|Z)$/, "+0000")
    .replace(/\bat\b|,(?=\s+\d{1,2}:)/g, "")
    .replace(/\s+/g, " ");
  for (const day of dayForms) {
    for (const time of timeForms) {
      for (const offset of time === "" ? [""] : offsetForms) {
        const read = DateTime.fromFormat(clean, day + time + offset, {
          locale: "en-US",
          setZone: true,
          zone: "utc",
        });
        if (!read.isValid) continue;
        if (time === "") return read.toFormat("yyyy-MM-dd");
        const shown = read.toFormat(read.second === 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss");
        return offset === "" ? shown : shown + read.toFormat("ZZ");
      }
    }
  }
  return undefined;
}

function two(digits: string): string {
  return digits.padStart(2, "0");
}
