import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { beforeAll, describe, expect, test } from "vitest";
import type { Article } from "../../src/check/types.ts";
import { emitFeeds } from "../../src/emit/feeds.ts";
import { aCatalog, anArticle, anAuthor, aPicture, aSite, inIndia, testNow } from "../fixtures/newsroom.ts";
import { byTag, parsePage, textOf } from "../support/html.ts";
import { anEmitSource, contentsOf, fileAt } from "./an-emit-source.ts";
import { findXmlFaults } from "./xml-checks.ts";

const authors = [anAuthor(), anAuthor({ id: "arjun-rawat", name: "अर्जुन & रावत" })];

function feedsOf(articles: readonly Article[], changes: Parameters<typeof anEmitSource>[1] = {}) {
  return emitFeeds(anEmitSource(aCatalog(articles, testNow, { authors }), changes));
}

/** Everything an independent parser finds, untouched. */
function readRss(xml: string) {
  return extractFromXml(xml, { normalization: false }) as Record<string, unknown> & { item: unknown };
}

function onlyItem(xml: string) {
  return readRss(xml).item as Record<string, unknown>;
}

const fullStory = anArticle({
  title: "भारी बारिश से नगर थमा",
  description: "रात भर में 210 मिमी",
  date: inIndia("2026-11-22T08:00"),
  updated: inIndia("2026-11-22T10:30"),
  authors: ["meera-joshi", "arjun-rawat"],
  tags: ["मौसम", "दिल्ली"],
  image: aPicture(),
});

