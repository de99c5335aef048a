import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it, test } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatMonth,
  formatTime,
  isoInZone,
  isTimeZone,
  localParts,
  parseDateTime,
} from "../../src/language/dates.ts";
import { stringsFor } from "../../src/language/strings.ts";

const INDIA = "Asia/Kolkata";
const HOUR = 3_600_000;
const hindi = stringsFor("hi");
const english = stringsFor("en");
const morning = Date.UTC(2026, 10, 22, 2, 30);

const read = (text: string, zone = INDIA) => {
  const parsed = parseDateTime(text, zone);
  return parsed.ok ? new Date(parsed.at).toISOString() : parsed.reason;
};

describe("dates for readers", () => {
  it("are what BBC Hindi prints", () => {
    expect(formatDateTime(morning, INDIA, hindi)).toBe("22 नवंबर 2026, 8:00 बजे");
    expect(formatDate(morning, INDIA, hindi)).toBe("22 नवंबर 2026");
    expect(formatTime(Date.UTC(2026, 10, 22, 14, 35), INDIA, hindi)).toBe("20:05 बजे");
    expect(formatMonth(2026, 2, hindi)).toBe(`${hindi.months[1]} 2026`);
  });

  test.each([
    [0, "12:00 am"],
    [8, "8:00 am"],
    [12, "12:00 pm"],
    [23, "11:00 pm"],
  ])("have a clock of twelve hours in English: %d h is %s", (hour, text) => {
    expect(formatTime(Date.UTC(2026, 0, 1, hour), "UTC", english)).toBe(text);
  });

  it("are those of the zone", () => {
    const at = Date.UTC(2026, 11, 31, 18, 30);
    expect(formatDate(at, INDIA, english)).toBe("1 January 2027");
    expect(localParts(at, "America/New_York")).toEqual({
      year: 2026,
      month: 12,
      day: 31,
      hour: 13,
      minute: 30,
    });
    expect(localParts(at, "Asia/Kathmandu")).toEqual({ year: 2027, month: 1, day: 1, hour: 0, minute: 15 });
  });

  it("need a zone and a month that exist", () => {
    expect(() => formatDate(morning, "Asia/Delhi", hindi)).toThrow('There is no time zone "Asia/Delhi"');
    expect(() => formatMonth(2026, 13, hindi)).toThrow(RangeError);
    expect([isTimeZone(INDIA), isTimeZone("Asia/Delhi")]).toEqual([true, false]);
  });
});

describe("dates for machines", () => {
  test.each([
    [INDIA, "2026-11-22T08:00:00+05:30"],
    ["Asia/Kathmandu", "2026-11-22T08:15:00+05:45"],
    ["UTC", "2026-11-22T02:30:00+00:00"],
    ["America/New_York", "2026-11-21T21:30:00-05:00"],
    ["America/St_Johns", "2026-11-21T23:00:00-03:30"],
  ])("carry the offset of %s", (zone, iso) => {
    expect(isoInZone(morning, zone)).toBe(iso);
  });

  it("are exact in years when offsets had seconds", () => {
    expect(isoInZone(Date.UTC(1850, 0, 1), INDIA)).toBe("1850-01-01T00:00:00+00:00");
  });
});

