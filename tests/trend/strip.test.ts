import { describe, expect, it } from "vitest";
import type { TrendingChoices } from "../../src/check/types.ts";
import { graphemeCount } from "../../src/language/truncate.ts";
import { buildStrip, type StripRanking } from "../../src/trend/strip.ts";
import { aCatalog, anArticle, inIndia } from "../fixtures/newsroom.ts";

const now = inIndia("2026-11-22T12:00");
const stories = Array.from({ length: 15 }, (_, index) =>
  anArticle({ id: `s${index}`, title: `ख़बर ${index}`, date: now - (index + 1) * 60_000 }),
);
const catalog = aCatalog(stories, now);
const none: TrendingChoices = { pinned: [], blocked: [] };
/** All of these stories were there when the edition was made. */
const edition = now;

describe("the trending strip without reading data", () => {
  it("shows the newest stories and calls them that", () => {
    const { basis, links } = buildStrip(catalog, none, 10, edition);
    expect(basis).toBe("newest");
    expect(links.map(({ title }) => title)).toEqual(stories.slice(0, 10).map(({ title }) => title));
  });

  it("begins with what editors pinned, own stories and sister sites', and never shows one twice", () => {
    const sister = { title: "फ़ाइनल आज", url: "https://khel.example/final/", source: "भोर खेल" };
    const { basis, links } = buildStrip(
      catalog,
      { pinned: [{ article: "s12" }, sister, sister], blocked: [] },
      10,
      edition,
    );
    expect(basis).toBe("editors");
    expect(links.slice(0, 3).map(({ title }) => title)).toEqual(["ख़बर 12", "फ़ाइनल आज – भोर खेल", "ख़बर 0"]);
    expect(new Set(links.map(({ url }) => url)).size).toBe(10);
  });

  it("shows nothing that editors blocked or that is not published", () => {
    const draft = anArticle({ id: "draft", draft: true, date: now - 1 });
    const withDraft = aCatalog([draft, ...stories], now);
    const { links } = buildStrip(
      withDraft,
      { pinned: [{ article: "draft" }, { article: "s3" }], blocked: ["s3", "s0"] },
      10,
      edition,
    );
    expect(links.map(({ title }) => title)).not.toContain("ख़बर 0");
    expect(links.map(({ title }) => title)).not.toContain("ख़बर 3");
    expect(links.map(({ url }) => url)).not.toContain(draft.address);
  });

  it("is as old as its newest story, so that the same list is not another one every day", () => {
    expect(buildStrip(catalog, none, 10, edition).generatedAt).toBe(stories[0]?.liveFrom);
    expect(buildStrip(catalog, none, 10, edition + 86_400_000).generatedAt).toBe(stories[0]?.liveFrom);
    const choices = { pinned: [{ article: "s12" }], blocked: stories.slice(0, 12).map(({ id }) => id) };
    expect(buildStrip(catalog, choices, 2, edition).generatedAt).toBe(stories[12]?.liveFrom);
    expect(buildStrip(aCatalog([], now), none, 10, edition)).toMatchObject({ generatedAt: 0, links: [] });
  });

  it("cuts a long headline at a word, to 60 letters as a reader counts them", () => {
    const title = "क्षत्रिय ".repeat(20).trim();
    const { links } = buildStrip(aCatalog([anArticle({ title, date: now - 1 })], now), none, 10, edition);
    expect(links[0]?.title.endsWith("क्षत्रिय…")).toBe(true);
    expect(graphemeCount(links[0]?.title ?? "")).toBeLessThanOrEqual(60);
  });
});

