import { existsSync, readdirSync, rmSync, watch } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { differences } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";
import { startBuild } from "./build-command.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { readTree } from "./tree.ts";

const now = "2026-11-20T08:00:00Z";
const flags = ["--input=content", "--output=site", `--now=${now}`, "--quiet"];
const storyCount = 240;

let builder: Builder;
let folder: string;
/** Where builds into `site` keep what they learn. */
let state: string;
const content = () => join(folder, "content");
const site = () => join(folder, "site");

beforeAll(async () => {
  folder = temporaryFolder("crash");
  builder = startBuilder(folder);
  const files: Record<string, string | Uint8Array> = { "media/dot.gif": widePicture };
  for (let number = 0; number < storyCount; number++) {
    const date = new Date(Date.parse(now) - (number + 2) * 7_200_000).toISOString();
    const image = number % 20 === 0 ? { image: { src: "media/dot.gif", alt: "A dot" } } : {};
    const tags = [`t${number % 9}`, `u${number % 40}`];
    files[`articles/story-${number}.md`] = story({ title: `Report ${number}`, date, tags, ...image });
  }
  writeNewsroom(files, content());
  await builder.build({ input: "content", output: "site", configPath: "eleventy.config.mjs", now });
  const [name = ""] = readdirSync(join(folder, ".khabar"));
  state = join(folder, ".khabar", name);
});

afterAll(() => builder.stop());

/** The same numbers each time. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomNumbers(seed: number): () => number {
  let state = seed + 1;
  for (let warm = 0; warm < 3; warm++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

let edits = 0;

/** Changes every page by the site's name, and adds, removes and edits stories. */
function edit(random: () => number): void {
  edits++;
  const sections = "sections: [{ id: desh, title: Country }, { id: videsh, title: World }]";
  const settings = `url: https://bhor.example\nlanguage: en\ntimeZone: Asia/Kolkata\n${sections}\n`;
  const files: Record<string, string> = {};
  // Otherwise most pages stand.
  if (random() < 0.7) files["site.yaml"] = `name: Bhor ${edits}\n${settings}`;
  const dated = (number: number) => ({ title: `Edit ${edits}`, date: `2026-11-0${1 + (number % 9)}T08:00` });
  files[`articles/story-${Math.floor(random() * storyCount)}.md`] = story(dated(edits), `Text ${edits}.\n`);
  for (const path of readdirSync(join(content(), "articles"))) {
    if (path.startsWith("extra-") && random() < 0.7) rmSync(join(content(), "articles", path));
  }
  files[`articles/extra-${edits}.md`] = story({ ...dated(edits), tags: [`only-${edits}`] });
  addFiles(content(), files);
}

/** Starts a build and kills it. @param wait how long to wait, after the build began to publish if `isPublishing` */
async function killedBuild(waitMs: number, isPublishing: boolean): Promise<void> {
  const { child, ended } = startBuild(folder, [...flags, "--workers=1"]);
  const kill = () => setTimeout(() => child.kill("SIGKILL"), waitMs);
  const watcher = isPublishing
    ? watch(state, (_, file) => {
        if (file === "publishing.json") kill();
      })
    : undefined;
  if (!isPublishing) kill();
  await ended;
  watcher?.close();
}

let cleanBuilds = 0;

