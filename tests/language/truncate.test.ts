import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphemeCount, truncateGraphemes } from "../../src/language/truncate.ts";

const graphemes = (text: string) =>
  [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);

describe("a headline that is too long", () => {
  it("is cut after a word, with the … inside the limit", () => {
    expect(truncateGraphemes("दिल्ली में भारी बारिश, सड़कों पर जलभराव", 10)).toBe("दिल्ली में भारी…");
    expect(truncateGraphemes("Heavy rain in Delhi", 11)).toBe("Heavy rain…");
    expect(truncateGraphemes("Heavy rain in Delhi", 10)).toBe("Heavy…");
  });

  it("loses the punctuation before the …", () => {
    expect(truncateGraphemes("Rain, wind — and more", 8)).toBe("Rain…");
    expect(truncateGraphemes("क्या हुआ? देखिए पूरी ख़बर", 9)).toBe("क्या हुआ…");
    expect(truncateGraphemes("Up 50% since then", 8)).toBe("Up 50%…");
  });

  it("is cut between graphemes if its first word is too long, or if it has no spaces", () => {
    expect(truncateGraphemes("क्षत्रियक्षत्रियक्षत्रिय", 5)).toBe("क्षत्रियक्ष…");
    expect(truncateGraphemes("2026 東京で大雨が降りました", 8)).toBe("2026 東京…");
  });
});

describe("a headline that fits", () => {
  it("stays as it is, trailing spaces and all", () => {
    expect(truncateGraphemes("नई दिल्ली ", 10)).toBe("नई दिल्ली ");
  });

  it("may have more code units than graphemes", () => {
    expect(truncateGraphemes("👨‍👩‍👧‍👦क्षत्रिय", 4)).toBe("👨‍👩‍👧‍👦क्षत्रिय");
  });
});

describe("truncateGraphemes", () => {
  const anyText = fc.string({ unit: fc.constantFrom(..."कषि्त ाab,।東 👨\u200d👩é\r\n"), maxLength: 40 });

  it("never gives more than the limit and never breaks a grapheme", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, max) => {
        const cut = truncateGraphemes(text, max);
        expect(graphemeCount(cut)).toBeLessThanOrEqual(max);
        if (cut !== text) {
          const kept = graphemes(cut.slice(0, -1));
          expect(graphemes(text).slice(0, kept.length)).toEqual(kept);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("cuts at the last space that leaves room, as one who takes every grapheme by itself", () => {
    const dangling = /[\s,।]+$/u;
    const slowly = (text: string, max: number) => {
      const all = graphemes(text);
      if (all.length <= max) return text;
      let end = max - 1;
      while (end > 0 && !/^\s/.test(all[end] ?? "")) end--;
      return `${all
        .slice(0, end || max - 1)
        .join("")
        .replace(dangling, "")}…`;
    };
    const words = fc.constantFrom(
      "कष",
      "ि",
      "क्षत्रिय",
      "a",
      "b,",
      "।",
      "👨\u200d👩",
      "\u0600",
      "\u200d",
      "\n",
      "",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (list, max) => {
        expect(truncateGraphemes(list.join(" "), max)).toBe(slowly(list.join(" "), max));
      }),
      { numRuns: 2000 },
    );
  });

  it("refuses a limit without room for the …", () => {
    expect(() => truncateGraphemes("abc", 0)).toThrow(RangeError);
  });
});

describe("graphemeCount", () => {
  it("counts what a reader sees", () => {
    expect(graphemeCount("क्षत्रिय")).toBe(3);
    expect(graphemeCount("🇮🇳 e\u0301")).toBe(3);
    expect(graphemeCount("")).toBe(0);
  });

  it("counts as the segmenter does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => graphemeCount(text) === graphemes(text).length),
    );
  });
});
