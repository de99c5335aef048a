import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveries } from "../../src/options.ts";
import { story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { type KeptProject, openProject } from "./kept-project.ts";

const now = "2026-11-23T12:00:00+05:30";
const storyCount = 24;

let builder: Builder;
let project: KeptProject;

beforeAll(() => {
  builder = startBuilder();
  project = openProject(builder);
  const files: Record<string, string> = {};
  for (let number = 0; number < storyCount; number++) {
    const date = `2026-10-${String(number + 1).padStart(2, "0")}T08:00`;
    files[`articles/story-${number}.md`] = story({ title: `Report & ${number}`, date });
  }
  writeNewsroom(files, join(project.folder, "content"));
});

afterAll(() => builder.stop());

const storyPages = (paths: readonly string[]) => paths.filter((path) => /^desh\/story-/.test(path));

describe.each(deliveries)("where the live list is a matter of %s", (delivery) => {
  const options = { trending: { limit: 4, delivery } };

  it("another strip is put into the pages without rendering them, and the site is that of a clean build", async () => {
    expect(await project.build({ now, options })).toMatchObject({ error: undefined, problems: [] });
    project.write({ "trending.yaml": "pinned: [{ article: story-3 }]\n" });
    const pinned = await project.compare({ now, options });
    expect(storyPages(pinned.changes)).toHaveLength(storyCount);
    expect(Object.keys(pinned.written?.because ?? {})).toEqual(["trending"]);
    expect(pinned.written?.spliced).toBeGreaterThanOrEqual(storyCount);
    project.remove("trending.yaml");
    const unpinned = await project.compare({ now, options });
    expect(unpinned.written?.spliced).toBeGreaterThanOrEqual(storyCount);
  });
});

it("another delivery renders every page", async () => {
  await project.build({ now, options: { trending: { limit: 4, delivery: "worker" } } });
  const { written } = await project.compare({ now, options: { trending: { limit: 4, delivery: "baked" } } });
  expect(written).toMatchObject({ kept: 0, because: { code: written?.pages } });
});
