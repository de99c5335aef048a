import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachSpan, spansOf } from "../../../src/trend/sources/spans.ts";

const hour = 3_600_000;
const day = 24 * hour;

describe("the spans that a service is asked for", () => {
  it("are quarters of an hour, then hours, then days", () => {
    const now = Date.parse("2026-11-23T06:32:10.500Z");
    const spans = spansOf({ now, since: now - 7 * day });
    const shown = (at: number | undefined) => {
      const { from = 0, until = 0 } = spans.at(at ?? 0) ?? {};
      return `${new Date(from).toISOString().slice(8, 19)} ${new Date(until).toISOString().slice(8, 19)}`;
    };
    expect(shown(0)).toBe("23T06:30:00 23T06:32:10");
    expect(shown(1)).toBe("23T06:15:00 23T06:30:00");
    expect(shown(15)).toBe("23T02:00:00 23T03:00:00");
    expect(shown(-2)).toBe("17T06:00:00 18T06:00:00");
    expect(shown(-1)).toBe("16T06:32:11 17T06:00:00");
  });

  it("cover the time asked for, second by second, without a gap or an overlap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.integer({ min: 0, max: 8 * day }),
        (now, reach) => {
          const since = now - reach;
          const spans = spansOf({ now, since });
          const end = Math.floor(now / 1_000) * 1_000;
          const start = Math.ceil(since / 1_000) * 1_000;
          expect(spans.length === 0).toBe(start >= end);
          if (spans.length === 0) return;
          expect(spans[0]?.until).toBe(end);
          expect(spans.at(-1)?.from).toBe(start);
          for (const [index, { from, until }] of spans.entries()) {
            expect(from).toBeLessThan(until);
            expect(until - from).toBeLessThanOrEqual(day);
            if (index > 0) expect(until).toBe(spans[index - 1]?.from);
          }
          expect(spans.length).toBeLessThanOrEqual(55);
        },
      ),
    );
  });

  it("are asked for four at a time, and no more of them once one fails", async () => {
    const spans = Array.from({ length: 20 }, (_, at) => ({ from: at, until: at + 1 }));
    let underWay = 0;
    let most = 0;
    const asked: number[] = [];
    const answered = eachSpan(spans, async ({ from }) => {
      asked.push(from);
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      if (from === 5) throw new Error("refused");
      return [from];
    });
    await expect(answered).rejects.toThrow("refused");
    expect(most).toBe(4);
    expect(asked.length).toBeLessThan(12);
    expect(await eachSpan(spans, async ({ from }) => [from, from])).toHaveLength(40);
  });
});
