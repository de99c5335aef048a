import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, onePixel, story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { type KeptProject, openProject, runGit } from "./kept-project.ts";

let builder: Builder;
beforeAll(() => {
  builder = startBuilder();
});
afterAll(() => builder.stop());

const now = "2020-06-01T08:00:00Z";

const files = {
  "articles/rain.md": story({}, "Rain fell.\n"),
  "articles/sun.md": story({ title: "Sun", date: "2020-01-02" }, "Sun shone.\n"),
  "articles/desk/wind.md": story({ title: "Wind", date: "2020-01-03" }, "Wind blew.\n"),
  'articles/नदी का "पानी" é.md': story({ title: "River", date: "2020-01-04" }, "![A dot](media/dot.gif)\n"),
  "authors/asha.md": "---\nname: Asha\n---\nWrites.\n",
  "media/dot.gif": onePixel,
};
const rain = "articles/rain.md";
const rainPage = "desh/rain/index.html";
const edited = (body: string) => ({ [rain]: story({}, `${body}\n`) });

/** As long ago as needs be for a time to be trusted. */
function age(project: KeptProject, path: string, seconds = 1_600_000_000): void {
  utimesSync(join(project.folder, "content", path), seconds, seconds);
}

/** A project with a few stories, in a checkout of its own unless told otherwise; built once. */
async function builtProject(isCheckout = true): Promise<KeptProject> {
  const project = openProject(builder);
  writeNewsroom(files, join(project.folder, "content"));
  for (const path of Object.keys(files)) age(project, path);
  if (isCheckout) {
    project.git("init", "--quiet", "--initial-branch=main");
    project.git("add", "content");
    project.git("commit", "--quiet", "--message=First");
  }
  expect(await project.build({ now })).toMatchObject({ error: undefined, problems: [] });
  return project;
}

/** Builds; the pages of these stories, and feeds with them, are all that may have changed. */
async function expectRendered(project: KeptProject, ...pages: readonly string[]): Promise<void> {
  const { changes, written } = await project.compare({ now });
  expect(changes.filter((path) => /^desh\/.+\.html$/.test(path))).toEqual(pages.toSorted());
  expect(written).toMatchObject({ rendered: pages.length });
}

/** Waits until a file that is changed has a time that git can tell from that of this one: it counts in seconds. */
async function nextSecond(project: KeptProject, path: string): Promise<void> {
  const clock = join(project.folder, "clock");
  const second = (file: string) => Math.floor(statSync(file).ctimeMs / 1000);
  do {
    await new Promise((done) => setTimeout(done, 20));
    writeFileSync(clock, String(Math.random()));
  } while (second(clock) <= second(join(project.folder, "content", path)));
}

