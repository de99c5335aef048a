import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relevanceByLabels, relevanceByPicks } from "../../../scripts/bench/related/relevance.ts";
import { archiveOf } from "./items.ts";

describe("what belongs together", () => {
  it("has the same text, or something in common in lists and paths of topics", () => {
    const { items, labels } = archiveOf([
      { id: "text", label: "बाढ़" },
      { id: "list", label: ["बाढ़", "मौसम"] },
      { id: "path", label: [["भारत", "मौसम"], "दिल्ली"] },
      { id: "other", label: "चुनाव" },
      { id: "none" },
      { id: "empty", label: ["", null] },
    ]);
    const relevance = relevanceByLabels(labels);
    const relevantTo = (id: string) => {
      const row = items.findIndex((item) => item.id === id);
      const others = items.flatMap((other, at) => (relevance.isRelevant(row, at) ? [other.id] : []));
      expect(relevance.count(row)).toBe(others.length);
      return others;
    };
    expect(relevantTo("text")).toEqual(["list"]);
    expect(relevantTo("list")).toEqual(["text", "path"]);
    expect(relevantTo("path")).toEqual(["list"]);
    for (const id of ["other", "none", "empty"]) expect(relevantTo(id)).toEqual([]);
  });

  it("is counted as comparing everything counts it", () => {
    const labels = fc.array(fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 3 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(labels, (rows) => {
        const relevance = relevanceByLabels(rows);
        for (const [row, own] of rows.entries()) {
          const slow = rows.filter((other, at) => at !== row && other.some((label) => own.includes(label)));
          expect(relevance.count(row)).toBe(slow.length);
        }
      }),
    );
  });

  it("is what an item names where people picked, one way, without itself and those that there are not", () => {
    const relevance = relevanceByPicks(["a", "b", "c"], [["b", "b", "a", "gone"], [], ["a"]]);
    expect([0, 1, 2].map((row) => relevance.count(row))).toEqual([1, 0, 1]);
    expect(relevance.isRelevant(0, 1)).toBe(true);
    expect(relevance.isRelevant(1, 0)).toBe(false);
    expect(relevance.unknown).toBe(1);
  });
});
