import { describe, expect, it } from "vitest";
import { defaults, resolveOptions } from "../src/options.ts";
import { refreshTrending } from "../src/refresh-trending.ts";
import { type Answer, noAnswer, type Question, type TrendSource } from "../src/trend/sources/source.ts";
import { aCatalog, anArticle, testNow } from "./fixtures/newsroom.ts";

const hour = 3_600_000;
const day = 24 * hour;

const titles = ["बारिश", "क्रिकेट", "चुनाव", "बजट", "रेल", "अदालत"];
const stories = titles.map((title, index) =>
  anArticle({ id: `s${index}`, title, date: testNow - 3 * day - index * hour }),
);
const live = { catalog: aCatalog(stories, testNow), choices: { pinned: [], blocked: [] } };
const never = new AbortController().signal;

/** A source that answers like this, and notes what it was asked. */
function sourceOf(answer: Partial<Answer>, asked: Question[] = []): TrendSource {
  return {
    name: "test",
    async read(question) {
      asked.push(question);
      return { ...noAnswer, ...answer };
    },
  };
}

const reading = (path: string, readers: number, until = testNow - 300_000, minutes = 5) => ({
  path,
  from: until - minutes * 60_000,
  until,
  readers,
});
const settings = (trending: object = {}) => ({ trending: { ...defaults.trending, limit: 4, ...trending } });
const idsIn = (links: readonly { url: string }[]) => links.map(({ url }) => url.split("/").at(-2));

describe("a list of what is read", () => {
  it("adds up what several sources say", async () => {
    const sources = [
      sourceOf({ readings: [reading("/desh/s3/", 4), reading("/desh/s4/", 6)] }),
      sourceOf({ readings: [reading("https://bhor.example/desh/s3", 4)] }),
      sourceOf({ troubles: ["nobody answers"] }),
    ];
    const { strip, edition, ranking } = await refreshTrending(live, sources, settings(), new Map(), never);
    expect(strip.basis).toBe("readers");
    expect(idsIn(strip.links)).toEqual(["s3", "s4", "s0", "s1"]);
    expect(edition).toMatchObject({
      basis: "readers",
      stories: ["s3", "s4"],
      generatedAt: testNow,
      window: 180,
    });
    expect(ranking.scored[0]?.parts.readers).toBe(8);
  });

  it("is the newest where no source knows anything, and says so", async () => {
    for (const sources of [[], [sourceOf({ troubles: ["nobody answers"] })]]) {
      const { strip, edition } = await refreshTrending(live, sources, settings(), new Map(), never);
      expect(strip.basis).toBe("newest");
      expect(idsIn(strip.links)).toEqual(["s0", "s1", "s2", "s3"]);
      expect(edition).toMatchObject({ basis: "newest", stories: [] });
    }
  });

  it("asks for a week once, and then for what is new; so it knows what is usual", async () => {
    const asked: Question[] = [];
    // Usually 400 an hour read the one, and nobody the other.
    const past = [1, 2, 3].map((days) =>
      reading("/desh/s1/", 400, Math.ceil(testNow / hour) * hour - days * day, 60),
    );
    const now = [reading("/desh/s1/", 60), reading("/desh/s2/", 60)];
    const source = sourceOf({ readings: [...past, ...now] }, asked);
    const first = await refreshTrending(live, [source], settings(), new Map(), never);
    const [lively, usual] = first.ranking.ranked;
    expect([lively?.story.id, usual?.story.id]).toEqual(["s2", "s1"]);
    expect(usual?.parts).toMatchObject({ usual: 100, surge: 0 });
    expect(lively?.parts).toMatchObject({ usual: 0, surge: 4 });

    const again = await refreshTrending(
      live,
      [sourceOf({ readings: now }, asked)],
      settings(),
      first.hours,
      never,
    );
    expect(again.ranking.ranked.map(({ parts }) => parts)).toEqual(
      first.ranking.ranked.map(({ parts }) => parts),
    );
    expect(asked.map(({ since }) => (testNow - since) / hour)).toEqual([expect.closeTo(168.5, 0), 3]);
  });

  it("has a headline of each sister site before a second one of any, and none of yesterday", async () => {
    const headline = (source: string, hoursAgo: number | undefined) => ({
      title: `${source} ${hoursAgo}`,
      url: `https://${source}.example/${hoursAgo}/`,
      source,
      language: undefined,
      date: hoursAgo === undefined ? undefined : testNow - hoursAgo * hour,
    });
    const outside = [
      headline("khel", 1),
      headline("khel", 2),
      headline("song", 5),
      headline("song", 30),
      headline("film", undefined),
      headline("film", -1),
    ];
    const ask = async (most: number) => {
      const source = sourceOf({ outside, readings: stories.map(({ address }) => reading(address, 9)) });
      const { strip } = await refreshTrending(
        live,
        [source],
        settings({ outside: most, perSection: 9 }),
        new Map(),
        never,
      );
      return strip.links.map(({ title }) => title).filter((title) => title.includes(" – "));
    };
    expect(await ask(2)).toEqual(["khel 1 – khel", "song 5 – song"]);
    expect(await ask(3)).toEqual(["khel 1 – khel", "song 5 – song", "khel 2 – khel"]);
    expect(await ask(0)).toEqual([]);
  });
});

describe("the options of the list", () => {
  it.each([
    [{ window: 800 }, "The option trending.window is 800, but must be at most 720 minutes."],
    [{ leastReaders: 0 }, "The option trending.leastReaders is 0, but must be a whole number from 1."],
    [{ outside: -1 }, "The option trending.outside is -1, but must be a whole number from 0."],
    [{ sources: "logs" }, "The option trending.sources must be a list."],
    [{ edition: "" }, "The option trending.edition must be the path of a file."],
    [{ source: [] }, 'The option trending has no "source".'],
  ])("are refused where %j cannot be used", (trending, message) => {
    expect(() => resolveOptions({ trending } as never)).toThrow(message);
  });
});
