import { localParts, parseDateTime } from "../language/dates.ts";

/**
 * The moment and the headline of a live entry.
 *
 * @param argument `18:05 headline` (on the story's day) or `2026-11-22T18:05 headline`
 * @param day any moment of the story's day, epoch milliseconds
 * @returns `undefined` if there is no such time
 */
export function liveTime(
  argument: string,
  day: number,
  zone: string,
): { at: number; headline: string } | undefined {
  const [, time, headline] = /^(\S+)\s+(.+)$/.exec(argument) ?? [];
  if (time === undefined || headline === undefined) return undefined;
  const parsed = parseDateTime(/^\d{1,2}:\d{2}$/.test(time) ? `${isoDay(day, zone)}T${time}` : time, zone);
  return parsed.ok && !parsed.dateOnly ? { at: parsed.at, headline } : undefined;
}

function isoDay(at: number, zone: string): string {
  const { year, month, day } = localParts(at, zone);
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join(
    "-",
  );
}