describe("the strip of a daily edition", () => {
  /** Three of the fifteen stories were published since, the newest of them. */
  const morning = now - 3.5 * 60_000;
  const titlesIn = (limit: number, choices = none, all = catalog) =>
    buildStrip(all, choices, limit, morning).links.map(({ title }) => title);
  const titles = (from: number, to: number) => stories.slice(from, to).map(({ title }) => title);

  it("shows no story published since the last edition while there are enough others", () => {
    expect(titlesIn(10)).toEqual(titles(3, 13));
    expect(titlesIn(12)).toEqual(titles(3, 15));
  });

  it("is filled with them, after the others and newest first, on a site that has too few", () => {
    expect(titlesIn(14)).toEqual([...titles(3, 15), ...titles(0, 2)]);
    const young = aCatalog(stories.slice(0, 3), now);
    expect(titlesIn(10, none, young)).toEqual(titles(0, 3));
  });

  it("goes by the moment of publication", () => {
    const [first, second] = [
      anArticle({ id: "held-back", title: "रोकी गई", date: morning - 2, liveFrom: morning + 1 }),
      anArticle({ id: "just-in", title: "ठीक समय पर", date: morning - 1, liveFrom: morning - 1 }),
    ];
    const held = aCatalog([first, second, ...stories], now);
    expect(titlesIn(10, none, held)).toEqual(["ठीक समय पर", ...titles(3, 12)]);
  });

  it("has no story of its own day that gives nothing but the day, which means midnight", () => {
    const today = anArticle({ id: "today", title: "आज की", date: morning });
    expect(titlesIn(10, none, aCatalog([today, ...stories], now))).toEqual(titles(3, 13));
  });

  it("shows at once what editors pin, and shows it once", () => {
    const choices = { pinned: [{ article: "s1" }], blocked: ["s4"] };
    expect(titlesIn(4, choices)).toEqual([...titles(1, 2), ...titles(3, 4), ...titles(5, 7)]);
    expect(titlesIn(15, choices)).toEqual([
      ...titles(1, 2),
      ...titles(3, 4),
      ...titles(5, 15),
      ...titles(0, 1),
      ...titles(2, 3),
    ]);
  });

  it("loses a story that is no longer published, and takes the next older one for it", () => {
    const without = aCatalog(
      stories.filter(({ id }) => id !== "s5"),
      now,
    );
    expect(titlesIn(10, none, without)).toEqual([...titles(3, 5), ...titles(6, 14)]);
  });
});

describe("the strip of a baked edition", () => {
  const titlesOf = (ids: readonly string[], choices = none, outside: StripRanking["outside"] = []) => {
    const ranking: StripRanking = { generatedAt: edition, basis: "readers", stories: ids, outside };
    const { basis, links } = buildStrip(catalog, choices, 5, edition, ranking);
    return { basis, titles: links.map(({ title }) => title) };
  };
  const named = (...numbers: number[]) => numbers.map((number) => `ख़बर ${number}`);

  it("shows what is read, best first, and fills up with the newest", () => {
    expect(titlesOf(["s9", "s4"])).toEqual({ basis: "readers", titles: named(9, 4, 0, 1, 2) });
  });

  it("leaves out what is not live or not there any more, and what editors blocked meanwhile", () => {
    const choices = { pinned: [], blocked: ["s4"] };
    expect(titlesOf(["gone", "s9", "s4"], choices)).toEqual({
      basis: "readers",
      titles: named(9, 0, 1, 2, 3),
    });
  });

  it("puts editors' pins of today first, each once", () => {
    const choices = { pinned: [{ article: "s4" }], blocked: [] };
    expect(titlesOf(["s9", "s4"], choices)).toEqual({ basis: "readers", titles: named(4, 9, 0, 1, 2) });
  });

  it("keeps room for headlines of sister sites, and names these", () => {
    const outside = [{ title: "Final", url: "https://khel.example/", source: "Khel", language: "en" }];
    expect(titlesOf(["s9", "s8", "s7", "s6", "s5", "s4"], none, outside).titles).toEqual([
      ...named(9, 8, 7, 6),
      "Final – Khel",
    ]);
  });

  it("has one story of an event, be it read or new, unless an editor wants two", () => {
    const flood = (id: string) =>
      anArticle({
        id,
        title: `Flood water enters Devganj market ${id}`,
        address: `/desh/${id}/`,
        liveFrom: now - 1,
      });
    const all = [flood("a"), flood("b"), flood("c"), ...stories];
    const read: StripRanking = { generatedAt: now, basis: "readers", stories: ["a", "b"], outside: [] };
    const urls = (choices: TrendingChoices) =>
      buildStrip(aCatalog(all, now), choices, 4, now, read).links.map(({ url }) => url);
    expect(urls(none).filter((url) => /\/[abc]\/$/.test(url))).toEqual(["/desh/a/"]);
    expect(urls({ ...none, pinned: [{ article: "c" }, { article: "b" }] }).slice(0, 2)).toEqual([
      "/desh/c/",
      "/desh/b/",
    ]);
  });

  it("is not called read if nothing of it is", () => {
    expect(titlesOf([]).basis).toBe("newest");
    expect(titlesOf(["gone"]).basis).toBe("newest");
    expect(titlesOf(["s4"], { pinned: [{ article: "s4" }], blocked: [] }).basis).toBe("editors");
  });
});
