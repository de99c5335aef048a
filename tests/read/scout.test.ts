import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listContent } from "../../src/read/list-content.ts";
import { reportOf, scoutedBy } from "../../src/read/scout.ts";
import { lookUpFromTheEnd, shareTimes } from "../../src/read/shared-times.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles } from "../support/write-newsroom.ts";

describe("what a second thread saw of the content folder", () => {
  const folder = join(temporaryFolder("scout"), "content");
  addFiles(folder, {
    "site.yaml": "name: समाचार\n",
    "articles/desh/barish.md": "one",
    // As macOS writes names: a letter and its sign apart.
    [`articles/${"पड़ोस".normalize("NFD")}.md`]: "two",
    "articles/new\nline.md": "three",
    "articles/.hidden.md": "four",
    "authors/asha.md": "five",
    "pages/about.md": "six",
    "strings/ta.json": "{}",
    "media/rain.jpg": "seven",
  });
  const listing = listContent(folder, "content");
  const times = shareTimes(listing.articles.length);
  const seen = scoutedBy(structuredClone(reportOf(folder, listing, times)), folder, "content");

  it("is what the build would have seen", () => {
    expect(seen.listing).toEqual(listing);
    expect(seen.listing.articles).toHaveLength(3);
  });

  it("tells times, whichever thread asked for them, and of no file that has gone", () => {
    const looked = listing.articles.map(({ disk }) => {
      const { size, mtimeMs } = statSync(disk);
      return { size, mtimeMs };
    });
    lookUpFromTheEnd(times, (index) => listing.articles[index]?.disk ?? "");
    rmSync(listing.articles[0]?.disk ?? "");
    const told = listing.articles.map((_, index) => seen.timesOf(index));
    expect(told.slice(1)).toEqual(looked.slice(1));
    // The other thread leaves the first file to the one that asks.
    expect(told[0]).toBeUndefined();
  });
});
