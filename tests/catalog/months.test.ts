import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openMonths } from "../../src/catalog/months.ts";
import { localParts } from "../../src/language/dates.ts";

// Clocks that go back at midnight, a day that was left out, and a zone far from UTC.
const zones = ["Asia/Kolkata", "America/Havana", "Pacific/Apia", "UTC", "America/New_York"];

describe("months of moments", () => {
  it("are those of a clock on the wall, whatever was asked before", () => {
    const moment = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2060, 0, 1) });
    const near = fc.tuple(moment, fc.array(fc.integer({ min: -3e9, max: 3e9 }), { maxLength: 20 }));
    fc.assert(
      fc.property(fc.constantFrom(...zones), near, (zone, [start, steps]) => {
        const monthOf = openMonths(zone);
        for (const step of [0, ...steps]) {
          const { year, month } = localParts(start + step, zone);
          expect(monthOf(start + step)).toEqual({ year, month, key: `${year}-${month}` });
        }
      }),
    );
  });

  it("begin and end at midnight, to the millisecond", () => {
    const monthOf = openMonths("Asia/Kolkata");
    const midnight = Date.parse("2026-12-01T00:00:00+05:30");
    expect([midnight - 1, midnight, midnight - 1].map((at) => monthOf(at).key)).toEqual([
      "2026-11",
      "2026-12",
      "2026-11",
    ]);
  });

  it("are known of years that JavaScript takes for others", () => {
    const monthOf = openMonths("UTC");
    const old = new Date(0);
    old.setUTCFullYear(50, 5, 10);
    expect(monthOf(old.getTime()).key).toBe("50-6");
    expect(monthOf(old.getTime() + 86_400_000).key).toBe("50-6");
  });
});
