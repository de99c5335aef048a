import { describe, expect, test } from "vitest";
import { emitFiles } from "../../src/emit/emit.ts";
import { aCatalog, anArticle, aSite, testNow } from "../fixtures/newsroom.ts";
import { anEmitSource, contentsOf, fileAt } from "./an-emit-source.ts";

describe("the files beside the pages", () => {
  test("are all there, none twice", () => {
    const site = aSite({ sections: [] });
    const catalog = aCatalog([anArticle({ redirectFrom: ["/old/"] })], testNow, { site });
    expect(emitFiles(anEmitSource(catalog)).map(({ path }) => path)).toEqual([
      "feed.xml",
      "atom.xml",
      "feed.json",
      "sitemap.xml",
      "sitemaps/stories-1.xml",
      "sitemaps/pages.xml",
      "news-sitemap.xml",
      "robots.txt",
      "_redirects",
      "opensearch.xml",
      "search/titles/1.json",
    ]);
  });

  test("are the same bytes from the same newsroom", async () => {
    const build = () =>
      contentsOf(emitFiles(anEmitSource(aCatalog([anArticle(), anArticle({ slug: "b" })]))));
    expect(await build()).toEqual(await build());
  });

  test("tell robots where both sitemaps are", async () => {
    const files = emitFiles(anEmitSource(aCatalog([])));
    expect(await fileAt(files, "robots.txt")).toBe(
      "User-agent: *\nAllow: /\n\nSitemap: https://bhor.example/sitemap.xml\nSitemap: https://bhor.example/news-sitemap.xml\n",
    );
  });
});