describe("every feed", () => {
  test("looks like the kept files", async () => {
    const files = feedsOf([fullStory, anArticle({ slug: "purani", date: inIndia("2026-11-20T09:15") })]);
    for (const file of ["feed.xml", "atom.xml", "feed.json"]) {
      await expect(await fileAt(files, file)).toMatchFileSnapshot(`fixtures/expected/${file}`);
    }
  });

  test("is written for the site and for each section, also for one without stories", () => {
    expect(feedsOf([fullStory]).map(({ path }) => path)).toEqual([
      "feed.xml",
      "atom.xml",
      "feed.json",
      "desh/feed.xml",
      "desh/atom.xml",
      "desh/feed.json",
      "videsh/feed.xml",
      "videsh/atom.xml",
      "videsh/feed.json",
    ]);
  });

  test("holds the newest stories first, no more than the limit", async () => {
    const stories = ["08:00", "11:00", "09:30"].map((time) =>
      anArticle({ slug: time.replace(":", "-"), date: inIndia(`2026-11-22T${time}`) }),
    );
    const files = feedsOf(stories, { feedLimit: 2 });
    const urls = ["https://bhor.example/desh/11-00/", "https://bhor.example/desh/09-30/"];
    expect(extractFromXml(await fileAt(files, "feed.xml")).entries?.map(({ link }) => link)).toEqual(urls);
    expect(extractFromXml(await fileAt(files, "atom.xml")).entries?.map(({ link }) => link)).toEqual(urls);
    expect(extractFromJson(await fileAt(files, "feed.json")).entries?.map(({ link }) => link)).toEqual(urls);
  });

  test("holds only its section's stories", async () => {
    const files = feedsOf([
      fullStory,
      anArticle({ slug: "hartal", section: "videsh", date: fullStory.date }),
    ]);
    const links = extractFromXml(await fileAt(files, "videsh/feed.xml")).entries?.map(({ link }) => link);
    expect(links).toEqual(["https://bhor.example/videsh/hartal/"]);
  });

  test("knows nothing of drafts, embargoed and expired stories", async () => {
    const files = feedsOf([
      anArticle({ slug: "draft", title: "गुप्त", draft: true }),
      anArticle({ slug: "embargoed", title: "गुप्त", liveFrom: testNow + 1 }),
      anArticle({ slug: "expired", title: "गुप्त", liveUntil: testNow }),
    ]);
    for (const { content } of await contentsOf(files)) expect(content).not.toContain("गुप्त");
  });

  test("is the same whenever it is built, for its date is that of the newest change", async () => {
    const older = anArticle({
      slug: "older",
      date: inIndia("2026-11-21T08:00"),
      updated: inIndia("2026-11-22T11:00"),
    });
    const feeds = (now: number) => emitFeeds(anEmitSource(aCatalog([fullStory, older], now)));
    const nextDay = testNow + 86_400_000;
    expect(await contentsOf(feeds(testNow))).toEqual(await contentsOf(feeds(nextDay)));
    expect(feeds(testNow).map(({ parts }) => parts)).toEqual(feeds(nextDay).map(({ parts }) => parts));
    expect(extractFromXml(await fileAt(feeds(testNow), "feed.xml")).published).toBe(
      "2026-11-22T05:30:00.000Z",
    );
    expect(extractFromXml(await fileAt(feeds(testNow), "atom.xml")).published).toBe(
      "2026-11-22T05:30:00.000Z",
    );
  });

  test("of an empty newsroom is a valid feed without stories", async () => {
    const files = feedsOf([]);
    const rss = extractFromXml(await fileAt(files, "feed.xml"));
    expect(rss).toMatchObject({ title: "भोर समाचार", link: "https://bhor.example/", entries: [] });
    expect(await findXmlFaults(await fileAt(files, "atom.xml"))).toEqual([]);
    expect(await fileAt(files, "atom.xml")).toContain("<updated>1970-01-01T00:00:00.000Z</updated>");
    expect(JSON.parse(await fileAt(files, "feed.json"))).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      items: [],
    });
  });

  test("asks for no body before it is made, and for each once, however many feeds it is in", async () => {
    const asked: string[] = [];
    const bodyOf = ({ id }: Article) => {
      asked.push(id);
      return "<p>…</p>";
    };
    const files = feedsOf([fullStory], { bodyOf });
    expect(asked).toEqual([]);
    await contentsOf(files);
    expect(asked).toEqual(["bhari-barish"]);
  });

  test("makes links and pictures of the text absolute, below a base path too", async () => {
    const html =
      '<p><a href="/news/desh/x/">x</a> <a href="#fn1">1</a> <a href="https://a.example/?b&amp;c">c</a>' +
      ' <a href="mailto:a@b.example">m</a> <img src="/news/media/a%20b.jpg" alt=""></p>';
    const site = aSite({ url: "https://host.example/news", basePath: "/news" });
    const source = anEmitSource(aCatalog([fullStory], testNow, { site }), { bodyOf: () => html });
    const [item] = JSON.parse(await fileAt(emitFeeds(source), "feed.json")).items;
    expect(item.url).toBe("https://host.example/news/desh/bhari-barish/");
    expect(item.content_html).toContain('href="https://host.example/news/desh/x/"');
    expect(item.content_html).toContain('href="https://host.example/news/desh/bhari-barish/#fn1"');
    expect(item.content_html).toContain('href="https://a.example/?b&#x26;c"');
    expect(item.content_html).toContain('href="mailto:a@b.example"');
    expect(item.content_html).toContain('src="https://host.example/news/media/a%20b.jpg"');
  });

  test("encodes addresses in native script", async () => {
    const files = feedsOf([anArticle({ slug: "भारी-बारिश" })]);
    const url = `https://bhor.example/desh/${encodeURIComponent("भारी-बारिश")}/`;
    expect(onlyItem(await fileAt(files, "feed.xml"))).toMatchObject({ link: url });
    expect(JSON.parse(await fileAt(files, "feed.json")).items[0].id).toBe(url);
  });
});

