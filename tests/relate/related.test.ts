import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relateStories, showReason } from "../../src/relate/related.ts";
import { aStory, columnsOf, day, type Found, find, findAll, inRows, type Story, today } from "./columns.ts";

const ids = (found: readonly Found[]) => found.map(({ id }) => id);

const flood = aStory({
  id: "flood",
  title: "देवगंज में बाढ़ से फसल को नुकसान",
  tags: ["बाढ़", "किसान"],
});
const relief = aStory({
  id: "relief",
  title: "बाढ़ के बाद देवगंज में राहत शिविर",
  tags: ["बाढ़"],
  date: today - day,
});
const oldFlood = aStory({
  id: "old-flood",
  title: "देवगंज में बाढ़ से फसल को नुकसान",
  tags: ["बाढ़"],
  date: today - 400 * day,
});
const cricket = aStory({
  id: "cricket",
  title: "क्रिकेट फ़ाइनल आज",
  tags: ["क्रिकेट"],
  section: "videsh",
});

/** The scores of all stories that share a term, by the definition, read word for word. */
function slowScores(rows: readonly Story[], story: Story): Map<string, number> {
  const totalClass = Math.ceil(Math.log2(rows.length));
  const counts = new Map<string, number>();
  for (const row of rows) for (const term of row.terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const length = ({ terms }: Story) => Math.hypot(...terms.values());
  const scores = new Map<string, number>();
  for (const other of rows) {
    if (other.id === story.id) continue;
    const days = Math.abs(other.date - story.date) / day;
    let sum = 0;
    for (const [term, weight] of story.terms) {
      const step = Math.floor(Math.log2(counts.get(term) ?? 0));
      if (step >= 9 && days > 120 / 2 ** (step - 9)) continue;
      sum += weight * (other.terms.get(term) ?? 0) * (1 + totalClass - step) ** 2;
    }
    if (sum === 0) continue;
    const cosine = sum / (length(story) * length(other) * Math.min(1 + totalClass, 7) ** 2);
    const section = other.section === story.section ? 1.8 : 1;
    const language = other.language === story.language ? 1 : 0.2;
    const halfLife = other.isLasting || story.isLasting ? 365 : 10;
    scores.set(other.id, cosine * section * language * (0.55 + 0.45 * 0.5 ** (days / halfLife)));
  }
  return scores;
}

describe("the related sidebar", () => {
  it("prefers a story of the same matter to any other", () => {
    expect(ids(find([flood, relief, cricket], "flood"))[0]).toBe("relief");
  });

  it("finds a shared topic however it is spelt, and says so", () => {
    const a = aStory({ id: "a", title: "पहला दिन", tags: ["हिंदी"] });
    const b = aStory({
      id: "b",
      title: "अगली सुबह",
      tags: ["हिन्दी"],
      date: today + 60_000,
      section: "videsh",
    });
    expect(find([a, b], "a").map(({ reason }) => reason)).toEqual(["same topic: #हिंदी"]);
  });

  it("names the rarest of several shared topics, of equally rare ones the first that the story names", () => {
    const others = ["c", "d", "e"].map((id) => aStory({ id, tags: ["मौसम"], date: today - 90 * day }));
    const title = "पुल टूटा गांव डूबा रास्ता बंद";
    const b = aStory({ id: "b", title, tags: ["बाढ़", "नदी", "मौसम"] });
    const reasonOf = (tags: readonly string[]) =>
      find([aStory({ id: "a", tags }), b, ...others], "a")[0]?.reason;
    expect(reasonOf(["मौसम", "नदी", "बाढ़"])).toBe("same topic: #नदी");
    expect(reasonOf(["मौसम", "बाढ़", "नदी"])).toBe("same topic: #बाढ");
  });

  it("tells stories of one series, and of mere words, from those of a topic", () => {
    const shared = { title: "नदी किनारे", tags: ["नदी"] };
    const a = aStory({ id: "a", series: "गंगा यात्रा", ...shared });
    const b = aStory({ id: "b", series: "गंगा यात्रा", ...shared });
    const c = aStory({ id: "c", series: "यमुना यात्रा", ...shared });
    const d = aStory({ id: "d", title: "नदी किनारे" });
    expect(find([a, b, c, d], "a").map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "b series",
      "c same topic: #नदी",
      "d words",
    ]);
  });

  it("does not relate stories by function words, nor across languages", () => {
    const a = aStory({ id: "a", title: "और यह है कि वह था" });
    const b = aStory({ id: "b", title: "कि और वह है था यह", section: "videsh" });
    const c = aStory({ id: "c", title: "The end of the", language: "en", section: "videsh" });
    const d = aStory({ id: "d", title: "At the end of it", language: "en" });
    expect(ids(find([a, b, c, d], "a"))).toEqual([]);
  });

  it("shows pins first and in order, exclusions never, itself never, and nothing twice", () => {
    const choosing = {
      ...flood,
      pinned: ["cricket", "flood", "old-flood", "cricket", "relief"],
      excluded: ["relief"],
    };
    const found = find([choosing, relief, oldFlood, cricket], "flood");
    expect(ids(found)).toEqual(["cricket", "old-flood"]);
    expect(found[0]).toEqual({ id: "cricket", score: Number.POSITIVE_INFINITY, reason: "pinned" });
  });

  it("shows no more than it has room for, be it pins", () => {
    const choosing = { ...flood, pinned: ["cricket", "old-flood"] };
    expect(ids(find([choosing, relief, oldFlood, cricket], "flood", 1))).toEqual(["cricket"]);
    expect(find([choosing, relief, oldFlood, cricket], "flood", 0)).toEqual([]);
  });

  it("prefers the nearer of two equal stories", () => {
    const twin = { ...oldFlood, id: "twin", date: today - 2 * day };
    expect(ids(find([flood, oldFlood, twin], "flood"))).toEqual(["twin", "old-flood"]);
  });

  it("puts the story that stands first before its equal", () => {
    const twins = ["b", "a", "c", "x"].map((id) => aStory({ id, title: "वही शीर्षक", tags: ["वही"] }));
    expect(ids(find(twins, "x"))).toEqual(["a", "b", "c"]);
    const a = aStory({ id: "a", title: "नदी" });
    const b = aStory({ id: "b", title: "बाढ़" });
    expect(ids(find([a, b, aStory({ id: "x", title: "बाढ़ नदी" })], "x", 1))).toEqual(["a"]);
  });

  it("is filled with the next older stories of its section and language, then with the next newer", () => {
    const stories = ["a", "b", "c", "d", "e", "f"].map((id, index) =>
      aStory({ id, date: today - index * day }),
    );
    const elsewhere = [
      aStory({ id: "en", language: "en", date: today - 3 * day - 1 }),
      aStory({ id: "videsh", section: "videsh", date: today - 3 * day - 1 }),
    ];
    const found = find([...stories, ...elsewhere], "d", 4);
    expect(ids(found)).toEqual(["e", "f", "c", "b"]);
    expect(found[0]).toEqual({ id: "e", score: 0, reason: "section" });
    const choosing = stories.map((story) =>
      story.id === "d" ? { ...story, pinned: ["f"], excluded: ["e"] } : story,
    );
    expect(ids(find([...choosing, ...elsewhere], "d", 4))).toEqual(["f", "c", "b", "a"]);
  });

  it("lets a term that many stories have count within some time, and a rare one at any", () => {
    const stories = Array.from({ length: 1100 }, (_, index) =>
      aStory({ id: `s${index}`, title: "चुनाव", section: `${index}`, date: today - index * day }),
    );
    // A term of 1,024 stories and more: two months.
    const found = ids(find(stories, "s500", 1100)).map((id) => Number(id.slice(1)));
    expect(Math.min(...found)).toBe(500 - 60);
    expect(Math.max(...found)).toBe(500 + 60);
    const withRare = stories.map((story) =>
      ["s0", "s1099"].includes(story.id)
        ? { ...story, terms: new Map([...story.terms, ["चंद्रयान", 3]]) }
        : story,
    );
    expect(ids(find(withRare, "s0", 200))).toContain("s1099");
  });

  it("scores as in this example", () => {
    // 4 stories, so N = 4. "बाढ़" is in 2 of them: idf 1 + 2 - 1 = 2. "फसल" is in 1: idf 3, which is the unit.
    const a = aStory({
      id: "a",
      terms: new Map([
        ["बाढ़", 3],
        ["फसल", 4],
      ]),
      section: "desh",
    });
    const b = aStory({ id: "b", terms: new Map([["बाढ़", 2]]), section: "desh", date: today - 10 * day });
    const others = ["c", "d"].map((id) => aStory({ id, section: "videsh" }));
    // 3 * 2 * 2² / (5 * 2 * 3²) * 1.8 * (0.55 + 0.45 / 2)
    expect(find([a, b, ...others], "a")[0]?.score).toBeCloseTo((24 / 90) * 1.8 * 0.775, 6);
  });

  it("values a shared topic above a shared section in a newsroom of any size", () => {
    for (const size of [40, 1000, 10_000]) {
      const rows = Array.from({ length: size }, (_, index) => {
        const own: [string, number][] = [[`own${index}`, 6]];
        const isOfTopic = index % 20 === 0;
        return aStory({
          id: `s${index}`,
          terms: new Map([["word", 1], ...own, ...(isOfTopic ? ([["#topic", 3]] as const) : [])]),
          section: isOfTopic && index > 0 ? "videsh" : "desh",
          date: today - index * 1000,
        });
      });
      expect(relateStories(columnsOf(rows)).find(0, 1)[0]?.row).toBe(20);
    }
  });

  it("gives the same lists as a slow reading of its definition, in any order of the files", () => {
    const words = ["बाढ़", "फसल", "चुनाव", "मैच", "बजट", "रेल", "स्कूल", "नदी"];
    const story = fc.record({
      // Too few words to be taken for the same story.
      title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 2 }),
      tags: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 1 }),
      // None so old that it is background.
      days: fc.nat({ max: 25 }),
      section: fc.constantFrom("desh", "videsh"),
      series: fc.constantFrom(undefined, undefined, "एक", "दो"),
    });
    const lists = fc.oneof(
      { weight: 5, arbitrary: fc.array(story, { minLength: 2, maxLength: 12 }) },
      { weight: 1, arbitrary: fc.array(story, { minLength: 140, maxLength: 160, size: "max" }) },
    );
    fc.assert(
      fc.property(lists, (list) => {
        const stories = list.map(({ title, tags, days, section, series }, index) =>
          aStory({
            id: `s${index}`,
            title: title.join(" "),
            tags,
            section,
            series,
            date: today - days * day,
          }),
        );
        const rows = inRows(stories);
        const all = findAll(rows, 200);
        expect(findAll(inRows(stories.toReversed()), 200)).toEqual(all);
        for (const one of stories.slice(0, 5)) {
          const found = (all.get(one.id) ?? []).filter(({ score }) => score > 0);
          const slow = slowScores(rows, one);
          expect(new Set(ids(found))).toEqual(new Set(slow.keys()));
          for (const { id, score } of found) expect(score).toBeCloseTo(slow.get(id) ?? 0, 6);
          const ranked = found.map(({ score }) => score);
          expect(ranked).toEqual(ranked.toSorted((a, b) => b - a));
          // A shorter sidebar is the beginning of a longer one.
          const relations = relateStories(columnsOf(rows));
          expect(relations.find(rows.indexOf(one), 3).map(({ row }) => rows[row]?.id)).toEqual(
            ids(all.get(one.id) ?? []).slice(0, 3),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  describe("of a story that others have told too", () => {
    const tell = (id: string, words: string, changes: Partial<Story> = {}) =>
      aStory({ id, body: words, section: id, ...changes });
    const list = (word: string, from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `${word}${from + index}`).join(" ");
    const flood = tell("flood", list("flood", 0, 40));

    it("leaves out reprints, of itself and of what it shows", () => {
      const reprint = tell("reprint", `${list("flood", 0, 38)} agency`);
      const relief = tell("relief", `${list("flood", 0, 10)} ${list("relief", 0, 30)}`);
      const reliefAgain = tell("relief-again", `${list("flood", 0, 10)} ${list("relief", 0, 29)}`, {
        date: today - 5 * day,
      });
      expect(ids(find([flood, reprint, relief, reliefAgain], "flood"))).toEqual(["relief"]);
    });

    it("shows two of one event, the newest first", () => {
      const report = (index: number) =>
        tell(`report${index}`, `${list("flood", 0, 24)} ${list(`own${index}x`, 0, 16)}`, {
          date: today + index * 1000,
        });
      const reports = [1, 2, 3, 4].map(report);
      const dam = tell("dam", `${list("flood", 0, 8)} ${list("dam", 0, 32)}`);
      expect(ids(find([flood, ...reports, dam], "flood"))).toEqual(["report4", "report3", "dam"]);
    });

    it("shows one that tells what came before, if there is one, and says so", () => {
      const recent = [1, 2, 3, 4, 5, 6].map((index) =>
        tell(`r${index}`, `${list("flood", 0, 12)} ${list(`own${index}x`, 0, 28)}`, {
          date: today - index * day,
        }),
      );
      const before = tell("before", `${list("flood", 0, 11)} ${list("dam", 0, 28)}`, {
        date: today - 300 * day,
      });
      const found = find([flood, ...recent, before], "flood", 4);
      expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
        "r1 words",
        "r2 words",
        "r3 words",
        "before background",
      ]);
      const explainer = { ...before, date: today - 6 * day, isLasting: true };
      expect(ids(find([flood, ...recent, explainer], "flood", 4))).toContain("before");
      const offTopic = tell("off-topic", `${list("flood", 0, 1)} ${list("cricket", 0, 39)}`, {
        date: before.date,
      });
      expect(ids(find([flood, ...recent, offTopic], "flood", 4))).toEqual(["r1", "r2", "r3", "r4"]);
    });

    it("never takes short notes for the same", () => {
      const notes = ["a", "b", "c", "d"].map((id) => aStory({ id, title: "बाज़ार आज" }));
      expect(ids(find(notes, "a"))).toEqual(["b", "c", "d"]);
    });
  });

  it("shows a reason with the name of what is shared, if it has one", () => {
    expect(showReason({ kind: "pinned" })).toBe("pinned");
    expect(showReason({ kind: "topic", term: 7 }, "मौसम")).toBe("same topic: मौसम");
  });
});
