import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { repository } from "./support/repository.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const next = { at: "2026-10-31T18:30:00.000Z", because: "publish", article: "2026/embargo" };

function due(report: unknown, moment: string) {
  const file = join(temporaryFolder("due"), "build.json");
  if (report !== undefined) writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(repository, "scripts/due.mjs"), file, moment],
    {
      encoding: "utf8",
    },
  );
  return { code: status, stdout };
}

describe("whether a site is to be built though nobody has written", () => {
  it("is told to the millisecond, at the end of a month as at any midnight", () => {
    const report = { built: true, next };
    expect(due(report, "2026-10-31T23:59:59.999+05:30")).toEqual({
      code: 1,
      stdout: "Not yet: the site changes at 2026-10-31T18:30:00.000Z (publish 2026/embargo).\n",
    });
    expect(due(report, "2026-11-01T00:00:00.000+05:30")).toEqual({
      code: 0,
      stdout: "Build: since 2026-10-31T18:30:00.000Z the site is another (publish 2026/embargo).\n",
    });
  });

  it("is no where nothing will change, and yes where nothing is known", () => {
    expect(due({ built: true }, "2026-11-01").code).toBe(1);
    expect(due({ built: false, problems: [] }, "2026-11-01").code).toBe(0);
    expect(due("{ cut", "2026-11-01").code).toBe(0);
    expect(due(undefined, "2026-11-01").code).toBe(0);
    for (const unlike of ["null", "1", '"built"', "[]"]) expect(due(unlike, "2026-11-01").code).toBe(0);
    expect(due({ built: true, next: null }, "2026-11-01").code).toBe(1);
    expect(due({ built: true, next: { at: "soon" } }, "2026-11-01").code).toBe(0);
    expect(due({ built: true }, "some day").code).toBe(2);
  });
});

describe("the schedule for a server of one's own", () => {
  it("builds once, and again only when the moment has come or somebody has written", () => {
    const origin = temporaryFolder("origin");
    const clone = join(temporaryFolder("clone"), "newsroom");
    const run = (folder: string, ...words: [string, ...string[]]) =>
      execFileSync(words[0], words.slice(1), {
        cwd: folder,
        encoding: "utf8",
        stdio: "pipe",
        env: { ...process.env, PATH: `${clone}/bin:${process.env.PATH}` },
      });
    const commit = (text: string) => {
      writeFileSync(join(origin, "story.md"), text);
      run(origin, "git", "add", ".");
      run(origin, "git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "a story");
    };
    run(origin, "git", "init", "-q", "-b", "main");
    mkdirSync(join(origin, "scripts"));
    mkdirSync(join(origin, "bin"));
    mkdirSync(join(origin, "node_modules"));
    writeFileSync(join(origin, "node_modules/.keep"), "");
    writeFileSync(join(origin, ".gitignore"), ".khabar\nbuilt\n");
    writeFileSync(join(origin, "scripts/due.mjs"), readFileSync(join(repository, "scripts/due.mjs")));
    // What npm does here is not the schedule's business: it tells that it built, and when the next change is.
    writeFileSync(join(origin, "bin/npm"), "#!/bin/sh\necho built >> built\ncat next.json\n");
    chmodSync(join(origin, "bin/npm"), 0o755);
    writeFileSync(join(origin, "next.json"), JSON.stringify({ built: true }));
    commit("one");
    run(origin, "git", "clone", "-q", origin, clone);
    mkdirSync(join(clone, ".khabar"));
    const publish = () => run(clone, "sh", join(repository, "docs/examples/schedule/publish.sh"));
    const builds = () =>
      existsSync(join(clone, "built"))
        ? readFileSync(join(clone, "built"), "utf8").split("\n").length - 1
        : 0;
    publish();
    publish();
    expect(builds()).toBe(1);
    commit("two");
    publish();
    publish();
    expect(builds()).toBe(2);
    writeFileSync(join(clone, ".khabar/build.json"), JSON.stringify({ built: true, next }));
    publish();
    expect(builds()).toBe(3);
  });
});

describe("the schedule for GitHub", () => {
  it("is YAML whose every step after the question waits for its answer", () => {
    const text = readFileSync(join(repository, "docs/examples/github-actions/publish.yml"), "utf8");
    const { jobs } = parse(text) as { jobs: { publish: { steps: { id?: string; if?: string }[] } } };
    const { steps } = jobs.publish;
    const asked = steps.findIndex(({ id }) => id === "due");
    expect(asked).toBeGreaterThan(0);
    expect(new Set(steps.slice(asked + 1).map((step) => step.if))).toEqual(
      new Set(["steps.due.outputs.build"]),
    );
  });
});
