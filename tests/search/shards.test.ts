import { brotliCompressSync, constants } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/check/types.ts";
import { emitSearch, searchFolders } from "../../src/emit/search-files.ts";
import { cutIntoShards, shardRange, type TitleShard } from "../../src/search/shard.ts";
import { anEmitSource, contentsOf, fileAt } from "../emit/an-emit-source.ts";
import { aCatalog, anArticle, aSite, testNow } from "../fixtures/newsroom.ts";

const HOUR = 3_600_000;

/** Words of headlines, in a fixed order that repeats nowhere near. */
const words =
  "किसान आंदोलन दिल्ली सरकार चुनाव बारिश नदी पानी बजट अस्पताल स्कूल पुलिस कोर्ट सड़क बिजली महंगाई खेत बाज़ार ट्रेन मंत्री परीक्षा शिक्षक गाँव शहर".split(
    " ",
  );

/** A headline of eight words, 45 letters long or so. */
function headline(number: number): string {
  let seed = number * 2654435761;
  return Array.from({ length: 8 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return words[(seed >>> 8) % words.length];
  }).join(" ");
}

/** Stories of as many hours, the last at `testNow`. */
function archive(count: number): Article[] {
  return Array.from({ length: count }, (_, index) =>
    anArticle({
      slug: `khabar-${index + 1}-${(index * 7919) % 99991}`,
      title: headline(index),
      date: testNow - (count - index - 1) * HOUR,
    }),
  );
}

const filesOf = (articles: readonly Article[], titles = 2000) =>
  emitSearch(anEmitSource(aCatalog(articles), { search: { titles, fullText: { stories: 1200 } } }));

function changedPaths(before: ReturnType<typeof filesOf>, after: ReturnType<typeof filesOf>): string[] {
  const known = new Map(before.map(({ path, parts }) => [path, String(parts)]));
  return after.filter(({ path, parts }) => known.get(path) !== String(parts)).map(({ path }) => path);
}

describe("headlines in shards", () => {
  const stories = archive(3250);

  it("are the newest that were asked for, in full shards that count from the oldest story ever", async () => {
    const paths = filesOf(stories).map(({ path }) => path);
    // 3,250 stories are 17 shards; the newest 2,000 begin in the seventh.
    expect(paths).toEqual([
      "opensearch.xml",
      ...Array.from({ length: 11 }, (_, index) => `search/titles/${index + 7}.json`),
    ]);
    const shards = await Promise.all(
      (await contentsOf(filesOf(stories))).slice(1).map(({ content }) => JSON.parse(content) as TitleShard),
    );
    expect(shards.map(({ titles }) => titles.length)).toEqual([...Array(10).fill(200), 50]);
    expect(shards.at(-1)?.addresses.at(-1)).toBe(stories.at(-1)?.address);
  });

  it("change in one file when a story is published, and a full one never again", () => {
    const next = anArticle({ slug: "nayi-khabar", date: testNow });
    expect(changedPaths(filesOf(stories), filesOf([...stories, next]))).toEqual(["search/titles/17.json"]);
    expect(changedPaths(filesOf(stories.slice(0, 3200)), filesOf(stories.slice(0, 3201)))).toEqual([
      "search/titles/17.json",
    ]);
  });

  it("change in the shard of a story that is edited, and lose one that is taken back", async () => {
    const edited = stories.map((each, at) => (at === 2000 ? { ...each, title: "बदला हुआ शीर्षक" } : each));
    expect(changedPaths(filesOf(stories), filesOf(edited))).toEqual(["search/titles/11.json"]);
    const gone = stories.at(-1) as Article;
    const expired = stories.map((each) => (each === gone ? { ...each, liveUntil: testNow } : each));
    for (const { content } of await contentsOf(filesOf(expired))) expect(content).not.toContain(gone.address);
  });

  it("are some 15 kB each on their way, so that the first two leave room for the page in 60 kB", async () => {
    const sizes = (await contentsOf(filesOf(stories)))
      .slice(1)
      .map(
        ({ content }) =>
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length,
      );
    expect(Math.max(...sizes)).toBeLessThan(16_000);
  });

  it("tell languages, days on the newsroom's calendar, and words that are typed otherwise", async () => {
    const files = filesOf([
      anArticle({ slug: "a", title: "पुलिस और किसान", date: Date.parse("2026-11-21T19:00:00Z") }),
      anArticle({ slug: "b", title: "کتاب", language: "ur", section: "videsh" }),
    ]);
    expect(JSON.parse(await fileAt(files, "search/titles/1.json"))).toMatchObject({
      titles: ["पुलिस और किसान", "کتاب"],
      addresses: ["/desh/a/", "/videsh/b/"],
      // Already Sunday in India.
      days: [Date.UTC(2026, 10, 22) / 86_400_000, Date.UTC(2026, 10, 22) / 86_400_000],
      sections: ["desh", "videsh"],
      languages: { ur: [1] },
      spelled: { पुलिस: "polise" },
    });
  });

  it("are none, with no other file, where a site wants no search", () => {
    expect(filesOf(stories, 0)).toEqual([]);
    expect(searchFolders(anEmitSource(aCatalog(stories)))).toEqual([]);
  });
});

describe("indexes of whole texts", () => {
  const foldersOf = (articles: readonly Article[]) =>
    searchFolders(
      anEmitSource(aCatalog(articles), { search: { titles: 10, fullText: { stories: 1200 } } }),
    ).map(({ folder, parts }) => `${folder} ${parts}`);

  it("hold 500 stories each, of which one changes when a story is published", () => {
    const stories = archive(3250);
    const before = foldersOf(stories);
    expect(before.map((folder) => folder.split(" ")[0])).toEqual([
      "search/texts/5/",
      "search/texts/6/",
      "search/texts/7/",
    ]);
    const after = foldersOf([...stories, anArticle({ slug: "nayi-khabar", date: testNow })]);
    expect(after.map((folder, at) => folder === before[at])).toEqual([true, true, false]);
  });
});

describe("shards of a list", () => {
  it("hold every story that was asked for, each once, oldest first", () => {
    for (const total of [0, 1, 9, 10, 11, 25, 100]) {
      const newestFirst = Array.from({ length: total }, (_, index) => total - index);
      for (const wanted of [1, 7, 10, 50, 1000]) {
        const shards = cutIntoShards(newestFirst, wanted, 10);
        const held = shards.flatMap(({ stories }) => stories);
        expect(held).toEqual(newestFirst.slice(0, held.length).reverse());
        expect(held.length).toBeGreaterThanOrEqual(Math.min(total, wanted));
        const range = shardRange(total, wanted, 10);
        expect(shards.map(({ number }) => number)).toEqual(
          range ? Array.from({ length: shards.length }, (_, at) => range.first + at) : [],
        );
      }
    }
  });
});

describe("what tells browsers of the search", () => {
  it("names the page with the base path, and survives a name with signs", async () => {
    const site = aSite({
      name: "R&D <News> of all the world",
      url: "https://x.example/bhor",
      basePath: "/bhor",
    });
    const files = emitSearch(anEmitSource(aCatalog([], testNow, { site })));
    const xml = await fileAt(files, "opensearch.xml");
    expect(xml).toContain("<ShortName>R&amp;D &lt;News&gt; of al</ShortName>");
    expect(xml).toContain('template="https://x.example/bhor/search/?q={searchTerms}"');
  });
});
