import { describe, expect, it } from "vitest";
import { median } from "../../scripts/bench/measure.ts";
import { khabar, mergeResults, parseResults } from "../../scripts/bench/results.ts";
import { cleanRow, sampleResults } from "./sample-rows.ts";

describe("results", () => {
  it("are read as they were printed", () => {
    expect(parseResults(JSON.stringify(sampleResults))).toEqual(sampleResults);
  });

  it("put together, show the later of two rows", () => {
    const later = { ...sampleResults, clean: [cleanRow(khabar, 10_000, 5)], warm: [] };
    const { clean, warm } = mergeResults(sampleResults, later);
    expect(clean.map(({ system, stories, seconds }) => [system, stories, seconds])).toEqual([
      [khabar, 1000, 1],
      ["Hugo", 1000, 0.5],
      [khabar, 10_000, 5],
      ["Hugo", 10_000, 600],
    ]);
    expect(warm).toEqual(sampleResults.warm);
  });

  it("of different conditions are not put together", () => {
    const elsewhere = { ...sampleResults, conditions: { ...sampleResults.conditions, cores: 64 } };
    expect(() => mergeResults(sampleResults, elsewhere)).toThrow(/different conditions/);
  });
});

describe("the median", () => {
  it("is the middle one of any order", () => {
    expect(median([9, 1, 2])).toBe(2);
  });

  it("of an even number is the greater of the two in the middle", () => {
    expect(median([4, 1, 3, 2])).toBe(3);
  });

  it("of one is itself", () => {
    expect(median([7])).toBe(7);
  });
});
