import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { attribute, byTag, parsePage } from "../support/html.ts";
import { runBuilds } from "../support/run-builds.ts";
import { filesIn } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "../support/write-newsroom.ts";

const now = "2026-11-22T20:30:00+05:30";

/** Story `number` of a section that had one a day since the first of January 2020. */
function storyOfDay(number: number): Record<string, string> {
  const date = new Date(Date.UTC(2020, 0, number)).toISOString().slice(0, 10);
  return { [`articles/story-${number}.md`]: story({ title: `Story ${number}`, date }) };
}

let before: string;
let after: string;

beforeAll(async () => {
  const input = writeNewsroom(
    Object.assign({}, ...Array.from({ length: 60 }, (_, day) => storyOfDay(day + 1))),
  );
  const output = temporaryFolder("lists");
  before = join(output, "60");
  after = join(output, "61");
  await runBuilds([{ input, output: before, now }]);
  addFiles(input, storyOfDay(61));
  await runBuilds([{ input, output: after, now }]);
});

function storiesOn(folder: string, page: string): string[] {
  const root = parsePage(readFileSync(join(folder, page, "index.html"), "utf8"));
  const headings = byTag(byTag(root, "main")[0] ?? root, "h2");
  return headings.flatMap((heading) => byTag(heading, "a").map((link) => attribute(link, "href")));
}

/** Without reading data the strip shows the newest stories, so that it alone changes on every page. */
function besidesStrip(folder: string, path: string): string {
  const text = readFileSync(join(folder, path), "utf8");
  return text.replace(/<nav class="trending"[\s\S]*?<\/nav>/, "");
}

const numbers = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => `/desh/story-${from - index}/`);

describe("a section with sixty stories, twenty-four a page", () => {
  it("keeps its oldest twenty-four on page 1 and the next on page 2", () => {
    expect(storiesOn(before, "desh/page/1")).toEqual(numbers(24, 1));
    expect(storiesOn(before, "desh/page/2")).toEqual(numbers(48, 25));
    expect(storiesOn(before, "desh/page/3")).toEqual([]);
  });

  it("shows the newest at its own address, with at least one full page of them", () => {
    expect(storiesOn(before, "desh").slice(0, 24)).toEqual(numbers(60, 37));
  });

  it("leads from the newest to the oldest story by its links alone", () => {
    const seen: string[] = [];
    let address: string | undefined = "/desh/";
    while (address !== undefined && seen.length < 200) {
      seen.push(...storiesOn(before, address));
      const root = parsePage(readFileSync(join(before, address, "index.html"), "utf8"));
      const older = byTag(root, "a").find((link) => attribute(link, "rel") === "next");
      address = older && attribute(older, "href");
    }
    expect(new Set(seen)).toEqual(new Set(numbers(60, 1)));
  });

  it("leaves full pages as they are, but for the strip, when a story is added", () => {
    for (const page of ["desh/page/1/index.html", "desh/page/2/index.html"]) {
      expect(besidesStrip(after, page), page).toBe(besidesStrip(before, page));
    }
  });

  it("touches a handful of files when a story is added", () => {
    const old = new Set(filesIn(before));
    const changed = filesIn(after).filter(
      (path) => !old.has(path) || besidesStrip(after, path) !== besidesStrip(before, path),
    );
    expect(changed).toContain("desh/story-61/index.html");
    // The story, its lists, its neighbours' sidebars, feeds and sitemaps.
    expect(changed.length, changed.join("\n")).toBeLessThan(30);
  });

  it("shows the story that was added first", () => {
    expect(storiesOn(after, "desh")[0]).toBe("/desh/story-61/");
  });
});
