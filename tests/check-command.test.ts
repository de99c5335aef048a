import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repository } from "./support/repository.ts";
import { runCommand } from "./support/run-command.ts";
import { addFiles, onePixel, story, widePicture, writeNewsroom } from "./support/write-newsroom.ts";

const now = "2026-11-22T20:00:00+05:30";
let input: string;

const check = (...flags: string[]) =>
  runCommand("scripts/run.mjs", ["check", ...flags, `--input=${input}`, `--now=${now}`]);

const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=Meera", "-c", "user.email=meera@bhor.example", ...words], {
    cwd: input,
    stdio: "pipe",
  });

const broken = (title: string) => story({ title, section: "nowhere" });

beforeEach(() => {
  input = writeNewsroom({
    "articles/2026/rain.md": story({ title: "Rain" }),
    "articles/2026/बाढ़.md": story({ title: "Flood" }),
    "articles/old.md": broken("Old"),
  });
});

describe("check of some files", () => {
  it("tells what is wrong in them, and only counts what is wrong elsewhere", async () => {
    addFiles(input, { "articles/2026/storm.md": broken("Storm") });
    const whole = await check();
    expect(whole.stdout).toContain("2 problems in 2 of 5 files");
    const one = await check(join(input, "articles/2026/storm.md"));
    expect(one.stdout).toContain("articles/2026/storm.md:4:10  section-unknown");
    expect(one.stdout).not.toContain("old.md");
    expect(one.stdout).toContain("1 problem in 1 of 1 files");
    expect(one.stdout).toContain("Errors in other files: 1.");
    expect(one.code).toBe(1);
    const right = await check(join(input, "articles/2026/rain.md"));
    expect(right.code).toBe(0);
    const folder = await check(join(input, "articles/2026"), "--language=hi");
    expect(folder.stdout).toContain("3 में से 1 फ़ाइलों में 1 गड़बड़ी");
  });

  it("refuses what is not there, what lies elsewhere, and two ways to choose at once", async () => {
    for (const [flags, sentence] of [
      [["content/no-such.md"], "There is no content/no-such.md."],
      [["package.json"], "package.json is not in the content folder"],
      [["--changed", join(input, "articles")], "not both"],
      [["--format=xml"], 'There is no format "xml".'],
      [["--watch", "--json"], "--watch is for people"],
      [["--changed"], "git does not tell what changed"],
    ] as const) {
      const { code, stderr } = await check(...flags);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(sentence) });
    }
  });
});

describe("check of what git sees as changed", () => {
  beforeEach(() => {
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-qm", "first");
  });

  it("takes changed, staged and new files, by their names in any script", async () => {
    expect((await check("--changed")).stdout).toContain("No problems in 0 files");
    addFiles(input, { "articles/2026/बाढ़.md": broken("Flood"), "articles/2026/नई.md": broken("New") });
    git("add", "articles/2026/नई.md");
    const { stdout, code } = await check("--changed");
    expect(stdout).toContain("articles/2026/बाढ़.md:4:10");
    expect(stdout).toContain("articles/2026/नई.md:4:10");
    expect(stdout).toContain("2 problems in 2 of 2 files");
    expect(code).toBe(1);
  });

  it("tells everything when a story is gone, since others may speak of it", async () => {
    addFiles(input, { "articles/2026/rain.md": story({}, "[Flood](/desh/baadh/)\n") });
    git("commit", "-qam", "a link");
    renameSync(join(input, "articles/2026/बाढ़.md"), join(input, "articles/2026/flood.md"));
    const { stdout, code } = await check("--changed");
    expect(stdout).toContain("articles/2026/rain.md");
    expect(stdout).toContain("link-broken");
    expect(code).toBe(1);
  });

  it("compares with where a branch has parted from another", async () => {
    git("checkout", "-qb", "work");
    addFiles(input, { "articles/2026/rain.md": broken("Rain") });
    git("commit", "-qam", "work");
    git("checkout", "-q", "main");
    addFiles(input, { "articles/2026/बाढ़.md": broken("Flood") });
    git("commit", "-qam", "meanwhile");
    git("checkout", "-q", "work");
    const { stdout } = await check("--since=main");
    expect(stdout).toContain("rain.md:4:10");
    expect(stdout).not.toContain("बाढ़.md");
    expect((await check("--since=nothing")).stderr).toContain("or it knows no nothing");
    expect((await check("--since=--output=x")).code).toBe(2);
  });

  it("takes everything for new before the first commit", async () => {
    rmSync(join(input, ".git"), { recursive: true });
    git("init", "-q");
    git("add", "articles/old.md");
    expect((await check("--changed")).stdout).toContain("1 problem in 1 of");
  });
});

