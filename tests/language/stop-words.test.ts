import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { isStopWord } from "../../src/language/stop-words.ts";
import { words } from "../../src/language/words.ts";

const FOLDER = new URL("../../src/language/stop-words/", import.meta.url);

describe("words that say nothing about a story", () => {
  test.each([
    "का के की में है हैं नहीं और लेकिन जिन्होंने रहा",
    "the of and is wasn't those",
    "এবং থেকে করে",
    "மற்றும் ஒரு",
    "کے میں ہے نہیں اور",
    "आणि आहे नाही",
    "અને છે માટે",
    "ਅਤੇ ਹੈ ਨੂੰ",
  ])("%s", (text) => {
    expect(words(text).filter((word) => !isStopWord(word))).toEqual([]);
  });

  it("are found however they are spelt", () => {
    expect(words("हूँ हूं वहाँ").every(isStopWord)).toBe(true);
  });
});

describe("words that a story is about", () => {
  test.each([
    "दिल्ली चुनाव बारिश किसान सरकार बजट",
    "election budget monsoon cricket",
    "নির্বাচন বাজেট",
    "தேர்தல் மழை",
    "انتخابات بارش",
    "निवडणूक शेतकरी",
  ])("%s", (text) => {
    expect(words(text).filter(isStopWord)).toEqual([]);
  });
});

describe("each list", () => {
  test.each(readdirSync(FOLDER))("%s is long enough to help", (file) => {
    const list = new Set(words(readFileSync(new URL(file, FOLDER), "utf8").replace(/#.*/g, "")));
    expect(list.size).toBeGreaterThanOrEqual(/^(hi|en)/.test(file) ? 80 : 40);
  });
});
