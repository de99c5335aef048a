import { describe, expect, it } from "vitest";
import { addHours, hoursFromText, hoursToText, neededSince, usualReaders } from "../../src/trend/hours.ts";

const hour = 3_600_000;
const day = 24 * hour;
const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const now = at("23T06:50");

const readingsOf = (...list: readonly [from: string, minutes: number, readers: number][]) =>
  new Map([
    [
      "rain",
      list.map(([from, minutes, readers]) => {
        const start = at(from);
        return { path: "/desh/rain/", from: start, until: start + minutes * 60_000, readers };
      }),
    ],
  ]);

describe("the hours of the past week", () => {
  it("are kept as soon as they lie wholly in what was asked for", () => {
    const readings = readingsOf(
      ["23T03:55", 5, 9],
      ["23T04:00", 60, 30],
      ["23T05:10", 5, 4],
      ["23T06:00", 5, 7],
    );
    const hours = addHours(new Map(), readings, at("23T03:50"), now);
    expect([...hours].map(([start, counts]) => [new Date(start).getUTCHours(), counts.get("rain")])).toEqual([
      [4, 30],
      [5, 4],
    ]);
  });

  it("stay as they were first counted, and are forgotten after a week", () => {
    const first = addHours(
      new Map(),
      readingsOf(["23T04:10", 5, 4], ["23T05:10", 5, 4]),
      at("23T04:00"),
      now,
    );
    const again = addHours(first, readingsOf(["23T05:10", 5, 1]), at("23T05:00"), now);
    expect(again).toEqual(first);
    expect([...first.keys()]).toEqual([at("23T05:00")]);
    expect(addHours(first, new Map(), now + 8 * day, now + 8 * day).size).toBe(0);
  });

  it("tell what is usual: a quarter of the mean of the same hour of the days that are known", () => {
    const known = new Map([
      [at("22T06:00"), new Map([["rain", 40]])],
      [at("21T06:00"), new Map<string, number>()],
      [at("21T07:00"), new Map([["rain", 1000]])],
    ]);
    expect(usualReaders(known, "rain", now)).toBe(5);
    expect(usualReaders(known, "sun", now)).toBe(0);
    expect(usualReaders(new Map(), "rain", now)).toBeUndefined();
    // Three minutes past the hour most of the last fifteen were before it.
    expect(usualReaders(known, "rain", at("23T07:03"))).toBe(5);
  });

  it("are asked for once, and after that only what is missing", () => {
    expect(neededSince(new Map(), now, 180)).toBe(at("16T06:00"));
    expect(neededSince(new Map([[at("23T05:00"), new Map()]]), now, 180)).toBe(at("23T03:50"));
    expect(neededSince(new Map([[at("22T20:00"), new Map()]]), now, 180)).toBe(at("22T21:00"));
  });

  it("are not taken for known because of some that are yet to come", () => {
    const now = Date.parse("2026-11-22T12:10:00Z");
    const future = new Map([[Date.parse("2026-12-01T05:00:00Z"), new Map([["rain", 3]])]]);
    expect(neededSince(future, now, 180)).toBe(neededSince(new Map(), now, 180));
    expect([...addHours(future, new Map(), now, now).keys()]).toEqual([]);
  });

  it("are the same when they are read again; of another text there are none", () => {
    const hours = addHours(new Map(), readingsOf(["23T05:00", 5, 4]), at("23T05:00"), now);
    expect(hoursFromText(hoursToText(hours))).toEqual(hours);
    for (const text of ["", "null", "[1]", '{"x": 1}', "{"]) expect(hoursFromText(text).size).toBe(0);
  });
});
