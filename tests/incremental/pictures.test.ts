import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bomb, cutOff, jpeg, png, turnedJpeg } from "../support/make-pictures.ts";
import { differences, filesIn, findWords } from "../support/site-files.ts";
import { addFiles, story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder } from "./builder.ts";

const now = "2026-11-22T08:00:00Z";
const later = "2026-11-24T08:00:00Z";

let builder: Builder;
const content = () => join(builder.folder, "content");
const at = (output: string) => join(builder.folder, output);
const sized = (output: string, name: string) =>
  filesIn(at(output)).filter((file) => file.startsWith(`media/sized/${name}-`));

const build = (output: string, changes: { now?: string; full?: boolean; options?: object } = {}) =>
  builder.build({ input: "content", output, configPath: "eleventy.config.mjs", now, workers: 2, ...changes });

/** What is kept of pictures, with the time at which it was made. */
function keptPrints(): Map<string, number> {
  const folder = join(builder.folder, ".khabar/pictures/prints");
  return new Map(filesIn(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]));
}

const image = (name: string) => ({ image: { src: `media/${name}`, alt: "Rain over the river" } });

beforeAll(async () => {
  builder = startBuilder();
  const lead = await jpeg(300, 200);
  writeNewsroom(
    {
      "articles/rain.md": story(
        { title: "Rain", date: "2026-11-21T08:00", authors: ["asha"], ...image("rain.jpg") },
        "![A bridge](media/bridge.png)\n\n::: gallery\n![A boat](media/boat.jpg)\n:::\n\n[The whole picture](/media/whole.jpg)\n",
      ),
      "articles/old.md": story(
        { title: "Old", date: "2026-11-01T08:00" },
        '<p>Seen: <img src="media/bridge.png" alt="A bridge"></p>\n',
      ),
      "articles/soon.md": story({
        title: "Soon",
        date: "2026-11-21T08:00",
        publishAt: "2026-11-23T08:00",
        ...image("secret.jpg"),
      }),
      "authors/asha.md": "---\nname: Asha\npicture: { src: media/asha.jpg, alt: Asha }\n---\nWrites.\n",
      "media/rain.jpg": lead,
      "media/bridge.png": await png(700, 467),
      "media/boat.jpg": await turnedJpeg(),
      "media/whole.jpg": await turnedJpeg(),
      "media/asha.jpg": await jpeg(200, 200),
      "media/secret.jpg": await jpeg(320, 213),
      "media/nobody.jpg": await jpeg(400, 267),
    },
    content(),
  );
  const { error, problems } = await build("site");
  // They are small, so that the tests are quick.
  expect({ error, problems: problems.filter((line) => !line.endsWith("image-small")) }).toEqual({
    error: undefined,
    problems: [],
  });
});

afterAll(() => builder.stop());

