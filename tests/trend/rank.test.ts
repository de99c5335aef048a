import { describe, expect, it } from "vitest";
import type { Article } from "../../src/check/types.ts";
import { rankTrending } from "../../src/trend/rank.ts";
import type { Reading } from "../../src/trend/sources/source.ts";
import { aCatalog, anArticle, testNow } from "../fixtures/newsroom.ts";

const hour = 3_600_000;
const settings = { limit: 10, windowMinutes: 180, leastReaders: 3, perSection: 2 };

const read = (path: string, readers: number, minutesAgo = 5): Reading => {
  const until = testNow - minutesAgo * 60_000;
  return { path, from: until - 300_000, until, readers };
};

/** Headlines without a word in common. */
const titles = ["बारिश", "क्रिकेट", "चुनाव", "बजट", "रेल", "अदालत", "किसान", "बाज़ार"];
const stories = titles.map((title, index) =>
  anArticle({ id: `s${index}`, title, section: index < 5 ? "desh" : "videsh", date: testNow - 6 * hour }),
);

function rank(
  readings: readonly Reading[],
  { articles = stories, blocked = [] as string[], ...changes } = {} as Partial<typeof settings> & {
    articles?: readonly Article[];
    blocked?: string[];
  },
) {
  const catalog = aCatalog(articles, testNow);
  const { ranked, scored, strangers } = rankTrending(
    readings,
    new Map(),
    catalog,
    { blocked },
    { ...settings, ...changes },
  );
  return {
    list: ranked.map(({ story }) => story.id),
    reasons: Object.fromEntries(scored.map(({ story, leftOut }) => [story.id, leftOut?.kind])),
    strangers: strangers.map(({ path }) => path),
  };
}

describe("what is trending", () => {
  it("is what most people read now, however the address was written", () => {
    const { list } = rank([
      read("/desh/s0/", 4),
      read("/desh/s1", 3),
      read("/desh/s1/?utm_source=x", 3),
      read("/videsh/s5/amp/", 9),
    ]);
    expect(list).toEqual(["s5", "s1", "s0"]);
  });

  it("is nothing if nobody read anything", () => {
    expect(rank([]).list).toEqual([]);
    expect(rank([read("/desh/s0/", 100, 200)]).list).toEqual([]);
  });

  it("leaves out what editors blocked and what too few read", () => {
    const { list, reasons } = rank([read("/desh/s0/", 9), read("/desh/s1/", 2), read("/desh/s2/", 9)], {
      blocked: ["s0"],
    });
    expect(list).toEqual(["s2"]);
    expect(reasons).toEqual({ s0: "blocked", s1: "too-few-readers", s2: undefined });
  });

  it("has no drafts, no stories of tomorrow, no expired ones, and no pages that are no stories", () => {
    const hidden = [
      anArticle({ id: "draft", draft: true, date: testNow - hour }),
      anArticle({ id: "tomorrow", date: testNow + hour }),
      anArticle({ id: "expired", date: testNow - hour, liveUntil: testNow }),
    ];
    const paths = ["/desh/draft/", "/desh/tomorrow/", "/desh/expired/", "/", "/desh/", "/wp-login.php"];
    const { list, strangers } = rank(
      paths.map((path) => read(path, 50)),
      { articles: [...stories, ...hidden] },
    );
    expect(list).toEqual([]);
    expect(strangers.toSorted()).toEqual(paths.toSorted());
  });

  it("takes two stories of a section at most, as long as there are others", () => {
    const all = [...Array(8).keys()].map((index) => read(stories[index]?.address ?? "", 90 - index));
    expect(rank(all, { limit: 4 }).list).toEqual(["s0", "s1", "s5", "s6"]);
    expect(rank(all, { limit: 4 }).reasons).toMatchObject({ s2: "section-full", s7: "below" });
    expect(rank(all, { limit: 6 }).list).toEqual(["s0", "s1", "s2", "s3", "s5", "s6"]);
  });

  it("tells of an event once, by the story that is read most", () => {
    const articles = [
      anArticle({ id: "a", title: "देवगंज में बाढ़ से तीन पुल बंद", date: testNow - hour }),
      anArticle({
        id: "b",
        title: "बाढ़: देवगंज के तीन पुल बंद किए गए",
        section: "videsh",
        date: testNow - 2 * hour,
      }),
      anArticle({ id: "c", title: "देवगंज में बाढ़ से तीन पुल बंद", date: testNow - 300 * hour }),
      anArticle({
        id: "d",
        title: "Three bridges closed",
        translationOf: "a",
        language: "en",
        date: testNow - hour,
      }),
    ];
    const readings = articles.map(({ address }, index) => read(address, 30 + index));
    const { list, reasons } = rank(readings, { articles });
    expect(list).toEqual(["d", "b", "c"]);
    expect(reasons.a).toBe("same-event");
  });

  it("orders equals by date, then by name", () => {
    const articles = [
      anArticle({ id: "b", title: "बारिश", date: testNow - 9 * hour, liveFrom: testNow - hour }),
      anArticle({ id: "c", title: "क्रिकेट", date: testNow - 2 * hour, liveFrom: testNow - hour }),
      anArticle({ id: "a", title: "चुनाव", date: testNow - 2 * hour, liveFrom: testNow - hour }),
    ];
    expect(
      rank(
        articles.map(({ address }) => read(address, 9)),
        { articles, perSection: 9 },
      ).list,
    ).toEqual(["a", "c", "b"]);
  });

  it("ignores readings that make no sense", () => {
    const { from, until } = read("", 1);
    const broken = [
      { path: "/desh/s0/", from: until, until: from, readers: 9 },
      { path: "/desh/s0/", from, until, readers: Number.NaN },
      { path: "/desh/s0/", from, until, readers: -5 },
    ];
    expect(rank(broken).list).toEqual([]);
  });
});
