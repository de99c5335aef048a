import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder } from "./builder.ts";
import { type KeptProject, openProject } from "./kept-project.ts";

const now = "2026-11-22T12:00:00+05:30";
const options = { cards: true } as const;

const rain = {
  title: "Rain over town",
  date: "2026-11-21T08:00",
  image: { src: "media/lead.png", alt: "A street" },
};
const picture = (background: string) =>
  sharp({ create: { width: 1300, height: 700, channels: 3, background } })
    .png()
    .toBuffer();

let builder: Builder;
let project: KeptProject;

beforeAll(async () => {
  builder = startBuilder();
  project = openProject(builder);
  writeNewsroom(
    {
      "media/lead.png": await picture("#204080"),
      "articles/rain.md": story(rain),
      "articles/cup.md": story({ title: "The cup", date: "2026-11-20T08:00", section: "videsh" }),
      "articles/soon.md": story({ title: "Tomorrow", date: "2026-11-23T08:00" }),
      "articles/draft.md": story({ title: "Unfinished", status: "draft" }),
      "articles/over.md": story({ title: "It is over", expireAt: "2026-11-01T08:00" }),
    },
    join(project.folder, "content"),
  );
  expect(await project.build({ now, options })).toMatchObject({ error: undefined, problems: [] });
});

afterAll(() => builder.stop());

const read = (file: string) => readFileSync(join(project.folder, "site", file), "utf8");
const cardOf = (page: string) =>
  /<meta property="og:image" content="https:\/\/bhor\.example\/([^"]+)">/.exec(read(page))?.[1] ?? "";
const cards = () => readdirSync(join(project.folder, "site/cards")).sort();
const compare = () => project.compare({ now, options });
const drawn = (changes: readonly string[]) => changes.filter((path) => path.startsWith("cards/"));

describe("the cards of a site", () => {
  it("are there for what is published, and for nothing else", () => {
    expect(cards().map((name) => name.replace(/\.\w+\.jpg$/, ""))).toEqual([
      "cup",
      "rain",
      "section-desh",
      "section-videsh",
      "site",
    ]);
  });

  it("are what heads name: a story's own, its section's, or the site's", () => {
    expect(cardOf("desh/rain/index.html")).toMatch(/^cards\/rain\.\w{11}\.jpg$/);
    expect(cardOf("desh/index.html")).toMatch(/^cards\/section-desh\./);
    for (const page of ["index.html", "archive/index.html", "authors/index.html"]) {
      expect(cardOf(page)).toMatch(/^cards\/site\./);
    }
    for (const page of ["desh/rain/index.html", "desh/index.html", "index.html"]) {
      expect(existsSync(join(project.folder, "site", cardOf(page)))).toBe(true);
      expect(read(page)).toContain('<meta name="twitter:card" content="summary_large_image">');
    }
  });

  it("are drawn again only for the story whose headline changed, under another address", async () => {
    const before = cardOf("desh/rain/index.html");
    project.write({ "articles/rain.md": story({ ...rain, title: "Rain over the whole town" }) });
    const { changes } = await compare();
    const after = cardOf("desh/rain/index.html");
    expect(after).not.toBe(before);
    expect(drawn(changes)).toEqual([before, after].sort());
  });

  it("stay where a change is nothing that they show", async () => {
    const fields = { ...rain, title: "Rain over the whole town", description: "A deck" };
    project.write({ "articles/rain.md": story(fields, "Another text.\n") });
    const { changes } = await compare();
    expect(changes).toContain("desh/rain/index.html");
    expect(drawn(changes)).toEqual([]);
  });

  it("follow a picture that is replaced under its name", async () => {
    const before = cardOf("desh/rain/index.html");
    project.write({ "media/lead.png": await picture("#804020") });
    const { changes } = await compare();
    expect(drawn(changes)).toEqual([before, cardOf("desh/rain/index.html")].sort());
  });

  it("follow the colour of their section and the name of the site", async () => {
    const [desh, videsh] = plainSite.sections;
    const sections = [{ ...desh, color: "#FC0" }, videsh];
    project.write({ "site.yaml": stringify({ ...plainSite, sections }) });
    const { changes } = await compare();
    const names = new Set(drawn(changes).map((path) => path.replace(/^cards\/|\.\w+\.jpg$/g, "")));
    expect([...names]).toEqual(["rain", "section-desh"]);
    const { data } = await sharp(join(project.folder, "site", cardOf("desh/index.html")))
      .extract({ left: 600, top: 600, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [red = 0, green = 0, blue = 0] = data;
    expect([red > 240, Math.abs(green - 0xcc) < 12, blue < 24]).toEqual([true, true, true]);

    project.write({ "site.yaml": stringify({ ...plainSite, name: "Bhor Daily" }) });
    expect(new Set(drawn((await compare()).changes)).size).toBe(10);
  });

  it("come and go with what is published", async () => {
    const { changes } = await project.compare({ now: "2026-11-23T12:00:00+05:30", options });
    expect(drawn(changes)).toEqual([expect.stringMatching(/^cards\/soon\./)]);
    expect(drawn((await compare()).changes)).toEqual([expect.stringMatching(/^cards\/soon\./)]);
  });

  it("come back when they are deleted, and are there again after the cache is lost", async () => {
    const card = cardOf("desh/rain/index.html");
    const bytes = readFileSync(join(project.folder, "site", card));
    rmSync(join(project.folder, "site", card));
    await project.build({ now, options });
    expect(readFileSync(join(project.folder, "site", card))).toEqual(bytes);
    rmSync(join(builder.folder, ".khabar"), { recursive: true });
    await project.build({ now, options });
    expect(readFileSync(join(project.folder, "site", card))).toEqual(bytes);
  });

  it("have an address that other machines give them, too, whatever git knows of the pictures", async () => {
    const before = cards();
    project.git("init", "-q");
    project.git("add", ".");
    project.git("commit", "-q", "-m", "All");
    const built = await project.build({ now, options, full: true });
    expect(built.error).toBeUndefined();
    expect(cards()).toEqual(before);
  });

  it("are drawn by a style sheet of the site, where it has one", async () => {
    const layouts = join(project.folder, "layouts");
    rmSync(layouts, { recursive: true, force: true });
    project.write({ "../layouts/card.css": ".card { width: 1200px; height: 630px; background: #00ff00 }" });
    const { changes, error } = await compare();
    expect(error).toBeUndefined();
    expect(drawn(changes).length).toBe(10);
    const { data } = await sharp(join(project.folder, "site", cardOf("desh/index.html")))
      .raw()
      .toBuffer({
        resolveWithObject: true,
      });
    expect([...data.subarray(0, 3)].map((value) => value > 128)).toEqual([false, true, false]);
    rmSync(layouts, { recursive: true });
    await project.build({ now, options });
  });

  it("are not there without the option, and pages show what they showed before", async () => {
    const { error } = await project.compare({ now, options: { cards: false } });
    expect(error).toBeUndefined();
    expect(existsSync(join(project.folder, "site/cards"))).toBe(false);
    expect(cardOf("desh/rain/index.html")).toMatch(/^media\/sized\/lead-[0-9a-f]+-16x9-/);
  });
});