describe("in a checkout, a build sees", () => {
  it("what was edited and committed", async () => {
    const project = await builtProject();
    project.write(edited("Snow fell."));
    project.git("commit", "--quiet", "--all", "--message=Edit");
    await expectRendered(project, rainPage);
  });

  it("what was edited and not committed, and edited again", async () => {
    const project = await builtProject();
    project.write(edited("Snow fell."));
    await expectRendered(project, rainPage);
    project.write(edited("Hail fell."));
    await expectRendered(project, rainPage);
    await expectRendered(project);
  });

  it("what was put back as it was committed", async () => {
    const project = await builtProject();
    project.write(edited("Snow fell."));
    await expectRendered(project, rainPage);
    project.git("checkout", "--quiet", "--", ".");
    await expectRendered(project, rainPage);
  });

  it("what was staged, and edited after that", async () => {
    const project = await builtProject();
    project.write(edited("Snow fell."));
    project.git("add", "--all");
    await expectRendered(project, rainPage);
    project.write(edited("Hail fell."));
    await expectRendered(project, rainPage);
    project.git("commit", "--quiet", "--message=Snow");
    await expectRendered(project);
  });

  it("files that git does not know yet, was only told of, or ignores", async () => {
    const project = await builtProject();
    const page = "desh/fog/index.html";
    const write = (body: string) =>
      project.write({ "articles/fog.md": story({ title: "Fog" }, `${body}\n`) });
    const rendered = async () => {
      const { changes, written } = await project.compare({ now });
      expect(changes).toContain(page);
      expect(written).toMatchObject({ checked: 1 });
    };
    write("One.");
    await rendered();
    write("Two.");
    await rendered();
    project.git("add", "--intent-to-add", "content");
    await expectRendered(project);
    write("Six.");
    await rendered();
    project.git("add", "content");
    project.git("commit", "--quiet", "--message=Fog");
    await expectRendered(project);
    project.git("rm", "--quiet", "--cached", "content/articles/fog.md");
    addFiles(project.folder, { ".gitignore": "fog.md\n" });
    await expectRendered(project);
    write("Ten.");
    await rendered();
  });

  it.each(["--assume-unchanged", "--skip-worktree"])(
    "edits of files that git was told not to look at: %s",
    async (flag) => {
      const project = await builtProject();
      project.git("update-index", flag, `content/${rain}`);
      await expectRendered(project);
      project.write(edited("Snow fell."));
      expect(project.git("status", "--porcelain", "--", "content")).toBe("");
      await expectRendered(project, rainPage);
      project.write(edited("Hail fell."));
      await expectRendered(project, rainPage);
    },
  );

  it("nothing to do after a commit, a new name of the branch, or a new time of every file", async () => {
    const project = await builtProject();
    project.git("commit", "--quiet", "--allow-empty", "--message=Nothing");
    project.git("branch", "--move", "trunk");
    for (const [index, path] of Object.keys(files).entries()) age(project, path, 1_650_000_000 + index);
    await expectRendered(project);
  });

  it("what differs in another branch", async () => {
    const project = await builtProject();
    project.git("checkout", "--quiet", "-b", "snow");
    project.write(edited("Snow fell."));
    project.git("commit", "--quiet", "--all", "--message=Snow");
    await expectRendered(project, rainPage);
    project.git("checkout", "--quiet", "main");
    await expectRendered(project, rainPage);
    project.git("checkout", "--quiet", "snow");
    await expectRendered(project, rainPage);
    project.git("merge", "--quiet", "main");
    await expectRendered(project);
  });

  it("nothing to do in a fresh clone with the kept state", async () => {
    const project = await builtProject();
    const clone = temporaryFolder("clone");
    runGit(clone, ["clone", "--quiet", project.folder, "copy"]);
    rmSync(join(project.folder, "content"), { recursive: true });
    rmSync(join(project.folder, ".git"), { recursive: true });
    renameSync(join(clone, "copy/content"), join(project.folder, "content"));
    renameSync(join(clone, "copy/.git"), join(project.folder, ".git"));
    await expectRendered(project);
    rmSync(join(project.folder, ".git"), { recursive: true });
    await expectRendered(project);
  });

  it("nothing to do when a folder becomes a checkout", async () => {
    const project = await builtProject(false);
    project.git("init", "--quiet");
    await expectRendered(project);
    project.git("add", "content");
    await expectRendered(project);
    project.git("commit", "--quiet", "--message=First");
    await expectRendered(project);
  });

  it("an edit that keeps size and time", async () => {
    const project = await builtProject();
    await nextSecond(project, rain);
    project.write(edited("Hail fell."));
    age(project, rain);
    const before = statSync(join(project.folder, "content", rain));
    await expectRendered(project, rainPage);
    await nextSecond(project, rain);
    project.write(edited("Rain fell."));
    age(project, rain);
    const after = statSync(join(project.folder, "content", rain));
    expect([after.size, after.mtimeMs]).toEqual([before.size, before.mtimeMs]);
    await expectRendered(project, rainPage);
  });

  it("another picture under the same name", async () => {
    const project = await builtProject();
    const other = Buffer.from(onePixel);
    other[13] = 7;
    project.write({ "media/dot.gif": other });
    expect((await project.compare({ now })).changes).toContainEqual(
      expect.stringMatching(/^media\/sized\/dot-/),
    );
    project.git("commit", "--quiet", "--all", "--message=Picture");
    expect((await project.compare({ now })).changes).toEqual([]);
  });

  it("a file in whose place a link stands", async () => {
    const project = await builtProject();
    project.remove(rain);
    symlinkSync("sun-copy.txt", join(project.folder, "content", rain));
    addFiles(join(project.folder, "content"), { "articles/sun-copy.txt": story({}, "Snow fell.\n") });
    await expectRendered(project, rainPage);
    project.git("add", "--all", "content");
    project.git("commit", "--quiet", "--message=Link");
    await expectRendered(project);
    addFiles(join(project.folder, "content"), { "articles/sun-copy.txt": story({}, "Hail fell.\n") });
    await expectRendered(project, rainPage);
  });

  it("an author's file that git was told not to look at", async () => {
    const project = await builtProject();
    project.git("update-index", "--assume-unchanged", "content/authors/asha.md");
    project.write({ "authors/asha.md": "---\nname: Asha\n---\nDraws.\n" });
    expect((await project.compare({ now })).changes).toEqual(["authors/asha/index.html"]);
  });

  it("other ends of lines, of which git makes nothing", async () => {
    const project = await builtProject();
    addFiles(project.folder, { ".gitattributes": "*.md text=auto\n" });
    project.git("add", ".gitattributes");
    project.git("commit", "--quiet", "--message=Text");
    project.write({ [rain]: story({}, "Rain fell.\n\nTwice.\n").replaceAll("\n", "\r\n") });
    project.git("add", "content");
    expect((await project.compare({ now })).changes).toContain(rainPage);
    project.write({ [rain]: story({}, "Rain fell.\n\nTwice.\n") });
    await project.compare({ now });
  });

  it("a picture that a filter of git turns from a pointer into itself", async () => {
    const project = await builtProject();
    // As Git LFS does: what git keeps stays the same, what lies in the folder does not.
    addFiles(project.folder, { ".gitattributes": "*.gif filter=store\n" });
    project.git("config", "filter.store.clean", "head -c 13");
    project.git("config", "filter.store.smudge", "cat");
    project.git("add", ".gitattributes");
    project.git("add", "--renormalize", "content");
    project.git("commit", "--quiet", "--message=Store");
    await project.compare({ now });
    const other = Buffer.from(onePixel);
    other[14] = 7;
    project.write({ "media/dot.gif": other });
    project.git("add", "content");
    expect(project.git("status", "--porcelain", "--", "content")).toBe("");
    expect((await project.compare({ now })).changes).toContainEqual(
      expect.stringMatching(/^media\/sized\/dot-/),
    );
  });

  it("a text that a filter of git shortens", async () => {
    const project = await builtProject();
    addFiles(project.folder, { ".gitattributes": "*.md filter=notes\n" });
    project.git("config", "filter.notes.clean", "sed -e /^%%/d");
    project.git("config", "filter.notes.smudge", "cat");
    project.git("add", "--all", "content", ".gitattributes");
    project.git("commit", "--quiet", "--message=Notes");
    await project.compare({ now });
    project.write({ [rain]: story({}, "Rain fell.\n%% Ask the desk.\n") });
    project.git("add", "content");
    await expectRendered(project, rainPage);
  });

  it("edits in a repository of SHA-256", async () => {
    const project = await builtProject(false);
    project.git("init", "--quiet", "--object-format=sha256");
    project.git("add", "content");
    project.git("commit", "--quiet", "--message=First");
    await expectRendered(project);
    project.write(edited("Snow fell."));
    await expectRendered(project, rainPage);
    project.git("commit", "--quiet", "--all", "--message=Edit");
    await expectRendered(project);
  });

  it("both sides of a conflict", async () => {
    const project = await builtProject();
    project.git("checkout", "--quiet", "-b", "snow");
    project.write(edited("Snow fell."));
    project.git("commit", "--quiet", "--all", "--message=Snow");
    project.git("checkout", "--quiet", "main");
    project.write(edited("Hail fell."));
    project.git("commit", "--quiet", "--all", "--message=Hail");
    await expectRendered(project, rainPage);
    expect(() => project.git("merge", "--quiet", "snow")).toThrow();
    expect(readFileSync(join(project.folder, "content", rain), "utf8")).toContain("<<<<<<<");
    await expectRendered(project, rainPage);
    project.write(edited("Sleet fell."));
    await expectRendered(project, rainPage);
    project.git("commit", "--quiet", "--all", "--message=Sleet");
    await expectRendered(project);
  });
});

