import { cpSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionToText } from "../../src/trend/edition-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";
import { type Builder, startBuilder, writeConfiguration } from "./builder.ts";
import { type BuildChoices, type ComparedBuild, type KeptProject, openProject } from "./kept-project.ts";
import { changedFiles } from "./tree.ts";

/** Monday noon in Kolkata. The newest story is forty hours old. */
const now = "2026-11-23T12:00:00+05:30";
const hourMs = 3_600_000;
const newest = Date.parse(now) - 40 * hourMs;

const sections = ["desh", "videsh"];
const people = ["asha", "ravi", "mira"];
const topics = ["rain", "river", "vote", "cricket", "budget", "school", "train", "court"];

/** A story every eight hours; number 0 is the oldest of 300. Topics are those of eight stories in a row. */
const storyCount = 300;
const fieldsOf = (number: number) => ({
  title: `${topics[number % 7]} report ${number}`,
  date: new Date(newest - (storyCount - 1 - number) * 8 * hourMs).toISOString(),
  section: sections[number % 2],
  authors: [people[number % 3]],
  tags: [topics[number % 8], `week-${Math.floor(number / 8)}`],
  ...(number % 10 === 5 ? { image: { src: `media/p${number % 20}.gif`, alt: "A picture" } } : {}),
});
const fileOf = (number: number) => `articles/2026/story-${number}.md`;
const pageOf = (number: number) => `${sections[number % 2]}/story-${number}/index.html`;
const bodyOf = (number: number) => {
  const link = number === 250 ? "\n[Before](/desh/story-58/)\n" : "";
  const box = number === 253 ? "\n::: also-read story-58\n:::\n" : "";
  return `Text of story ${number}.\n${link}${box}`;
};

let builder: Builder;
let project: KeptProject;

beforeAll(async () => {
  builder = startBuilder();
  project = openProject(builder);
  const files: Record<string, string | Uint8Array> = {
    "media/p5.gif": widePicture,
    "media/p15.gif": widePicture,
    "pages/about.md": "---\ntitle: About\n---\nWe write.\n",
  };
  for (let number = 0; number < storyCount; number++)
    files[fileOf(number)] = story(fieldsOf(number), bodyOf(number));
  for (const person of people) files[`authors/${person}.md`] = `---\nname: ${person}\n---\nWrites.\n`;
  files["authors/tara.md"] = "---\nname: Tara\n---\nWrote [this](/desh/story-142/).\n";
  writeNewsroom(files, join(project.folder, "content"));
  const first = await project.build({ now });
  expect(first).toMatchObject({ error: undefined, problems: [] });
});

afterAll(() => builder.stop());

/** Builds and compares with a clean build; then what was done is undone, and built again. */
async function tried(edit: () => void, undo: () => void, choices: BuildChoices = {}): Promise<ComparedBuild> {
  edit();
  const build = await project.compare({ now, ...choices });
  undo();
  await project.build({ now });
  expect(changedFiles(build.before, project.site)).toEqual([]);
  return build;
}

/** Builds with other fields of a story. */
function triedStory(
  number: number,
  fields: Readonly<Record<string, unknown>>,
  body = bodyOf(number),
  choices: BuildChoices = {},
): Promise<ComparedBuild> {
  return tried(
    () => project.write({ [fileOf(number)]: story({ ...fieldsOf(number), ...fields }, body) }),
    () => project.write({ [fileOf(number)]: story(fieldsOf(number), bodyOf(number)) }),
    choices,
  );
}

const pagesIn = (changes: readonly string[]) => changes.filter((path) => path.endsWith(".html"));
const feedsOf = (section: string) =>
  ["atom.xml", "feed.json", "feed.xml"].flatMap((file) => [file, `${section}/${file}`]).sort();

