import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../src/language/fold.ts";
import { stem } from "../../src/language/stem.ts";
import { isStopWord } from "../../src/language/stop-words.ts";
import { words } from "../../src/language/words.ts";
import { termsOf } from "../../src/relate/terms.ts";

const weightsOf = (title: string, description?: string, tags: readonly string[] = []) => [
  ...termsOf({ title, description, tags, series: undefined, body: "" }).weights,
];

describe("the terms of a story", () => {
  it("count words by field, and tags also as a whole", () => {
    expect(weightsOf("Rain in Patna", "Rain fell.", ["Heavy Rain"])).toEqual([
      ["rain", 2 + 1 + 1],
      ["patna", 2],
      ["fell", 1],
      ["#heavy rain", 3],
      [stem("heavy"), 1],
    ]);
  });

  it("are the words of its text too, as often as they are there, and its series", () => {
    const body = [
      "Rain fell on **Patna**, and [rain](https://example.org/monsoon) fell again.",
      "::: video https://example.org/flood",
      '<span class="hidden">River</span>',
    ].join("\n\n");
    const { weights } = termsOf({ title: "Rain", description: undefined, tags: [], series: "Monsoon", body });
    expect([...weights]).toEqual([
      ["rain", 2 + 2],
      ["§monsoon", 3],
      ["fell", 2],
      ["patna", 1],
      ["river", 1],
    ]);
  });

  it("are of a long text those that are there most often, and always those of the headline", () => {
    const many = Array.from({ length: 300 }, (_, index) => `word${index}x`);
    const body = `${many.join(" ")} ${"बाढ़ ".repeat(300)}`;
    const { weights } = termsOf({
      title: "नदी",
      description: undefined,
      tags: ["पटना"],
      series: undefined,
      body,
    });
    expect(weights.size).toBe(64);
    expect(weights.get(stem(foldText("बाढ़")))).toBe(255);
    expect([...weights.keys()].slice(0, 2)).toEqual([stem("नदी"), "#पटना"]);
    expect(weights.has("word0x")).toBe(true);
    expect(weights.has("word299x")).toBe(false);
  });

  it("are found of a hostile text in no time", () => {
    for (const body of [
      "<".repeat(100_000),
      "](".repeat(50_000),
      "[".repeat(100_000),
      "::: ".repeat(25_000),
    ]) {
      expect(
        termsOf({ title: "", description: undefined, tags: [], series: undefined, body }).weights.size,
      ).toBe(0);
    }
  });

  it("leave out function words and single letters", () => {
    expect(weightsOf("और यह है कि वह था", "a b c of the")).toEqual([]);
  });

  it("are those of the whole text, in its order, whatever it is written in", () => {
    const fragments =
      "हिन्दी हिंदी न् द क् ज़ \u200d \u200c \ufeff é e\u0301 ´ Σας İ ﬁ ß ʼ ' - ₹5 🙂 火曜日 月 ㊊ ไทย คำ کتاب ك ٣ க் A b1".split(
        " ",
      );
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom(...fragments, " ", " ", "\u00a0", "\n"),
          fc.string({ unit: "grapheme", maxLength: 3 }),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 2 }), (title, tags) => {
        const slow = new Map<string, number>();
        const add = (field: string, weight: number) => {
          for (const word of words(field)) {
            if (word.length >= 2 && !isStopWord(word))
              slow.set(stem(word), (slow.get(stem(word)) ?? 0) + weight);
          }
        };
        add(title, 2);
        for (const tag of tags) {
          slow.set(`#${foldText(tag)}`, 3);
          add(tag, 1);
        }
        expect(weightsOf(title, undefined, tags)).toEqual([...slow]);
      }),
      { numRuns: 500 },
    );
  });
});
