import { describe, expect, it } from "vitest";
import { pathsByTitle } from "../../src/trend/page-titles.ts";
import { aCatalog, anArticle, inIndia } from "../fixtures/newsroom.ts";

const now = inIndia("2026-11-23T12:00");

describe("stories told by the titles of their pages", () => {
  const old = anArticle({ id: "purani", title: "बजट आज", date: now - 9_000_000 });
  const story = anArticle({ id: "nayi", title: "बजट आज", date: now - 60_000 });
  const search = anArticle({
    id: "khoj",
    title: "भारी  बारिश",
    seoTitle: "Heavy rain – Mumbai",
    date: now - 70_000,
  });
  const catalog = aCatalog([old, story, search], now);
  const pathOf = pathsByTitle(catalog);

  it("are found with the site's name and without it, the newest of equal ones", () => {
    expect(pathOf("बजट आज – भोर समाचार")).toBe("/desh/nayi/");
    expect(pathOf(" बजट\nआज ")).toBe("/desh/nayi/");
  });

  it("are found by the title for search engines, which the page has", () => {
    expect(pathOf("Heavy rain – Mumbai – भोर समाचार")).toBe("/desh/khoj/");
    expect(pathOf("भारी बारिश – भोर समाचार")).toBeUndefined();
  });

  it("are not found by another title, and lie below the site's path", () => {
    expect(pathOf("(not set)")).toBeUndefined();
    expect(pathOf("भोर समाचार")).toBeUndefined();
    const below = { ...catalog, site: { ...catalog.site, basePath: "/news" } };
    expect(pathsByTitle(below)("बजट आज")).toBe("/news/desh/nayi/");
  });
});