describe("a build after nothing has changed", () => {
  it("renders nothing, checks nothing and touches nothing", async () => {
    const before = project.site;
    const { written } = await project.build({ now });
    expect(written).toMatchObject({
      rendered: 0,
      spliced: 0,
      changed: 0,
      removed: 0,
      checked: 0,
      because: {},
    });
    expect(project.site).toEqual(before);
  });

  it("does not even start Eleventy", async () => {
    const folder = temporaryFolder("idle");
    writeConfiguration(folder);
    renameSync(join(folder, "eleventy.config.mjs"), join(folder, "plugin.mjs"));
    // Whoever starts Eleventy reads the configuration.
    const log = join(folder, "started.log");
    addFiles(folder, {
      "started.log": "",
      "eleventy.config.mjs": [
        'import { appendFileSync } from "node:fs";',
        'import configure from "./plugin.mjs";',
        "export default (eleventyConfig) => {",
        `  appendFileSync(${JSON.stringify(log)}, "started ");`,
        "  configure(eleventyConfig);",
        "};",
      ].join("\n"),
    });
    writeNewsroom({ "articles/rain.md": story() }, join(folder, "content"));
    const request = { input: "content", output: "site", configPath: "eleventy.config.mjs", now };
    const own = startBuilder(folder);
    try {
      expect(await own.build(request)).toMatchObject({ error: undefined, problems: [] });
      const starts = readFileSync(log, "utf8");
      expect(starts).not.toBe("");
      expect((await own.build(request)).written).toMatchObject({ rendered: 0, changed: 0 });
      expect(readFileSync(log, "utf8")).toBe(starts);
    } finally {
      own.stop();
    }
  });

  it("renders nothing if every file has another time, as in a fresh checkout", async () => {
    for (let number = 0; number < storyCount; number++) {
      utimesSync(join(project.folder, "content", fileOf(number)), 1_600_000_000, 1_600_000_000 + number);
    }
    const { written } = await project.build({ now });
    expect(written).toMatchObject({ rendered: 0, changed: 0, checked: 0 });
  });

  it("renders nothing at a later moment, before the next change", async () => {
    const first = await project.build({ now });
    const later = new Date((first.next?.at ?? 0) - 1).toISOString();
    expect(await project.compare({ now: later })).toMatchObject({ changes: [], written: { rendered: 0 } });
    await project.build({ now });
  });
});

describe("an edited story", () => {
  it("whose text has changed is rendered alone", async () => {
    const { written, changes } = await triedStory(100, {}, "This is the text of story 100.\n");
    expect(changes).toEqual([pageOf(100)]);
    expect(written).toMatchObject({ rendered: 1, because: { story: 1 }, checked: 1 });
  });

  it("that tells of something else changes the sidebars that it leaves or enters, and nothing more", async () => {
    const { written } = await triedStory(100, {}, "A bridge fell.\n");
    const { story, related, ...others } = written?.because ?? {};
    expect({ story, others }).toEqual({ story: 1, others: {} });
    expect(related).toBeLessThan(20);
  });

  it("that is new enough changes its page and the feeds it stands in", async () => {
    const { written, changes } = await triedStory(290, {}, "This is the text of story 290.\n");
    expect(changes).toEqual([...feedsOf("desh"), pageOf(290)].sort());
    expect(written).toMatchObject({ rendered: 1, because: { story: 1 } });
  });

  it("whose headline has changed changes the pages that show it", async () => {
    const { written, changes } = await triedStory(100, { title: `${fieldsOf(100).title} again` });
    expect(changes).toContain(pageOf(100));
    expect(changes).toContain("topics/week-12/index.html");
    expect(changes.length).toBeLessThan(40);
    expect(written?.rendered).toBeLessThan(40);
  });

  it("whose date has changed moves in its lists", async () => {
    const { changes } = await triedStory(100, { date: new Date(newest - 12_345_000).toISOString() });
    expect(changes).toContain("index.html");
    expect(changes).toContain("feed.xml");
  });

  it("that has another tag changes the pages of both topics", async () => {
    const { changes, written } = await triedStory(100, { tags: ["week-12", "harvest"] });
    expect(changes).toEqual(expect.arrayContaining(["topics/harvest/index.html", "topics/index.html"]));
    expect(written?.rendered).toBeLessThan(60);
  });

  it("of another author changes the pages of both", async () => {
    const { changes, written } = await triedStory(298, { authors: ["mira"] });
    expect(pagesIn(changes)).toEqual(
      expect.arrayContaining([
        "authors/mira/index.html",
        "authors/asha/index.html".replace("asha", people[298 % 3] ?? ""),
        pageOf(298),
      ]),
    );
    expect(written?.rendered).toBeLessThan(30);
  });

  it("with another picture changes its page and its cards", async () => {
    const { changes } = await triedStory(105, { image: { src: "media/p15.gif", alt: "A picture" } });
    expect(changes).toContain(pageOf(105));
    expect(changes.length).toBeLessThan(30);
  });

  it("that moves to another section leaves its old address and those who name it follow", async () => {
    const body = bodyOf(58);
    const file = fileOf(58);
    const { changes } = await tried(
      () =>
        project.write({
          [file]: story({ ...fieldsOf(58), section: "videsh", redirectFrom: ["/desh/story-58/"] }, body),
        }),
      () => project.write({ [file]: story(fieldsOf(58), body) }),
    );
    // The box names the story by its slug, and now leads to the new address; the link still works as it is.
    expect(changes).toEqual(
      expect.arrayContaining([
        "videsh/story-58/index.html",
        "desh/story-58/index.html",
        pageOf(253),
        "_redirects",
      ]),
    );
    expect(changes).not.toContain(pageOf(250));
  });

  it("whose file has another name leaves nothing at the old address", async () => {
    const { changes } = await tried(
      () => {
        project.remove(fileOf(100));
        project.write({ "articles/2026/renamed.md": story(fieldsOf(100), bodyOf(100)) });
      },
      () => {
        project.remove("articles/2026/renamed.md");
        project.write({ [fileOf(100)]: story(fieldsOf(100), bodyOf(100)) });
      },
    );
    expect(changes).toEqual(expect.arrayContaining([pageOf(100), "desh/renamed/index.html"]));
    expect([...project.site.keys()]).not.toContain("desh/renamed/index.html");
  });

  it("that moves to another folder of articles/ changes nothing", async () => {
    const { changes } = await tried(
      () => {
        project.remove(fileOf(100));
        project.write({ "articles/old/story-100.md": story(fieldsOf(100), bodyOf(100)) });
      },
      () => {
        project.remove("articles/old");
        project.write({ [fileOf(100)]: story(fieldsOf(100), bodyOf(100)) });
      },
    );
    expect(changes).toEqual([]);
  });
});