describe("with a submodule, a build sees", () => {
  /** A repository with one story for another project to take over. */
  function originWith(path: string, body: string): string {
    const origin = temporaryFolder("origin");
    addFiles(origin, { [path]: story({ title: "Rain" }, `${body}\n`) });
    runGit(origin, ["init", "--quiet"]);
    runGit(origin, ["add", "."]);
    runGit(origin, ["commit", "--quiet", "--message=First"]);
    return origin;
  }

  async function followSubmodule(
    project: KeptProject,
    origin: string,
    submodule: string,
    path: string,
  ): Promise<void> {
    await expectRendered(project);
    const inside = join(project.folder, submodule);
    const file = join(inside, path);
    appendFileSync(file, "Snow fell.\n");
    await expectRendered(project, rainPage);
    runGit(inside, ["commit", "--quiet", "--all", "--message=Snow"]);
    await expectRendered(project);
    project.git("add", submodule);
    project.git("commit", "--quiet", "--message=Snow");
    await expectRendered(project);
    // The origin goes on, and the submodule follows it.
    appendFileSync(join(origin, path), "Hail fell.\n");
    runGit(origin, ["commit", "--quiet", "--all", "--message=Hail"]);
    runGit(inside, ["fetch", "--quiet"]);
    runGit(inside, ["checkout", "--quiet", "FETCH_HEAD"]);
    await expectRendered(project, rainPage);
    project.git("submodule", "--quiet", "update");
    await expectRendered(project, rainPage);
  }

  it("edits of a content folder that is one", async () => {
    const origin = originWith(rain, "Rain fell.");
    writeNewsroom({}, origin);
    runGit(origin, ["add", "."]);
    runGit(origin, ["commit", "--quiet", "--message=Site"]);
    const project = openProject(builder);
    project.git("init", "--quiet");
    rmSync(join(project.folder, "content"), { recursive: true });
    project.git("submodule", "--quiet", "add", origin, "content");
    project.git("commit", "--quiet", "--message=First");
    await project.build({ now });
    await followSubmodule(project, origin, "content", rain);
  });

  it("edits of a folder of articles that is one", async () => {
    const origin = originWith("rain.md", "Rain fell.");
    const project = openProject(builder);
    writeNewsroom({ "articles/sun.md": files["articles/sun.md"] }, join(project.folder, "content"));
    project.git("init", "--quiet");
    project.git("add", "content");
    project.git("submodule", "--quiet", "add", origin, "content/articles/agency");
    project.git("commit", "--quiet", "--message=First");
    await project.build({ now });
    await followSubmodule(project, origin, "content/articles/agency", "rain.md");
  });
});

