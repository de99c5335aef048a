import { describe, expect, it } from "vitest";
import { judgeAims } from "../../scripts/bench/aims.ts";
import { benchmarksPage } from "../../scripts/bench/benchmarks-page.ts";
import { cleanTable, warmTable } from "../../scripts/bench/build-tables.ts";
import { changes, copy, khabar } from "../../scripts/bench/results.ts";
import { cleanRow, sampleResults, warmRow } from "./sample-rows.ts";

const lineOf = (table: string, start: string) => table.split("\n").find((line) => line.startsWith(start));

describe("the table of clean builds", () => {
  it("tells how many times as long as Khabar and as the copy each took", () => {
    const rows = [cleanRow("Hugo", 1000, 5), cleanRow(copy, 1000, 0.5), cleanRow(khabar, 1000, 2)];
    const lines = cleanTable(rows).split("\n").slice(2);
    expect(lines).toEqual([
      "| 1,000 | Khabar | 2.00 | 2.00 | 100 | – | – | 1.0 | 4.0 | 3 |",
      "| 1,000 | cp -r of Khabar's site | 0.50 | 0.50 | 100 | – | – | 0.25 | 1.0 | 3 |",
      "| 1,000 | Hugo | 5.00 | 5.00 | 100 | – | – | 2.5 | 10 | 3 |",
    ]);
  });

  it("says of a build that was stopped that it takes longer than that", () => {
    expect(lineOf(cleanTable(sampleResults.clean), "| 10,000 | Hugo")).toBe(
      "| 10,000 | Hugo | not finished in 600 s | 600.00 | 100 | – | – | > 75 | – | 1 |",
    );
  });

  it("compares nothing with a build that failed", () => {
    const rows = [cleanRow(khabar, 1000, 2), cleanRow("Hugo", 1000, 0.1, { outcome: "failed" })];
    expect(lineOf(cleanTable(rows), "| 1,000 | Hugo")).toBe(
      "| 1,000 | Hugo | failed | – | – | – | – | – | – | 3 |",
    );
  });
});

describe("the table of builds after a change", () => {
  it("has a dash for what a build does not tell", () => {
    expect(lineOf(warmTable(sampleResults.warm), "| 10,000 | one story added")).toBe(
      "| 10,000 | one story added | 2.00 | 2.00 | 100 | – | – | 31 | – | ≤ 40 files written |",
    );
  });

  it("holds a change of every page against rewriting every page", () => {
    expect(lineOf(warmTable(sampleResults.warm), "| 10,000 | trending")).toContain("takes 1.5 ×");
  });
});

describe("the aims", () => {
  it("are judged by all sizes", () => {
    const worse = { ...sampleResults, warm: [...sampleResults.warm, warmRow(changes.added, 100_000, 2, 41)] };
    const [before] = judgeAims(sampleResults);
    const [after] = judgeAims(worse);
    expect(before).toMatchObject({ measured: "31 at 10,000", met: true });
    expect(after).toMatchObject({ measured: "31 at 10,000, 41 at 100,000", met: false });
  });

  it("are not met by a clean build that grows faster than the archive", () => {
    const clean = [cleanRow(khabar, 1000, 1), cleanRow(khabar, 2000, 3)];
    expect(judgeAims({ ...sampleResults, clean, warm: [] })).toContainEqual(
      expect.objectContaining({ measured: "3.0 times from 1,000 to 2,000", met: false }),
    );
  });

  it("name the nearest of the others", () => {
    const clean = [cleanRow(khabar, 10_000, 2), cleanRow("Slow", 10_000, 9), cleanRow("Quick", 10_000, 3)];
    expect(judgeAims({ ...sampleResults, clean, warm: [] })).toContainEqual(
      expect.objectContaining({
        measured: "the nearest, Quick, takes 1.5 times as long at 10,000",
        met: true,
      }),
    );
  });

  it("hold a number against the row it is of", () => {
    const clean = [{ ...cleanRow(khabar, 10_000, 3), peakMegabytes: 500 }];
    expect(judgeAims({ ...sampleResults, clean, warm: [] })).toContainEqual({
      aim: "Clean build at 10,000: at most 3.5 s in at most 450 MB",
      measured: "3.00 s, 500 MB",
      met: false,
    });
  });

  it("ask how many times as long another takes", () => {
    const clean = [cleanRow(khabar, 10_000, 2), cleanRow("Hugo", 10_000, 4)];
    expect(judgeAims({ ...sampleResults, clean, warm: [] })).toContainEqual({
      aim: "Hugo takes at least 1.5 times as long at 10,000",
      measured: "2.0 times",
      met: true,
    });
  });
});

describe("docs/benchmarks.md", () => {
  it("leaves out what was not measured", () => {
    const page = benchmarksPage({ ...sampleResults, warm: [] });
    expect(page).toContain("## Clean builds");
    expect(page).not.toContain("## Builds after a change");
  });
});