describe("a story that", () => {
  const added = "articles/2026/fresh.md";

  it("is added changes at most 40 files", async () => {
    const { changes, written } = await tried(
      () =>
        project.write({ [added]: story({ ...fieldsOf(298), title: "rain and river report", date: now }) }),
      () => project.remove(added),
    );
    expect(changes).toContain("desh/fresh/index.html");
    expect(changes.length).toBeLessThanOrEqual(40);
    expect(written).toMatchObject({ checked: 1, removed: 0 });
    expect(written?.rendered).toBeLessThanOrEqual(60);
  });

  it("is taken back leaves no link to it in a biography", async () => {
    const { changes, written } = await triedStory(142, { status: "draft" });
    expect(changes).toContain("authors/tara/index.html");
    expect(written?.kept).toBeGreaterThan(300);
  });

  it("is removed takes its page along and stays in no list", async () => {
    const { changes, written } = await tried(
      () => project.remove(fileOf(200)),
      () => project.write({ [fileOf(200)]: story(fieldsOf(200), bodyOf(200)) }),
    );
    expect(changes).toContain(pageOf(200));
    expect(changes.length).toBeLessThanOrEqual(60);
    expect(written).toMatchObject({ checked: 0 });
  });

  it("is embargoed appears when its moment has come, and its lists with it", async () => {
    const moment = "2026-11-23T13:30:00+05:30";
    project.write({ [added]: story({ ...fieldsOf(298), title: "Soon", publishAt: moment }) });
    const waiting = await project.compare({ now });
    expect(waiting.changes).toEqual([]);
    expect(waiting.next).toMatchObject({ at: Date.parse(moment), because: "publish" });
    const { changes, written } = await project.compare({ now: moment });
    expect(changes).toContain("desh/fresh/index.html");
    expect(changes.length).toBeLessThanOrEqual(40);
    expect(written).toMatchObject({ checked: 0 });
    // The clock may be set back, too.
    expect((await project.compare({ now })).changes).toEqual(changes);
    project.remove(added);
    await project.build({ now });
  });

  it("was linked to while nobody could see it, gets its links", async () => {
    project.write({
      [added]: story({ ...fieldsOf(298), title: "Soon", status: "draft" }),
      [fileOf(100)]: story(fieldsOf(100), "[Soon](/desh/fresh/)\n"),
    });
    await project.build({ now });
    project.write({ [added]: story({ ...fieldsOf(298), title: "Soon" }) });
    const { changes, written } = await project.compare({ now });
    expect(changes).toContain(pageOf(100));
    expect(written?.because.links).toBe(1);
    project.remove(added);
    project.write({ [fileOf(100)]: story(fieldsOf(100), bodyOf(100)) });
    await project.build({ now });
  });
});

