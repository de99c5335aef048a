import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, onePixel, story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, type BuilderAnswer, startBuilder } from "./builder.ts";
import { type KeptProject, openProject } from "./kept-project.ts";
import { readTree } from "./tree.ts";

let builder: Builder;
beforeAll(() => {
  builder = startBuilder();
});
afterAll(() => builder.stop());

const now = "2020-06-01T08:00:00Z";

/** A project with these files, built once. */
async function builtProject(files: Parameters<typeof writeNewsroom>[0]): Promise<KeptProject> {
  const project = openProject(builder);
  writeNewsroom(files, join(project.folder, "content"));
  expect(await project.build({ now })).toMatchObject({ error: undefined, problems: [] });
  return project;
}

describe("a page is made anew", () => {
  it("when its translation turns out to be another site's", async () => {
    const project = await builtProject({
      "articles/rain.md": story(),
      "articles/barish.md": story({ title: "बारिश", language: "hi", translationOf: "rain" }),
    });
    project.write({
      "articles/barish.md": story({
        title: "बारिश",
        language: "hi",
        translationOf: "rain",
        canonical: "https://agency.example/barish/",
      }),
    });
    const { changes } = await project.compare({ now });
    expect(changes).toContain("desh/rain/index.html");
  });

  it("when a file that its layout includes from the project's own includes has changed", async () => {
    const project = await builtProject({ "articles/rain.md": story(), "_includes/banner.njk": "Old banner" });
    addFiles(project.folder, { "layouts/parts/kicker.njk": '{% include "banner.njk" %}\n' });
    const { changes } = await project.compare({ now });
    expect(changes).toContain("desh/rain/index.html");
    project.write({ "_includes/banner.njk": "New banner" });
    const after = await project.compare({ now });
    expect(after.changes).toContain("desh/rain/index.html");
  });

  it("when data of the project that its layout prints have changed", async () => {
    const project = await builtProject({
      "articles/rain.md": story(),
      "_data/weather.json": '{ "today": "sun" }',
    });
    addFiles(project.folder, { "layouts/parts/kicker.njk": "{{ weather.today }}\n" });
    const { changes } = await project.compare({ now });
    expect(changes).toContain("desh/rain/index.html");
    project.write({ "_data/weather.json": '{ "today": "rain" }' });
    const after = await project.compare({ now });
    expect(after.changes).toContain("desh/rain/index.html");
  });
});

describe("an address", () => {
  it.each([
    ["a file becomes a folder", "/old.html", "/old.html/rain/"],
    ["a folder becomes a file", "/old.html/rain/", "/old.html"],
  ])("may change so that %s", async (_, before, after) => {
    const project = await builtProject({ "articles/rain.md": story({ permalink: before }) });
    project.write({ "articles/rain.md": story({ permalink: after }) });
    await project.compare({ now });
  });
});

describe("a full build", () => {
  const sun = story({ title: "Sun" });

  it("takes away the pages of stories that are gone", async () => {
    const project = await builtProject({ "articles/rain.md": story(), "articles/sun.md": sun });
    project.remove("articles/sun.md");
    const { changes } = await project.compare({ now, full: true });
    expect(changes).toContain("desh/sun/index.html");
  });

  it("that finds a mistake still leaves the next one to know what is to be taken away", async () => {
    const project = await builtProject({ "articles/rain.md": story(), "articles/sun.md": sun });
    project.remove("articles/sun.md");
    project.write({ "articles/rain.md": story({ section: "nowhere" }) });
    expect((await project.compare({ now, full: true })).changes).toEqual([]);
    project.write({ "articles/rain.md": story() });
    const { changes } = await project.compare({ now });
    expect(changes).toContain("desh/sun/index.html");
  });
});

describe("a picture", () => {
  it("that is replaced by one of the same size at once comes under another address", async () => {
    const project = await builtProject({
      "articles/rain.md": story({}, "![A dot](media/dot.gif)\n"),
      "media/dot.gif": onePixel,
    });
    const other = Buffer.from(onePixel);
    other[13] = 7;
    project.write({ "media/dot.gif": other });
    const { changes } = await project.compare({ now });
    expect(changes).toContainEqual(expect.stringMatching(/^media\/sized\/dot-/));
  });
});

describe("the project's own templates", () => {
  const request = { input: "content", output: "_site", configPath: "eleventy.config.mjs", now };

  /** Builds in a process of its own, as `npm run build` does. */
  async function built(folder: string): Promise<BuilderAnswer> {
    const alone = startBuilder(folder);
    const answer = await alone.build(request);
    alone.stop();
    return answer;
  }

  function projectWithShop(): string {
    const folder = temporaryFolder("shop");
    const files = {
      "articles/rain.md": story(),
      "shop.njk": "Open all day.\n",
      "about/us.njk": "We sell umbrellas.\n",
    };
    writeNewsroom(files, join(folder, "content"));
    return folder;
  }

  const shopPage = (folder: string) => readFileSync(join(folder, "_site/shop/index.html"), "utf8");

  it("have their pages in the default folder from the first build on", async () => {
    const folder = projectWithShop();
    for (let time = 0; time < 2; time++) {
      expect(await built(folder)).toMatchObject({ error: undefined });
      const pages = [...readTree(join(folder, "_site")).keys()];
      expect(pages).toEqual(expect.arrayContaining(["shop/index.html", "about/us/index.html"]));
    }
  });

  it("are made anew when they change", async () => {
    const folder = projectWithShop();
    await built(folder);
    addFiles(folder, { "content/shop.njk": "Closed on Mondays.\n" });
    await built(folder);
    expect(shopPage(folder)).toBe("Closed on Mondays.\n");
  });

  it("are made anew when they change while a process goes on", async () => {
    const folder = projectWithShop();
    const watching = startBuilder(folder);
    try {
      await watching.build({ ...request, session: "open" });
      addFiles(folder, { "content/shop.njk": "Closed on Mondays.\n" });
      await watching.build({ ...request, session: "close" });
      expect(shopPage(folder)).toBe("Closed on Mondays.\n");
    } finally {
      watching.stop();
    }
  });

  it("leave the last good site as it was when one of them fails", async () => {
    const folder = projectWithShop();
    await built(folder);
    const before = readTree(join(folder, "_site"));
    addFiles(folder, {
      "content/shop.njk": "{{ 'rain' | nonsense }}\n",
      "content/articles/rain.md": story({ title: "Snow" }),
    });
    expect((await built(folder)).error).toContain("nonsense");
    expect(readTree(join(folder, "_site"))).toEqual(before);
  });
});
