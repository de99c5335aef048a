import { chmodSync, existsSync, linkSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { applyChanges } from "../../src/cms/terminal/apply-changes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let folder: string;
const at = (name: string) => join(folder, name);
const textOf = (name: string) => readFileSync(at(name), "utf8");

describe("a story that gets another name", () => {
  beforeEach(() => {
    folder = temporaryFolder("changes");
    writeFileSync(at("Rain.md"), "old");
    chmodSync(at("Rain.md"), 0o664);
  });
  const move = (to: string) => applyChanges([], { from: at("Rain.md"), to: at(to), text: "new" });

  it("leaves nothing under the old one", () => {
    const { mode } = statSync(at("Rain.md"));
    move("flood.md");
    expect([existsSync(at("Rain.md")), textOf("flood.md")]).toEqual([false, "new"]);
    expect(statSync(at("flood.md")).mode).toBe(mode);
  });

  it("never takes the place of another story, not even of one with other capitals alone", () => {
    // Some disks have room for one of the two only.
    if (existsSync(at("rain.md"))) return;
    writeFileSync(at("rain.md"), "another story");
    expect(() => move("rain.md")).toThrow("rain.md is there already.");
    expect([textOf("Rain.md"), textOf("rain.md")]).toEqual(["old", "another story"]);
  });

  it("stays where both names are one file, as they are on disks that do not tell capitals apart", () => {
    // A second name for the same file is the nearest thing that every disk has.
    if (!existsSync(at("rain.md"))) linkSync(at("Rain.md"), at("rain.md"));
    move("rain.md");
    expect(textOf("rain.md")).toBe("new");
  });
});