describe("another file:", () => {
  it("a picture that shows something else has another address, on the pages that show it alone", async () => {
    const other = Buffer.from(widePicture);
    other[13] = 9;
    const { changes, written } = await tried(
      () => project.write({ "media/p5.gif": other }),
      () => project.write({ "media/p5.gif": widePicture }),
    );
    expect(changes).toContainEqual(expect.stringMatching(/^media\/sized\/p5-/));
    expect(written?.rendered).toBeGreaterThan(0);
    expect(written?.kept).toBeGreaterThan(0);
  });

  it("a biography changes the author's own page", async () => {
    const { changes } = await tried(
      () => project.write({ "authors/asha.md": "---\nname: asha\n---\nWrites and draws.\n" }),
      () => project.write({ "authors/asha.md": "---\nname: asha\n---\nWrites.\n" }),
    );
    expect(pagesIn(changes).every((path) => path.startsWith("authors/asha/"))).toBe(true);
    expect(changes).toContain("authors/asha/index.html");
  });

  it("an author's role changes the pages with that name, and no others", async () => {
    const { changes, written } = await tried(
      () => project.write({ "authors/asha.md": "---\nname: asha\nrole: Editor\n---\nWrites.\n" }),
      () => project.write({ "authors/asha.md": "---\nname: asha\n---\nWrites.\n" }),
    );
    expect(changes).toContain(pageOf(0));
    expect(changes).not.toContain(pageOf(1));
    expect(written?.rendered).toBeLessThan(storyCount / 2);
  });

  it("a plain page changes itself alone", async () => {
    const { changes, written } = await tried(
      () => project.write({ "pages/about.md": "---\ntitle: About\n---\nWe write much.\n" }),
      () => project.write({ "pages/about.md": "---\ntitle: About\n---\nWe write.\n" }),
    );
    expect(changes).toEqual(["about/index.html"]);
    expect(written).toMatchObject({ rendered: 1, because: { story: 1 } });
  });

  it("site.yaml with another name of the site changes every page", async () => {
    const plain = "url: https://bhor.example\nlanguage: en\ntimeZone: Asia/Kolkata\n";
    const sectionList = "sections: [{ id: desh, title: Country }, { id: videsh, title: World }]\n";
    const { written } = await tried(
      () => project.write({ "site.yaml": `name: Bhor News\n${plain}${sectionList}` }),
      () => project.write({ "site.yaml": `name: Bhor\n${plain}${sectionList}` }),
    );
    expect(written).toMatchObject({ kept: 0, because: { site: written?.pages } });
  });

  it("a pinned link changes the strip of every page", async () => {
    const { written, changes } = await tried(
      () => project.write({ "trending.yaml": "pinned: [{ article: story-100 }]\n" }),
      () => project.remove("trending.yaml"),
    );
    expect(changes).toContain(pageOf(3));
    expect(Object.keys(written?.because ?? {})).toEqual(["trending"]);
  });

  it("a baked edition changes the strip of every page, and no page is rendered for it but one of a kind", async () => {
    const bake = (stories: readonly string[]) =>
      addFiles(project.folder, {
        "trending/edition.json": editionToText({
          generatedAt: Date.parse(now) - hourMs,
          basis: "readers",
          window: 180,
          stories,
          outside: [],
        }),
      });
    const { written, changes } = await tried(
      () => bake(["2026/story-100", "2026/story-7"]),
      () => rmSync(join(project.folder, "trending"), { recursive: true }),
    );
    expect(changes).toContain(pageOf(3));
    expect(Object.keys(written?.because ?? {})).toEqual(["trending"]);
    expect(written?.spliced).toBeGreaterThan(storyCount / 2);
  });

  it("an edition that says what the last one said changes nothing, where nobody compares lists", async () => {
    const options = { trending: { delivery: "baked" } } as const;
    await project.build({ now, options });
    const bake = (minute: number) =>
      addFiles(project.folder, {
        "trending/edition.json": editionToText({
          generatedAt: Date.parse(now) - minute * 60_000,
          basis: "readers",
          window: 180,
          stories: ["2026/story-100"],
          outside: [],
        }),
      });
    bake(20);
    const before = await project.build({ now, options });
    expect(before.written?.because.trending).toBeGreaterThan(storyCount);
    bake(10);
    const { changes, written } = await project.compare({ now, options });
    expect(changes).toEqual([]);
    expect(written).toMatchObject({ rendered: 0, spliced: 0 });
    // Nobody renewed it for two days.
    const { next } = await project.build({ now: "2026-11-25T11:00:00+05:30", options });
    expect(next).toMatchObject({ at: Date.parse(now) + 48 * hourMs - 600_000, because: "edition" });
    const stale = await project.compare({ now: "2026-11-25T11:50:00+05:30", options });
    expect(stale.changes).toContain(pageOf(3));
    rmSync(join(project.folder, "trending"), { recursive: true });
    await project.build({ now });
  });

  it("a later edition with the same list changes the strips that say how old they are, and renders one of a kind", async () => {
    const bake = (minute: number) =>
      addFiles(project.folder, {
        "trending/edition.json": editionToText({
          generatedAt: Date.parse(now) - minute * 60_000,
          basis: "readers",
          window: 180,
          stories: ["2026/story-100"],
          outside: [],
        }),
      });
    const options = { trending: { delivery: "client" } } as const;
    bake(20);
    await project.build({ now, options });
    bake(10);
    const { changes, written } = await project.compare({ now, options });
    expect(changes).toContain(pageOf(3));
    expect(written?.spliced).toBeGreaterThan(storyCount / 2);
    rmSync(join(project.folder, "trending"), { recursive: true });
    await project.build({ now });
  });

  it("a new list of what is read now, which pages fetch by themselves, changes no page", async () => {
    writeFileSync(join(project.folder, "site/trending.json"), "{}\n");
    const { written } = await project.build({ now });
    expect(written).toMatchObject({ rendered: 0, spliced: 0, changed: 0, removed: 0 });
    expect(readFileSync(join(project.folder, "site/trending.json"), "utf8")).toBe("{}\n");
    rmSync(join(project.folder, "site/trending.json"));
  });

  it("words of the interface change every page", async () => {
    const { changes } = await tried(
      () => project.write({ "strings/en.json": '{ "home": "Front page" }' }),
      () => project.remove("strings"),
    );
    expect(changes).toContain(pageOf(3));
  });
});

