import { describe, expect, it } from "vitest";
import { locateField, readFrontMatter, readYaml, writtenValue } from "../../src/read/front-matter.ts";

const codeOf = (text: string) => readFrontMatter(text).troubles.map(({ code }) => code);

describe("reading front matter", () => {
  it("takes a file apart into fields and body", () => {
    const { frontMatter, troubles } = readFrontMatter("---\ntitle: बारिश\ntags: [a, b]\n---\nपहला\n\nदूसरा\n");
    expect(troubles).toEqual([]);
    expect(frontMatter).toEqual({
      fields: { title: "बारिश", tags: ["a", "b"] },
      body: "पहला\n\nदूसरा\n",
      bodyLine: 5,
    });
  });

  it("leaves dates, times, numbers with a zero and yes as they are written", () => {
    const { fields } = readFrontMatter(
      "---\ndate: 2026-02-30\ntime: 12:30\nslug: 0123\nversion: 1.10\nanswer: yes\n---\n",
    ).frontMatter;
    expect(fields).toMatchObject({ date: "2026-02-30", time: "12:30", slug: 123, answer: "yes" });
    expect(writtenValue("---\nslug: 0123\n---\n", ["slug"])).toBe("0123");
  });

  it.each(["\r\n", "\r"])("reads line endings of other systems", (ending) => {
    const text = ["---", "title: x", "---", "one", "two"].join(ending);
    expect(readFrontMatter(text).frontMatter).toEqual({
      fields: { title: "x" },
      body: "one\ntwo",
      bodyLine: 4,
    });
  });

  it("reads a file with a byte order mark, an empty body, no final newline", () => {
    expect(readFrontMatter("\uFEFF---\ntitle: x\n---").frontMatter).toMatchObject({
      fields: { title: "x" },
      body: "",
    });
  });

  it("keeps lines of `---` in the body, and all that stands below", () => {
    expect(readFrontMatter("---\ntitle: x\n---\none\n\n---\ntwo: [\n---\n").frontMatter).toEqual({
      fields: { title: "x" },
      body: "one\n\n---\ntwo: [\n---\n",
      bodyLine: 4,
    });
  });

  it("reads what is rarely written as well as what is in every story", () => {
    const rare =
      "---\ndescription: |\n  a\n  b\nimage: &lead { src: a.jpg }\nblock: !!str 1\nlast: *lead\n---\n";
    const lead = { src: "a.jpg" };
    expect(readFrontMatter(rare).frontMatter.fields).toEqual({
      description: "a\nb\n",
      image: lead,
      block: "1",
      last: lead,
    });
  });

  it("warns of a text that ends at ` #`", () => {
    const { frontMatter, troubles } = readFrontMatter("---\nsection: khel\ntitle: खेल #1 दिन\n---\n");
    expect(frontMatter.fields).toEqual({ section: "khel", title: "खेल" });
    expect(troubles).toMatchObject([{ code: "yaml-comment", place: { line: 3, column: 12 } }]);
  });

  it("never runs code and never takes it for data", () => {
    expect(codeOf("---js\n{ title: process.exit(1) }\n---\n")).toEqual(["front-matter-language"]);
    expect(codeOf("---json\n{}\n---\n")).toEqual(["front-matter-language"]);
    expect(codeOf("---\na: !!js/function 'function () {}'\n---\n")).toEqual(["yaml-tag"]);
  });

  it("does not let a field named __proto__ change other objects", () => {
    const { fields } = readFrontMatter("---\n__proto__: { draft: true }\n---\n").frontMatter;
    expect(Object.keys(fields)).toEqual(["__proto__"]);
    expect(({} as { draft?: boolean }).draft).toBeUndefined();
  });

  it("gives the same trouble again when the same broken file is read twice", () => {
    const broken = "---\ntitle: 'x\n---\nbody";
    expect(codeOf(broken)).toEqual(["yaml-broken"]);
    expect(codeOf(broken)).toEqual(["yaml-broken"]);
  });

  it("stops at aliases that would fill the memory", () => {
    const lines = ["a0: &a0 [x, x]"];
    for (let depth = 1; depth < 30; depth++)
      lines.push(`a${depth}: &a${depth} [*a${depth - 1}, *a${depth - 1}]`);
    expect(codeOf(`---\n${lines.join("\n")}\n---\n`)).toEqual(["yaml-broken"]);
  });

  it("does not publish fields as text when the closing line is wrong", () => {
    const { frontMatter, troubles } = readFrontMatter("---\ntitle: x\n----\nsecret: y\n---\nbody\n");
    expect(troubles[0]).toMatchObject({ code: "front-matter-unclosed", place: { line: 3 } });
    expect(frontMatter.body).toBe("");
  });

  it.each([
    ["no front matter", "front-matter-missing", 1],
    ["---\ntitle: x\n", "front-matter-unclosed", 1],
    ["---\ntitle: a: b\n---\n", "yaml-colon", 2],
    ["---\ntitle: x\n\tdate: y\n---\n", "yaml-tab", 3],
    ["---\na: 1\nb: 2\na: 3\n---\n", "yaml-duplicate", 4],
    ["---\n- a\n---\n", "yaml-not-a-map", 2],
    ["---\nonly words\n---\n", "yaml-not-a-map", 2],
  ])("says what is wrong with %j", (text, code, line) => {
    const { troubles } = readFrontMatter(text);
    expect(troubles).toMatchObject([{ code, place: { line } }]);
  });

  it("offers the line with a colon in quotation marks", () => {
    const { troubles } = readFrontMatter('---\ntitle: लाइव: "आज" का हाल\n---\n');
    expect(troubles[0]?.values.example).toBe('title: "लाइव: \\"आज\\" का हाल"');
  });
});

describe("finding a field again", () => {
  const text = "---\ntitle: x\nimage:\n  src: a.jpg\nauthors:\n  - a\n  - b\n---\nbody\n";

  it("knows where values, list items and names stand", () => {
    expect(locateField(text, ["title"])).toEqual({ line: 2, column: 8 });
    expect(locateField(text, ["authors", 1])).toEqual({ line: 7, column: 5 });
    expect(locateField(text, ["image"], true)).toEqual({ line: 3, column: 1 });
  });

  it("points at the nearest thing above for what is missing", () => {
    expect(locateField(text, ["image", "alt"]).line).toBe(4);
    expect(locateField(text, ["date"]).line).toBe(2);
  });
});

it("reads a YAML file with the same rules", () => {
  expect(readYaml("").fields).toEqual({});
  expect(readYaml("name: x\r\nurl: y\r\n").fields).toEqual({ name: "x", url: "y" });
});
