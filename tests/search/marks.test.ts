import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf, markWords, wordFinder } from "../../src/search/marks.ts";
import { textOfHtml } from "../../src/search/story-text.ts";

describe("marks", () => {
  it("are around whole words, so that no conjunct is torn", () => {
    expect(markWords("‘विश्वविद्यालयों’ की साँस", (word) => word.startsWith("विश्व"))).toEqual([
      { text: "‘", isMarked: false },
      { text: "विश्वविद्यालयों", isMarked: true },
      { text: "’ की साँस", isMarked: false },
    ]);
  });

  it("leave the text as it is", () => {
    const pieces = fc.array(fc.constantFrom("क्ष", "त्रि", " ", "-", "a", "را", "\u200d", "<b>", "்", "1"));
    fc.assert(
      fc.property(pieces, fc.boolean(), (texts, isMarked) => {
        const text = texts.join("");
        expect(
          markWords(text, () => isMarked)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

describe("an excerpt", () => {
  const text = Array.from({ length: 100 }, (_, index) => (index === 60 ? "हिन्दी" : `शब्द${index}`)).join(" ");

  it("is what stands around the first word that was meant, in whatever form it is written", () => {
    const excerpt = excerptOf(text, wordFinder(["हिंदी"]));
    expect(excerpt).toMatch(/^… शब्द52 .* हिन्दी .* …$/);
    expect(excerpt.split(" ").length).toBe(32);
  });

  it("is the beginning where no word was meant, and the whole where that is short", () => {
    expect(excerptOf(text, () => false)).toMatch(/^शब्द0 .* शब्द29 …$/);
    expect(excerptOf("दो शब्द", () => false)).toBe("दो शब्द");
    expect(excerptOf("", () => true)).toBe("");
  });
});

describe("the text of a story", () => {
  it("has a space where a block ends, none inside a word, and signs instead of entities", () => {
    const html =
      '<p>पहला<br>दूसरा</p><ul><li>कि<em>सान</em></li></ul><p title="a > b">R&amp;D &lt;5&nbsp;&#39;x&#x27;</p>';
    expect(textOfHtml(html)).toBe("पहला दूसरा किसान R&D <5 'x'");
  });
});
