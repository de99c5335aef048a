import { describe, expect, it } from "vitest";
import { judgeRankings } from "../../../scripts/bench/related/judge.ts";
import { relevanceByLabels } from "../../../scripts/bench/related/relevance.ts";
import { archiveOf } from "./items.ts";

const { items, labels } = archiveOf([
  { id: "0", lang: "hi", label: "बाढ़", body: "रात भर पानी गिरा" },
  { id: "1", lang: "hi", label: "बाढ़", body: "रात भर पानी गिरा" },
  { id: "2", lang: "en", label: "vote", body: "polls open" },
  { id: "3", lang: "en", label: "vote", body: "polls close" },
  { id: "4", lang: "en", label: "alone", body: "tea" },
]);
const relevance = relevanceByLabels(labels);
const judge = (lists: readonly (readonly number[])[], rows: readonly number[]) =>
  judgeRankings(items, relevance, rows, [{ name: "made up", open: () => (row) => lists[row] ?? [] }]);

describe("the judgement of rankings", () => {
  it("is the mean of the items that were asked for", () => {
    const { queries, rankings } = judge([[1], [0], [4, 3], []], [0, 1, 2, 3]);
    expect(queries).toBe(4);
    expect(rankings[0]).toMatchObject({ name: "made up", mrr: (1 + 1 + 1 / 2 + 0) / 4 });
    expect(rankings[0]?.p5).toBeCloseTo(3 / 5 / 4, 9);
    expect(rankings[0]?.ndcg5).toBeCloseTo((1 + 1 + 1 / Math.log2(3)) / 4, 9);
  });

  it("tells what share of what is shown repeats the item or one shown before", () => {
    // 1 repeats 0; in the list of 4, too, 1 stands after 0.
    expect(judge([[1, 2], [], [], [], [0, 1]], [0, 4]).rankings[0]?.nearDuplicates).toBe(2 / 4);
    expect(judge([], [0]).rankings[0]?.nearDuplicates).toBe(0);
  });

  it("tells what share of all items is shown anywhere", () => {
    expect(judge([[1, 2], [2]], [0, 1]).rankings[0]?.coverage).toBe(2 / 5);
  });

  it("is told for each language, that of most items first", () => {
    const lists = [[1], [], [0], [2], [0]];
    expect(judge(lists, [0, 2, 3]).languages).toEqual([
      { language: "en", queries: 2, ndcg5: [1 / 2] },
      { language: "hi", queries: 1, ndcg5: [1] },
    ]);
  });
});
