import { describe, expect, test } from "vitest";
import {
  type ArticleHeadFacts,
  articleHead,
  homeHead,
  listHead,
  notFoundHead,
  plainPageHead,
} from "../../src/render/head.ts";
import type { HeadView } from "../../src/render/head-view.ts";
import { anArticle, anAuthor, aPage, aPicture, aSite, inIndia } from "../fixtures/newsroom.ts";

const site = aSite();
const [desh] = site.sections;

function factsOf(changes: Partial<ArticleHeadFacts> = {}): ArticleHeadFacts {
  if (desh === undefined) throw new Error("The test site has no section");
  return { section: desh, authors: [], liveEntries: [], translations: [], homeTitle: "होम", ...changes };
}

function meta(head: HeadView, key: string): string[] {
  return head.meta.filter(({ name, property }) => (name ?? property) === key).map(({ content }) => content);
}

function links(head: HeadView, rel: string) {
  return head.links.filter((link) => link.rel === rel);
}

const types = (head: HeadView) => head.structuredData.map((json) => JSON.parse(json)["@type"]);

describe("the head of a story", () => {
  const article = anArticle({
    title: "भारी बारिश से नगर थमा",
    description: "रात भर में 210 मिमी",
    updated: inIndia("2026-11-22T10:30"),
    tags: ["मौसम", "दिल्ली"],
    image: aPicture(),
  });
  const head = articleHead(site, article, factsOf());

  test("has the headline, the site's name, and the address", () => {
    expect(head).toMatchObject({
      title: "भारी बारिश से नगर थमा – भोर समाचार",
      description: "रात भर में 210 मिमी",
      canonical: "https://bhor.example/desh/bhari-barish/",
      robots: "max-image-preview:large",
    });
  });

  test("gives search engines another title, and shared links the headline", () => {
    const own = articleHead(site, { ...article, seoTitle: "भारी बारिश Heavy rain" }, factsOf());
    expect(own.title).toBe("भारी बारिश Heavy rain – भोर समाचार");
    expect(meta(own, "og:title")).toEqual(["भारी बारिश से नगर थमा"]);
  });

  test("tells Open Graph everything it asks of an article", () => {
    expect(head.meta).toEqual([
      { property: "og:type", content: "article" },
      { property: "og:title", content: "भारी बारिश से नगर थमा" },
      { property: "og:description", content: "रात भर में 210 मिमी" },
      { property: "og:url", content: "https://bhor.example/desh/bhari-barish/" },
      { property: "og:site_name", content: "भोर समाचार" },
      { property: "og:locale", content: "hi_IN" },
      { property: "og:image", content: "https://bhor.example/media/toofan.jpg" },
      { property: "og:image:width", content: "1600" },
      { property: "og:image:height", content: "900" },
      { property: "og:image:alt", content: "तट पर ऊँची लहरें" },
      { name: "twitter:card", content: "summary_large_image" },
      { property: "article:published_time", content: "2026-11-22T08:00:00+05:30" },
      { property: "article:modified_time", content: "2026-11-22T10:30:00+05:30" },
      { property: "article:section", content: "देश" },
      { property: "article:tag", content: "मौसम" },
      { property: "article:tag", content: "दिल्ली" },
    ]);
  });

  test("names the original of a story that comes from elsewhere", () => {
    const canonical = "https://other.example/कथा/";
    const { canonical: named } = articleHead(site, { ...article, canonical }, factsOf());
    expect(named).toBe(`https://other.example/${encodeURIComponent("कथा")}/`);
  });

  test("leads to the site's feeds", () => {
    expect(links(head, "alternate")).toEqual([
      {
        rel: "alternate",
        href: "/feed.xml",
        type: "application/rss+xml",
        title: "भोर समाचार",
      },
      {
        rel: "alternate",
        href: "/atom.xml",
        type: "application/atom+xml",
        title: "भोर समाचार",
      },
      {
        rel: "alternate",
        href: "/feed.json",
        type: "application/feed+json",
        title: "भोर समाचार",
      },
    ]);
  });

  test("pairs its languages, itself among them", () => {
    const urdu = anArticle({ slug: "barish", language: "ur", section: "videsh" });
    const copied = anArticle({ slug: "rain", language: "en", canonical: "https://other.example/" });
    const { links: all } = articleHead(site, article, factsOf({ translations: [copied, urdu] }));
    expect(all.filter(({ hreflang }) => hreflang !== undefined)).toEqual([
      { rel: "alternate", hreflang: "hi", href: "https://bhor.example/desh/bhari-barish/" },
      { rel: "alternate", hreflang: "ur", href: "https://bhor.example/videsh/barish/" },
    ]);
  });

  test("pairs nothing where the original is elsewhere", () => {
    const facts = factsOf({ translations: [anArticle({ slug: "barish", language: "ur" })] });
    const { links: all } = articleHead(site, { ...article, canonical: "https://other.example/" }, facts);
    expect(all.filter(({ hreflang }) => hreflang !== undefined)).toEqual([]);
  });

  test("carries the article and the way to it as data", () => {
    expect(types(head)).toEqual(["NewsArticle", "BreadcrumbList"]);
    expect(
      JSON.parse(head.structuredData[1] ?? "").itemListElement.map(({ name }: { name: string }) => name),
    ).toEqual(["होम", "देश", "भारी बारिश से नगर थमा"]);
  });
});

