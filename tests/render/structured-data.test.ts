import { describe, expect, test } from "vitest";
import type { Article } from "../../src/check/types.ts";
import {
  type ArticleFacts,
  breadcrumbList,
  newsArticle,
  newsOrganization,
  profilePage,
  serialiseStructuredData,
  webSite,
} from "../../src/render/structured-data.ts";
import { anArticle, anAuthor, aPicture, aSite, inIndia } from "../fixtures/newsroom.ts";

type Data = Record<string, unknown>;

const logo = aPicture({ src: "/media/logo.png", width: 600, height: 60 });
const site = aSite({ logo });

function factsOf(changes: Partial<ArticleFacts> = {}): ArticleFacts {
  const [section] = site.sections;
  if (section === undefined) throw new Error("The test site has no section");
  return { section, authors: [anAuthor()], liveEntries: [], ...changes };
}

/** The data as they are read from the page. */
function dataOf(article: Article, changes: Partial<ArticleFacts> = {}): Data {
  return JSON.parse(serialiseStructuredData(newsArticle(site, article, factsOf(changes))));
}

const isoWithOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const isWebAddress = (value: unknown) => typeof value === "string" && /^https:\/\/[\x21-\x7e]+$/.test(value);

/** What Google's page on Article asks for; nothing in it is required, all of this is recommended. */
function findArticleFaults(data: Data): string[] {
  const faults: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const types = ["NewsArticle", "OpinionNewsArticle", "LiveBlogPosting"];
  demand(data["@context"] === "https://schema.org", "@context");
  demand(types.includes(String(data["@type"])), "@type");
  demand(typeof data.headline === "string" && data.headline !== "", "headline");
  demand(isoWithOffset.test(String(data.datePublished)), "datePublished");
  demand(isoWithOffset.test(String(data.dateModified)), "dateModified");
  const authors = data.author as Data[];
  demand(authors.length > 0, "author");
  for (const { "@type": type, name, url } of authors) {
    demand(["Person", "Organization", "NewsMediaOrganization"].includes(String(type)), "author.@type");
    demand(typeof name === "string" && name !== "", "author.name");
    demand(isWebAddress(url), "author.url");
  }
  for (const { url, width, height } of (data.image ?? []) as Data[]) {
    demand(isWebAddress(url), "image.url");
    demand(Number(width) * Number(height) >= 50_000, "image.width × image.height");
  }
  const publisher = data.publisher as Data;
  demand(typeof publisher.name === "string" && isWebAddress((publisher.logo as Data).url), "publisher");
  return faults;
}

const fullArticle = anArticle({
  description: "रात भर में 210 मिमी",
  image: aPicture(),
  updated: inIndia("2026-11-22T10:30"),
  tags: ["मौसम"],
  corrections: [{ date: inIndia("2026-11-22T11:00"), text: "पहले 201 मिमी लिखा था।" }],
});

describe("the data of a story", () => {
  test.each(["news", "explainer", "opinion", "live", "photo", "video"] as const)(
    "of kind %s have what Google asks for",
    (kind) => {
      expect(findArticleFaults(dataOf({ ...fullArticle, kind }))).toEqual([]);
    },
  );

  test("have what Google asks for even where a story has only what it must have", () => {
    expect(findArticleFaults(dataOf(anArticle(), { authors: [] }))).toEqual([]);
  });

  test("say all we know", () => {
    expect(dataOf(fullArticle, { commentCount: 3 })).toEqual({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: "भारी बारिश से नगर थमा",
      description: "रात भर में 210 मिमी",
      url: "https://bhor.example/desh/bhari-barish/",
      mainEntityOfPage: { "@type": "WebPage", "@id": "https://bhor.example/desh/bhari-barish/" },
      image: [
        {
          "@type": "ImageObject",
          url: "https://bhor.example/media/toofan.jpg",
          width: 1600,
          height: 900,
          caption: "तूफ़ान से पहले का तट",
          creditText: "मीरा जोशी",
        },
      ],
      datePublished: "2026-11-22T08:00:00+05:30",
      dateModified: "2026-11-22T10:30:00+05:30",
      author: [{ "@type": "Person", name: "मीरा जोशी", url: "https://bhor.example/authors/meera-joshi/" }],
      publisher: {
        "@type": "NewsMediaOrganization",
        "@id": "https://bhor.example/#publisher",
        name: "भोर समाचार",
        url: "https://bhor.example/",
        logo: { "@type": "ImageObject", url: "https://bhor.example/media/logo.png", width: 600, height: 60 },
      },
      inLanguage: "hi",
      articleSection: "देश",
      keywords: ["मौसम"],
      isAccessibleForFree: true,
      correction: [
        {
          "@type": "CorrectionComment",
          text: "पहले 201 मिमी लिखा था।",
          datePublished: "2026-11-22T11:00:00+05:30",
        },
      ],
      commentCount: 3,
    });
  });

  test("count comments only where there may be any", () => {
    expect(dataOf({ ...fullArticle, comments: "closed" }, { commentCount: 0 }).commentCount).toBe(0);
    expect(dataOf({ ...fullArticle, comments: "off" }, { commentCount: 0 })).not.toHaveProperty(
      "commentCount",
    );
    expect(dataOf(fullArticle)).not.toHaveProperty("commentCount");
  });

  test("set opinion apart from news", () => {
    expect(dataOf({ ...fullArticle, kind: "opinion" })["@type"]).toBe("OpinionNewsArticle");
  });

  test("name the original of a story that comes from elsewhere", () => {
    const canonical = "https://other.example/a/";
    expect(dataOf({ ...fullArticle, canonical }).mainEntityOfPage).toMatchObject({ "@id": canonical });
  });
});

