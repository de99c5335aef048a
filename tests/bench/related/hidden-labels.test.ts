import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hugoRanking } from "../../../scripts/bench/related/hugo.ts";
import { khabarRanking } from "../../../scripts/bench/related/khabar-ranking.ts";
import { newestRanking } from "../../../scripts/bench/related/newest.ts";
import { tfidfRanking } from "../../../scripts/bench/related/tfidf.ts";
import { archiveOf, type Line, listsOf } from "./items.ts";

const rankings = { khabar: khabarRanking, newest: newestRanking, hugo: hugoRanking, tfidf: tfidfRanking };

const topics = ["बाढ़", "चुनाव", "मैच", "budget"];
const lines: readonly Line[] = Array.from({ length: 24 }, (_, index) => ({
  id: `s${index}`,
  lang: index % 3 === 0 ? "en" : "hi",
  title: `${topics[index % 4]} ${topics[(index * 3) % 4]} खबर`,
  body: `पटना में ${topics[(index * 7) % 4]} पर बैठक ${index % 5} बजे`,
  date: `2026-01-${10 + (index % 12)}`,
  section: index % 2 === 0 ? "देश" : "खेल",
  tags: [topics[index % 4], topics[(index >> 2) % 4]],
}));

const allLists = (judged: readonly Line[], field: string, hidden: readonly string[] = []) =>
  Object.values(rankings).map((open) => listsOf(open, archiveOf(judged, field, hidden)));

const fields = ["lang", "title", "body", "date", "section", "tags"];

describe("what is judged or hidden", () => {
  it.each(fields)("never helps a ranking: %s", (field) => {
    const shuffled = fc.shuffledSubarray([...lines.keys()], { minLength: lines.length });
    const expected = allLists(lines, field);
    fc.assert(
      fc.property(shuffled, (order) => {
        const mixed = lines.map((line, index) => ({ ...line, [field]: lines[order[index] ?? 0]?.[field] }));
        expect(allLists(mixed, field)).toEqual(expected);
        expect(allLists(mixed, "label", [field])).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it("would help, were it seen", () => {
    const moved = lines.map((line, index) => ({ ...line, tags: lines[(index + 1) % lines.length]?.tags }));
    for (const name of ["khabar", "hugo"] as const) {
      const lists = listsOf(rankings[name], archiveOf(lines));
      expect(listsOf(rankings[name], archiveOf(moved))).not.toEqual(lists);
    }
  });

  it("is not told to Khabar by the order of the file either", () => {
    const undated = lines.map((line) => ({ ...line, date: null }));
    const lists = listsOf(khabarRanking, archiveOf(undated));
    expect(listsOf(khabarRanking, archiveOf(undated.toReversed()))).toEqual(lists);
  });
});

describe("Khabar's ranking", () => {
  it("shows at most five, never the item itself, and stories of the same topic first", () => {
    const lists = listsOf(khabarRanking, archiveOf(lines));
    for (const [id, list] of Object.entries(lists)) {
      expect(list.length).toBeLessThanOrEqual(5);
      expect(new Set([id, ...list]).size).toBe(list.length + 1);
    }
    const flood = { lang: "hi", date: "2026-01-10", section: "देश" };
    const { first } = listsOf(
      khabarRanking,
      archiveOf([
        { id: "first", title: "देवगंज में बाढ़", tags: ["बाढ़"], ...flood },
        { id: "match", title: "क्रिकेट मैच", tags: ["क्रिकेट"], ...flood },
        { id: "second", title: "बाढ़ के बाद राहत", tags: ["बाढ़"], ...flood },
      ]),
    );
    expect(first?.[0]).toBe("second");
  });

  it("finds its way through items that have nothing but an id", () => {
    const lists = listsOf(khabarRanking, archiveOf([{ id: "a" }, { id: "b" }, { id: "c", lang: "hi" }]));
    expect(Object.keys(lists)).toEqual(["a", "b", "c"]);
  });
});