describe("the picture of a shared link", () => {
  const logo = aPicture({ src: "/media/logo.png", width: 512, height: 512, alt: "भोर समाचार" });

  test("is the logo, small, where a story has none", () => {
    const head = articleHead(aSite({ logo }), anArticle(), factsOf());
    expect(meta(head, "og:image")).toEqual(["https://bhor.example/media/logo.png"]);
    expect(meta(head, "twitter:card")).toEqual(["summary"]);
  });

  test("is never an SVG, which no service draws", () => {
    const svg = aPicture({ src: "/media/logo.SVG" });
    const head = articleHead(aSite({ logo: svg }), anArticle({ image: svg }), factsOf());
    expect(meta(head, "og:image")).toEqual([]);
    expect(links(head, "icon")).toEqual([{ rel: "icon", href: "/media/logo.SVG" }]);
  });
});

describe("the language of a shared link", () => {
  test.each([
    ["hi", "hi_IN"],
    ["ur", "ur_PK"],
    ["ur-IN", "ur_IN"],
    ["ta", "ta_IN"],
    ["pa-Arab", "pa_PK"],
    ["en-GB", "en_GB"],
  ])("%s is %s", (language, locale) => {
    const head = homeHead(aSite({ language }));
    expect(meta(head, "og:locale")).toEqual([locale]);
  });
});

describe("the head of a list", () => {
  test("leads to the pages beside it and to the section's feeds first", () => {
    const head = listHead(site, {
      title: "देश – पन्ना 3",
      description: undefined,
      address: "/desh/page/3/",
      previous: "/desh/page/4/",
      next: "/desh/page/2/",
      section: desh,
      author: undefined,
      breadcrumbs: [
        { title: "होम", address: "/" },
        { title: "देश", address: "/desh/" },
      ],
    });
    expect(head.title).toBe("देश – पन्ना 3 – भोर समाचार");
    expect(head.canonical).toBe("https://bhor.example/desh/page/3/");
    expect(links(head, "prev")[0]?.href).toBe("/desh/page/4/");
    expect(links(head, "next")[0]?.href).toBe("/desh/page/2/");
    const feeds = links(head, "alternate");
    expect(feeds).toHaveLength(6);
    expect(feeds[0]).toMatchObject({ href: "/desh/feed.xml", title: "देश – भोर समाचार" });
    expect(types(head)).toEqual(["BreadcrumbList"]);
    expect(meta(head, "og:type")).toEqual(["website"]);
  });

  test("below a base path links there", () => {
    const below = aSite({ url: "https://host.example/news", basePath: "/news" });
    const head = listHead(below, { title: "देश", address: "/desh/", next: "/desh/page/पुराना/" });
    expect(head.canonical).toBe("https://host.example/news/desh/");
    expect(links(head, "next")[0]?.href).toBe(`/news/desh/page/${encodeURIComponent("पुराना")}/`);
    expect(links(head, "alternate")[0]?.href).toBe("/news/feed.xml");
  });

  test("of a directory needs a title and an address", () => {
    const head = listHead(site, { title: "विषय", address: "/topics/" });
    expect(head).toMatchObject({ title: "विषय – भोर समाचार", structuredData: [] });
    expect(head.links.map(({ rel }) => rel)).toEqual(["alternate", "alternate", "alternate"]);
  });

  test("of an author is a profile on its first page", () => {
    const author = anAuthor({ language: "ur", picture: aPicture({ src: "/media/meera.jpg" }) });
    const first = listHead(site, { title: author.name, address: author.address, author });
    expect(types(first)).toEqual(["ProfilePage"]);
    expect(meta(first, "og:type")).toEqual(["profile"]);
    expect(meta(first, "og:locale")).toEqual(["ur_PK"]);
    expect(meta(first, "og:image")).toEqual(["https://bhor.example/media/meera.jpg"]);
    const second = listHead(site, { title: author.name, address: `${author.address}page/1/`, author });
    expect(types(second)).toEqual([]);
  });
});

describe("other heads", () => {
  test("the home page is called as the site is", () => {
    const head = homeHead(site);
    expect(head).toMatchObject({
      title: "भोर समाचार",
      description: "देश-दुनिया की खबरें",
      canonical: "https://bhor.example/",
    });
    expect(types(head)).toEqual(["WebSite", "NewsMediaOrganization"]);
  });

  test("a plain page has its own title for search engines", () => {
    const head = plainPageHead(site, aPage({ seoTitle: "हम कौन हैं", description: "हमारी टीम" }));
    expect(head).toMatchObject({ title: "हम कौन हैं – भोर समाचार", description: "हमारी टीम" });
    expect(types(head)).toEqual(["WebPage"]);
  });

  test("the 404 page asks not to be kept", () => {
    const head = notFoundHead(site, { title: "पन्ना नहीं मिला", description: undefined });
    expect(head).toMatchObject({
      title: "पन्ना नहीं मिला – भोर समाचार",
      robots: "noindex",
      meta: [],
      structuredData: [],
    });
  });
});
