import { describe, expect, it } from "vitest";
import { type Edition, editionFromText, editionToText } from "../../src/trend/edition-file.ts";

const edition: Edition = {
  generatedAt: Date.parse("2026-11-23T00:30:00Z"),
  basis: "readers",
  window: 180,
  stories: ["2026/rain", "vote"],
  outside: [
    { title: "Final", url: "https://khel.example/", source: "Khel", language: "en" },
    { title: "Song", url: "https://song.example/", source: "Song", language: undefined },
  ],
};

describe("the baked edition", () => {
  it("is the same when it is read again", () => {
    expect(editionFromText(editionToText(edition))).toEqual(edition);
  });

  it("is none where there is no file, half a file, or another one", () => {
    const text = editionToText(edition);
    const others = [undefined, "", "null", "{}", "[]", text.slice(0, -9), text.replace("readers", "clicks")];
    others.push(text.replace("https://khel.example/", "javascript:alert(1)"));
    for (const other of others) expect(editionFromText(other), other).toBeUndefined();
  });
});
