import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { runCommand } from "./support/run-command.ts";
import { addFiles, plainSite, story, writeNewsroom } from "./support/write-newsroom.ts";

const now = "2026-11-22T20:00:00+05:30";
let input: string;

const run = (command: string, ...flags: string[]) =>
  runCommand("scripts/run.mjs", [command, ...flags, `--input=${input}`]);
const textOf = (path: string) => readFileSync(join(input, path), "utf8");
const check = async () => (await run("check", `--now=${now}`)).stdout.trim().split("\n").at(-1);
/** Lines of a file that are not the same as before, by their numbers. */
const changedLines = (before: string, after: string) => {
  const [old, young] = [before.split("\n"), after.split("\n")];
  return young.flatMap((line, at) => (line === old[at] ? [] : [line]));
};

describe("npm run new", () => {
  beforeEach(() => {
    input = writeNewsroom({ "authors/meera.md": "---\nname: Meera\n---\n" });
  });
  const create = (...words: string[]) => run("new", ...words, `--now=${now}`);

  it("begins a draft that has no mistakes, named after its romanised headline, and prints its path", async () => {
    const title = `देवगंज: 'नया पुल' #1, "खुला"`;
    const { code, stdout } = await create(title, "--section=desh", "--author=meera", "--tags=पुल, सड़क");
    expect(code).toBe(0);
    expect(stdout).toMatch(/articles\/2026\/devganj-naya-pul-1-khula\.md\n$/);
    const text = textOf("articles/2026/devganj-naya-pul-1-khula.md");
    expect(text).toContain("date: 2026-11-22T20:00\n");
    expect(text).toContain("authors: [meera]\n");
    expect(text).toContain("tags: [पुल, सड़क]\n");
    expect(text).toContain("status: draft\n");
    expect(text).toContain("# The whole matter in one sentence");
    expect(await check()).toMatch(/^No problems/);
    const again = await create(title, "--section=Country");
    expect(again.stdout).toMatch(/devganj-naya-pul-1-khula-2\.md\n$/);
  });

  it.each(["news", "explainer", "opinion", "live", "photo", "video"])(
    "has a template for %s",
    async (kind) => {
      addFiles(input, { "site.yaml": stringify({ ...plainSite, language: "hi" }) });
      const { stdout } = await create("एक ख़बर", "--section=desh", `--kind=${kind}`, "--published");
      const text = textOf(stdout.trim().slice(stdout.indexOf("articles/")));
      expect(text.includes(`kind: ${kind}\n`)).toBe(kind !== "news");
      expect(text).not.toContain("status:");
      expect(text).toMatch(/शीर्षक के नीचे/);
      expect(await check()).toMatch(/^No problems/);
    },
  );

  it("takes the newsroom's own template as it is", async () => {
    const own =
      "---\r\n# ours\r\nkicker: 'Inquiry'   # keep\r\ntitle: x\r\nauthors:\r\n  - meera\r\n---\r\nAt {time}.\r\n";
    addFiles(input, { "templates/news.md": own });
    const { stdout } = await create("Rain", "--section=desh");
    const text = textOf(stdout.trim().slice(stdout.indexOf("articles/")));
    expect(text).toContain("# ours\r\n");
    expect(text).toContain("kicker: 'Inquiry'   # keep\r\n");
    expect(text).toContain("title: Rain\r\n");
    expect(text).toContain("authors:\r\n  - meera\r\n");
    expect(text).toMatch(/At 20:00\.\r\n$/);
    expect(await check()).toMatch(/^No problems/);
  });

  it("says what is wrong in the newsroom's own template, and where", async () => {
    addFiles(input, { "templates/news.md": "---\nkicker: a\ntags: [x\n---\nText.\n" });
    const { code, stderr } = await create("Rain", "--section=desh");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/templates\/news\.md:\d+:\d+/),
    });
    expect(stderr).not.toContain("npm run check");
  });

  it("keeps a very long headline's name short", async () => {
    const { stdout } = await create("बहुत ".repeat(100), "--section=desh");
    expect(Buffer.byteLength(stdout.trim().split("/").at(-1) ?? "")).toBeLessThan(110);
  });

  it.each([
    [["Rain"], "Name a section: --section=ID. There are: desh (Country), videsh (World)."],
    [[], "Write the headline in quotation marks"],
    [["Rain", "falls"], "Write the headline in quotation marks"],
    [["Rain", "--section=desk"], 'There is no section "desk".'],
    [["Rain", "--section=desh", "--kind=newz"], "Did you mean --kind=news?"],
    [["Rain", "--section=desh", "--author=mera"], "Did you mean --author=meera?"],
    [["Rain", "--section=desh", "--folder=../out"], "is no folder below articles/"],
    [["Rain", "--section=desh", "--date=tomorrow"], "--date=tomorrow is no time in Asia/Kolkata"],
  ] as const)("refuses %j", async (words, sentence) => {
    const { code, stderr } = await create(...words);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(sentence) });
    expect(existsSync(join(input, "articles"))).toBe(false);
  });
});

