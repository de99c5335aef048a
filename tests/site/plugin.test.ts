import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const project = resolve(import.meta.dirname, "../..");
const files: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "eleventy.config.js": `import khabar from "khabar";
export const config = { dir: { input: "src", output: "out" } };
export default function (eleventyConfig) {
  eleventyConfig.addPlugin(khabar, {
    now: "2026-11-22T12:00:00Z",
    addresses: "/{year}/{month}/{slug}/",
    layouts: "my-layouts",
    foreignPaths: ["/shop/"],
  });
  eleventyConfig.addTransform("mark", (content) => content + "<!-- transformed -->");
  eleventyConfig.addPassthroughCopy("src/logo.txt");
}`,
  "my-layouts/parts/deck.njk": '<p class="my-deck" data-part="deck">{{ view.deck }}</p>',
  "my-layouts/page.njk":
    '{% extends "khabar-original/page.njk" %}{% block brand %}<meta name="theme-color" content="#123456">{% endblock %}',
  // A name that our layouts use too.
  "src/_includes/base.njk": "<b>own base</b>{% block main %}{% endblock %}",
  "src/shop.njk": '---\npermalink: /shop/\n---\n{% extends "base.njk" %}{% block main %}shop{% endblock %}',
  "src/logo.txt": "logo",
  "src/site.yaml":
    "name: Plain\nurl: https://plain.example\nlanguage: en\ntimeZone: UTC\nsections:\n  - { id: news, title: News }\n",
  "src/articles/hello.md":
    '---\ntitle: Hello "world"\ndescription: deck\ndate: 2026-11-20\nsection: news\n---\n[shop](/shop/) {{ 7*7 }}\n',
  "src/pages/about.md": "---\ntitle: About\n---\nWords.\n",
};

let folder: string;
const output = (path: string) => readFileSync(join(folder, "out", path), "utf8");

beforeAll(() => {
  execFileSync("node", ["--import", "tsx", "scripts/package.ts"], { cwd: project });
  folder = mkdtempSync(join(tmpdir(), "khabar-plugin-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, "node_modules/@11ty"), { recursive: true });
  symlinkSync(project, join(folder, "node_modules/khabar"));
  symlinkSync(join(project, "node_modules/@11ty/eleventy"), join(folder, "node_modules/@11ty/eleventy"));
  execFileSync("node", ["node_modules/@11ty/eleventy/cmd.cjs", "--quiet"], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packaged plugin in somebody's own Eleventy site", () => {
  it("adds the newsroom's pages and feeds beside the site's own templates and copies", () => {
    expect(output("2026/11/hello/index.html")).toContain("Hello &quot;world&quot;");
    expect(existsSync(join(folder, "out/feed.xml"))).toBe(true);
    expect(output("shop/index.html")).toContain("<b>own base</b>shop");
    expect(output("logo.txt")).toBe("logo");
  });

  it("leaves the site's transforms at work and its template language out of the copy", () => {
    expect(output("2026/11/hello/index.html")).toMatch(/\{\{ 7\*7 \}\}[\s\S]*<!-- transformed -->$/);
  });

  it("lets a layout replace or extend ours by its name", () => {
    expect(output("2026/11/hello/index.html")).toContain('<p class="my-deck" data-part="deck">deck</p>');
    expect(output("about/index.html")).toContain('<meta name="theme-color" content="#123456">');
    expect(output("about/index.html")).toContain("Words.");
  });
});