describe("the data of a live blog", () => {
  const live = anArticle({ kind: "live", date: inIndia("2026-11-22T08:00") });
  const liveEntries = [
    { at: inIndia("2026-11-22T11:15"), headline: "तट पर चेतावनी", id: "live-2" },
    { at: inIndia("2026-11-22T07:30"), headline: "स्कूल बंद", id: "live-1" },
  ];

  test("hold its entries, each with its own address", () => {
    expect(dataOf(live, { liveEntries })).toMatchObject({
      "@type": "LiveBlogPosting",
      coverageStartTime: "2026-11-22T07:30:00+05:30",
      coverageEndTime: "2026-11-22T11:15:00+05:30",
      liveBlogUpdate: [
        {
          "@type": "BlogPosting",
          headline: "तट पर चेतावनी",
          url: "https://bhor.example/desh/bhari-barish/#live-2",
          datePublished: "2026-11-22T11:15:00+05:30",
        },
        { headline: "स्कूल बंद" },
      ],
    });
  });

  test("let it go on while its breaking banner stands", () => {
    const breaking = { ...live, breakingUntil: inIndia("2026-11-22T18:00") };
    expect(dataOf(breaking, { liveEntries }).coverageEndTime).toBe("2026-11-22T18:00:00+05:30");
  });
});

describe("the data of a video", () => {
  const video = (address: string, changes: Partial<Article> = {}) =>
    dataOf(anArticle({ kind: "video", image: aPicture(), body: `::: video ${address}\n:::\n`, ...changes }))
      .video;

  test("name the file, or the player of a service we know", () => {
    expect(video("https://bhor.example/a.mp4")).toMatchObject({
      "@type": "VideoObject",
      name: "भारी बारिश से नगर थमा",
      thumbnailUrl: ["https://bhor.example/media/toofan.jpg"],
      uploadDate: "2026-11-22T08:00:00+05:30",
      contentUrl: "https://bhor.example/a.mp4",
    });
    const embedUrl = "https://www.youtube.com/embed/abcdefghijk";
    expect(video("https://www.youtube.com/watch?v=abcdefghijk")).toMatchObject({ embedUrl });
    expect(video("https://youtu.be/abcdefghijk")).toMatchObject({ embedUrl });
    expect(video("https://m.youtube.com/shorts/abcdefghijk")).toMatchObject({ embedUrl });
  });

  test("are left out where Google's demands cannot be met", () => {
    expect(video("https://video.example/watch/1")).toBeUndefined();
    expect(video("https://youtu.be/abcdefghijk", { image: undefined })).toBeUndefined();
    expect(video("https://youtu.be/abcdefghijk", { kind: "news" })).toBeUndefined();
  });
});

describe("other data", () => {
  test("a way to a page counts its steps from 1", () => {
    const steps = [
      { title: "होम", address: "/" },
      { title: "देश", address: "/desh/" },
    ];
    expect(breadcrumbList(site, steps)).toMatchObject({
      "@type": "BreadcrumbList",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: "होम", item: "https://bhor.example/" },
        { "@type": "ListItem", position: 2, name: "देश", item: "https://bhor.example/desh/" },
      ],
    });
  });

  test("one step is no way", () => {
    expect(breadcrumbList(site, [{ title: "होम", address: "/" }])).toBeUndefined();
  });

  test("an author is a person with a profile", () => {
    const author = anAuthor({ links: [{ title: "X", url: "https://x.example/meera" }] });
    expect(profilePage(site, author)).toMatchObject({
      "@type": "ProfilePage",
      mainEntity: {
        "@type": "Person",
        name: "मीरा जोशी",
        jobTitle: "विशेष संवाददाता",
        url: "https://bhor.example/authors/meera-joshi/",
        sameAs: ["https://x.example/meera"],
      },
    });
  });

  test("the site and its publisher are one newsroom", () => {
    const publisher = newsOrganization(site) as Data;
    expect(publisher).toMatchObject({ "@type": "NewsMediaOrganization", name: "भोर समाचार" });
    expect(webSite(site)).toMatchObject({ "@type": "WebSite", publisher: { "@id": publisher["@id"] } });
  });
});

describe("JSON inside a script element", () => {
  const hostile = "</script><!-- & \u2028\u2029 \ud800 \u0000 \" ' بارش 🚀";

  test("cannot end it", () => {
    expect(serialiseStructuredData({ headline: hostile })).not.toMatch(/[<>&\u2028\u2029\u0000\ud800]/u);
  });

  test("means what was written", () => {
    expect(JSON.parse(serialiseStructuredData({ headline: hostile }))).toEqual({ headline: hostile });
  });
});
