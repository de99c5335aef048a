import { describe, expect, it } from "vitest";
import { defaults } from "../../src/options.ts";
import { explainedOf, refreshTrending } from "../../src/refresh-trending.ts";
import { explainedFromText, explainedToText } from "../../src/trend/explained-file.ts";
import { noAnswer } from "../../src/trend/sources/source.ts";
import { aCatalog, anArticle, testNow } from "../fixtures/newsroom.ts";

const stories = ["बारिश", "चुनाव", "बजट"].map((title, index) =>
  anArticle({ id: `s${index}`, title, date: testNow - 86_400_000 }),
);
const settings = { trending: { ...defaults.trending, limit: 2 } };
const reading = (path: string, readers: number) => ({
  path,
  from: testNow - 600_000,
  until: testNow - 300_000,
  readers,
});

async function explain() {
  const live = { catalog: aCatalog(stories, testNow), choices: { pinned: [], blocked: ["s2"] } };
  const readings = [
    ...[9, 2, 5].map((readers, index) => reading(`/desh/s${index}/`, readers)),
    reading("/none/", 4),
  ];
  const source = { name: "test", read: async () => ({ ...noAnswer, readings, troubles: ["slow"] }) };
  const never = new AbortController().signal;
  return explainedOf(await refreshTrending(live, [source], settings, new Map(), never), settings);
}

describe("what is kept of how a list came about", () => {
  it("is the parts of each score, who is not in the list, and what the sources said", async () => {
    const { stories: told, strangers, sources, ...rest } = await explain();
    expect(told.map(({ id, readers, leftOut }) => [id, readers, leftOut])).toEqual([
      ["s0", 9, undefined],
      ["s2", 5, "blocked"],
      ["s1", 2, "too-few-readers"],
    ]);
    expect(told[0]).toMatchObject({ surge: 0, latest: 9, score: expect.any(Number) });
    expect(strangers).toEqual([{ path: "/none/", readers: 4 }]);
    expect(sources).toEqual([{ source: "test", readings: 4, headlines: 0, troubles: ["slow"] }]);
    expect(rest).toMatchObject({ basis: "readers", window: 180, leastReaders: 3, perSection: 4 });
  });

  it("is read as it was written, without a headline in it", async () => {
    const explained = await explain();
    const text = explainedToText(explained);
    expect(explainedFromText(text)).toEqual(JSON.parse(text));
    expect(text).not.toContain("बारिश");
  });

  it.each(["", "{", "[]", '{"generatedAt":"yesterday"}', '{"stories":[{"id":1}]}'])(
    "is nothing in %j",
    (text) => {
      expect(explainedFromText(text)).toBeUndefined();
    },
  );
});
