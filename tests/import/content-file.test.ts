import fc from "fast-check";
import matter from "gray-matter";
import { describe, expect, it } from "vitest";
import { formatContentFile } from "../../src/import/content-file.ts";
import { readFrontMatter } from "../../src/read/front-matter.ts";

const lines = (text: string) => text.split("\n");

describe("a file of the content folder", () => {
  it("has its fields in a writer's order, and dates without quotation marks", () => {
    const fields = { tags: ["a", "b"], date: "2019-03-05T14:07+05:30", section: "news", title: "Rain" };
    expect(lines(formatContentFile(fields, "Text.\n"))).toEqual([
      "---",
      "title: Rain",
      "date: 2019-03-05T14:07+05:30",
      "section: news",
      "tags: [a, b]",
      "---",
      "Text.",
      "",
    ]);
  });

  it("leaves out what is not there", () => {
    expect(formatContentFile({ title: "Rain", tags: [], slug: undefined }, "")).toBe(
      "---\ntitle: Rain\n---\n",
    );
  });

  it("quotes what some reader of YAML takes for something else", () => {
    const yaml = formatContentFile(
      { title: "no", description: "12:30", slug: "0123", kicker: "2019-03-05" },
      "",
    );
    for (const value of ['"no"', '"12:30"', '"0123"', '"2019-03-05"']) expect(yaml).toContain(value);
  });

  it("says the same to our reader and to an older one, whatever the text", () => {
    // One line, as `plainWords` gives it.
    const words = fc.string({ unit: "grapheme" }).map((text) => text.replace(/\s+/g, " ").trim());
    const text = words.filter(
      (word) =>
        word !== "" && !/[\u0000-\u001f\u007f-\u009f\ufeff\ufffe\uffff\ud800-\udfff\u2028\u2029]/.test(word),
    );
    fc.assert(
      fc.property(text, fc.array(text), (title, tags) => {
        const file = formatContentFile({ title, tags }, "Body.\n");
        const expected = tags.length > 0 ? { title, tags } : { title };
        expect(readFrontMatter(file).frontMatter.fields).toEqual(expected);
        expect(matter(file, {}).data).toEqual(expected);
      }),
    );
  });
});
