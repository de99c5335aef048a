import { describe, expect, it } from "vitest";
import { readingMinutes } from "../../src/language/reading-time.ts";

const wordsOf = (word: string, count: number) => `<p>${Array(count).fill(word).join(" ")}</p>`;

describe("the time a story takes", () => {
  it.each([
    ["hi", "खबर", 540, 2],
    ["hi-IN", "खबर", 540, 2],
    ["en", "news", 476, 2],
    ["ta", "செய்தி", 510, 3],
    ["ur", "خبر", 290, 1],
    ["de", "Wort", 368, 2],
  ])("%s: %s × %i in %i minutes", (language, word, count, minutes) => {
    expect(readingMinutes(wordsOf(word, count), language)).toBe(minutes);
  });

  it("is a minute at least, also of nothing", () => {
    expect(readingMinutes("", "hi")).toBe(1);
    expect(readingMinutes("<p>एक</p>", "hi")).toBe(1);
  });

  it("counts words, not tags or their attributes", () => {
    const plain = wordsOf("शब्द", 675);
    const marked = plain.replaceAll("शब्द", '<a href="/a b c d/" title="one two three">श<b>ब्द</b></a>');
    expect(readingMinutes(marked, "hi")).toBe(readingMinutes(plain, "hi"));
    expect(readingMinutes(`${wordsOf("a", 238)}\n${wordsOf("b", 238)}`, "en")).toBe(2);
  });

  it("finds words where no spaces are", () => {
    expect(readingMinutes(`<p>${"今天下了很大的雨".repeat(100)}</p>`, "zh")).toBeGreaterThan(1);
  });
});
