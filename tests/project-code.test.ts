import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaults } from "../src/options.ts";
import { codeDigests, readProjectCode } from "../src/project-code.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { addFiles, type NewsroomFiles } from "./support/write-newsroom.ts";

describe("the code of a project", () => {
  const files = {
    "eleventy.config.ts": [
      'import { filters } from "./lib/filters.js";',
      'import settings from "./settings.json" with { type: "json" };',
      'const shout = await import("./lib/shout.ts");',
      "export default () => process.env.EDITION;\n",
    ].join("\n"),
    "lib/filters.ts": 'export { small as filters } from "../small.mjs";\n',
    "lib/shout.ts": "export const shout = 1;\n",
    "small.mjs": "export const small = 1;\n",
    "settings.json": "{}",
    "notes.md": "Nobody imports this.\n",
  };
  const codeOf = (changes: NewsroomFiles, environment: Record<string, string> = {}) => {
    const folder = temporaryFolder("code");
    addFiles(folder, { ...files, ...changes });
    return { folder, read: () => readProjectCode(join(folder, "eleventy.config.ts"), environment) };
  };

  it.each([
    ["the configuration", "eleventy.config.ts"],
    ["a module that it imports by the name of the JavaScript to be", "lib/filters.ts"],
    ["a module that this module imports", "small.mjs"],
    ["a module that it imports when it runs", "lib/shout.ts"],
    ["data that it imports", "settings.json"],
  ])("is another after an edit of %s", (_, path) => {
    const { folder, read } = codeOf({});
    const before = read();
    addFiles(folder, { [path]: `${files[path as keyof typeof files]} ` });
    expect(read().project).not.toBe(before.project);
    expect(read().program).toBe(before.program);
  });

  it("is the same after an edit of anything else", () => {
    const { folder, read } = codeOf({});
    const before = read();
    addFiles(folder, { "notes.md": "Nobody.\n" });
    expect(read()).toEqual(before);
  });

  it("is another with another value of a variable that it names, and of no other", () => {
    const { folder, read } = codeOf({}, { EDITION: "city", HOME: "/a" });
    const at = (environment: Record<string, string>) =>
      readProjectCode(join(folder, "eleventy.config.ts"), environment).project;
    expect(at({ EDITION: "city", HOME: "/b" })).toBe(read().project);
    expect(at({ EDITION: "hills", HOME: "/a" })).not.toBe(read().project);
  });
});

describe("the code of a kind of page", () => {
  const code = { program: "program", project: "project" };
  /** For layouts of one project's own: the kinds of pages whose code is another after an edit. */
  function kindsAfter(own: NewsroomFiles, edit: NewsroomFiles): string[] {
    const layouts = temporaryFolder("layouts");
    addFiles(layouts, own);
    const digests = () => {
      const digestOf = codeDigests(code, { ...defaults, layouts }, 0);
      return ["article", "home", "redirect", "emit"].map((kind): [string, number] => [kind, digestOf(kind)]);
    };
    const before = new Map(digests());
    addFiles(layouts, edit);
    return digests().flatMap(([kind, digest]) => (digest === before.get(kind) ? [] : [kind]));
  }
  const withFooter = (text: string): NewsroomFiles => ({
    "parts/site-footer.njk": text,
    "parts/own-a.njk": "A",
    "parts/own-b.njk": "B",
  });

  it("is another after an edit of the layout, for that kind alone", () => {
    expect(kindsAfter({}, { "article.njk": "Own" })).toEqual(["article"]);
  });

  it("is another after an edit of a part, for every kind that shows it", () => {
    expect(kindsAfter(withFooter("A"), { "parts/site-footer.njk": "B" })).toEqual(["article", "home"]);
  });

  it.each([
    ["plainly", '{% include "khabar/parts/own-b.njk" %}'],
    ["with single quotes and no space", "{%- include 'khabar/parts/own-b.njk' -%}"],
    [
      "as one of two",
      '{% include "khabar/parts/own-a.njk" if view.kind == "none" else "khabar/parts/own-b.njk" %}',
    ],
    ["by a name put together", '{% include "khabar/parts/own-" + "b" + ".njk" %}'],
    ["by a folder and a name", '{% include "khabar/parts/" + "own-b.njk" %}'],
    ["by a variable", '{% set part = "khabar/parts/own-b.njk" %}{% include part %}'],
    ["as one of a list", '{% include ["khabar/parts/none.njk", "khabar/parts/own-b.njk"] %}'],
  ])("is another after an edit of a part that a part includes %s", (_, footer) => {
    expect(kindsAfter(withFooter(footer), { "parts/own-b.njk": "Other" })).toEqual(["article", "home"]);
  });

  it("is another with other data of the project, which any layout may print", () => {
    const [before, after] = [0, 1].map((others) => codeDigests(code, defaults, others)("article"));
    expect(after).not.toBe(before);
  });

  it("is the same after an edit of a part that nobody shows", () => {
    expect(kindsAfter(withFooter("A"), { "parts/own-b.njk": "Other" })).toEqual([]);
  });
});
