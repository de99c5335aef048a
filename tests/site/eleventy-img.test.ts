import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { startBuild } from "../incremental/build-command.ts";
import { jpeg } from "../support/make-pictures.ts";
import { repository } from "../support/repository.ts";
import { filesIn } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "../support/write-newsroom.ts";

let folder: string;

beforeAll(async () => {
  folder = temporaryFolder("eleventy-img");
  const plugin = relative(folder, join(repository, "src/index.ts"));
  const transform = join(repository, "node_modules/@11ty/eleventy-img/img.js");
  const lines = [
    `import khabar from ${JSON.stringify(plugin)};`,
    `import images from ${JSON.stringify(transform)};`,
    "export default function (eleventyConfig) {",
    "  eleventyConfig.addPlugin(khabar);",
    '  eleventyConfig.addPlugin(images.eleventyImageTransformPlugin, { formats: ["webp"] });',
    "}",
  ];
  addFiles(folder, { "eleventy.config.mjs": lines.join("\n") });
  writeNewsroom(
    {
      "articles/rain.md": story(
        { image: { src: "media/rain.jpg", alt: "Rain" } },
        "![A bridge](/media/bridge.jpg)\n",
      ),
      "media/rain.jpg": await jpeg(1200, 800),
      "media/bridge.jpg": await jpeg(600, 400),
    },
    join(folder, "content"),
  );
  const { code, stdout, stderr } = await startBuild(folder, ["--input=content", "--output=site"]).ended;
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
});

describe("a project with Eleventy Image's transform", () => {
  it("has the pictures that it makes, and none of ours", () => {
    const files = filesIn(join(folder, "site"));
    expect(files.filter((file) => file.startsWith("media/"))).toEqual(["media/bridge.jpg", "media/rain.jpg"]);
    const made = files.filter((file) => /^img\/.*\.webp$/.test(file));
    expect(made, files.join(" ")).toHaveLength(2);
    const page = readFileSync(join(folder, "site/desh/rain/index.html"), "utf8");
    for (const file of made) expect(page).toContain(`src="/${file}"`);
    expect(page).not.toContain("/media/sized/");
  });
});
