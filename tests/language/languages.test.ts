import { describe, expect, it, test } from "vitest";
import { baseLanguage, directionOf, isLanguageTag } from "../../src/language/languages.ts";

describe("the direction of a language", () => {
  test.each([
    ["hi", "ltr"],
    ["ur", "rtl"],
    ["ur-IN", "rtl"],
    ["ks", "rtl"],
    ["ks-Deva", "ltr"],
    ["pa", "ltr"],
    ["pa-Arab", "rtl"],
    ["pa-PK", "rtl"],
    ["sd", "rtl"],
    ["sd-Deva", "ltr"],
    ["ur-Latn", "ltr"],
    ["he", "rtl"],
    ["dv", "rtl"],
    ["not a tag", "ltr"],
  ])("%s is %s", (tag, direction) => {
    expect(directionOf(tag)).toBe(direction);
  });
});

describe("language tags", () => {
  it("have a base language", () => {
    expect(baseLanguage("hi-IN")).toBe("hi");
    expect(baseLanguage("zh-Hant-TW")).toBe("zh");
    expect(baseLanguage("EN")).toBe("en");
    expect(baseLanguage("en_IN")).toBe("en_in");
  });

  it("are checked for their form", () => {
    expect(["hi", "en-IN", "pa-Arab", "x-klingon-no"].map(isLanguageTag)).toEqual([true, true, true, false]);
    expect(["", "hindi news", "en_IN", "हिंदी"].map(isLanguageTag)).toEqual([false, false, false, false]);
  });
});
