import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeColumns } from "../../src/ledger/columns.ts";
import { stateFolder } from "../../src/write/output-folder.ts";
import { buildSite, forgetState, problemsOf, reportOf, type SiteRequest } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { sampleMoment as now, repository } from "../support/repository.ts";
import { runCommand } from "../support/run-command.ts";
import { differences, filesIn, findWords, hashFiles } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";

const script = "scripts/build.ts";
const twoStories = {
  "articles/rain.md": story({ tags: ["weather"], image: { src: "media/rain.gif", alt: "A dot" } }),
  "articles/sun.md": story({ title: "Sun", date: "2020-01-02" }),
  "media/rain.gif": widePicture,
};

describe("a build with an error in the content", () => {
  let input: string;
  let output: string;
  beforeAll(async () => {
    input = writeNewsroom(twoStories);
    output = join(temporaryFolder("errors"), "site");
    reportOf(await buildSite({ input, output, now, keepState: true }));
  });

  it("ends with 1, names file and line of every mistake, and leaves the old site byte for byte", async () => {
    const before = hashFiles(output);
    addFiles(input, {
      "articles/sun.md": story({ title: "Another sun", section: "dehs" }),
      "articles/fog.md": "---\ntitle: Fog\ndate: yesterday\nsection: desh\n---\nFog.\n",
    });
    const build = await buildSite({ input, output, now, keepState: true });
    expect(build.code).toBe(1);
    expect(build.json?.built).toBe(false);
    expect(problemsOf(build)).toEqual(["fog.md:3 date-format", "sun.md:4 section-unknown"]);
    expect(hashFiles(output)).toEqual(before);
  });

  it("says in the terminal what to write instead, without a word of the machinery", async () => {
    const { code, stdout, stderr } = await runCommand(script, [
      `--input=${input}`,
      `--output=${output}`,
      `--now=${now}`,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/articles\/sun\.md:4:\d+ {2}section-unknown\n.*Did you mean “desh”\?/);
    expect(stderr).toContain("2 problems in 2 of 4 files");
    expect(stderr).toContain("Nothing was written. The last good site stays as it was.");
    expect(stdout + stderr).not.toMatch(/\n\s+at |Error:|zod|undefined/i);
  });

  it("says it in Hindi if asked, and makes no folder where there was no site", async () => {
    const nowhere = join(temporaryFolder("errors"), "new");
    const flags = [`--input=${input}`, `--output=${nowhere}`, `--now=${now}`, "--language=hi"];
    const { code, stderr } = await runCommand(script, flags);
    forgetState(input, nowhere);
    expect(code).toBe(1);
    expect(stderr).toContain("क्या आपका मतलब “desh” था?");
    expect(existsSync(nowhere)).toBe(false);
  });

  it("builds again once the mistakes are mended", async () => {
    rmSync(join(input, "articles/fog.md"));
    addFiles(input, { "articles/sun.md": story({ title: "Another sun", date: "2020-01-02" }) });
    reportOf(await buildSite({ input, output, now }));
    expect(findWords(output, ["Another sun"])).not.toEqual([]);
  });
});

describe("a layout that breaks", () => {
  let folder: string;
  let layouts: string;
  let input: string;
  let request: SiteRequest;
  beforeAll(async () => {
    folder = temporaryFolder("layouts");
    layouts = join(folder, "layouts");
    mkdirSync(layouts);
    input = writeNewsroom({ ...twoStories, "articles/moved.md": story({ redirectFrom: ["/old/"] }) });
    const config = writeEleventyConfig(folder, { layouts });
    request = { input, output: join(folder, "site"), now, config, keepState: true };
    reportOf(await buildSite(request));
    addFiles(input, { "articles/rain.md": story({ title: "Heavier rain" }) });
  });
  afterAll(() => forgetState(input, request.output));

  it.each([
    ["on every page", "parts/site-footer.njk", "{{ view.nothing.at.all() }}"],
    ["on the last kind of page only", "redirect.njk", "{% set x = view.nothing.at.all() %}"],
    ["because it cannot be read", "parts/body.njk", "{% if view %}"],
  ])(
    "%s stops the build, which names it and leaves the old site byte for byte",
    async (_, part, template) => {
      const before = hashFiles(request.output);
      addFiles(layouts, { [part]: template });
      const build = await buildSite(request);
      rmSync(join(layouts, part));
      expect(build.code).toBe(1);
      expect(build.stderr).toContain(part.replace(/.*\/|\.njk$/g, ""));
      expect(build.stderr).toContain("Nothing was written. The last good site stays as it was.");
      expect(hashFiles(request.output)).toEqual(before);
    },
  );

  it("is replaced part by part: a site's own part stands in the place of ours", async () => {
    const folder = temporaryFolder("layouts");
    const layouts = join(folder, "layouts");
    addFiles(layouts, { "parts/site-footer.njk": '<footer data-part="site-footer">Zqownfooter</footer>' });
    const output = join(folder, "site");
    const config = writeEleventyConfig(folder, { layouts });
    reportOf(await buildSite({ input: writeNewsroom(twoStories), output, now, config }));
    const pages = filesIn(output).filter((path) => path.endsWith(".html"));
    expect(findWords(output, ["Zqownfooter"])).toHaveLength(pages.length);
  });
});

describe("a site so large that several processes build it", () => {
  const old = Array.from({ length: 1300 }, (_, index) => `/old/${index}/`);
  const files = { ...twoStories, "articles/sun.md": story({ title: "Sun", redirectFrom: old }) };

  it("has the bytes that one process gives it", async () => {
    const input = writeNewsroom(files);
    const [one = "", two = ""] = ["one", "two"].map((name) => join(temporaryFolder("large"), name));
    reportOf(await buildSite({ input, output: one, now, flags: ["--workers=1"] }));
    const report = reportOf(await buildSite({ input, output: two, now, flags: ["--workers=2"] }));
    expect(report.pages).toBeGreaterThan(old.length);
    expect(differences(one, two)).toEqual([]);
  }, 240_000);

  it("with a layout that breaks says so once, and not a word of the processes", async () => {
    const folder = temporaryFolder("large");
    const layouts = join(folder, "layouts");
    addFiles(layouts, { "redirect.njk": "{{ view.nothing.at.all() }}" });
    const output = join(folder, "site");
    const config = writeEleventyConfig(folder, { layouts });
    const request = { input: writeNewsroom(files), output, now, config };
    const { code, stderr } = await buildSite({ ...request, flags: ["--workers=2"] });
    expect(code).toBe(1);
    expect(stderr).toContain("redirect");
    expect(stderr).not.toMatch(/\n\s+at |EPIPE|child_process|worker/i);
    expect(stderr.split("Nothing was written.")).toHaveLength(2);
    expect(existsSync(output)).toBe(false);
  }, 240_000);
});

describe("the output folder", () => {
  it("loses a story that becomes a draft, and keeps files of others", async () => {
    const input = writeNewsroom(twoStories);
    const output = join(temporaryFolder("output"), "site");
    const request = { input, output, now, keepState: true };
    reportOf(await buildSite(request));
    const foreign = {
      CNAME: "bhor.example\n",
      "desh/rain/notes.txt": "kept by hand",
      "media/zq-by-hand.gif": widePicture,
      ".well-known/security.txt": "Contact: mailto:a@bhor.example\n",
    };
    addFiles(output, foreign);
    addFiles(input, { "articles/rain.md": story({ status: "draft" }) });
    const report = reportOf(await buildSite({ ...request, keepState: false }));
    expect(report.removed).toBeGreaterThanOrEqual(3);
    const clean = join(temporaryFolder("output"), "clean");
    reportOf(await buildSite({ input, output: clean, now }));
    expect(filesIn(output)).toEqual([...filesIn(clean), ...Object.keys(foreign)].sort());
    expect(hashFiles(output)).toMatchObject(hashFiles(clean));
    expect(readFileSync(join(output, "desh/rain/notes.txt"), "utf8")).toBe("kept by hand");
  });

  it.each([
    ["is damaged", (state: string) => appendFileSync(join(state, "state.bin"), "…")],
    ["is of another version", (state: string) => writeColumns(join(state, "state.bin"), "another", {}, {})],
  ])("loses a story that becomes a draft, even if what the last build left %s", async (_, spoil) => {
    const input = writeNewsroom(twoStories);
    const request = { input, output: join(temporaryFolder("output"), "site"), now };
    reportOf(await buildSite({ ...request, keepState: true }));
    addFiles(input, { "articles/rain.md": story({ title: "Zqrain", status: "draft" }) });
    spoil(join(repository, stateFolder(relative(repository, input), relative(repository, request.output))));
    const build = await buildSite(request);
    reportOf(build);
    expect(build.stderr).toContain("everything is built anew");
    expect(filesIn(request.output).filter((path) => /rain/.test(path))).toEqual([]);
  });

  it("loses a story that becomes a draft, even if a full build failed in between", async () => {
    const input = writeNewsroom(twoStories);
    const request = { input, output: join(temporaryFolder("output"), "site"), now };
    reportOf(await buildSite({ ...request, keepState: true }));
    addFiles(input, { "articles/sun.md": story({ title: "Sun", section: "dehs" }) });
    expect((await buildSite({ ...request, flags: ["--full"], keepState: true })).code).toBe(1);
    addFiles(input, {
      "articles/sun.md": story({ title: "Sun", date: "2020-01-02" }),
      "articles/rain.md": story({ status: "draft" }),
    });
    reportOf(await buildSite(request));
    expect(filesIn(request.output).filter((path) => /rain/.test(path))).toEqual([]);
  });

  it("loses a draft that Eleventy's own command showed there before it became one", async () => {
    const input = writeNewsroom(twoStories);
    const output = join(temporaryFolder("output"), "site");
    const request = { input, output, now };
    reportOf(await buildSite({ ...request, keepState: true }));
    addFiles(input, { "articles/fog.md": story({ title: "Fog" }) });
    const [from, to] = [input, output].map((folder) => relative(repository, folder));
    const flags = ["--config=.eleventy.ts", `--input=${from}`, `--output=${to}`, "--quiet"];
    expect((await runCommand("node_modules/@11ty/eleventy/cmd.cjs", flags)).code).toBe(0);
    expect(filesIn(output)).toContain("desh/fog/index.html");
    addFiles(input, { "articles/fog.md": story({ title: "Fog", status: "draft" }) });
    reportOf(await buildSite(request));
    expect(filesIn(output).filter((path) => /fog/.test(path))).toEqual([]);
  });

  it("is never used where it would swallow the content", async () => {
    const input = writeNewsroom(twoStories);
    const before = hashFiles(input);
    for (const output of [join(input, "site"), join(input, "..")]) {
      const build = await buildSite({ input, output, now });
      expect(build.code, output).toBe(2);
      expect(build.stderr, output).toMatch(/Choose another\./);
    }
    expect(hashFiles(input)).toEqual(before);
  });
});

describe("a command used wrongly", () => {
  const input = join(repository, "content");
  it.each<[string, string[], RegExp]>([
    ["a misspelt flag", ["--ouput=x"], /--ouput.*Did you mean --output\?/s],
    ["a flag that does not exist", ["--frobnicate"], /--frobnicate/],
    ["a word that is no flag", ["content"], /content/],
    [
      "a moment that is none",
      ["--now=tomorrow"],
      /"tomorrow" is not a moment\. Write one such as --now=2026-11-22T08:00:00\+05:30/,
    ],
    [
      "a content folder that is not there",
      ["--input=no-such-folder"],
      /There is no folder no-such-folder\. Name the content folder with --input=FOLDER/,
    ],
    ["a language without a report", ["--language=fr"], /Write --language=en or --language=hi/],
    ["a configuration that is not there", ["--config=no-such.config.js"], /no-such\.config\.js/],
  ])("with %s ends with 2 and says what to write", async (_, flags, sentence) => {
    const output = join(temporaryFolder("wrong"), "site");
    const all = flags.some((flag) => flag.startsWith("--input")) ? flags : [`--input=${input}`, ...flags];
    const { code, stdout, stderr } = await runCommand(script, [...all, `--output=${output}`]);
    forgetState(input, output);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(existsSync(output)).toBe(false);
  });

  it("tells all its flags with --help", async () => {
    const { code, stdout } = await runCommand(script, ["--help"]);
    expect(code).toBe(0);
    for (const flag of ["--input", "--output", "--now", "--config", "--quiet", "--json"])
      expect(stdout).toContain(flag);
  });
});

describe("what the build prints", () => {
  it("is JSON alone with --json, so that a program can read it", async () => {
    const input = writeNewsroom(twoStories);
    const output = join(temporaryFolder("json"), "site");
    const { stdout } = await buildSite({ input, output, now });
    expect(JSON.parse(stdout)).toMatchObject({ built: true, stories: 2, problems: [] });
  });

  it("is nothing with --quiet when all is well", async () => {
    const input = writeNewsroom(twoStories);
    const output = join(temporaryFolder("quiet"), "site");
    const { code, stdout, stderr } = await runCommand(script, [
      `--input=${input}`,
      `--output=${output}`,
      `--now=${now}`,
      "--quiet",
    ]);
    forgetState(input, output);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
