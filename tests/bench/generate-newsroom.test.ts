import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  addStory,
  editStory,
  generateStories,
  generateStory,
  momentAfter,
  writeNewsroom,
} from "../../scripts/bench/generate-newsroom.ts";

const size = 9;
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "khabar-newsroom-"));
  writeNewsroom(folder, generateStories(size));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Texts by path. */
function read(): Map<string, string> {
  const paths = readdirSync(join(folder, "articles"), { recursive: true, encoding: "utf8" });
  return new Map(
    paths
      .filter((path) => path.endsWith(".md"))
      .toSorted()
      .map((path) => [path, readFileSync(join(folder, "articles", path), "utf8")]),
  );
}

describe("the generated newsroom", () => {
  it("begins with the stories of a smaller one", () => {
    expect([...generateStories(3)]).toEqual([...generateStories(size)].slice(0, 3));
  });

  it("is edited in one sentence of one story, differently each time", () => {
    const before = read();
    editStory(folder, size, 1);
    const once = read();
    editStory(folder, size, 2);
    const twice = read();
    const path = "2010/01/khabar-000004.md";
    for (const [earlier, later] of [
      [before, once],
      [once, twice],
    ] as const) {
      expect([...later].filter(([name, text]) => earlier.get(name) !== text).map(([name]) => name)).toEqual([
        path,
      ]);
    }
    const afterFirst = (text = "") => text.slice(text.indexOf("।\u0020", text.indexOf("---\n", 4)));
    expect(afterFirst(once.get(path))).toBe(afterFirst(before.get(path)));
  });

  it("gets added stories with four topics that are the newest, and live at the moment of the build", () => {
    addStory(folder, size, 1);
    addStory(folder, size, 2);
    const added = [...read().values()].slice(size);
    expect(added).toHaveLength(2);
    const dates = added.map((text) => /^date: (.*)$/m.exec(text)?.[1] ?? "");
    expect(dates[0] && dates[0] > generateStory(size - 1).date).toBe(true);
    expect(dates[1] && dates[0] && dates[1] > dates[0]).toBe(true);
    for (const date of dates) expect(Date.parse(`${date}+05:30`)).toBeLessThan(Date.parse(momentAfter(size)));
    for (const text of added) expect(/^tags: \[(.*)\]$/m.exec(text)?.[1]?.split(", ")).toHaveLength(4);
  });
});