describe("dates that a journalist writes", () => {
  test.each([
    ["2026-11-22", "2026-11-21T18:30:00.000Z"],
    ["2026-11-22T08:00", "2026-11-22T02:30:00.000Z"],
    ["2026-11-22 8:00", "2026-11-22T02:30:00.000Z"],
    ["2026-11-22  08:00:30", "2026-11-22T02:30:30.000Z"],
    ["2026-11-22T08:00:30.25", "2026-11-22T02:30:30.250Z"],
    ["2026-11-22T08:00Z", "2026-11-22T08:00:00.000Z"],
    ["2026-11-22 08:00 +05:30", "2026-11-22T02:30:00.000Z"],
    ["2026-11-22T08:00:00+0530", "2026-11-22T02:30:00.000Z"],
    ["2026-11-22T08:00-05", "2026-11-22T13:00:00.000Z"],
    [" 2026-11-22 ", "2026-11-21T18:30:00.000Z"],
    ["2024-02-29", "2024-02-28T18:30:00.000Z"],
  ])("%s is read", (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  test.each([
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-11-22 25:00",
    "2026-11-22T24:00",
    "2026-11-22T08:60",
  ])("%s is impossible", (text) => {
    expect(read(text)).toBe("impossible");
  });

  test.each([
    "2025-02-29",
    "2026-11-22T08:00:60",
    "0999-12-31",
    "2026-11-22T08:00+24:00",
    "2026-11-22T08:00+05:60",
  ])("%s is impossible", (text) => {
    expect(read(text)).toBe("impossible");
  });

  test.each([
    "",
    "22-11-2026",
    "2026/11/22",
    "2026-1-2",
    "22 नवंबर 2026",
    "2026-11-22T8",
    "2026-11-22+05:30",
    "12026-01-01",
  ])("%j is not understood", (text) => {
    expect(read(text)).toBe("format");
  });

  it("say whether a time was given", () => {
    expect(parseDateTime("2026-11-22", INDIA)).toMatchObject({ dateOnly: true });
    expect(parseDateTime("2026-11-22 00:00", INDIA)).toMatchObject({ dateOnly: false });
  });
});

describe("when clocks change", () => {
  it("a time that is skipped is impossible", () => {
    expect(read("2026-03-29 02:30", "Europe/Berlin")).toBe("impossible");
    expect(read("2026-03-29 03:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00.000Z");
    expect(read("2026-03-08 02:00", "America/New_York")).toBe("impossible");
  });

  it("a time that comes twice is the earlier moment", () => {
    expect(read("2026-10-25 02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
    expect(read("2026-11-01 01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000Z");
  });

  it("an offset says which of the two is meant", () => {
    expect(read("2026-10-25 02:30+01:00", "Europe/Berlin")).toBe("2026-10-25T01:30:00.000Z");
  });

  it("a day whose midnight is skipped begins when the clocks have jumped", () => {
    expect(read("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
    expect(read("2026-04-24 00:30", "Africa/Cairo")).toBe("impossible");
  });
});

describe("against Luxon, one moment at a time", () => {
  /** Changes of clocks, in UTC: by half an hour, by two, by a day, for a fast of four weeks, at odd seconds … */
  const changes = [
    ["Africa/Monrovia", "1972-01-07T00:44:30"],
    ["Africa/Casablanca", "2026-02-15T02:00:00"],
    ["Africa/Casablanca", "2026-03-22T02:00:00"],
    ["Africa/Cairo", "2026-04-23T22:00:00"],
    ["America/Caracas", "2016-05-01T07:00:00"],
    ["America/Noronha", "2000-10-08T02:00:00"],
    ["America/Noronha", "2000-10-15T01:00:00"],
    ["America/St_Johns", "2006-10-29T02:31:00"],
    ["Antarctica/Troll", "2026-03-29T01:00:00"],
    ["Asia/Gaza", "2040-10-20T00:00:00"],
    ["Asia/Gaza", "2040-10-26T23:00:00"],
    ["Asia/Kathmandu", "1985-12-31T18:30:00"],
    ["Asia/Kolkata", "1945-10-14T17:30:00"],
    ["Australia/Lord_Howe", "2026-04-04T15:00:00"],
    ["Europe/Dublin", "2026-10-25T01:00:00"],
    ["Pacific/Apia", "2011-12-30T10:00:00"],
  ] as const;
  const zones = [...new Set(changes.map(([zone]) => zone)), "Europe/Berlin", "America/New_York", "UTC"];
  const zone = fc.constantFrom(...zones);
  const anyMoment = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) });
  const aroundChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -100 * HOUR, max: 100 * HOUR }))
    .map(([[name, change], distance]) => [Date.parse(`${change}Z`) + distance, name] as const);
  const moment = fc.oneof(fc.tuple(anyMoment, zone), aroundChange);

  it("the clocks show the same", () => {
    fc.assert(
      fc.property(moment, ([at, name]) => {
        const { year, month, day, hour, minute } = DateTime.fromMillis(at, { zone: name });
        expect(localParts(at, name)).toEqual({ year, month, day, hour, minute });
      }),
      { numRuns: 3000 },
    );
  });

  it.each(changes)("the clocks of %s change in the second %s", (name, change) => {
    const second = Date.parse(`${change}Z`);
    const [before, after] = [second - 1, second].map((at) => DateTime.fromMillis(at, { zone: name }).offset);
    expect(before).not.toBe(after);
    for (const at of [second - 1000, second - 1, second, second + 999]) {
      const { year, month, day, hour, minute } = DateTime.fromMillis(at, { zone: name });
      expect(localParts(at, name)).toEqual({ year, month, day, hour, minute });
    }
  });

  it("machines are told the same", () => {
    fc.assert(
      fc.property(moment, ([at, name]) => {
        const local = DateTime.fromMillis(at, { zone: name });
        const exact = Number.isInteger(local.offset) ? local : local.toUTC();
        expect(isoInZone(at, name)).toBe(exact.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
      }),
      { numRuns: 3000 },
    );
  });

  it("what is written for machines is read as the same second", () => {
    fc.assert(
      fc.property(moment, ([at, name]) => {
        expect(parseDateTime(isoInZone(at, name), "UTC")).toMatchObject({ at: Math.floor(at / 1000) * 1000 });
      }),
      { numRuns: 500 },
    );
  });

  it("a local time is the first moment at which the clocks show it", () => {
    const pattern = "yyyy-MM-dd HH:mm:ss.SSS";
    fc.assert(
      fc.property(moment, fc.integer({ min: -3 * HOUR, max: 3 * HOUR }), ([at, name], shift) => {
        // Shifted as if it were UTC, the clocks may show it twice, or never.
        const wall = DateTime.fromMillis(at, { zone: name })
          .setZone("utc", { keepLocalTime: true })
          .plus(shift);
        const text = wall.toFormat(pattern);
        const offsets = Array.from({ length: 101 }, (_, hours) =>
          Math.round(
            DateTime.fromMillis(wall.toMillis() + (hours - 50) * HOUR, { zone: name }).offset * 60_000,
          ),
        );
        const first = [...new Set(offsets)]
          .map((offset) => wall.toMillis() - offset)
          .filter((candidate) => DateTime.fromMillis(candidate, { zone: name }).toFormat(pattern) === text)
          .sort((a, b) => a - b)[0];
        const expected =
          first === undefined
            ? { ok: false, reason: "impossible" }
            : { ok: true, at: first, dateOnly: false };
        expect(parseDateTime(text, name)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("a day or a time is possible where Luxon finds it so", () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    const two = (n: number) => String(n).padStart(2, "0");
    const fields = fc.tuple(
      fc.integer({ min: 1000, max: 9999 }),
      part(14),
      part(33),
      part(26),
      part(62),
      part(62),
    );
    fc.assert(
      fc.property(fields, ([year, month, day, hour, minute, second]) => {
        const luxon = DateTime.fromObject({ year, month, day, hour, minute, second }, { zone: "utc" });
        const text = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}Z`;
        const expected =
          luxon.isValid && hour !== 24
            ? { ok: true, at: luxon.toMillis(), dateOnly: false }
            : { ok: false, reason: "impossible" };
        expect(parseDateTime(text, INDIA)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
