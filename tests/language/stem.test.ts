import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { stem } from "../../src/language/stem.ts";
import { words } from "../../src/language/words.ts";

const stems = (text: string) => [...new Set(words(text).map(stem))];

describe("the forms of one word become one", () => {
  test.each([
    "लड़की लड़कियाँ लड़कियों",
    "सड़क सड़कें सड़कों",
    "चुनाव चुनावों",
    "किसान किसानों",
    "नेता नेताओं",
    "योजना योजनाएं योजनाओं",
    "election elections",
    "party parties",
    "vote votes voted voting",
    "announce announces announced announcing",
    "plan plans planned planning",
    "class classes",
    "injure injures injured",
    "لڑکا لڑکے لڑکوں",
    "خبر خبریں خبروں",
    "انتخاب انتخابات",
  ])("%s", (forms) => {
    expect(stems(forms)).toHaveLength(1);
  });
});

describe("words that only look inflected are left alone", () => {
  test.each(["news", "king", "need", "hundred", "during", "bus", "police", "गन्न", "நாடுகள்", "করে", "2026"])(
    "%s",
    (word) => {
      expect(stem(word)).toBe(word);
    },
  );
});

describe("stem", () => {
  it("leaves at least two letters", () => {
    const folded = fc
      .string({ unit: fc.constantFrom(..."कनतरगिीाोें्abcdeginsuyکاںیوے"), minLength: 1, maxLength: 8 })
      .map((text) => words(text)[0] ?? "word");
    fc.assert(
      fc.property(folded, (word) => {
        const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
        expect(letters(stem(word))).toBeGreaterThanOrEqual(Math.min(2, letters(word)));
      }),
    );
  });
});