/** One more build has to make the site that a build from nothing makes. */
async function expectFinished(): Promise<void> {
  const { code, stderr } = await startBuild(folder, flags).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const output = `clean-${cleanBuilds++}`;
  const clean = await builder.build({ input: "content", output, configPath: "eleventy.config.mjs", now });
  expect(clean.written).toBeDefined();
  expect(differences(join(folder, output), site())).toEqual([]);
  rmSync(join(folder, output), { recursive: true });
  const left = readdirSync(state).filter((file) => /\.pack$|^publishing/.test(file));
  expect(left).toEqual([]);
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe("after a build was killed", () => {
  let wholeBuildMs = 0;
  let interrupted = 0;

  beforeAll(async () => {
    edit(() => 0);
    const began = performance.now();
    await startBuild(folder, flags).ended;
    wholeBuildMs = performance.now() - began;
  });

  it.each(seeds(4))(
    "at any moment, the next one finishes the job (%i)",
    async (seed) => {
      const random = randomNumbers(seed);
      edit(random);
      await killedBuild(random() * wholeBuildMs, false);
      await expectFinished();
    },
    120_000,
  );

  it.each(seeds(3))(
    "while it published, the next one finishes the job, even after another edit (%i)",
    async (seed) => {
      const random = randomNumbers(100 + seed);
      edit(random);
      await killedBuild(random() * 60, true);
      if (existsSync(join(state, "publishing.json"))) interrupted++;
      if (seed % 2 === 0) edit(random);
      await expectFinished();
    },
    120_000,
  );

  it.each(seeds(2))(
    "again and again, the next one leaves nothing of any of them (%i)",
    async (seed) => {
      const random = randomNumbers(200 + seed);
      for (let attempt = 0; attempt < 3; attempt++) {
        edit(random);
        await killedBuild(random() * 40, true);
        if (existsSync(join(state, "publishing.json"))) interrupted++;
      }
      await expectFinished();
    },
    180_000,
  );

  it.each(seeds(2))(
    "that was the first of all, the next one finishes the job, and nothing lies beside the site (%i)",
    async (seed) => {
      const random = randomNumbers(300 + seed);
      rmSync(state, { recursive: true });
      rmSync(site(), { recursive: true });
      const beside = readdirSync(folder);
      await killedBuild(wholeBuildMs * (0.3 + 0.6 * random()), false);
      if (seed % 2 === 0) edit(random);
      await expectFinished();
      expect(readdirSync(folder).filter((name) => !beside.includes(name) && name !== "site")).toEqual([]);
    },
    120_000,
  );

  it("has indeed been in the midst of publishing now and then", () => {
    expect(interrupted).toBeGreaterThan(3);
  });
});

describe("two builds at once in one folder", () => {
  it("get in nobody's way: the second says so and stops", async () => {
    edit(() => 0);
    const first = startBuild(folder, flags);
    await new Promise<void>((begun) => {
      const watcher = watch(state, (_, file) => {
        if (!file?.endsWith(".pack")) return;
        watcher.close();
        begun();
      });
    });
    // As slow as can be.
    first.child.kill("SIGSTOP");
    const before = readTree(site());
    const second = await startBuild(folder, flags).ended;
    expect(second).toMatchObject({ code: 2, stdout: "" });
    expect(second.stderr).toMatch(/^Another build is writing to site\. .*\.\n$/);
    expect(readTree(site())).toEqual(before);
    first.child.kill("SIGCONT");
    expect(await first.ended).toMatchObject({ code: 0, stderr: "" });
    await expectFinished();
  }, 120_000);
});

describe("a build that fails", () => {
  afterEach(() => rmSync(join(folder, "layouts"), { recursive: true, force: true }));

  it.each([
    ["a mistake in a story", "content/articles/mistake.md", story({ section: "nowhere" })],
    ["a mistake in site.yaml", "content/site.yaml", "name: Bhor\n"],
    ["a mistake in a layout", "layouts/parts/headline.njk", "{% nonsense %}\n"],
    [
      "a mistake in a layout that shows when it is used",
      "layouts/parts/headline.njk",
      "{{ view.title | nonsense }}\n",
    ],
  ])(
    "for %s leaves the site as it was, and times of files too",
    async (_, path, text) => {
      await expectFinished();
      const before = readTree(site());
      edit(() => 0);
      addFiles(folder, { [path]: text });
      const failed = await startBuild(folder, flags).ended;
      expect(failed).toMatchObject({ code: 1, stdout: "" });
      expect(failed.stderr).toContain("Nothing was written. The last good site stays as it was.");
      expect(readTree(site())).toEqual(before);
      rmSync(join(folder, path));
      edit(() => 0);
      await expectFinished();
    },
    120_000,
  );
});
