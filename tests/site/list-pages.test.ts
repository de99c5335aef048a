import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type BuildReport, buildSite, reportOf } from "../support/build-site.ts";
import { attribute, byTag, parsePage } from "../support/html.ts";
import { runBuilds } from "../support/run-builds.ts";
import { differences, filesIn } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "../support/write-newsroom.ts";

const now = "2026-11-22T20:30:00+05:30";

/** Story `number` of a section that had one a day since the first of January 2020. */
function storyOfDay(number: number): Record<string, string> {
  const date = new Date(Date.UTC(2020, 0, number)).toISOString().slice(0, 10);
  return { [`articles/story-${number}.md`]: story({ title: `Story ${number}`, date }) };
}

/** What is written at noon, when the front pages of the day have long been set. */
const today = "2026-11-22T12:00";
const newStory = { "articles/story-61.md": story({ title: "Story 61", date: today }) };

let before: string;
let after: string;
/** A folder into which both were built, one after the other, and what the second build wrote. */
let along: string;
let written: BuildReport;

beforeAll(async () => {
  const input = writeNewsroom(
    Object.assign({}, ...Array.from({ length: 60 }, (_, day) => storyOfDay(day + 1))),
  );
  const output = temporaryFolder("lists");
  before = join(output, "60");
  after = join(output, "61");
  along = join(output, "60 and 61");
  await runBuilds([{ input, output: before, now }]);
  reportOf(await buildSite({ input, output: along, now, keepState: true }));
  addFiles(input, newStory);
  await runBuilds([{ input, output: after, now }]);
  written = reportOf(await buildSite({ input, output: along, now }));
});

const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

/** The files that are new or other than before once the story was added. */
function changedFiles(): string[] {
  const old = new Set(filesIn(before));
  return filesIn(after).filter((path) => !old.has(path) || read(after, path) !== read(before, path));
}

function storiesOn(folder: string, page: string): string[] {
  const root = parsePage(read(folder, join(page, "index.html")));
  const headings = byTag(byTag(root, "main")[0] ?? root, "h2");
  return headings.flatMap((heading) => byTag(heading, "a").map((link) => attribute(link, "href")));
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
      const root = parsePage(read(before, join(address, "index.html")));
      const older = byTag(root, "a").find((link) => attribute(link, "rel") === "next");
      address = older && attribute(older, "href");
    }
    expect(new Set(seen)).toEqual(new Set(numbers(60, 1)));
  });

  it("leaves full pages as they are, byte for byte, when a story is added", () => {
    for (const page of ["desh/page/1/index.html", "desh/page/2/index.html", "archive/2020/02/index.html"]) {
      expect(read(after, page), page).toBe(read(before, page));
    }
  });

  it("leaves all but a handful of files as they are when a story is added", () => {
    const changed = changedFiles();
    expect(changed).toContain("desh/story-61/index.html");
    // The story, its lists, its neighbours' sidebars, feeds and sitemaps.
    expect(changed.length, changed.join("\n")).toBeLessThan(30);
    expect(changed.filter((path) => /^desh\/story-\d+\//.test(path)).length).toBeLessThan(7);
  });

  it("writes those and no others into a folder that holds the site, which then is as one built from nothing", () => {
    expect(differences(after, along)).toEqual([]);
    const changed = changedFiles();
    expect(written).toMatchObject({ changed: changed.length, checked: 1 });
    const pages = changed.filter((path) => path.endsWith(".html"));
    expect(written.rendered).toBeLessThan(pages.length + 5);
  });

  it("shows the story that was added first", () => {
    expect(storiesOn(after, "desh")[0]).toBe("/desh/story-61/");
  });
});
