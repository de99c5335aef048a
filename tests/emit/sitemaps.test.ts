import { describe, expect, test } from "vitest";
import type { OutputFile } from "../../src/emit/output-file.ts";
import { emitSitemaps } from "../../src/emit/sitemaps.ts";
import { aCatalog, anArticle, aPicture, inIndia, testNow } from "../fixtures/newsroom.ts";
import { anEmitSource, contentsOf, fileAt } from "./an-emit-source.ts";
import { findIndexFaults, findSitemapFaults, findXmlFaults, textsOf } from "./xml-checks.ts";

const HOUR = 3_600_000;

/** Stories of as many hours, the last at `testNow`. */
function archive(count: number) {
  return Array.from({ length: count }, (_, index) =>
    anArticle({ slug: `story-${index + 1}`, date: testNow - (count - index - 1) * HOUR }),
  );
}

/** Paths of `after` whose bytes are not those of `before`. */
async function changedPaths(before: readonly OutputFile[], after: readonly OutputFile[]): Promise<string[]> {
  const known = new Map((await contentsOf(before)).map(({ path, content }) => [path, content]));
  const made = await contentsOf(after);
  return made.filter(({ path, content }) => known.get(path) !== content).map(({ path }) => path);
}

/** Paths of `after` that a build would make anew after `before`. */
function pathsWithOtherParts(before: readonly OutputFile[], after: readonly OutputFile[]): string[] {
  const known = new Map(before.map(({ path, parts }) => [path, String(parts)]));
  return after.filter(({ path, parts }) => known.get(path) !== String(parts)).map(({ path }) => path);
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
    const files = await contentsOf(emitSitemaps(anEmitSource(aCatalog([hindi, urdu]))));
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
    const xml = await fileAt(emitSitemaps(anEmitSource(aCatalog([hindi, urdu]))), "sitemaps/stories-1.xml");
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
    const files = emitSitemaps(source);
    expect(files.map(({ path }) => path)).toEqual([
      "sitemap.xml",
      "sitemaps/pages.xml",
      "sitemaps/lists-1.xml",
    ]);
    expect(textsOf(await fileAt(files, "sitemaps/pages.xml"), "loc")).toEqual(["https://bhor.example/"]);
    expect(textsOf(await fileAt(files, "sitemaps/lists-1.xml"), "loc")).toEqual([
      "https://bhor.example/desh/page/1/",
    ]);
  });

  test("have the numbered pages of lists in parts of which a new page changes one", async () => {
    const numbered = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        address: `/desh/page/${count - index}/`,
        kind: "section" as const,
        lastModified: testNow,
      }));
    const filesOf = (count: number) =>
      emitSitemaps(anEmitSource(aCatalog([]), { pageAddresses: numbered(count) }));
    const before = filesOf(3000);
    const parts = before.map(({ path }) => path).filter((path) => path.startsWith("sitemaps/"));
    expect(parts).toEqual([1, 2, 3, 4].map((number) => `sitemaps/lists-${number}.xml`));
    const addresses = await Promise.all(
      parts.map(async (path) => textsOf(await fileAt(before, path), "loc")),
    );
    expect(addresses.flat().sort()).toEqual(
      numbered(3000)
        .map(({ address }) => `https://bhor.example${address}`)
        .sort(),
    );
    expect(await changedPaths(before, filesOf(3001))).toHaveLength(1);
  });

  test("count from the oldest story, so that a new one changes the last part and the index alone", async () => {
    const stories = archive(2500);
    const before = emitSitemaps(anEmitSource(aCatalog(stories)));
    const paths = [
      "sitemap.xml",
      "sitemaps/stories-1.xml",
      "sitemaps/stories-2.xml",
      "sitemaps/stories-3.xml",
    ];
    expect(before.map(({ path }) => path)).toEqual([...paths, "sitemaps/pages.xml"]);
    expect(textsOf(await fileAt(before, "sitemaps/stories-1.xml"), "loc")[0]).toBe(
      "https://bhor.example/desh/story-1/",
    );
    expect(textsOf(await fileAt(before, "sitemaps/stories-1.xml"), "loc")).toHaveLength(1000);
    expect(textsOf(await fileAt(before, "sitemaps/stories-3.xml"), "loc")).toHaveLength(500);

    const newStory = anArticle({ slug: "new", date: testNow });
    // The home page's date would change, too; what is looked at here are the stories.
    const { pageAddresses } = anEmitSource(aCatalog(stories));
    const after = emitSitemaps(anEmitSource(aCatalog([newStory, ...stories]), { pageAddresses }));
    expect(await changedPaths(before, after)).toEqual(["sitemaps/stories-3.xml"]);
    expect(pathsWithOtherParts(before, after)).toEqual(["sitemaps/stories-3.xml"]);

    const later = anArticle({ slug: "later", date: testNow, updated: testNow + HOUR });
    const afterLater = emitSitemaps(anEmitSource(aCatalog([later, ...stories]), { pageAddresses }));
    const changedThen = ["sitemap.xml", "sitemaps/stories-3.xml"];
    expect(await changedPaths(before, afterLater)).toEqual(changedThen);
    expect(pathsWithOtherParts(before, afterLater)).toEqual(changedThen);
  });

  test("open a new part for story 1,001", async () => {
    const files = emitSitemaps(anEmitSource(aCatalog(archive(1001))));
    expect(textsOf(await fileAt(files, "sitemaps/stories-2.xml"), "loc")).toEqual([
      "https://bhor.example/desh/story-1001/",
    ]);
  });

  test("never hold more than 50,000 pages", async () => {
    const pageAddresses = Array.from({ length: 50_001 }, (_, index) => ({
      address: `/topics/${index}/`,
      kind: "topic" as const,
      lastModified: undefined,
    }));
    const files = emitSitemaps(anEmitSource(aCatalog([]), { pageAddresses }));
    expect(textsOf(await fileAt(files, "sitemaps/pages.xml"), "loc")).toHaveLength(50_000);
    expect(textsOf(await fileAt(files, "sitemaps/pages-2.xml"), "loc")).toEqual([
      "https://bhor.example/topics/50000/",
    ]);
  });

  test("of an empty newsroom name its pages", async () => {
    const files = emitSitemaps(anEmitSource(aCatalog([])));
    expect(files.map(({ path }) => path)).toEqual(["sitemap.xml", "sitemaps/pages.xml"]);
    expect(await findIndexFaults(await fileAt(files, "sitemap.xml"))).toEqual([]);
    for (const { content } of await contentsOf(files)) expect(await findXmlFaults(content)).toEqual([]);
  });
});
