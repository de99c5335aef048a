import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/check/types.ts";
import { relateStories, showReason } from "../../src/relate/related.ts";
import { termsOf } from "../../src/relate/terms.ts";
import { aCatalog, anArticle, inIndia } from "../fixtures/newsroom.ts";

const day = 86_400_000;
const today = inIndia("2026-11-20T08:00");
const now = inIndia("2026-11-22T08:00");
const related = (articles: readonly Article[], id: string, limit = 5) => {
  const catalog = aCatalog(articles, now);
  const article = articles.find((each) => each.id === id) as Article;
  return relateStories(catalog).find(article, limit);
};
const ids = (found: ReturnType<typeof related>) => found.map(({ article }) => article.id);

const flood = anArticle({
  id: "flood",
  title: "देवगंज में बाढ़ से फसल को नुकसान",
  tags: ["बाढ़", "किसान"],
  date: today,
});
const relief = anArticle({
  id: "relief",
  title: "बाढ़ के बाद देवगंज में राहत शिविर",
  tags: ["बाढ़"],
  date: today - day,
});
const oldFlood = anArticle({
  id: "old-flood",
  title: "देवगंज में बाढ़ से फसल को नुकसान",
  tags: ["बाढ़"],
  date: today - 400 * day,
});
const cricket = anArticle({
  id: "cricket",
  title: "क्रिकेट फ़ाइनल आज",
  tags: ["क्रिकेट"],
  section: "videsh",
  date: today,
});

/** The definition, read word for word. */
function slowScores(articles: readonly Article[], article: Article): [string, number][] {
  const vectors = new Map(
    articles.map((each) => {
      const weighted = [...termsOf(each).weights].map(([term, weight]): [string, number] => {
        const having = articles.filter((other) => termsOf(other).weights.has(term)).length;
        return [term, weight * Math.log(1 + articles.length / having)];
      });
      const length = Math.hypot(...weighted.map(([, weight]) => weight));
      return [each.id, new Map(weighted.map(([term, weight]) => [term, weight / length]))];
    }),
  );
  return articles
    .filter(({ id }) => id !== article.id)
    .map((other) => {
      let cosine = 0;
      for (const [term, weight] of vectors.get(article.id) ?? []) {
        cosine += weight * (vectors.get(other.id)?.get(term) ?? 0);
      }
      if (cosine === 0) return [other.id, 0];
      const days = Math.abs(other.date - article.date) / day;
      const section = other.section === article.section ? 0.05 : 0;
      return [other.id, (cosine + section) * (0.4 + 0.6 * 0.5 ** (days / 14))];
    });
}

describe("the related sidebar", () => {
  it("prefers a story of the same matter to any other", () => {
    expect(ids(related([flood, relief, cricket], "flood"))[0]).toBe("relief");
  });

  it("finds a shared topic however it is spelt, and says so", () => {
    const a = anArticle({ id: "a", title: "पहला दिन", tags: ["हिंदी"], date: today });
    const b = anArticle({
      id: "b",
      title: "अगली सुबह",
      tags: ["हिन्दी"],
      date: today + 60_000,
      section: "videsh",
    });
    expect(related([a, b], "a").map(({ reason }) => showReason(reason))).toEqual(["topic: हिंदी"]);
  });

  it("does not relate stories by function words, nor across languages", () => {
    const a = anArticle({ id: "a", title: "और यह है कि वह था", tags: [], date: today });
    const b = anArticle({ id: "b", title: "कि और वह है था यह", tags: [], date: today, section: "videsh" });
    const c = anArticle({
      id: "c",
      title: "The end of the",
      language: "en",
      tags: [],
      date: today,
      section: "videsh",
    });
    const d = anArticle({
      id: "d",
      title: "At the end of it",
      language: "en",
      tags: [],
      date: today,
      section: "desh",
    });
    expect(ids(related([a, b, c, d], "a"))).toEqual([]);
  });

  it("shows pins first and in order, exclusions never, itself never", () => {
    const pinning = { ...flood, related: ["cricket", "old-flood"], unrelated: ["relief"] };
    const found = related([pinning, relief, oldFlood, cricket], "flood");
    expect(ids(found)).toEqual(["cricket", "old-flood"]);
    expect(showReason((found[0] as (typeof found)[number]).reason)).toBe("pinned");
  });

  it("never shows what is not published, not even pinned", () => {
    const hidden = { ...relief, draft: true };
    const later = { ...oldFlood, liveFrom: now + day };
    expect(ids(related([{ ...flood, related: ["relief", "old-flood"] }, hidden, later], "flood"))).toEqual(
      [],
    );
  });

  it("leaves out a translation, which has a link of its own", () => {
    const english = anArticle({
      id: "en",
      title: "देवगंज में बाढ़",
      language: "en",
      translationOf: "flood",
      date: today,
    });
    expect(ids(related([flood, english], "flood"))).toEqual([]);
  });

  it("prefers the nearer of two equal stories", () => {
    const twin = { ...oldFlood, id: "twin", slug: "twin", address: "/desh/twin/", date: today - 2 * day };
    expect(ids(related([flood, oldFlood, twin], "flood"))).toEqual(["twin", "old-flood"]);
  });

  it("puts the newer, then the id that comes first, before its equal", () => {
    const twins = ["b", "a", "c"].map((id) =>
      anArticle({ id, title: "वही शीर्षक", tags: ["वही"], date: today }),
    );
    expect(ids(related([...twins, { ...flood, id: "x", title: "वही शीर्षक", tags: ["वही"] }], "x"))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  it("gives the same lists as a slow reading of its definition, in any order of the files", () => {
    const words = ["बाढ़", "फसल", "चुनाव", "मैच", "बजट", "रेल", "स्कूल", "नदी"];
    const story = fc.record({
      title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }),
      tags: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 3 }),
      days: fc.nat({ max: 60 }),
      section: fc.constantFrom("desh", "videsh"),
    });
    fc.assert(
      fc.property(fc.array(story, { minLength: 2, maxLength: 12 }), (list) => {
        const articles = list.map(({ title, tags, days, section }, index) =>
          anArticle({ id: `s${index}`, title: title.join(" "), tags, section, date: today - days * day }),
        );
        for (const article of articles) {
          const found = related(articles, article.id, 50).filter(({ score }) => score > 0);
          expect(ids(related(articles.toReversed(), article.id, 50)).slice(0, found.length)).toEqual(
            ids(found),
          );
          const slow = new Map(slowScores(articles, article));
          expect(found.length).toBe([...slow.values()].filter((score) => score > 0).length);
          for (const { article: other, score } of found)
            expect(score).toBeCloseTo(slow.get(other.id) ?? 0, 5);
          const ranked = found.map(({ score }) => score);
          expect(ranked).toEqual(ranked.toSorted((a, b) => b - a));
        }
      }),
      { numRuns: 60 },
    );
  });
});
