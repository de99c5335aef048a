import { appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { filesIn } from "../support/site-files.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { type KeptProject, openProject } from "./kept-project.ts";
import { type Change, changeArbitrary, changed } from "./small-changes.ts";
import { filesOf, morning, newsroomArbitrary, optionsOf, type SmallNewsroom } from "./small-newsroom.ts";

/** Another seed finds other mistakes: `KHABAR_SEED=7 KHABAR_RUNS=500 npx vitest run tests/incremental/changes`. */
const firstSeed = Number(process.env.KHABAR_SEED ?? 20261120);
const numRuns = Number(process.env.KHABAR_RUNS ?? 12);

const builders: Builder[] = [];
afterAll(() => {
  for (const builder of builders) builder.stop();
});

const hourMs = 3_600_000;

type Files = ReadonlyMap<string, string | Uint8Array>;

/** Brings the files of a project up to what they should be. @param age called with every file that is written */
function writeChanges(folder: string, before: Files, after: Files, age: (file: string) => void): void {
  for (const path of before.keys()) if (!after.has(path)) rmSync(join(folder, path));
  for (const [path, content] of after) {
    const old = before.get(path);
    if (old !== undefined && Buffer.from(old).equals(Buffer.from(content))) continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    age(file);
  }
}

/** Deletes, changes or touches a file of the site. */
function tamper(site: string, { which, how }: Change, age: (file: string) => void): void {
  const files = filesIn(site).filter((path) => path !== foreign);
  const path = files[(which * 31) % Math.max(1, files.length)];
  if (path === undefined) return;
  const file = join(site, path);
  if (how % 3 === 0) rmSync(file);
  else if (how % 3 === 1) appendFileSync(file, "scribble");
  else age(file);
}

/** A file that no build made, to be left alone. */
const foreign = "CNAME";

const ways = ["from one process to the next", "in a checkout", "in one process"] as const;

const counts = { built: 0, refused: 0 };

/** Edits and builds; after each edit the kept site must be that of a build that starts from nothing. */
async function followChanges(
  project: KeptProject,
  first: SmallNewsroom,
  steps: readonly (readonly Change[])[],
  way: (typeof ways)[number],
): Promise<void> {
  const { folder } = project;
  const site = join(folder, "site");
  mkdirSync(site);
  writeFileSync(join(site, foreign), "bhor.example\n");
  const inGit = way === "in a checkout";
  if (inGit) project.git("init", "--quiet");

  let seconds = 1_500_000_000;
  /** Files have times long past, each another one. */
  const age = (file: string) => {
    seconds += 7;
    utimesSync(file, seconds, seconds);
  };
  let files: Files = new Map();
  let now = morning;
  let next: number | undefined;
  let newsroom = first;
  const session = way === "in one process" ? ("open" as const) : undefined;
  const choices = () => ({ now: new Date(now).toISOString(), options: optionsOf(newsroom), session });
  const compare = async (newFiles: Files, how: number) => {
    // What was written just now is looked into; older files are known by their times.
    writeChanges(folder, files, newFiles, how % 3 === 0 ? () => undefined : age);
    files = newFiles;
    const built = await project.compare(choices(), [foreign]);
    counts[built.written === undefined ? "refused" : "built"]++;
    next = built.next?.at ?? next;
  };

  await compare(filesOf(newsroom), 0);
  for (const step of steps) {
    for (const change of step) {
      const { kind, which, how } = change;
      newsroom = changed(newsroom, change);
      if (kind === "wait") now += how * hourMs;
      if (kind === "goBack") now -= how * hourMs;
      if (kind === "nextMoment") now = next ?? now + hourMs;
      if (kind === "beforeNextMoment") now = (next ?? now) - 1;
      if (kind === "touch") for (const path of files.keys()) age(join(folder, path));
      if (kind === "tamper") tamper(site, change, age);
      if (inGit && which % 3 === 0) project.git("add", "--all", "content");
      if (inGit && which % 6 === 0) project.git("commit", "--quiet", "--allow-empty", "--message=Edit");
    }
    await compare(filesOf(newsroom), step[0]?.how ?? 0);
  }

  const before = project.site;
  const again = await project.build({ ...choices(), session: session && ("close" as const) });
  if (again.written === undefined) return;
  expect(again.written).toMatchObject({ rendered: 0, spliced: 0, changed: 0, removed: 0 });
  expect(project.site).toEqual(before);
}

describe("a site that is kept", () => {
  it.concurrent.each(ways)(
    "is that of a clean build after whatever was changed, %s",
    async (way) => {
      const builder = startBuilder();
      builders.push(builder);
      await fc.assert(
        fc.asyncProperty(
          newsroomArbitrary,
          fc.array(fc.array(changeArbitrary, { minLength: 1, maxLength: 3, size: "max" }), {
            minLength: 1,
            maxLength: 9,
            size: "max",
          }),
          async (newsroom, steps) => {
            const project = openProject(builder);
            try {
              await followChanges(project, newsroom, steps, way);
            } finally {
              rmSync(project.folder, { recursive: true });
            }
          },
        ),
        { seed: firstSeed + ways.indexOf(way), numRuns, interruptAfterTimeLimit: 540_000 },
      );
    },
    600_000,
  );

  it("was looked at while it could be built", () => {
    expect(counts.built).toBeGreaterThan(4 * counts.refused);
  });
});
