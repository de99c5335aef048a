import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localParts } from "../../src/language/dates.ts";
import { editionMoments } from "../../src/trend/edition.ts";

const minute = 60_000;

/** The hours of the edition in which a moment lies, in UTC. */
function editionAt(moment: string, zone: string): { last: string; next: string; hours: number } {
  const { last, next } = editionMoments(Date.parse(moment), zone);
  const shown = (at: number) => new Date(at).toISOString().slice(0, 16);
  return { last: shown(last), next: shown(next), hours: (next - last) / 3_600_000 };
}

describe("the edition of a day", () => {
  it("goes from midnight to midnight where the newsroom is, not where the build runs", () => {
    expect(editionAt("2026-11-22T20:30:00+05:30", "Asia/Kolkata")).toEqual({
      last: "2026-11-21T18:30",
      next: "2026-11-22T18:30",
      hours: 24,
    });
    expect(editionAt("2026-11-22T20:30:00+05:30", "America/New_York").last).toBe("2026-11-22T05:00");
  });

  it("begins with its first moment: a millisecond before that it is yesterday's", () => {
    const midnight = Date.parse("2026-11-22T00:00:00+05:30");
    expect(editionMoments(midnight, "Asia/Kolkata").last).toBe(midnight);
    expect(editionMoments(midnight - 1, "Asia/Kolkata").next).toBe(midnight);
  });

  it("is an hour short in New York when clocks go forward, and an hour long when they go back", () => {
    for (const moment of ["2026-03-08T05:30Z", "2026-03-08T12:00Z", "2026-03-09T03:30Z"]) {
      const short = { last: "2026-03-08T05:00", next: "2026-03-09T04:00", hours: 23 };
      expect(editionAt(moment, "America/New_York"), moment).toEqual(short);
    }
    for (const moment of ["2026-11-01T04:30Z", "2026-11-01T12:00Z", "2026-11-02T04:30Z"]) {
      const long = { last: "2026-11-01T04:00", next: "2026-11-02T05:00", hours: 25 };
      expect(editionAt(moment, "America/New_York"), moment).toEqual(long);
    }
  });

  it("begins at one o'clock in Cairo on the day that has no midnight", () => {
    const edition = { last: "2026-04-23T22:00", next: "2026-04-24T21:00", hours: 23 };
    expect(editionAt("2026-04-24T12:00:00+03:00", "Africa/Cairo")).toEqual(edition);
    expect(editionAt("2026-04-23T12:00:00+02:00", "Africa/Cairo").next).toBe(edition.last);
  });

  it("begins once in Havana on the day that has midnight twice", () => {
    for (const twice of ["00:30:00-04:00", "00:30:00-05:00", "12:00:00-05:00"]) {
      expect(editionAt(`2026-11-01T${twice}`, "America/Havana"), twice).toEqual({
        last: "2026-11-01T04:00",
        next: "2026-11-02T05:00",
        hours: 25,
      });
    }
  });

  it("is the same all day long in any zone, with the next one right behind it", () => {
    const zones = [
      "Asia/Kolkata",
      "Asia/Kathmandu",
      "Europe/London",
      "America/St_Johns",
      "Africa/Cairo",
      "America/Havana",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "UTC",
    ];
    const from = Date.UTC(2010, 0, 1) / minute;
    const moment = fc.integer({ min: from, max: from + 20 * 366 * 24 * 60 });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (minutes, zone) => {
        const now = minutes * minute;
        const { last, next } = editionMoments(now, zone);
        const dayOf = (at: number) => {
          const { year, month, day } = localParts(at, zone);
          return [year, month, day];
        };
        expect(last).toBeLessThanOrEqual(now);
        expect(next).toBeGreaterThan(now);
        for (const same of [last, next - 1]) expect(dayOf(same)).toEqual(dayOf(now));
        for (const other of [last - 1, next]) expect(dayOf(other)).not.toEqual(dayOf(now));
        expect(editionMoments(last, zone)).toEqual({ last, next });
        expect(editionMoments(next, zone).last).toBe(next);
      }),
      { numRuns: 2000 },
    );
  });
});
