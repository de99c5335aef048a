import { cpSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { options } from "../../.eleventy.ts";
import { buildSite, forgetState, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { repository, sampleMoment } from "../support/repository.ts";
import { runCommand } from "../support/run-command.ts";
import { differences, filesIn, hashFiles } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";

/** As `.eleventy.ts` has it. */

const eleventy = "node_modules/@11ty/eleventy/cmd.cjs";

describe("the same files and the same moment", () => {
  it("give the same bytes in another folder, time zone and language of the machine", async () => {
    const output = join(temporaryFolder("same"), "another folder/साइट");
    const environment = {
      TZ: "America/St_Johns",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
      LANGUAGE: "tr",
    };
    reportOf(await buildSite({ input: "content", output, now: "2026-11-22T15:00:00Z", environment }));
    expect(differences(inject("sampleSite"), output)).toEqual([]);
  });

  it("give the same bytes over a site that is already there, and change no file, even if the build forgot it", async () => {
    const folder = temporaryFolder("again");
    const input = writeNewsroom({ "articles/rain.md": story() });
    const request = { input, output: join(folder, "site"), now: sampleMoment };
    const first = reportOf(await buildSite(request));
    const hashes = hashFiles(request.output);
    const second = reportOf(await buildSite(request));
    expect(first.changed).toBe(Object.keys(hashes).length);
    expect(second).toMatchObject({ changed: 0, removed: 0 });
    expect(hashFiles(request.output)).toEqual(hashes);
  });
});

describe("Eleventy's own command", () => {
  it("gives the same sample site as npm run build, byte for byte", async () => {
    const folder = temporaryFolder("eleventy");
    const config = writeEleventyConfig(folder, { ...options, now: sampleMoment });
    const output = join(folder, "site");
    const result = await runCommand(eleventy, [
      `--config=${config}`,
      `--output=${relative(repository, output)}`,
      "--quiet",
    ]);
    forgetState("content", output);
    expect(result.code, result.stderr).toBe(0);
    expect(differences(inject("sampleSite"), output)).toEqual([]);
  });

  it.each([
    ["relative to the project", (input: string) => relative(repository, input)],
    ["absolute", (input: string) => input],
  ])(
    "builds another newsroom with the project's configuration, its folder %s, and publishes no draft",
    async (_, named) => {
      const folder = temporaryFolder("eleventy");
      // Nothing here depends on the moment: the configuration leaves that to the clock.
      const input = writeNewsroom({
        "articles/rain.md": story(
          { image: { src: "media/dot.gif", alt: "A dot" } },
          "It is {{ 7 * 7 }} degrees.\n",
        ),
        "articles/draft.md": story({ title: "Zqdraft", status: "draft" }),
        "authors/asha.md": "---\nname: Asha\n---\nWrites.\n",
        "pages/about.md": "---\ntitle: About\n---\nWe.\n",
        "media/dot.gif": widePicture,
      });
      const [byBuild, byEleventy] = [join(folder, "build"), join(folder, "eleventy")];
      reportOf(await buildSite({ input, output: byBuild }));
      const flags = [
        "--config=.eleventy.ts",
        `--input=${named(input)}`,
        `--output=${named(byEleventy)}`,
        "--quiet",
      ];
      const result = await runCommand(eleventy, flags);
      forgetState(input, byEleventy);
      expect(result.code, result.stderr).toBe(0);
      expect(differences(byBuild, byEleventy)).toEqual([]);
    },
  );

  it("publishes nothing if the content has an error", async () => {
    const folder = temporaryFolder("eleventy");
    const input = writeNewsroom({ "articles/rain.md": story({ section: "nowhere" }) });
    const output = join(folder, "site");
    const flags = [
      "--config=.eleventy.ts",
      `--input=${relative(repository, input)}`,
      `--output=${relative(repository, output)}`,
    ];
    const result = await runCommand(eleventy, flags);
    forgetState(input, output);
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain("rain.md:4:");
    expect(hashFiles(output)).toEqual({});
  });
});

describe("the content folder", () => {
  const files = {
    "articles/rain.md": story({
      image: { src: "media/dot.gif", alt: "A dot" },
      tags: ["मौसम"],
      authors: ["asha"],
    }),
    "articles/बारिश की ख़बर.md": story({ title: "बारिश", date: "2020-01-02" }, "[पहले](/desh/rain/)\n"),
    "authors/asha.md": "---\nname: Asha\n---\nWrites.\n",
    "media/dot.gif": widePicture,
  };

  it("may be named absolutely or relatively, lie outside the project, and have spaces and Hindi letters in its path", async () => {
    const folder = temporaryFolder("folders");
    const plain = writeNewsroom(files, join(folder, "plain"));
    const named = join(folder, "मेरा समाचार कक्ष");
    mkdirSync(named);
    cpSync(plain, named, { recursive: true });
    const outputs: string[] = [];
    for (const input of [`${plain}/`, relative(repository, plain), named]) {
      const output = join(folder, `site ${outputs.length}`);
      outputs.push(output);
      const build = await buildSite({ input, output, now: sampleMoment });
      expect(build.json, build.stderr).toMatchObject({ built: true, stories: 2, problems: [] });
    }
    const [first = "", ...others] = outputs;
    expect(filesIn(first)).toContainEqual(expect.stringMatching(/^media\/sized\/dot-/));
    for (const other of others) expect(differences(first, other)).toEqual([]);
  });
});
