import { DateTime } from "luxon";

/** A field that cannot be read; the message ends the sentence `line 3: "date" …`. */
export class WrongField extends Error {}

/**
 * A field that holds text. Missing and `null` are empty text, a list of texts is taken as its lines.
 *
 * @throws {WrongField} for objects
 */
export function readText(value: unknown): string {
  return readTexts(value).join("\n");
}

/**
 * A field that holds text, a list of texts, or a path of nested topics.
 *
 * @returns distinct texts, none empty; numbers as they are written; lists within lists opened
 * @throws {WrongField} for objects
 */
export function readTexts(value: unknown): readonly string[] {
  const texts = new Set<string>();
  collect(value, texts);
  return [...texts];
}

function collect(value: unknown, into: Set<string>): void {
  if (value === undefined || value === null || value === "") return;
  if (Array.isArray(value)) for (const part of value) collect(part, into);
  else if (typeof value === "object") {
    throw new WrongField("must be text, a list of texts, or missing, and is an object.");
  } else into.add(String(value));
}

export interface ItemDate {
  /** Epoch milliseconds. */
  readonly date: number;
  readonly year: number;
}

/**
 * A date such as 2026-11-22, with or without a time; without an offset it is UTC.
 *
 * @returns `undefined` if it is missing, `null` or empty
 * @throws {WrongField} if it is something else
 */
export function readDate(value: unknown): ItemDate | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const read = typeof value === "string" ? parseDate(value.trim()) : undefined;
  if (read === undefined) {
    throw new WrongField(`is no date: ${JSON.stringify(value)}. Write one such as 2026-11-22.`);
  }
  return { date: read.toMillis(), year: read.year };
}

const zones = { zone: "utc", setZone: true };

function parseDate(text: string): DateTime | undefined {
  return [DateTime.fromISO, DateTime.fromSQL, DateTime.fromRFC2822]
    .map((parse) => parse(text, zones))
    .find(({ isValid }) => isValid);
}