describe("without git, a build sees", () => {
  it("an edit that keeps the size, with a new time", async () => {
    const project = await builtProject(false);
    project.write(edited("Hail fell."));
    age(project, rain, 1_600_000_777);
    await expectRendered(project, rainPage);
  });

  it("an edit with an older time, as from a backup", async () => {
    const project = await builtProject(false);
    project.write(edited("Hail fell."));
    age(project, rain, 1_500_000_000);
    await expectRendered(project, rainPage);
  });

  it("an edit within the second of the build, even if neither size nor time tell", async () => {
    const project = await builtProject(false);
    for (const body of ["Hail fell.", "Snow fell.", "Rain fell."]) {
      project.write(edited(body));
      // A file system that counts in seconds, and a machine that reads a second later.
      const second = Math.ceil(Date.now() / 1000);
      age(project, rain, second);
      await expectRendered(project, rainPage);
      project.write(edited(body.replace("fell", "sank")));
      age(project, rain, second);
      await expectRendered(project, rainPage);
    }
  });

  it("an edit just after a build that found the same text with a new time, even if neither size nor time tell", async () => {
    const project = await builtProject(false);
    // As of a file system that counts in long steps, and of a machine that builds slowly.
    const second = Math.ceil(Date.now() / 1000);
    age(project, rain, second);
    await expectRendered(project);
    project.write(edited("Rain sank."));
    age(project, rain, second);
    await expectRendered(project, rainPage);
  });

  it("a picture replaced within the second of the build, even if neither size nor time tell", async () => {
    const project = await builtProject(false);
    const second = Math.floor(Date.now() / 1000);
    const other = Buffer.from(onePixel);
    other[13] = 7;
    age(project, "media/dot.gif", second);
    await project.build({ now });
    project.write({ "media/dot.gif": other });
    age(project, "media/dot.gif", second);
    expect((await project.compare({ now })).changes).toContainEqual(
      expect.stringMatching(/^media\/sized\/dot-/),
    );
  });

  it("an author's file that keeps size and time", async () => {
    const project = await builtProject(false);
    project.write({ "authors/asha.md": "---\nname: Asha\n---\nDrinks\n" });
    age(project, "authors/asha.md");
    expect((await project.compare({ now })).changes).toEqual(["authors/asha/index.html"]);
  });

  it("nothing to do if only times are new", async () => {
    const project = await builtProject(false);
    for (const path of Object.keys(files)) age(project, path, 1_650_000_000);
    await expectRendered(project);
  });

  it("a file that takes the place of another", async () => {
    const project = await builtProject(false);
    const content = join(project.folder, "content/articles");
    mkdirSync(join(content, "old"));
    renameSync(join(content, "rain.md"), join(content, "old/rain.md"));
    renameSync(join(content, "sun.md"), join(content, "rain.md"));
    renameSync(join(content, "old/rain.md"), join(content, "sun.md"));
    const { changes, written } = await project.compare({ now });
    expect(changes).toEqual(expect.arrayContaining([rainPage, "desh/sun/index.html"]));
    expect(written).toMatchObject({ checked: 2 });
  });
});
