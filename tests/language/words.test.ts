import { describe, expect, it } from "vitest";
import { words } from "../../src/language/words.ts";

describe("the words of a text", () => {
  it("keep their vowel signs and viramas", () => {
    expect(words("दिल्ली में क्षत्रिय, तमिल: தமிழ்நாடு!")).toEqual(["दिल्ली", "में", "क्षत्रिय", "तमिल", "தமிழ்நாடு"]);
  });

  it("are folded, in order, with repetitions", () => {
    expect(words("News, NEWS & हिन्दी २०२६")).toEqual(["news", "news", "हिंदी", "2026"]);
  });

  it("are found in scripts without spaces", () => {
    expect(words("東京で大雨が降る")).toContain("東京");
    expect(words("ข่าวด่วนวันนี้")).toContain("ข่าว");
    expect(words("iPhone発売").slice(0, 1)).toEqual(["iphone"]);
  });

  it("are none in a text of punctuation", () => {
    expect(words("— … 🎉 ।")).toEqual([]);
  });
});