describe("hostile text", () => {
  const titles = [
    `वह बोली, "चलो" – it's`,
    "a ]]> b <![CDATA[ c",
    '<script>alert("x")</script> & co',
    "चाँद पर 🚀👩🏽‍🚀",
    "بارش سے شہر تھم گیا",
    "R&D < 5 > 3",
  ];

  test.each(titles)("comes through every format unharmed: %s", async (title) => {
    const story = anArticle({ title, description: title, tags: [title] });
    const files = feedsOf([story], { bodyOf: () => "<p>x ]]&gt; &amp;lt;b&amp;gt;</p>" });
    const rss = await fileAt(files, "feed.xml");
    const atom = await fileAt(files, "atom.xml");
    expect(await findXmlFaults(rss)).toEqual([]);
    expect(await findXmlFaults(atom)).toEqual([]);
    expect(extractFromXml(rss).entries?.[0]?.title).toBe(title);
    expect(extractFromXml(atom).entries?.[0]?.title).toBe(title);
    const [item] = JSON.parse(await fileAt(files, "feed.json")).items;
    expect(item).toMatchObject({ title, summary: title, tags: ["देश", title] });
  });

  test("loses what XML cannot hold, and nothing else", async () => {
    const title = "a\u0000\u0008\u001f\ufffe\ud800b\udc00 \ud83d\ude80";
    const files = feedsOf([anArticle({ title, description: title })], { bodyOf: () => `<p>${title}</p>` });
    for (const file of ["feed.xml", "atom.xml"]) {
      expect(await findXmlFaults(await fileAt(files, file))).toEqual([]);
      expect(extractFromXml(await fileAt(files, file)).entries?.[0]?.title).toBe("ab 🚀");
    }
    expect(JSON.parse(await fileAt(files, "feed.json")).items[0].title).toBe("ab 🚀");
  });

  test("in the text of a story cannot end its CDATA section", async () => {
    const files = feedsOf([fullStory], { bodyOf: () => "<p>a ]]> b &apos; &amp;apos;</p>" });
    expect(await findXmlFaults(await fileAt(files, "feed.xml"))).toEqual([]);
    const { "content:encoded": html } = onlyItem(await fileAt(files, "feed.xml"));
    // However its characters are escaped: one paragraph, with the words of the story.
    expect(byTag(parsePage(String(html)), "p").map(textOf)).toEqual(["a ]]> b ' &apos;"]);
  });
});

describe("RSS", () => {
  let item: ReturnType<typeof onlyItem>;
  beforeAll(async () => {
    item = onlyItem(await fileAt(feedsOf([fullStory]), "feed.xml"));
  });

  test("says whose feed it is and where it lies", async () => {
    const { title, link, language, description, ...channel } = readRss(
      await fileAt(feedsOf([fullStory]), "desh/feed.xml"),
    );
    expect({ title, link, language, description }).toEqual({
      title: "देश – भोर समाचार",
      link: "https://bhor.example/desh/",
      language: "hi",
      description: "देश – भोर समाचार",
    });
    expect(channel["atom:link"]).toMatchObject({
      "@_href": "https://bhor.example/desh/feed.xml",
      "@_rel": "self",
    });
  });

  test("gives a story its full text, dates, names and topics", async () => {
    expect(item).toMatchObject({
      title: "भारी बारिश से नगर थमा",
      link: "https://bhor.example/desh/bhari-barish/",
      guid: "https://bhor.example/desh/bhari-barish/",
      pubDate: "Sun, 22 Nov 2026 02:30:00 GMT",
      "atom:updated": "2026-11-22T05:00:00.000Z",
      description: "रात भर में 210 मिमी",
      "content:encoded": "<p>शहर में रात भर बारिश हुई।</p>",
      "dc:creator": ["मीरा जोशी", "अर्जुन & रावत"],
      category: ["देश", "मौसम", "दिल्ली"],
    });
    expect(await fileAt(feedsOf([fullStory]), "feed.xml")).toContain('<guid isPermaLink="true">');
  });

  test("shows the lead picture without claiming to know its length", () => {
    expect(item["media:content"]).toMatchObject({
      "@_url": "https://bhor.example/media/toofan.jpg",
      "@_type": "image/jpeg",
      "@_width": "1600",
      "media:credit": "मीरा जोशी",
    });
    expect(item).not.toHaveProperty("enclosure");
  });

  test("names the original of a story that comes from elsewhere, and links to our page", async () => {
    const files = feedsOf([anArticle({ canonical: "https://other.example/कथा/?a=1&b=2" })]);
    const original = "https://other.example/%E0%A4%95%E0%A4%A5%E0%A4%BE/?a=1&b=2";
    expect(onlyItem(await fileAt(files, "feed.xml"))).toMatchObject({
      link: "https://bhor.example/desh/bhari-barish/",
      "atom:link": { "@_href": original, "@_rel": "canonical" },
    });
    expect(JSON.parse(await fileAt(files, "feed.json")).items[0]).toMatchObject({
      url: "https://bhor.example/desh/bhari-barish/",
      external_url: original,
    });
  });

  test("tells the language of a story in another one", async () => {
    const files = feedsOf([anArticle({ language: "ur" })]);
    expect(onlyItem(await fileAt(files, "feed.xml"))["dc:language"]).toBe("ur");
    expect(await fileAt(files, "atom.xml")).toContain('<entry xml:lang="ur">');
    expect(JSON.parse(await fileAt(files, "feed.json")).items[0].language).toBe("ur");
    expect(item).not.toHaveProperty("dc:language");
  });
});

