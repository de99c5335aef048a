import { describe, expect, test } from "vitest";
import { emitSitemaps } from "../../src/emit/sitemaps.ts";
import { aCatalog, anArticle, aPicture, inIndia, testNow } from "../fixtures/newsroom.ts";
import { anEmitSource, fileAt } from "./an-emit-source.ts";
import { findIndexFaults, findSitemapFaults, findXmlFaults, textsOf } from "./xml-checks.ts";

const HOUR = 3_600_000;

/** Stories of as many hours, the last at `testNow`. */
function archive(count: number) {
  return Array.from({ length: count }, (_, index) =>
    anArticle({ slug: `story-${index + 1}`, date: testNow - (count - index - 1) * HOUR }),
  );
}

describe("sitemaps", () => {
  test("look like the kept files and keep to the schemas", async () => {
    const hindi = anArticle({ image: aPicture(), updated: inIndia("2026-11-22T10:30") });
    const urdu = anArticle({
      slug: "بارش",
      language: "ur",
      translationOf: hindi.id,
      date: inIndia("2026-11-22T09:00"),
    });
    const files = await emitSitemaps(anEmitSource(aCatalog([hindi, urdu])));
    for (const { path, content } of files) {
      await expect(content).toMatchFileSnapshot(`fixtures/expected/${path}`);
    }
    const [index, ...parts] = files;
    expect(await findIndexFaults(index?.content ?? "")).toEqual([]);
    for (const { content } of parts) expect(await findSitemapFaults(content)).toEqual([]);
  });

  test("name every language of a story on each of its pages", async () => {
    const hindi = anArticle();
    const urdu = anArticle({ slug: "barish-ur", language: "ur", translationOf: hindi.id });
    const xml = fileAt(await emitSitemaps(anEmitSource(aCatalog([hindi, urdu]))), "sitemaps/stories-1.xml");
    expect([...xml.matchAll(/hreflang="(\w+)"/g)].map(([, tag]) => tag).sort()).toEqual([
      "hi",
      "hi",
      "ur",
      "ur",
    ]);
  });

  test("leave out stories whose original is elsewhere, the 404 page and redirects", async () => {
    const source = anEmitSource(aCatalog([anArticle({ canonical: "https://other.example/" })]), {
      pageAddresses: [
        { address: "/", kind: "home", lastModified: undefined },
        { address: "/desh/page/1/", kind: "section", lastModified: testNow },
        { address: "/desh/bhari-barish/", kind: "article", lastModified: testNow },
        { address: "/old/", kind: "redirect", lastModified: undefined },
        { address: "/404.html", kind: "not-found", lastModified: undefined },
      ],
    });
    const files = await emitSitemaps(source);
    expect(files.map(({ path }) => path)).toEqual(["sitemap.xml", "sitemaps/pages.xml"]);
    expect(textsOf(fileAt(files, "sitemaps/pages.xml"), "loc")).toEqual([
      "https://bhor.example/",
      "https://bhor.example/desh/page/1/",
    ]);
  });

  test("count from the oldest story, so that a new one changes the last part and the index alone", async () => {
    const stories = archive(2500);
    const before = await emitSitemaps(anEmitSource(aCatalog(stories)));
    const paths = [
      "sitemap.xml",
      "sitemaps/stories-1.xml",
      "sitemaps/stories-2.xml",
      "sitemaps/stories-3.xml",
    ];
    expect(before.map(({ path }) => path)).toEqual([...paths, "sitemaps/pages.xml"]);
    expect(textsOf(fileAt(before, "sitemaps/stories-1.xml"), "loc")[0]).toBe(
      "https://bhor.example/desh/story-1/",
    );
    expect(textsOf(fileAt(before, "sitemaps/stories-1.xml"), "loc")).toHaveLength(1000);
    expect(textsOf(fileAt(before, "sitemaps/stories-3.xml"), "loc")).toHaveLength(500);

    const newStory = anArticle({ slug: "new", date: testNow });
    // The home page's date would change, too; what is looked at here are the stories.
    const { pageAddresses } = anEmitSource(aCatalog(stories));
    const after = await emitSitemaps(anEmitSource(aCatalog([newStory, ...stories]), { pageAddresses }));
    const changed = after
      .filter(({ path, content }) => fileAt(before, path) !== content)
      .map(({ path }) => path);
    expect(changed).toEqual(["sitemaps/stories-3.xml"]);

    const later = anArticle({ slug: "later", date: testNow, updated: testNow + HOUR });
    const afterLater = await emitSitemaps(anEmitSource(aCatalog([later, ...stories]), { pageAddresses }));
    const changedThen = afterLater.filter(({ path, content }) => fileAt(before, path) !== content);
    expect(changedThen.map(({ path }) => path)).toEqual(["sitemap.xml", "sitemaps/stories-3.xml"]);
  });

  test("open a new part for story 1,001", async () => {
    const files = await emitSitemaps(anEmitSource(aCatalog(archive(1001))));
    expect(textsOf(fileAt(files, "sitemaps/stories-2.xml"), "loc")).toEqual([
      "https://bhor.example/desh/story-1001/",
    ]);
  });

  test("never hold more than 50,000 pages", async () => {
    const pageAddresses = Array.from({ length: 50_001 }, (_, index) => ({
      address: `/topics/${index}/`,
      kind: "topic" as const,
      lastModified: undefined,
    }));
    const files = await emitSitemaps(anEmitSource(aCatalog([]), { pageAddresses }));
    expect(textsOf(fileAt(files, "sitemaps/pages.xml"), "loc")).toHaveLength(50_000);
    expect(textsOf(fileAt(files, "sitemaps/pages-2.xml"), "loc")).toEqual([
      "https://bhor.example/topics/50000/",
    ]);
  });

  test("of an empty newsroom name its pages", async () => {
    const files = await emitSitemaps(anEmitSource(aCatalog([])));
    expect(files.map(({ path }) => path)).toEqual(["sitemap.xml", "sitemaps/pages.xml"]);
    expect(await findIndexFaults(fileAt(files, "sitemap.xml"))).toEqual([]);
    for (const { content } of files) expect(await findXmlFaults(content)).toEqual([]);
  });
});
