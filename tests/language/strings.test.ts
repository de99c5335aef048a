import { readdirSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { availableLanguages, fill, hasStrings, plural, stringsFor } from "../../src/language/strings.ts";

const english = stringsFor("en");

/** Every text of a language by its path, "commentCount.one" or "months.0". */
function textsOf(tag: string): Map<string, string> {
  const { tag: _, ...texts } = stringsFor(tag);
  return new Map(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === "string"
        ? [[key, text] as [string, string]]
        : Object.entries(text).map(([part, one]) => [`${key}.${part}`, one] as [string, string]),
    ),
  );
}

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(availableLanguages())("the interface in %s", (tag) => {
  const texts = textsOf(tag);
  const keys = (of: Map<string, string>) => [
    ...new Set([...of.keys()].map((path) => path.replace(/\.\D+$/, ""))),
  ];

  it("has the same words as in English", () => {
    expect(keys(texts)).toEqual(keys(textsOf("en")));
  });

  it("has the same placeholders, but for the clock", () => {
    for (const [path, text] of texts) {
      if (path === "timeFormat") continue;
      const key = path.replace(/\.\D+$/, "") as keyof typeof english;
      const original = english[key] ?? "";
      const same =
        typeof original === "object" && "other" in original ? original.other : textsOf("en").get(path);
      expect(placeholders(text), path).toEqual(placeholders(same ?? ""));
    }
  });

  it("has nothing empty, untrimmed or decomposed", () => {
    for (const [path, text] of texts) {
      const isJoiner = path === "listSeparator" || path === "listLast";
      expect(text.trim(), path).not.toBe("");
      expect(isJoiner ? text : text.trim(), path).toBe(text.normalize("NFC"));
    }
  });

  it("has every plural form that the language needs", () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const category of categories) expect(texts.has(`commentCount.${category}`)).toBe(true);
  });
});

describe("choosing the interface language", () => {
  it("offers what has a file", () => {
    const files = readdirSync(new URL("../../src/language/strings/", import.meta.url));
    expect(availableLanguages().map((tag) => `${tag}.json`)).toEqual(files.sort());
    expect(availableLanguages()).toEqual(expect.arrayContaining(["bn", "en", "hi", "ta", "ur"]));
  });

  it("takes the exact tag, then the base language, then English", () => {
    expect(stringsFor("hi").home).toBe("होम");
    expect(stringsFor("hi-IN").home).toBe("होम");
    expect(stringsFor("fr").home).toBe("Home");
    expect(stringsFor("fr").tag).toBe("en");
    expect([hasStrings("hi-IN"), hasStrings("fr")]).toEqual([true, false]);
  });

  it("lets a site replace words and add languages", () => {
    const own = { hi: { home: "मुखपृष्ठ" }, bho: { home: "घर" } };
    expect(stringsFor("hi-IN", own).home).toBe("मुखपृष्ठ");
    expect(stringsFor("hi-IN", own).authors).toBe("लेखक");
    expect(stringsFor("bho", own)).toMatchObject({ home: "घर", archive: "Archive", tag: "bho" });
    expect(hasStrings("bho", own)).toBe(true);
  });

  it("says which of a site's words is wrong", () => {
    expect(() => stringsFor("hi", { hi: { hmoe: "होम" } })).toThrow('"hmoe"');
    expect(() => stringsFor("hi", { hi: { home: 5 } })).toThrow(
      '"home" in the strings of "hi" must look like "Home"',
    );
    expect(() => stringsFor("hi", { hi: { months: ["जनवरी"] } })).toThrow('"months"');
    expect(() => stringsFor("hi", { hi: "होम" })).toThrow(TypeError);
  });
});

describe("texts with numbers and names", () => {
  const hindi = stringsFor("hi");
  const count = (n: number, strings = hindi) => fill(plural(strings, strings.commentCount, n), { count: n });

  test.each([
    [0, "0 टिप्पणी"],
    [1, "1 टिप्पणी"],
    [2, "2 टिप्पणियाँ"],
  ])("%d comments in Hindi", (n, text) => {
    expect(count(n)).toBe(text);
  });

  it("follow the rules of the language that is shown", () => {
    expect([0, 1, 2].map((n) => count(n, english))).toEqual(["0 comments", "1 comment", "2 comments"]);
  });

  it("are filled in literally, and a forgotten value is seen", () => {
    expect(fill("{a} and {a} and {b}", { a: "$&" })).toBe("$& and $& and {b}");
    expect(fill("{toString}", {})).toBe("{toString}");
  });

  it("name the months as BBC Hindi prints them", () => {
    expect(hindi.months[1]).toBe("फ़रवरी".normalize("NFC"));
    expect(hindi.months.slice(8)).toEqual(["सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]);
  });
});