describe("code:", () => {
  const layout = (name: string) => join(project.folder, "layouts", name);
  const ownLayout = (name: string, text: string) =>
    tried(
      () => addFiles(project.folder, { [`layouts/${name}`]: text }),
      () => rmSync(layout(name)),
    );

  it("a layout of lists renders lists alone", async () => {
    const text = '{% extends "khabar-original/section.njk" %}{% block brand %}<!-- own -->{% endblock %}';
    const { changes, written } = await ownLayout("section.njk", text);
    expect(changes.every((path) => /^(desh|videsh)\/(page\/\d+\/)?index\.html$/.test(path))).toBe(true);
    expect(written?.because).toEqual({ code: changes.length });
  });

  it("a part renders the pages whose layout includes it", async () => {
    const { changes } = await ownLayout("parts/kicker.njk", "<p>Own</p>\n");
    expect(changes).toContain(pageOf(3));
    expect(changes).not.toContain("index.html");
  });

  it("a stylesheet has another address, which every page names", async () => {
    const { changes } = await ownLayout("assets/khabar.css", "body { color: red }\n");
    expect(changes).toContain(pageOf(3));
    expect(changes.filter((path) => path.startsWith("assets/"))).toHaveLength(2);
  });

  it("an option renders everything, and writes what differs", async () => {
    const { written, changes } = await tried(
      () => undefined,
      () => undefined,
      { options: { comments: { action: "https://talk.example/" } } },
    );
    expect(written).toMatchObject({ kept: 0, because: { code: written?.pages } });
    expect(changes).toContain(pageOf(3));
    expect(changes).not.toContain("index.html");
  });

  it("a change of the configuration renders everything, even if nothing comes of it", async () => {
    const config = join(builder.folder, "eleventy.config.mjs");
    const text = readFileSync(config, "utf8");
    const { written, changes } = await tried(
      () => writeFileSync(config, `${text}// Checked.\n`),
      () => writeFileSync(config, text),
    );
    expect(written).toMatchObject({ kept: 0, because: { code: written?.pages } });
    expect(changes).toEqual([]);
  });

  it("other packages render and check everything", async () => {
    const lock = join(builder.folder, "package-lock.json");
    const { written, changes } = await tried(
      () => writeFileSync(lock, '{ "lockfileVersion": 3 }\n'),
      () => rmSync(lock),
    );
    expect(written).toMatchObject({ kept: 0, checked: storyCount });
    expect(changes).toEqual([]);
  });
});