describe("Atom", () => {
  test("has what RFC 4287 demands of every feed and entry", async () => {
    const xml = await fileAt(feedsOf([fullStory]), "atom.xml");
    const feed = extractFromXml(xml, { normalization: false }) as Record<string, Record<string, unknown>>;
    expect(feed).toMatchObject({
      "@_xml:lang": "hi",
      id: "https://bhor.example/",
      updated: "2026-11-22T05:00:00.000Z",
      author: { name: "भोर समाचार", uri: "https://bhor.example/" },
    });
    expect(feed.entry).toMatchObject({
      id: "https://bhor.example/desh/bhari-barish/",
      title: "भारी बारिश से नगर थमा",
      published: "2026-11-22T02:30:00.000Z",
      updated: "2026-11-22T05:00:00.000Z",
      content: "<p>शहर में रात भर बारिश हुई।</p>",
    });
    expect(feed.entry?.author).toHaveLength(2);
  });
});

describe("JSON Feed", () => {
  test("has what version 1.1 knows of a story", async () => {
    const { items, ...feed } = JSON.parse(await fileAt(feedsOf([fullStory]), "feed.json"));
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      home_page_url: "https://bhor.example/",
      feed_url: "https://bhor.example/feed.json",
      language: "hi",
    });
    expect(items).toEqual([
      {
        id: "https://bhor.example/desh/bhari-barish/",
        url: "https://bhor.example/desh/bhari-barish/",
        title: "भारी बारिश से नगर थमा",
        summary: "रात भर में 210 मिमी",
        content_html: "<p>शहर में रात भर बारिश हुई।</p>\n",
        image: "https://bhor.example/media/toofan.jpg",
        date_published: "2026-11-22T02:30:00.000Z",
        date_modified: "2026-11-22T05:00:00.000Z",
        authors: [
          { name: "मीरा जोशी", url: "https://bhor.example/authors/meera-joshi/" },
          { name: "अर्जुन & रावत", url: "https://bhor.example/authors/arjun-rawat/" },
        ],
        tags: ["देश", "मौसम", "दिल्ली"],
      },
    ]);
  });

  test("gives a story without text an empty one, since the format demands some", async () => {
    const files = feedsOf([fullStory], { bodyOf: () => "" });
    expect(JSON.parse(await fileAt(files, "feed.json")).items[0].content_html).toBe("");
  });
});