describe("npm run mv", () => {
  const beside = (fields: Record<string, unknown>, body: string) =>
    story({ title: "Beside", ...fields }, body).replace("title:", "# a remark\ntitle:");
  beforeEach(() => {
    input = writeNewsroom({
      "articles/2026/rain.md": story({ title: "Rain" }, "See [part two](/desh/rain/#two).\n\n## Two\n"),
      "articles/2026/flood.md": beside(
        { related: ["rain", "2026/camp"], unrelated: ["/desh/camp/"] },
        "::: also-read rain camp\n:::\n\n[Rain](/desh/rain) and [its part](https://bhor.example/desh/rain/#two), not /desh/rainbow/.\n",
      ),
      "articles/2026/camp.md": story(
        { title: "Camp", translationOf: "articles/2026/rain.md" },
        "No links.\n",
      ),
      "articles/2026/draft.md": story({ title: "Draft", status: "draft" }),
      "pages/about.md": "---\ntitle: About\n---\nRead [this](/desh/rain/).\n",
      "trending.yaml": "pinned:\n  - article: rain # today\nblocked: [camp]\n",
    });
  });
  const move = (...words: string[]) => run("mv", ...words, `--now=${now}`);

  it("moves a story with everything that speaks of it, and leaves a redirect", async () => {
    const before = textOf("articles/2026/flood.md");
    const { code, stdout } = await move("rain", "heavy-rain", "--section=videsh");
    expect(code).toBe(0);
    expect(stdout).toContain("/desh/rain/ -> /videsh/heavy-rain/; the old address leads there");
    expect(existsSync(join(input, "articles/2026/rain.md"))).toBe(false);
    const moved = textOf("articles/2026/heavy-rain.md");
    expect(moved).toMatch(/section: videsh\n/);
    expect(moved).toMatch(/redirectFrom:(\n {2}- | \[)\/desh\/rain\//);
    expect(moved).toContain("[part two](/videsh/heavy-rain/#two)");
    const after = textOf("articles/2026/flood.md");
    expect(changedLines(before, after)).toEqual([
      expect.stringContaining("heavy-rain"),
      "::: also-read heavy-rain camp",
      "[Rain](/videsh/heavy-rain/) and [its part](https://bhor.example/videsh/heavy-rain/#two), not /desh/rainbow/.",
    ]);
    expect(textOf("articles/2026/camp.md")).toContain("translationOf: 2026/heavy-rain\n");
    expect(textOf("trending.yaml")).toBe("pinned:\n  - article: heavy-rain # today\nblocked: [camp]\n");
    expect(textOf("pages/about.md")).toContain("(/videsh/heavy-rain/)");
    expect(await check()).toMatch(/^No problems/);
  });

  it("follows every link to the story, and none to another site", async () => {
    const links = (address: string) =>
      `[c](https://other.org/desh/rain/) [d](${address}), [d](${address}#two)\nand [d](https://bhor.example${address}).\n\n[e][1], \`/desh/rain/\`\n\n[1]: ${address} "Rain"\n`;
    addFiles(input, {
      "articles/2026/links.md": story({ title: "Links" }, links("/desh/rain/")),
      "pages/later.md": "---\ntitle: Later\nstatus: draft\n---\n<a href='/desh/rain/'>Rain</a>\n",
    });
    const { stdout } = await move("rain", "heavy-rain");
    expect(textOf("articles/2026/links.md")).toBe(
      story({ title: "Links" }, links("/desh/heavy-rain/")).replace("`/desh/heavy-rain/`", "`/desh/rain/`"),
    );
    expect(textOf("pages/later.md")).toContain("href='/desh/heavy-rain/'");
    expect(stdout).not.toContain("still links");
  });

  it("takes the redirect away when a story comes back", async () => {
    await move("rain", "--section=videsh");
    await move("/videsh/rain/", "--section=desh");
    const text = textOf("articles/2026/rain.md");
    expect(text).toMatch(/redirectFrom:(\n {2}- | \[)\/videsh\/rain\//);
    expect(text).not.toContain("/desh/rain/\n");
    expect(await check()).toMatch(/^No problems/);
  });

  it("leaves no redirect for what nobody has seen, and none where the address stays", async () => {
    await move("draft", "khel/later");
    expect(textOf("articles/khel/later.md")).not.toContain("redirectFrom");
    const { stdout } = await move("rain", "archive/rain");
    expect(stdout).toContain("The address stays /desh/rain/");
    expect(textOf("articles/archive/rain.md")).toBe(
      story({ title: "Rain" }, "See [part two](/desh/rain/#two).\n\n## Two\n"),
    );
    expect(textOf("articles/2026/camp.md")).toContain("translationOf: archive/rain\n");
    expect(await check()).toMatch(/^No problems/);
  });

  it("says what it would do, and does nothing, with --dry-run", async () => {
    const { stdout } = await move("rain", "heavy-rain", "--dry-run");
    expect(stdout).toContain("flood.md");
    expect(stdout).toContain("Nothing was written.");
    expect(existsSync(join(input, "articles/2026/heavy-rain.md"))).toBe(false);
    expect(textOf("articles/2026/flood.md")).toContain("/desh/rain)");
  });

  it.each([
    [["rian", "x"], "There is no story rian. Did you mean rain?"],
    [["rain"], "Say which story goes where"],
    [["rain", "camp"], "camp.md is there already."],
    [["rain", "--slug=camp"], "The address /desh/camp/ belongs to"],
    [["rain", "../../etc/passwd"], "cannot be a file below articles/"],
    [["rain", "--section=nowhere"], 'There is no section "nowhere".'],
  ] as const)("refuses %j", async (words, sentence) => {
    const { code, stderr } = await move(...words);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(sentence) });
    expect(existsSync(join(input, "articles/2026/rain.md"))).toBe(true);
  });
});

describe("npm run rename-tag", () => {
  beforeEach(() => {
    input = writeNewsroom({
      "articles/a.md": `---\ntitle: A\ndate: 2020-01-01   # stays\nsection: desh\ntags: ['हिन्दी', "पुल"]\n---\nText.\n`,
      "articles/b.md": story({ title: "B", tags: ["हिंदी", "सड़क"] }),
      "articles/c.md": story({ title: "C", tags: ["भाषा", "हिन्दी"] }),
      "articles/d.md": story({ title: "D", tags: "हिन्दी" }),
    });
  });

  it("brings several spellings together, and changes nothing else", async () => {
    const { code, stdout } = await run("rename-tag", "हिन्दी", "हिंदी");
    expect(code).toBe(0);
    expect(stdout).toContain('"हिन्दी" -> "हिंदी" in 3 of 4 stories.');
    expect(textOf("articles/a.md")).toBe(
      `---\ntitle: A\ndate: 2020-01-01   # stays\nsection: desh\ntags: ['हिंदी', "पुल"]\n---\nText.\n`,
    );
    expect(textOf("articles/d.md")).toContain("tags: हिंदी\n");
    expect((await run("check", "--health")).stdout).not.toContain("written in several ways");
  });

  it("takes every spelling of a topic to another one, once in each story", async () => {
    const { stdout } = await run("rename-tag", "हिंदी", "भाषा");
    expect(stdout).toContain("in 4 of 4 stories.");
    expect(stdout).toContain("The page /topics/hindi/ goes.");
    expect(textOf("articles/c.md").match(/भाषा/g)).toHaveLength(1);
    expect(await check()).toMatch(/^No problems/);
  });

  it("reaches a file whose name has letters in a form that Unicode takes apart, as does npm run mv", async () => {
    // ख़ and ज़ as one sign each: NFC writes both as a letter and a dot.
    const [folder, name] = ["\u0959बर", "\u095bमीन"];
    addFiles(input, { [`articles/${folder}/${name}.md`]: story({ title: "E", tags: ["हिन्दी"] }) });
    const { code, stdout } = await run("rename-tag", "हिन्दी", "हिंदी");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("in 4 of 5 stories.") });
    expect(textOf(`articles/${folder}/${name}.md`)).toContain("- हिंदी\n");
    const moved = await run("mv", `articles/${folder}/${name}.md`.normalize("NFC"), "plot");
    expect({ code: moved.code, stderr: moved.stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(join(input, `articles/${folder}/plot.md`))).toBe(true);
    expect(existsSync(join(input, `articles/${folder}/${name}.md`))).toBe(false);
  });

  it("says so when no story has the tag", async () => {
    const { code, stderr } = await run("rename-tag", "भासा", "x");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'No story has the tag "भासा". Did you mean "भाषा"?\n',
    });
    rmSync(join(input, "articles"), { recursive: true });
    expect((await run("rename-tag", "x", "x")).stderr).toContain("Both tags are the same.");
  });
});
