import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { runCommand } from "../support/run-command.ts";
import { folderOf, story } from "./markdown/old-site.ts";

const run = (...args: string[]) => runCommand("scripts/import.ts", args);

describe("npm run import -- markdown", () => {
  it("takes a folder, tells what it did and writes a report of what it could not keep", async () => {
    const folder = folderOf({
      "a.md": story("title: A\ndate: 2024-01-31\nweight: 3", "[gone](/gone/) `x`\n"),
      "b.md": story("title: B"),
    });
    const out = folderOf({});
    const report = join(out, "report.md");
    const { code, stdout, stderr } = await run(
      "markdown",
      folder,
      `--into=${join(out, "content")}`,
      `--report=${report}`,
    );
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(stdout).toContain("1 file taken (1 article, 0 pages)");
    expect(stdout).toContain("    1 × It has no date.");
    expect(stdout).toContain("1  Fields that Khabar does not have");
    const text = readFileSync(report, "utf8");
    expect(text).toContain("- `weight` in 1 file, first in `a.md`");
    expect(text).toContain("- `a.md:6`: `/gone/`");
    expect(text).toContain("- `b.md`: It has no date.");
    expect(readFileSync(join(out, "content/articles/a.md"), "utf8")).toContain("gone `x`");
  });

  it("ends with 0 when all was taken", async () => {
    const folder = folderOf({ "a.md": story("title: A\ntopics: [x, z]", "Text.\n") });
    const out = folderOf({});
    const flags = [
      "--date=2024-01-31",
      "--map",
      "topics=tags",
      `--into=${join(out, "c")}`,
      `--report=${join(out, "r.md")}`,
    ];
    const { code } = await run("markdown", folder, ...flags);
    expect(code).toBe(0);
    expect(readFileSync(join(out, "c/articles/a.md"), "utf8")).toContain("tags: [x, z]\n");
    expect(readFileSync(join(out, "r.md"), "utf8")).toContain("# Import report");
  });

  test.each([
    ["no kind", [], "markdown FOLDER"],
    ["an unknown kind", ["blogger", "x"], 'no import from "blogger"'],
    ["no folder", ["markdown"], "Name one folder"],
    ["a folder that is not there", ["markdown", "/nowhere/at/all"], "There is no folder"],
    ["a flag that does not exist", ["markdown", "tests", "--itno=x"], "Did you mean --into?"],
    ["folders in each other", ["markdown", "content", "--into=content/x"], "lie in each other"],
    ["a zone that does not exist", ["markdown", "tests", "--into=/tmp/x", "--zone=India"], "no time zone"],
    ["a date that is none", ["markdown", "tests", "--into=/tmp/x", "--date=soon"], "is not a date"],
    [
      "a field that is none of ours",
      ["markdown", "tests", "--into=/tmp/x", "--map=a=b"],
      "Write theirs=ours",
    ],
  ])("ends with 2 for %s", async (_what, args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect(`${stdout}${stderr}`).toContain(message);
    expect(code).toBe(2);
    expect(existsSync("/tmp/x")).toBe(false);
  });
});
