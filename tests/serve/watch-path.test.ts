import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PathWatch, watchPath } from "../../src/serve/watch-path.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let above: string;
let folder: string;
let watch: PathWatch;
let told: Set<string>;

beforeEach(() => {
  above = temporaryFolder("watch");
  folder = join(above, "content");
  mkdirSync(join(folder, "articles/2026"), { recursive: true });
  writeFileSync(join(folder, "articles/2026/rain.md"), "rain");
  told = new Set();
  begin(folder);
});

afterEach(() => watch.close());

function begin(path: string): void {
  watch?.close();
  const fail = (error: Error) => {
    throw error;
  };
  watch = watchPath(path, (changed) => told.add(relative(above, changed)), fail);
}

/** Changes something, and waits until it is told. */
async function toldOf(change: () => void, path: string): Promise<void> {
  told.clear();
  change();
  await expect.poll(() => [...told]).toContain(path);
}

describe("a watched folder", () => {
  it("tells of files that are written, renamed and deleted", async () => {
    const rain = join(folder, "articles/2026/rain.md");
    await toldOf(() => writeFileSync(rain, "more rain"), "content/articles/2026/rain.md");
    await toldOf(() => renameSync(rain, join(folder, "articles/sun.md")), "content/articles/sun.md");
    await toldOf(() => rmSync(join(folder, "articles/sun.md")), "content/articles/sun.md");
  });

  it("tells of what is written into new folders, and into folders that were renamed", async () => {
    const deep = join(folder, "articles/2027/01");
    await toldOf(() => mkdirSync(deep, { recursive: true }), "content/articles/2027");
    await toldOf(() => writeFileSync(join(deep, "a.md"), "a"), "content/articles/2027/01/a.md");
    const renamed = join(folder, "articles/2028");
    await toldOf(() => renameSync(join(folder, "articles/2027"), renamed), "content/articles/2028");
    await toldOf(() => writeFileSync(join(renamed, "01/a.md"), "b"), "content/articles/2028/01/a.md");
  });

  it("goes on when a folder is replaced by another of the same name", async () => {
    const year = join(folder, "articles/2026");
    const replace = () => {
      rmSync(year, { recursive: true });
      mkdirSync(year);
    };
    await toldOf(replace, "content/articles/2026");
    await toldOf(() => writeFileSync(join(year, "new.md"), "new"), "content/articles/2026/new.md");
    rmSync(folder, { recursive: true });
    await toldOf(() => mkdirSync(join(folder, "articles"), { recursive: true }), "content");
    await toldOf(() => writeFileSync(join(folder, "articles/a.md"), "a"), "content/articles/a.md");
  });

  it("may come later", async () => {
    begin(join(above, "layouts"));
    await toldOf(() => mkdirSync(join(above, "layouts")), "layouts");
    await toldOf(() => writeFileSync(join(above, "layouts/a.njk"), "a"), "layouts/a.njk");
  });

  it("says nothing of hidden files and editors' leftovers", async () => {
    for (const name of [".rain.md.swp", "rain.md~", ".git/index"]) {
      mkdirSync(join(folder, ".git"), { recursive: true });
      writeFileSync(join(folder, name), "x");
    }
    await toldOf(() => writeFileSync(join(folder, "last.md"), "last"), "content/last.md");
    expect([...told]).toEqual(["content/last.md"]);
  });

  it("is not led around in circles by a link", async () => {
    symlinkSync(folder, join(folder, "articles/loop"));
    begin(folder);
    await toldOf(() => writeFileSync(join(folder, "articles/a.md"), "a"), "content/articles/a.md");
  });
});

it("a watched file is told of when an editor replaces it", async () => {
  const file = join(above, ".eleventy.ts");
  begin(file);
  await toldOf(() => writeFileSync(file, "1"), ".eleventy.ts");
  writeFileSync(`${file}.tmp`, "2");
  await toldOf(() => renameSync(`${file}.tmp`, file), ".eleventy.ts");
});
