import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreStory } from "../../src/trend/score.ts";
import type { Reading } from "../../src/trend/sources/source.ts";

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse("2026-11-23T06:30:00Z");

/** Read in the five minutes that ended so many minutes ago. */
function readingOf(readers: number, minutesAgo: number, minutes = 5): Reading {
  const until = now - minutesAgo * minute;
  return { path: "/desh/rain/", from: until - minutes * minute, until, readers };
}

const score = (readings: readonly Reading[], usual?: number, hoursOld = 0) =>
  scoreStory(readings, usual, now - hoursOld * hour, now, 180);

describe("the score of a story", () => {
  it("is that of the worked example", () => {
    // 40 readers just now and 40 an hour and a half ago: v is about 40 + 20.
    const parts = score([readingOf(40, 0), readingOf(40, 90)], 10, 24);
    expect(parts.readers).toBe(80);
    expect(parts.decayed).toBeCloseTo(58.9, 1);
    expect(parts.latest).toBe(40);
    expect(parts.surge).toBe(4);
    expect(parts.age).toBeCloseTo(0.6, 5);
    expect(parts.score).toBeCloseTo(Math.log(1 + parts.decayed) * 2.4 * 0.6, 5);
  });

  it("counts a reader half after ninety minutes, and not at all after the window", () => {
    const fresh = score([readingOf(10, 0)]).decayed;
    expect(score([readingOf(10, 90)]).decayed).toBeCloseTo(fresh / 2, 5);
    expect(score([readingOf(10, 180)])).toMatchObject({ readers: 0, decayed: 0, score: 0 });
  });

  it("spreads what a source tells by the hour or by the day over that time", () => {
    expect(score([readingOf(60, 0, 60)]).latest).toBeCloseTo(15, 5);
    expect(score([readingOf(240, 0, 24 * 60)])).toMatchObject({ readers: 30, latest: 2.5 });
    const pieces = Array.from({ length: 12 }, (_, index) => readingOf(5, index * 5));
    expect(score([readingOf(60, 0, 60)]).decayed).toBeCloseTo(score(pieces).decayed, 8);
  });

  it("has no surge where no past day is known, and none where less is read than usual", () => {
    expect(score([readingOf(40, 0)])).toMatchObject({ surge: 0, usual: undefined });
    expect(score([readingOf(40, 0)], 100).surge).toBe(0);
    expect(score([readingOf(40, 0)], 0).surge).toBe(4);
    expect(score([readingOf(14, 0)], 4).surge).toBeCloseTo(10 / 3, 5);
  });

  it("leaves an old story a fifth, so that what everybody reads may be old", () => {
    expect(score([readingOf(40, 0)], undefined, 24 * 365).age).toBeCloseTo(0.2, 5);
    expect(score([readingOf(40, 0)], undefined, -5).age).toBe(1);
  });

  it("is a number of 0 or more, and no less with one more reader", () => {
    const reading = fc
      .tuple(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: -30, max: 3000 }),
        fc.integer({ min: 1, max: 1440 }),
      )
      .map(([readers, ago, minutes]) => readingOf(readers, ago, minutes));
    fc.assert(
      fc.property(fc.array(reading), fc.option(fc.nat(1e6)), (readings, usual) => {
        const { score: plain } = score(readings, usual ?? undefined);
        expect(plain).toBeGreaterThanOrEqual(0);
        expect(score([...readings, readingOf(1, 0)], usual ?? undefined).score).toBeGreaterThan(plain);
      }),
    );
  });
});
