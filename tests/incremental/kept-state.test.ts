import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { writeColumns } from "../../src/ledger/columns.ts";
import { differences } from "../support/site-files.ts";
import { addFiles, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";
import { startBuild } from "./build-command.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { changedFiles, readTree, touchedFiles } from "./tree.ts";

const now = "2020-06-01T08:00:00Z";
const request = { input: "content", output: "_site", configPath: "eleventy.config.mjs", now };

let builder: Builder;
/** Where builds into `_site` keep what they learn. */
let state: string;
const site = () => join(builder.folder, "_site");
const stateFile = () => join(state, "state.bin");
const detailsFiles = () => readdirSync(state).filter((file) => file.startsWith("details-"));

beforeAll(async () => {
  builder = startBuilder();
  const files: Record<string, string | Uint8Array> = { "media/dot.gif": widePicture };
  for (let number = 0; number < 20; number++) {
    const fields = {
      title: `Report ${number}`,
      date: `2020-01-${10 + number}T08:00`,
      tags: [`t${number % 3}`],
    };
    files[`articles/story-${number}.md`] = story({
      ...fields,
      image: { src: "media/dot.gif", alt: "A dot" },
    });
  }
  writeNewsroom(files, join(builder.folder, "content"));
  expect(await builder.build(request)).toMatchObject({ error: undefined, problems: [], fault: undefined });
  const [name = ""] = readdirSync(join(builder.folder, ".khabar"));
  state = join(builder.folder, ".khabar", name);
});

afterAll(() => builder.stop());

// Whatever a test before this one did.
beforeEach(async () => {
  rmSync(state, { recursive: true });
  expect(await builder.build(request)).toMatchObject({ error: undefined, fault: undefined });
});

let edits = 0;

/** Adds a story, takes away the one added before, and edits another. */
function edit(): void {
  rmSync(join(builder.folder, `content/articles/extra-${edits}.md`), { force: true });
  edits++;
  const fields = { title: `Edit ${edits}`, date: "2020-03-01T08:00", tags: [`only-${edits}`] };
  addFiles(join(builder.folder, "content"), {
    [`articles/extra-${edits}.md`]: story(fields),
    "articles/story-7.md": story({ title: "Report 7", date: "2020-01-17T08:00" }, `Text ${edits}.\n`),
  });
}

async function expectCleanSite(): Promise<void> {
  const clean = await builder.build({ ...request, output: `clean-${edits}`, full: true });
  expect(clean).toMatchObject({ error: undefined });
  expect(differences(join(builder.folder, `clean-${edits}`), site())).toEqual([]);
}

function flipByte(file: string, share: number): void {
  const bytes = readFileSync(file);
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
  bytes[at] = (bytes[at] as number) ^ 0x41;
  writeFileSync(file, bytes);
}

const damages: readonly (readonly [string, string, () => void])[] = [
  ["is empty", "foreign", () => truncateSync(stateFile())],
  ["was cut after ten bytes", "foreign", () => truncateSync(stateFile(), 10)],
  ["was cut within its digest", "damaged", () => truncateSync(stateFile(), 25)],
  ["was cut within its header", "damaged", () => truncateSync(stateFile(), 60)],
  [
    "lacks its second half",
    "damaged",
    () => truncateSync(stateFile(), readFileSync(stateFile()).length >> 1),
  ],
  ["lacks its last byte", "damaged", () => truncateSync(stateFile(), readFileSync(stateFile()).length - 1)],
  ["has another first byte", "foreign", () => flipByte(stateFile(), 0)],
  ["has another byte in its header", "damaged", () => flipByte(stateFile(), 0.02)],
  ["has another byte in its middle", "damaged", () => flipByte(stateFile(), 0.5)],
  ["has another last byte", "damaged", () => flipByte(stateFile(), 1)],
  ["is somebody's text", "foreign", () => writeFileSync(stateFile(), "Dear diary\n")],
  [
    "is of a newer version",
    "other-version",
    () => writeColumns(stateFile(), "khabar state 999", {}, { a: ["b"] }),
  ],
  ["lacks the details of stories", "damaged", () => rmSync(join(state, detailsFiles()[0] ?? ""))],
];

describe("a kept state that", () => {
  it.each(damages)(
    "%s is discarded with a word, and the site is made as if there were none",
    async (_, fault, damage) => {
      edit();
      damage();
      const before = readTree(site());
      const built = await builder.build(request);
      expect(built).toMatchObject({ error: undefined, problems: [], fault, written: { kept: 0 } });
      expect(touchedFiles(before, readTree(site()))).toEqual([]);
      await expectCleanSite();
      expect(await builder.build(request)).toMatchObject({
        fault: undefined,
        written: { rendered: 0, changed: 0 },
      });
    },
  );

  it.each([
    ["has details that were cut", (file: string) => truncateSync(file, 40)],
    ["has empty details", (file: string) => truncateSync(file)],
    ["has details with another byte", (file: string) => flipByte(file, 0.5)],
    [
      "has details with other words",
      (file: string) =>
        writeFileSync(file, readFileSync(file, "latin1").replaceAll("Report", "Repeat"), "latin1"),
    ],
    ["has somebody's text for details", (file: string) => writeFileSync(file, "Dear diary\n".repeat(4000))],
  ])("%s is discarded with a word, too", async (_, damage) => {
    edit();
    for (const file of detailsFiles()) damage(join(state, file));
    // A page that shows stories which have not changed.
    rmSync(join(site(), "index.html"), { force: true });
    const built = await builder.build(request);
    expect(built).toMatchObject({ error: undefined, problems: [], fault: "damaged" });
    await expectCleanSite();
    expect(await builder.build(request)).toMatchObject({
      fault: undefined,
      written: { rendered: 0, changed: 0 },
    });
  });

  it("is gone without a trace is not missed, and no page of a former story stays", async () => {
    edit();
    rmSync(state, { recursive: true });
    const before = readTree(site());
    const built = await builder.build(request);
    expect(built).toMatchObject({
      error: undefined,
      problems: [],
      fault: undefined,
      written: { removed: expect.any(Number) },
    });
    expect(changedFiles(before, readTree(site()))).toContain(`desh/extra-${edits - 1}/index.html`);
    await expectCleanSite();
  });

  it.each([
    ["foreign", "is not ours", () => writeFileSync(stateFile(), "Dear diary\n")],
    ["damaged", "is damaged", () => flipByte(stateFile(), 0.5)],
    ["newer", "is of another version of Khabar", () => writeColumns(stateFile(), "khabar state 999", {}, {})],
  ])("is %s costs one line", async (_, words, damage) => {
    edit();
    damage();
    const end = await startBuild(builder.folder, ["--input=content", `--now=${now}`, "--quiet"]).ended;
    expect(end).toMatchObject({ code: 0, stdout: "" });
    expect(end.stderr).toMatch(new RegExp(`^[^\\n]*${words}[^\\n]*\\n$`));
    await expectCleanSite();
  });

  it("holds what the last build that could be published found, after one that could not", async () => {
    edit();
    addFiles(join(builder.folder, "content"), { "articles/mistake.md": story({ section: "nowhere" }) });
    const before = readTree(site());
    const failed = await builder.build(request);
    expect(failed.written).toBeUndefined();
    expect(readTree(site())).toEqual(before);
    rmSync(join(builder.folder, "content/articles/mistake.md"));
    const built = await builder.build(request);
    expect(built.written).toMatchObject({ checked: 2 });
    await expectCleanSite();
  });

  it("does not grow with what it no longer needs", async () => {
    const counts: number[] = [];
    for (let round = 0; round < 8; round++) {
      edit();
      await builder.build(request);
      counts.push(readdirSync(state).length);
    }
    expect(counts.at(-1)).toBe(counts[1]);
    // One of the first build, and one of the last, which checked the two stories that are not as they were then.
    expect(detailsFiles()).toHaveLength(2);
  });
});
