import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Server, startS3Server } from "../share/s3-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";
import { startBuild } from "./build-command.ts";
import { writeConfiguration } from "./builder.ts";
import { readTree } from "./tree.ts";

const parts = [1, 2, 3] as const;
const flags = ["--input=content", "--output=site", "--now=2026-11-20T08:00:00Z"];

/** The server takes any. */
const keys = {
  AWS_ACCESS_KEY_ID: "name-of-a-key",
  AWS_SECRET_ACCESS_KEY: "secret-of-a-key",
  AWS_REGION: "us-east-1",
};

let root: string;
let server: S3Server;
let places = 0;

beforeAll(async () => {
  root = temporaryFolder("shards");
  server = await startS3Server();
  const files: Record<string, string | Uint8Array> = { "media/dot.gif": widePicture };
  for (let number = 0; number < 60; number++) {
    const tags = [`t${number % 5}`, `u${number % 9}`];
    const image = number === 7 ? { image: { src: "media/dot.gif", alt: "A dot" } } : {};
    const date = new Date(Date.parse("2026-11-18T08:00:00Z") - number * 9e6).toISOString();
    files[`articles/story-${number}.md`] = story({ title: `Report ${number}`, date, tags, ...image });
  }
  writeNewsroom(files, join(root, "newsroom"));
});

afterAll(() => server?.close());

/** A machine: a project with a copy of the newsroom and nothing of any build. */
function machine(): string {
  const folder = join(root, `machine-${places++}`);
  mkdirSync(folder);
  writeConfiguration(folder);
  cpSync(join(root, "newsroom"), join(folder, "content"), { recursive: true });
  return folder;
}

interface PartBuild {
  readonly folder: string;
  readonly report: { readonly rendered: number; readonly checked: number; readonly kept: number };
}

/** Runs builds at the same time, each in a process of its own. */
function buildAll(folders: readonly string[], flagsOf: (index: number) => readonly string[]) {
  return Promise.all(
    folders.map(async (folder, index): Promise<PartBuild> => {
      const { code, stdout, stderr } = await startBuild(folder, [...flags, "--json", ...flagsOf(index)], keys)
        .ended;
      if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
      return { folder, report: JSON.parse(stdout.slice(stdout.search(/^\{/m))) };
    }),
  );
}

const shard = (index: number) => `--shard=${parts[index]}/${parts.length}`;

/** Path to digest of everything in the sites of several machines; fails where two of them have the same file. */
function union(folders: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of folders) {
    for (const [path, { digest }] of readTree(join(folder, "site"))) {
      expect(files).not.toHaveProperty([path]);
      files[path] = digest;
    }
  }
  return files;
}

async function wholeSite(): Promise<Record<string, string>> {
  const whole = machine();
  await buildAll([whole], () => []);
  return union([whole]);
}

describe("the parts of a site", () => {
  it("are together what one build makes, and none has what another has", async () => {
    const machines = parts.map(machine);
    const built = await buildAll(machines, (index) => [shard(index)]);
    const files = union(machines);
    expect(files).toEqual(await wholeSite());
    expect(Object.keys(files).filter((path) => path.startsWith("media/sized/")).length).toBeGreaterThan(5);
    for (const { report } of built) expect(report.rendered).toBeGreaterThan(0);
  });

  it.each([
    ["a folder", () => join(root, "kept")],
    ["a bucket", () => server.place("site")],
  ])("start from state in %s on machines that forget", async (_, placeOf) => {
    const place = placeOf();
    await buildAll(parts.map(machine), (index) => [shard(index), `--state=${place}`]);
    addFiles(join(root, "newsroom"), {
      [`articles/late-${places}.md`]: story({ title: "Late", date: "2026-11-20T06:00", tags: ["t1"] }),
    });
    const later = await buildAll(parts.map(machine), (index) => [shard(index), `--state=${place}`]);
    // The new story, and the one with a picture, whose file has another time on each machine.
    for (const { report } of later) expect(report.checked).toBeLessThanOrEqual(2);
    expect(union(later.map(({ folder }) => folder))).toEqual(await wholeSite());
  });

  it("render only what changed where a machine has kept its part", async () => {
    const machines = parts.map(machine);
    await buildAll(machines, (index) => [shard(index)]);
    for (const folder of machines) {
      addFiles(join(folder, "content"), {
        "articles/story-30.md": story(
          { title: "Report 30", date: "2026-11-15T05:00", tags: ["t0", "u3"] },
          "New.\n",
        ),
      });
    }
    const later = await buildAll(machines, (index) => [shard(index)]);
    const rendered = later.reduce((sum, { report }) => sum + report.rendered, 0);
    expect(rendered).toBeGreaterThan(0);
    expect(rendered).toBeLessThan(30);
    const whole = machine();
    rmSync(join(whole, "content"), { recursive: true });
    cpSync(join(machines[0] as string, "content"), join(whole, "content"), { recursive: true });
    await buildAll([whole], () => []);
    expect(union(machines)).toEqual(union([whole]));
  });
});

describe("a part that is none", () => {
  it.each(["0/3", "4/3", "x", "1/0"])("is refused: %s", async (written) => {
    const folder = machine();
    const { code, stderr } = await startBuild(folder, [...flags, `--shard=${written}`]).ended;
    expect(code).toBe(2);
    expect(stderr).toContain("--shard=1/4");
  });
});