describe("check for GitHub", () => {
  it("says each problem as a command that GitHub shows beside the line", async () => {
    addFiles(input, { "articles/old.md": broken("100%\\nnew") });
    const { stdout, code } = await check("--format=github");
    expect(stdout).toMatch(
      /^::error file=[^:]*articles\/old\.md,line=4,col=10,title=section-unknown::`section`/,
    );
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe("check --health", () => {
  it("tells what is worth mending, drafts and embargoed stories looked at", async () => {
    rmSync(join(input, "articles/old.md"));
    addFiles(input, {
      "articles/2026/rain.md": story({ title: "Rain", description: "It rains", tags: ["हिंदी"] }),
      "articles/draft.md": story(
        { title: "Draft", status: "draft", tags: ["हिन्दी"], authors: ["meera"] },
        "![A map](media/map.gif)\n\n[nowhere](/nowhere/)\n",
      ),
      "articles/tomorrow.md": story({
        date: "2999-01-01",
        tags: ["हिन्दी"],
        image: { src: "media/later.gif", alt: "Later" },
      }),
      "authors/meera.md": "---\nname: Meera\n---\n",
      "authors/idle.md": "---\nname: Idle\n---\n",
      "media/map.gif": onePixel,
      "media/later.gif": widePicture,
      "media/orphan.gif": onePixel,
      "media/huge.jpg": Buffer.alloc(2_000_001),
    });
    const { stdout, code } = await check("--health", "--json");
    const { health } = JSON.parse(stdout) as { health: Record<string, { path?: string }[]> };
    expect(health).toMatchObject({
      deadLinks: [{ code: "link-broken", file: expect.stringMatching(/articles\/draft\.md$/), line: 13 }],
      orphanPictures: [
        { path: "media/huge.jpg", bytes: 2_000_001 },
        { path: "media/orphan.gif", bytes: onePixel.length },
      ],
      largePictures: [{ path: "media/huge.jpg" }],
      tagSpellings: [
        {
          spellings: [
            { tag: "हिन्दी", stories: 2, example: "draft" },
            { tag: "हिंदी", stories: 1, example: "2026/rain" },
          ],
        },
      ],
      idleAuthors: [{ id: "idle", name: "Idle" }],
      withoutPicture: ["2026/rain", "2026/बाढ़"],
      withoutDescription: ["2026/बाढ़", "tomorrow"],
    });
    expect(code).toBe(0);
    const shown = await check("--health", "--language=hi");
    expect(shown.stdout).toContain("विषय जो कई तरह से लिखे गए हैं: 1");
    expect(shown.stdout).toContain("/media/orphan.gif");
  });
});

describe("check --watch", () => {
  let child: ReturnType<typeof spawn> | undefined;
  afterEach(() => {
    child?.kill("SIGKILL");
  });

  it("checks again when a file is saved", async () => {
    rmSync(join(input, "articles/old.md"));
    mkdirSync(join(input, "pages"));
    const flags = ["--watch", `--input=${input}`, `--now=${now}`];
    const watching = spawn(process.execPath, ["scripts/run.mjs", "check", ...flags], {
      cwd: repository,
    });
    child = watching;
    let told = "";
    const until = (words: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!told.includes(words)) return;
          watching.stdout.off("data", look);
          resolve();
        };
        watching.stdout.on("data", look);
        look();
      });
    watching.stdout.setEncoding("utf8").on("data", (text: string) => {
      told += text;
    });
    await until("No problems in 3 files");
    writeFileSync(join(input, "articles/2026/rain.md"), broken("Rain"));
    await until("rain.md:4:10  section-unknown");
    const ended = new Promise((resolve) => watching.once("exit", resolve));
    watching.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});
