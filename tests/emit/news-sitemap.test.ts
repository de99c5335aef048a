import { describe, expect, test, vi } from "vitest";
import { emitNewsSitemap } from "../../src/emit/news-sitemap.ts";
import { aCatalog, anArticle, aSite, testNow } from "../fixtures/newsroom.ts";
import { anEmitSource } from "./an-emit-source.ts";
import { findSitemapFaults, findXmlFaults, textsOf } from "./xml-checks.ts";

const HOUR = 3_600_000;

async function newsSitemap(...newsroom: Parameters<typeof aCatalog>): Promise<string> {
  return emitNewsSitemap(anEmitSource(aCatalog(...newsroom))).make();
}

describe("the news sitemap", () => {
  test("looks like the kept file and keeps to the schema", async () => {
    const { path, make } = emitNewsSitemap(anEmitSource(aCatalog([anArticle()])));
    const content = await make();
    await expect(content).toMatchFileSnapshot(`fixtures/expected/${path}`);
    expect(await findSitemapFaults(content)).toEqual([]);
  });

  test("holds the last 48 hours, without the moment that is 48 hours ago", async () => {
    const content = await newsSitemap([
      anArticle({ slug: "now", date: testNow }),
      anArticle({ slug: "just-in", date: testNow - 48 * HOUR + 1 }),
      anArticle({ slug: "just-out", date: testNow - 48 * HOUR }),
    ]);
    expect(textsOf(content, "loc")).toEqual([
      "https://bhor.example/desh/now/",
      "https://bhor.example/desh/just-in/",
    ]);
  });

  test("goes by the first date of a story, not by its update", async () => {
    const old = anArticle({ date: testNow - 49 * HOUR, updated: testNow });
    expect(textsOf(await newsSitemap([old]), "loc")).toEqual([]);
  });

  test("is an empty but well-formed file when nothing is new", async () => {
    const content = await newsSitemap([]);
    expect(await findXmlFaults(content)).toEqual([]);
    expect(content).toContain("<urlset");
  });

  test("holds the newest 1,000 stories", async () => {
    const stories = Array.from({ length: 1001 }, (_, index) =>
      anArticle({ slug: `story-${index}`, date: testNow - index * 1000 }),
    );
    const urls = textsOf(await newsSitemap(stories), "loc");
    expect(urls).toHaveLength(1000);
    expect(urls[0]).toBe("https://bhor.example/desh/story-0/");
  });

  test("leaves out stories whose original is elsewhere", async () => {
    const content = await newsSitemap([anArticle({ canonical: "https://other.example/" })]);
    expect(textsOf(content, "loc")).toEqual([]);
  });

  test.each([
    ["hi-IN", "hi"],
    ["pa-Arab-PK", "pa"],
    ["doi", "doi"],
    ["zh", "zh-cn"],
    ["zh-Hant", "zh-tw"],
    ["zh-TW", "zh-tw"],
  ])("tells the language of %s as Google wants it: %s", async (language, told) => {
    const content = await newsSitemap([anArticle({ language })]);
    expect(textsOf(content, "news:language")).toEqual([told]);
    expect(await findSitemapFaults(content)).toEqual([]);
  });

  test("carries any headline and name, and writes nothing to the console", async () => {
    const warn = vi.spyOn(console, "warn");
    const title = '<script>"x"</script> ]]> & \u0001\ud800 بارش 🚀';
    const site = aSite({ name: "A & <B>" });
    const content = await newsSitemap([anArticle({ title, language: "hindi" })], testNow, { site });
    expect(await findXmlFaults(content)).toEqual([]);
    expect(textsOf(content, "news:title")).toEqual([
      '&lt;script&gt;"x"&lt;/script&gt; ]]&gt; &amp;  بارش 🚀',
    ]);
    expect(textsOf(content, "news:name")).toEqual(["A &amp; &lt;B&gt;"]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