describe("the pictures of a site", () => {
  it("are published in the sizes that pages name, and in no other way", async () => {
    const files = filesIn(at("site"));
    const pages = files.filter((file) => /\.(html|xml|json)$/.test(file));
    const text = pages.map((file) => readFileSync(join(at("site"), file), "utf8")).join("\n");
    const media = files.filter((file) => file.startsWith("media/"));
    for (const file of media) expect(text, file).toContain(`/${file}`);
    for (const [name] of text.matchAll(/\/media\/[^"'\s<>,)\\]+/g)) expect(media).toContain(name.slice(1));
    // Only what somebody links to is there whole, and tells nothing of where it was taken.
    expect(media.filter((file) => !file.startsWith("media/sized/"))).toEqual(["media/whole.jpg"]);
    expect(readFileSync(join(at("site"), "media/whole.jpg")).includes("Secretcam")).toBe(false);
  });

  it("say their upright size and their colour in every page, raw HTML included", () => {
    const rain = readFileSync(join(at("site"), "desh/rain/index.html"), "utf8");
    expect(rain).toMatch(
      /<img src="\/media\/sized\/boat-[^"]+-600\.jpg" alt="A boat" width="600" height="900" data-tone="\d-\d-\d"/,
    );
    const old = readFileSync(join(at("site"), "desh/old/index.html"), "utf8");
    expect(old).toMatch(
      /<p>Seen: <picture><source type="image\/webp" media="\(max-width: 37\.5rem\)" srcset="[^"]+ 480w, [^"]+ 640w" sizes="[^"]+"><source[^>]+><img src="[^"]+" alt="A bridge" width="700" height="467" data-tone="\d-\d-\d" loading="lazy" decoding="async"><\/picture><\/p>/,
    );
  });

  it("have whole addresses where a feed takes them along", () => {
    const feed = readFileSync(join(at("site"), "feed.xml"), "utf8");
    expect(feed).toMatch(
      /srcset="https:\/\/bhor\.example\/media\/sized\/bridge-[^"]+ 480w, https:\/\/bhor\.example/,
    );
    expect(feed).not.toMatch(/[ "]\/media\//);
  });

  it("are not there while the story that shows them is not", () => {
    expect(sized("site", "secret")).toEqual([]);
    expect(findWords(at("site"), ["secret"])).toEqual([]);
    expect(sized("site", "nobody")).toEqual([]);
  });

  it("are made once: other builds of them encode nothing", async () => {
    const before = keptPrints();
    expect(before.size).toBeGreaterThan(10);
    await build("site");
    await build("site", { full: true });
    expect(await build("other")).toMatchObject({ error: undefined });
    expect(keptPrints()).toEqual(before);
    expect(differences(at("site"), at("other"))).toEqual([]);
  });

  it("come with their story and go with it, and then the site is as if they had never been there", async () => {
    await build("site", { now: later });
    expect(sized("site", "secret").length).toBeGreaterThan(4);
    expect(sized("site", "secret").some((file) => file.includes("16x9"))).toBe(true);
    await build("site");
    expect(differences(at("site"), at("other"))).toEqual([]);
  });

  it("have new addresses when they are replaced, on every page that shows them and on no other", async () => {
    addFiles(content(), { "media/bridge.png": await png(710, 467) });
    const { written } = await build("site");
    // The two stories with the bridge.
    expect(written?.rendered).toBe(2);
    addFiles(content(), { "media/rain.jpg": await jpeg(300, 201) });
    const { written: after } = await build("site");
    expect(after?.rendered).toBeGreaterThan(2);
    expect(sized("site", "rain")).toHaveLength(sized("other", "rain").length);
    await build("clean");
    expect(differences(at("clean"), at("site"))).toEqual([]);
  });

  it("come back when somebody took them out of the site's folder", async () => {
    rmSync(join(at("site"), "media"), { recursive: true });
    await build("site");
    expect(differences(at("clean"), at("site"))).toEqual([]);
  });
});

describe("a picture that cannot be shown", () => {
  it.each([
    ["lead", { "articles/bad.md": story({ title: "Bad", ...image("bad.jpg") }) }, "bad.md:6:8 image-broken"],
    [
      "body",
      { "articles/bad.md": story({}, "Words.\n\n![Bad](media/bad.jpg)\n") },
      "bad.md:8:8 image-broken",
    ],
  ])("is told of with its place, and leaves the last good site: %s", async (_, files, problem) => {
    const before = readdirSync(at("site"));
    addFiles(content(), { ...files, "media/bad.jpg": cutOff(await jpeg(300, 200)) });
    const { problems, written } = await build("site");
    const told = problems.filter((line) => !line.endsWith("image-small"));
    expect(told.map((line) => line.split("/").at(-1))).toEqual([problem]);
    expect(written).toBeUndefined();
    expect(readdirSync(at("site"))).toEqual(before);
    rmSync(join(content(), "articles/bad.md"));
  });

  it("is no obstacle in a draft, or where nobody shows it", async () => {
    addFiles(content(), {
      "articles/bad.md": story({ title: "Bad", status: "draft", ...image("bad.jpg") }),
      "media/bomb.png": bomb(),
    });
    expect((await build("site")).written).toBeDefined();
    rmSync(join(content(), "articles/bad.md"));
  });
});

describe("a site with a way of its own", () => {
  it("publishes its pictures as they are", async () => {
    expect(await build("plain", { options: { pictures: false } })).toMatchObject({ error: undefined });
    const media = filesIn(at("plain")).filter((file) => file.startsWith("media/"));
    expect(media).toEqual([
      "media/asha.jpg",
      "media/boat.jpg",
      "media/bridge.png",
      "media/rain.jpg",
      "media/whole.jpg",
    ]);
    expect(findWords(at("plain"), ["<picture", "srcset="])).toEqual([]);
    expect(readFileSync(join(at("plain"), "desh/rain/index.html"), "utf8")).toContain(
      '<img src="/media/rain.jpg" alt="Rain over the river" width="300" height="201" loading="eager"',
    );
  });
});
