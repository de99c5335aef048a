import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hugoRanking, isShown } from "../../../scripts/bench/related/hugo.ts";
import { findNearDuplicates } from "../../../scripts/bench/related/near-duplicates.ts";
import { newestRanking } from "../../../scripts/bench/related/newest.ts";
import { tfidfRanking } from "../../../scripts/bench/related/tfidf.ts";
import { archiveOf, type Line, listsOf } from "./items.ts";

describe("the newest", () => {
  it("are the same five beside every item, without itself", () => {
    const lines = ["f", "e", "d", "c", "b", "a"].map((id, day) => ({ id, date: `2026-01-0${day + 1}` }));
    const lists = listsOf(newestRanking, archiveOf([{ id: "undated" }, ...lines]));
    expect(lists.undated).toEqual(["a", "b", "c", "d", "e"]);
    expect(lists.f).toEqual(["a", "b", "c", "d", "e"]);
    expect(lists.b).toEqual(["a", "c", "d", "e", "f"]);
  });
});

describe("Hugo's way", () => {
  const dated = (id: string, date: string | null, ...tags: string[]): Line => ({
    id,
    title: id,
    date,
    tags,
  });

  it("sums equal tags and the year, newest first where they tie, then by title", () => {
    const lines = [
      dated("q", "2026-05-01", "बाढ़", "मौसम"),
      dated("one tag, this year", "2026-02-01", "मौसम"),
      dated("one tag, last year", "2025-12-01", "मौसम"),
      dated("both tags, long ago", "2019-02-01", "मौसम", "बाढ़"),
      dated("one tag, this year, older, b", "2026-01-01", "बाढ़"),
      dated("one tag, this year, older, a", "2026-01-01", "बाढ़"),
      dated("only the year", "2026-03-01", "चुनाव"),
    ];
    expect(listsOf(hugoRanking, archiveOf(lines)).q).toEqual([
      "both tags, long ago",
      "one tag, this year",
      "one tag, this year, older, a",
      "one tag, this year, older, b",
      "one tag, last year",
    ]);
  });

  it("leaves out what is newer, and asks nothing of items without a date", () => {
    const lines = [
      dated("newer", "2026-05-02", "flood"),
      dated("q", "2026-05-01", "flood"),
      dated("undated", null, "flood"),
      dated("same day", "2026-05-01", "flood"),
      dated("spelt otherwise", "2026-04-01", "Flood"),
    ];
    const lists = listsOf(hugoRanking, archiveOf(lines));
    expect(lists.q).toEqual(["same day", "undated"]);
    expect(lists.undated).toEqual(["newer", "q", "same day"]);
    expect(lists["spelt otherwise"]).toEqual([]);
  });

  it("keeps a shared tag with or without the year, and never the year alone", () => {
    expect(isShown(10, 1)).toBe(false);
    expect(isShown(100, 1)).toBe(true);
    expect(isShown(110, 2)).toBe(true);
    expect(isShown(310, 4)).toBe(true);
  });
});

/** Cosine by its definition, every item with every other. */
function slowLists(texts: readonly string[]): number[][] {
  const counted = texts.map((text) => {
    const counts = new Map<string, number>();
    for (const word of text.split(" ")) if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  });
  const idf = (word: string) =>
    Math.log((1 + texts.length) / (1 + counted.filter((counts) => counts.has(word)).length)) + 1;
  const vectors = counted.map((counts) => new Map([...counts].map(([word, n]) => [word, n * idf(word)])));
  const dot = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) =>
    [...a].reduce((sum, [word, weight]) => sum + weight * (b.get(word) ?? 0), 0);
  return vectors.map((own) =>
    vectors.map((other) => dot(own, other) / Math.sqrt(dot(own, own) * dot(other, other) || 1)),
  );
}

describe("plain TF-IDF", () => {
  it("relates what shares rare words of title and body, in Hindi as in English", () => {
    const lines = [
      { id: "flood", title: "देवगंज में बाढ़", body: "नदी का पानी देवगंज में आया" },
      { id: "relief", title: "राहत शिविर", body: "देवगंज में शिविर लगा" },
      { id: "match", title: "क्रिकेट मैच", body: "दिल्ली में मैच हुआ" },
      { id: "rates", title: "Bank holds rates", body: "The bank left its rates alone." },
      { id: "RATES", title: "RATES", body: "unchanged" },
      { id: "tea", title: "Tea prices", body: "The tea auction" },
    ];
    const lists = listsOf(tfidfRanking, archiveOf(lines));
    expect(lists.flood).toEqual(["relief", "match"]);
    expect(lists.RATES).toEqual(["rates"]);
    expect(lists.tea).toEqual(["rates"]);
  });

  it("takes no single characters for words, and vowel signs for parts of them", () => {
    const lines = [
      { id: "a", title: "a कि b" },
      { id: "b", title: "b की a" },
      { id: "c", title: "कि" },
    ];
    expect(listsOf(tfidfRanking, archiveOf(lines))).toEqual({ a: ["c"], b: [], c: ["a"] });
  });

  it("shows the newest of equal items first, then that which stands first in the file", () => {
    const lines = [
      { id: "late", body: "नदी बाढ़" },
      { id: "old", body: "बाढ़ नदी", date: "2020-01-01" },
      { id: "new", body: "नदी बाढ़", date: "2026-01-01" },
      { id: "later", body: "बाढ़ नदी" },
    ];
    expect(listsOf(tfidfRanking, archiveOf(lines)).later).toEqual(["new", "old", "late"]);
  });

  it("gives the lists of comparing everything with everything", () => {
    const word = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("the", "of", "है", "में") },
      { weight: 2, arbitrary: fc.constantFrom("flood", "rain", "बाढ़", "नदी", "vote", "मत") },
      { weight: 1, arbitrary: fc.nat(40).map((number) => `word${number}`) },
    );
    const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 40, size: "max" }), (texts) => {
        const { items } = archiveOf(texts.map((body, index) => ({ id: `${index}`, body })));
        const rank = tfidfRanking(items);
        const slow = slowLists(texts);
        for (const [row, cosines] of slow.entries()) {
          const list = rank(row);
          const possible = cosines.filter((cosine, other) => other !== row && cosine > 0);
          const best = possible.sort((a, b) => b - a).slice(0, 5);
          expect(list).toHaveLength(best.length);
          for (const [place, other] of list.entries()) {
            expect(slow[row]?.[other]).toBeCloseTo(best[place] as number, 9);
          }
          expect(new Set([...list, row]).size).toBe(list.length + 1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("near-duplicates", () => {
  const { items } = archiveOf([
    { id: "0", body: "रात भर पानी गिरा और सुबह थमा" },
    { id: "1", body: "रात भर पानी गिरा और सुबह थमा आखिर" },
    { id: "2", body: "सुबह थमा और पानी रात भर गिरा" },
    { id: "3", body: "" },
    { id: "4", body: "" },
    { id: "5", title: "Flood" },
    { id: "6", body: "FLOOD!" },
  ]);
  const isNearDuplicate = findNearDuplicates(items);

  it("have at least half of their runs of three words in common", () => {
    expect(isNearDuplicate(0, 1)).toBe(true);
    expect(isNearDuplicate(1, 0)).toBe(true);
    expect(isNearDuplicate(0, 2)).toBe(false);
  });

  it("may be of a single word, but not of none", () => {
    expect(isNearDuplicate(5, 6)).toBe(true);
    expect(isNearDuplicate(3, 4)).toBe(false);
  });
});
