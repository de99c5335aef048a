import { describe, expect, it } from "vitest";
import { growthChart } from "../../scripts/bench/growth-chart.ts";
import { khabar } from "../../scripts/bench/results.ts";
import { findXmlFaults } from "../emit/xml-checks.ts";
import { cleanRow, sampleResults } from "./sample-rows.ts";

const stoppedMark = / open"/g;

describe("the picture of growth", () => {
  it("is well-formed, whatever the systems are called", async () => {
    const chart = growthChart([cleanRow('<script>alert("1")</script> & Söhne', 1000, 2)]);
    expect(chart).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Söhne");
    expect(chart).not.toContain("<script");
    expect(await findXmlFaults(chart)).toEqual([]);
  });

  it("marks a build that was stopped, in the picture, its legend and its description", () => {
    const chart = growthChart(sampleResults.clean);
    expect(chart.match(stoppedMark)).toHaveLength(2);
    expect(chart).toContain("Hugo: not finished in 600 s at 10,000");
    expect(chart).toMatch(/<desc[^>]*>.*Hugo: 0\.5 s at 1,000, not finished in 600 s at 10,000\.<\/desc>/);
  });

  it("has no such mark where all were finished", () => {
    expect(growthChart([cleanRow(khabar, 1000, 1)]).match(stoppedMark)).toBeNull();
  });

  it("draws nothing for a build that failed, and says so", () => {
    const chart = growthChart([
      cleanRow(khabar, 1000, 1),
      cleanRow("Hugo", 1000, 0.1, { outcome: "failed" }),
    ]);
    expect(chart).toContain("Hugo: failed");
    expect(chart).not.toContain("Hugo: 0.1 s");
  });

  it("places ten times the time ten times the stories further on a straight line", () => {
    const chart = growthChart([
      cleanRow(khabar, 100, 1),
      cleanRow(khabar, 1000, 10),
      cleanRow(khabar, 10_000, 100),
    ]);
    const points = [...chart.matchAll(/class="f0" d="M([\d.]+) ([\d.]+)a/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const [first, second, third] = points as [number[], number[], number[]];
    expect((first[0] ?? 0) + (third[0] ?? 0)).toBeCloseTo(2 * (second[0] ?? 0), 0);
    expect((first[1] ?? 0) + (third[1] ?? 0)).toBeCloseTo(2 * (second[1] ?? 0), 0);
    expect(first[1]).toBeGreaterThan(second[1] ?? 0);
  });

  it("can be drawn of one size, and of nothing", () => {
    for (const rows of [[cleanRow(khabar, 1000, 1)], []])
      expect(growthChart(rows)).not.toMatch(/NaN|Infinity/);
  });
});
