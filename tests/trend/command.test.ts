import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stateFolder } from "../../src/write/output-folder.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "../support/write-newsroom.ts";
import { aRequest, logNow, readersOf, writeLog } from "./sources/a-log.ts";

const now = new Date(logNow).toISOString();
const titles = ["Rain", "Vote", "Cricket", "Budget", "Train"];

let folder: string;
let config: string;
let input: string;

/** Runs a command as npm does, from the root of the repository. */
function run(
  command: string,
  flags: readonly string[],
  settings: object = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const words = [
    "scripts/run.mjs",
    command,
    `--input=${input}`,
    `--output=${join(folder, "site")}`,
    `--config=${config}`,
    `--now=${now}`,
  ];
  const trending = { edition: join(folder, "kept/edition.json"), limit: 4, ...settings };
  const env = { ...process.env, KHABAR_OPTIONS: JSON.stringify({ trending }) };
  return new Promise((resolve) => {
    execFile(process.execPath, [...words, ...flags], { cwd: repository, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

const listIn = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
const logs = () => ({
  sources: [{ from: "editors" }, { from: "logs", files: [join(folder, "access.log")] }],
});

beforeAll(() => {
  folder = temporaryFolder("trending");
  input = writeNewsroom(
    Object.fromEntries(
      titles.map((title, index) => [
        `articles/${title.toLowerCase()}.md`,
        story({ title, date: new Date(logNow - (index + 30) * 3_600_000).toISOString() }),
      ]),
    ),
  );
  const requests = [
    ...readersOf(9, { path: "/desh/train/" }),
    ...readersOf(5, { path: "/desh/cricket/?utm_source=x" }),
    ...readersOf(2, { path: "/desh/vote/" }),
    ...readersOf(7, { path: "/elsewhere/" }),
  ];
  addFiles(folder, {
    "package.json": '{ "type": "module" }',
    "access.log": `${writeLog.combined(requests)}nonsense\n`,
    "eleventy.config.mjs": [
      `import khabar from ${JSON.stringify(relative(folder, join(repository, "src/index.ts")))};`,
      'export default (eleventyConfig) => eleventyConfig.addPlugin(khabar, JSON.parse(process.env.KHABAR_OPTIONS ?? "{}"));\n',
    ].join("\n"),
  });
  config = relative(repository, join(folder, "eleventy.config.mjs"));
});

afterAll(() => {
  rmSync(join(repository, stateFolder(input, join(folder, "site"))), { recursive: true, force: true });
  const shelf = join(repository, ".khabar/code");
  const name = createHash("sha1").update(join(repository, config)).digest("hex").slice(0, 8);
  for (const file of existsSync(shelf) ? readdirSync(shelf) : [])
    if (file.startsWith(name)) rmSync(join(shelf, file), { recursive: true, force: true });
});

describe("npm run trending", () => {
  it("writes the newest, called so, where nobody knows what is read", async () => {
    const { code, stdout, stderr } = await run("trending", []);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^4 links into .*trending\.json, by newest/);
    const { basis, links, generatedAt } = listIn("site/trending.json");
    expect({ basis, generatedAt }).toEqual({ basis: "newest", generatedAt: now });
    expect(links.map(({ title }: { title: string }) => title)).toEqual(["Rain", "Vote", "Cricket", "Budget"]);
  });

  it("writes the fragment too where a server puts it into pages; empty where the list is only the newest", async () => {
    expect(existsSync(join(folder, "site/trending.html"))).toBe(false);
    await run("trending", [], { ...logs(), delivery: "ssi" });
    const fragment = () => readFileSync(join(folder, "site/trending.html"), "utf8");
    expect(fragment().split("\n")[0]).toBe('<li><a href="/desh/train/">Train</a></li>');
    expect(fragment().match(/href="[^"]*"/g)).toHaveLength(4);
    await run("trending", [], { delivery: "esi" });
    expect(fragment()).toBe("");
  });

  it("writes what is read by the logs, and says why", async () => {
    const { code, stdout, stderr } = await run("trending", ["--explain"], logs());
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^logs \S+access\.log: 1 of 24 lines are no lines of an access log/),
    });
    const { basis, links } = listIn("site/trending.json");
    expect(basis).toBe("readers");
    expect(links.map(({ url }: { url: string }) => url)).toEqual([
      "/desh/train/",
      "/desh/cricket/",
      "/desh/rain/",
      "/desh/vote/",
    ]);
    expect(stdout).toMatch(
      /1\. Train\s+\/desh\/train\/\n\s+readers 9, decayed 8\.\d, last 15 min 9\.0 \(no past days known\), surge 0\.00.*score/,
    );
    expect(stdout).toMatch(/Vote\s+\/desh\/vote\/\n.*\n\s+left out: fewer than 3 readers/);
    expect(stdout).toContain("no live story of this site: /elsewhere/ (7)");
    for (const file of readdirSync(join(folder, "kept"))) {
      expect(readFileSync(join(folder, "kept", file), "utf8")).not.toMatch(/198\.51|Mozilla/);
    }
    expect(stdout + stderr).not.toMatch(/198\.51|Mozilla/);
  });

  it("keeps the last list while the logs cannot be read", async () => {
    const before = readFileSync(join(folder, "site/trending.json"), "utf8");
    const gone = { sources: [{ from: "logs", files: [join(folder, "gone.log")] }] };
    const { code, stdout, stderr } = await run("trending", [], gone);
    expect(code).toBe(0);
    expect(stderr).toContain("There is no file");
    expect(stdout).toContain("stays as it is");
    expect(readFileSync(join(folder, "site/trending.json"), "utf8")).toBe(before);
  });

  it("bakes an edition, which the next build puts into the pages by its right name", async () => {
    expect(await run("build", ["--quiet"])).toMatchObject({ code: 0 });
    const page = () => readFileSync(join(folder, "site/desh/rain/index.html"), "utf8");
    const strip = () => /<nav[^>]*data-part="trending".*?<\/nav>/s.exec(page())?.[0] ?? "";
    expect(strip()).toMatch(/data-basis="newest"[\s\S]*Latest stories/);
    const live = readFileSync(join(folder, "site/trending.json"), "utf8");

    const baked = await run("trending", ["--edition", "--json"], logs());
    expect(baked.code).toBe(0);
    expect(JSON.parse(baked.stdout)).toMatchObject({
      basis: "readers",
      written: join(folder, "kept/edition.json"),
    });
    expect(listIn("kept/edition.json")).toMatchObject({
      basis: "readers",
      stories: ["train", "cricket"],
      generatedAt: now,
    });
    expect(readFileSync(join(folder, "site/trending.json"), "utf8")).toBe(live);

    expect(await run("build", ["--quiet"])).toMatchObject({ code: 0, stderr: "" });
    expect(strip()).toMatch(
      /data-basis="readers"[\s\S]*Trending[\s\S]*Train[\s\S]*Cricket[\s\S]*Rain[\s\S]*Vote/,
    );
    // The stories are those of the build: nothing need be read.
    rmSync(join(input, "articles"), { recursive: true });
    writeFileSync(
      join(folder, "access.log"),
      writeLog.combined([...readersOf(6, { path: "/desh/budget/" }), aRequest()]),
    );
    expect(await run("trending", ["--quiet"], logs())).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(listIn("site/trending.json").links[0]).toEqual({ title: "Budget", url: "/desh/budget/" });
  });

  it("refuses what cannot be used, saying what to write", async () => {
    const from = await run("trending", [], { sources: [{ from: "crystal-ball" }] });
    expect(from).toMatchObject({ code: 2, stdout: "" });
    expect(from.stderr).toContain(
      'trending.sources[0].from is "crystal-ball". Write one of: editors, logs, feeds, plausible,',
    );
    expect(await run("trending", ["--outt=x"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--out"),
    });
    expect(await run("trending", ["--help"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("--explain"),
    });
    writeFileSync(join(input, "site.yaml"), "name: Bhor\n");
    expect(await run("trending", [])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("site.yaml"),
    });
  });
});
