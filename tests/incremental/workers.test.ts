import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differences } from "../support/site-files.ts";
import { addFiles, onePixel, plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder } from "./builder.ts";

/** So many that work is given to other processes. */
const storyCount = 1600;

const now = "2020-06-01T08:00:00Z";

let builder: Builder;
const content = () => join(builder.folder, "content");

/** A newsroom in which stories name each other, here and there. */
beforeAll(() => {
  builder = startBuilder();
  const files: Record<string, string | Uint8Array> = {
    "media/dot.gif": onePixel,
    "authors/asha.md": "---\nname: Asha\n---\nWrites.\n",
    "pages/about.md": "---\ntitle: About\n---\n[First](/videsh/story-0/)\n",
    "trending.yaml": "pinned: [{ article: story-3 }]\n",
  };
  for (let number = 0; number < storyCount; number++) {
    const other = `story-${(number * 7 + 11) % storyCount}`;
    const fields = {
      title: `Report ${number} of ${number % 13}`,
      date: new Date(Date.parse("2019-01-01T00:00:00Z") + number * 7_200_000).toISOString(),
      section: number % 3 === 0 ? "videsh" : "desh",
      tags: [`t${number % 7}`, `u${number % 50}`],
      ...(number % 5 === 0 ? { authors: ["asha"] } : {}),
      ...(number % 11 === 0
        ? { related: [other], unrelated: ["story-1", "story-2"].filter((id) => id !== other) }
        : {}),
      ...(number % 17 === 0 ? { series: `Series ${number % 4}` } : {}),
      ...(number % 100 === 50 ? { status: "draft" } : {}),
    };
    const parts = ["Rain fell.", "", number % 19 === 0 ? "![A dot](media/dot.gif)" : ""];
    if (number % 23 === 0) parts.push("", `::: also-read ${other}`, ":::");
    // Linked whether or not it is published.
    if (number % 29 === 0) parts.push("", "[There](/desh/story-50/)");
    files[`articles/${number % 10}/story-${number}.md`] = story(
      withoutSelf(fields, number),
      `${parts.join("\n")}\n`,
    );
  }
  writeNewsroom(files, content());
});

afterAll(() => builder.stop());

function withoutSelf<T extends { unrelated?: readonly string[] }>(fields: T, number: number): T {
  const { unrelated } = fields;
  return unrelated === undefined
    ? fields
    : { ...fields, unrelated: unrelated.filter((id) => id !== `story-${number}`) };
}

const build = (output: string, workers: number) =>
  builder.build({ input: "content", output, configPath: "eleventy.config.mjs", now, workers });

describe("several workers", () => {
  it("make the same site as one, from nothing and after a change of every page", async () => {
    for (const workers of [1, 3]) {
      expect(await build(`site-${workers}`, workers)).toMatchObject({
        error: undefined,
        written: { kept: 0 },
      });
    }
    expect(differences(join(builder.folder, "site-1"), join(builder.folder, "site-3"))).toEqual([]);

    addFiles(content(), {
      "site.yaml": JSON.stringify({ ...plainSite, name: "Bhor News" }),
      "articles/0/story-50.md": story({ title: "Out at last", date: "2019-02-01" }),
      "articles/fresh.md": story({ title: "Report 5 of 7", date: "2020-05-31", tags: ["t3"] }),
    });
    rmSync(join(content(), "articles/7/story-7.md"));
    const built = [];
    for (const workers of [1, 3]) built.push(await build(`site-${workers}`, workers));
    expect(built[1]?.written).toEqual(built[0]?.written);
    expect(built[1]?.next).toEqual(built[0]?.next);
    expect(differences(join(builder.folder, "site-1"), join(builder.folder, "site-3"))).toEqual([]);

    const clean = await build("clean", 2);
    expect(clean).toMatchObject({ error: undefined, problems: built[0]?.problems });
    expect(differences(join(builder.folder, "clean"), join(builder.folder, "site-3"))).toEqual([]);

    // What several found out serves one, and the other way round.
    addFiles(content(), {
      "articles/fresh.md": story({ title: "Report 5 of 7", date: "2020-05-31", tags: ["t4"] }),
    });
    expect(await build("site-1", 3)).toMatchObject({ written: { checked: 1 } });
    expect(await build("site-3", 1)).toMatchObject({ written: { checked: 1 } });
    expect(differences(join(builder.folder, "site-1"), join(builder.folder, "site-3"))).toEqual([]);
  }, 300_000);
});