describe("time:", () => {
  it("a day without a new story changes no strip", async () => {
    const tomorrow = "2026-11-24T00:00:00+05:30";
    const { written } = await project.compare({ now: tomorrow });
    expect(written?.because.trending).toBeUndefined();
    await project.build({ now });
  });

  it("a story of the day enters the strip at midnight", async () => {
    project.write({ "articles/2026/noon.md": story({ ...fieldsOf(298), title: "Noon", date: now }) });
    await project.build({ now });
    const { next } = await project.build({ now: "2026-11-23T23:00:00+05:30" });
    expect(next).toMatchObject({ at: Date.parse("2026-11-24T00:00:00+05:30"), because: "edition" });
    const { written, changes } = await project.compare({ now: "2026-11-24T00:00:00+05:30" });
    expect(Object.keys(written?.because ?? {})).toContain("trending");
    expect(changes).toContain(pageOf(3));
    project.remove("articles/2026/noon.md");
    await project.build({ now });
  });

  it("a banner comes down on every page", async () => {
    const until = "2026-11-23T14:00:00+05:30";
    project.write({ [fileOf(298)]: story({ ...fieldsOf(298), breaking: until }, bodyOf(298)) });
    await project.build({ now });
    const { written } = await project.compare({ now: until });
    expect(written?.because.breaking).toBeGreaterThan(storyCount);
    project.write({ [fileOf(298)]: story(fieldsOf(298), bodyOf(298)) });
    await project.build({ now });
  });
});

describe("the output folder:", () => {
  it("a page that was deleted or scribbled on is made again, and nothing else", async () => {
    const site = (path: string) => join(project.folder, "site", path);
    rmSync(site(pageOf(7)));
    writeFileSync(site(pageOf(8)), "scribble");
    writeFileSync(site("robots.txt"), "scribble");
    // Of the same size: only the bytes tell.
    writeFileSync(site(pageOf(9)), readFileSync(site(pageOf(9)), "utf8").replace("<title>", "<titel>"));
    const { changes, written } = await project.compare({ now });
    expect(changes).toEqual([pageOf(7), pageOf(8), pageOf(9), "robots.txt"].sort());
    expect(written).toMatchObject({ rendered: 3, because: { output: 3 } });
  });

  it("copied with new times is left as it is", async () => {
    const site = join(project.folder, "site");
    cpSync(site, `${site}-copy`, { recursive: true });
    rmSync(site, { recursive: true });
    cpSync(`${site}-copy`, site, { recursive: true });
    rmSync(`${site}-copy`, { recursive: true });
    expect(await project.compare({ now })).toMatchObject({
      changes: [],
      written: { rendered: 0, changed: 0 },
    });
  });
});

describe("asked why a page was rendered, a build", () => {
  it("tells the parts that changed", async () => {
    const explain = "/desh/story-100/";
    expect(await project.build({ now, explain })).toMatchObject({ explained: [] });
    expect(await project.build({ now, explain: "/desh/nowhere/" })).toMatchObject({ explained: undefined });
    const edited = await triedStory(100, {}, "Another text.\n", { explain });
    expect(edited.explained).toEqual(["story"]);
    rmSync(join(project.folder, "site", pageOf(100)));
    expect((await project.build({ now, explain })).explained).toEqual(["output"]);
  });
});
