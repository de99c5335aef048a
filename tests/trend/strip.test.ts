import { describe, expect, it } from "vitest";
import { graphemeCount } from "../../src/language/truncate.ts";
import { buildStrip } from "../../src/trend/strip.ts";
import { aCatalog, anArticle, inIndia } from "../fixtures/newsroom.ts";

const now = inIndia("2026-11-22T12:00");
const stories = Array.from({ length: 15 }, (_, index) =>
  anArticle({ id: `s${index}`, title: `ख़बर ${index}`, date: now - (index + 1) * 60_000 }),
);
const catalog = aCatalog(stories, now);
const none = { pinned: [], blocked: [] };

describe("the trending strip without reading data", () => {
  it("shows the newest stories and calls them that", () => {
    const { basis, links } = buildStrip(catalog, none, 10);
    expect(basis).toBe("newest");
    expect(links.map(({ title }) => title)).toEqual(stories.slice(0, 10).map(({ title }) => title));
  });

  it("begins with what editors pinned, own stories and sister sites', and never shows one twice", () => {
    const sister = { title: "फ़ाइनल आज", url: "https://khel.example/final/", source: "भोर खेल" };
    const { basis, links } = buildStrip(
      catalog,
      { pinned: [{ article: "s12" }, sister, sister], blocked: [] },
      10,
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
    );
    expect(links.map(({ title }) => title)).not.toContain("ख़बर 0");
    expect(links.map(({ title }) => title)).not.toContain("ख़बर 3");
    expect(links.map(({ url }) => url)).not.toContain(draft.address);
  });

  it("cuts a long headline at a word, to 60 letters as a reader counts them", () => {
    const title = "क्षत्रिय ".repeat(20).trim();
    const { links } = buildStrip(aCatalog([anArticle({ title, date: now - 1 })], now), none, 10);
    expect(links[0]?.title.endsWith("क्षत्रिय…")).toBe(true);
    expect(graphemeCount(links[0]?.title ?? "")).toBeLessThanOrEqual(60);
  });
});
