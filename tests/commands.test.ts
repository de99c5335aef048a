import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetState } from "./support/build-site.ts";
import { sampleMoment as now, repository } from "./support/repository.ts";
import type { CommandResult } from "./support/run-command.ts";
import { filesIn } from "./support/site-files.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "./support/write-newsroom.ts";

const scripts = (
  JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { scripts: Record<string, string> }
).scripts;

/** What `npm run NAME -- FLAGS` does: the line of `package.json`, from the root of the repository. */
function npmRun(name: string, flags: readonly string[]): Promise<CommandResult> {
  const [program = "", ...words] = (scripts[name] ?? "").split(" ");
  const file = program === "node" ? process.execPath : program;
  return new Promise((resolve) => {
    execFile(file, [...words, ...flags], { cwd: repository }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/**
 * A configuration of its own, in TypeScript, with a module beside it: nothing was put together for it yet.
 *
 * @returns its path as `--config` takes it
 */
function writeConfig(folder: string): string {
  const plugin = relative(folder, join(repository, "src/index.ts"));
  addFiles(folder, {
    "package.json": '{ "type": "module" }',
    "mark.ts": 'export const mark: string = "<!-- marked -->";\n',
    "eleventy.config.ts": [
      `import khabar from ${JSON.stringify(plugin)};`,
      'import { mark } from "./mark.ts";',
      'export const config = { dir: { input: "content" } };',
      "export default function (eleventyConfig: any) {",
      "  eleventyConfig.addPlugin(khabar, {});",
      '  eleventyConfig.addTransform("mark", (content: string) => content + mark);',
      "}\n",
    ].join("\n"),
  });
  return relative(repository, join(folder, "eleventy.config.ts"));
}

const shelf = join(repository, ".khabar/code");

/** Everything that `scripts/run.mjs` keeps of a configuration, by absolute path. */
function filesOfCode(config: string): string[] {
  const name = createHash("sha1").update(join(repository, config)).digest("hex").slice(0, 8);
  return readdirSync(shelf, { recursive: true, encoding: "utf8" })
    .filter((file) => file.startsWith(name))
    .map((file) => join(shelf, file));
}

/** It goes with the configuration. */
function forgetCode(config: string): void {
  for (const file of filesOfCode(config)) rmSync(file, { recursive: true, force: true });
}

describe("the commands as npm runs them", () => {
  let folder: string;
  let input: string;
  let config: string;
  beforeAll(() => {
    folder = temporaryFolder("commands");
    input = writeNewsroom({ "articles/rain.md": story() });
    config = writeConfig(folder);
  });
  afterAll(() => forgetCode(config));

  it.each(["build", "check", "start", "import", "related", "trending"])(
    "%s tells its flags",
    async (name) => {
      const { code, stdout, stderr } = await npmRun(
        name,
        name === "import" ? ["markdown", "--help"] : ["--help"],
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(`npm ${name === "start" ? "" : "run "}${name} -- `);
    },
  );

  it("check reads the project's configuration and the content, and writes nothing", async () => {
    const before = filesIn(folder);
    const { code, stdout, stderr } = await npmRun("check", [
      `--input=${input}`,
      `--now=${now}`,
      `--config=${config}`,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("No problems in 2 files");
    expect(filesIn(folder)).toEqual(before);
  });

  it("import reads the project's configuration", async () => {
    const from = join(folder, "old");
    addFiles(from, { "rain.md": "---\ntitle: Rain\ndate: 2020-01-01\n---\nRain.\n" });
    const flags = [`--into=${join(folder, "content")}`, `--report=${join(folder, "report.md")}`];
    const { code, stderr } = await npmRun("import", ["markdown", from, ...flags, `--config=${config}`]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("build follows a change of the configuration and of a module beside it", async () => {
    const output = join(folder, "site");
    const flags = [`--input=${input}`, `--output=${output}`, `--now=${now}`, `--config=${config}`, "--quiet"];
    const page = () => readFileSync(join(output, "desh/rain/index.html"), "utf8");
    const built = { code: 0, stdout: "", stderr: "" };
    expect(await npmRun("build", flags)).toEqual(built);
    expect(page()).toMatch(/<!-- marked -->$/);
    writeFileSync(join(folder, "mark.ts"), 'export const mark: string = "<!-- marked anew -->";\n');
    expect(await npmRun("build", flags)).toEqual(built);
    forgetState(input, output);
    expect(page()).toMatch(/<!-- marked anew -->$/);
  });

  const imported = 'const { mark } = await import("./mark.ts");';
  it.each([
    ["imports a module when it is called", imported, "", "<!-- marked -->"],
    ["waits for something at its top level", "", `${imported}\n`, "<!-- marked -->"],
    [
      "writes a script that imports",
      'const mark = `<script>import("/a.js")</script>`;',
      "",
      'import("/a.js")</script>',
    ],
    [
      "is strict, as modules are",
      "const mark = (function (this: unknown) { return typeof this; })();",
      "",
      "undefined",
    ],
  ])("build takes a configuration that %s", async (_, inside, before, end) => {
    const home = temporaryFolder("commands");
    const another = writeConfig(home);
    const file = join(home, "eleventy.config.ts");
    const text = readFileSync(file, "utf8")
      .replace('import { mark } from "./mark.ts";\n', before)
      .replace("export default function (eleventyConfig: any) {", (start) =>
        inside === "" ? start : `${start.replace("function", "async function")}\n  ${inside}`,
      );
    writeFileSync(file, text);
    const output = join(home, "site");
    const flags = [`--input=${input}`, `--output=${output}`, `--now=${now}`, `--config=${another}`];
    const result = await npmRun("build", [...flags, "--quiet"]);
    forgetState(input, output);
    forgetCode(another);
    expect(result).toEqual({ code: 0, stdout: "", stderr: "" });
    const page = readFileSync(join(output, "desh/rain/index.html"), "utf8");
    expect(page.slice(-end.length)).toBe(end);
  });

  it("build compiles anew what was kept of an earlier start, and is damaged", async () => {
    const home = temporaryFolder("commands");
    const another = writeConfig(home);
    const output = join(home, "site");
    const flags = [`--input=${input}`, `--output=${output}`, `--now=${now}`, `--config=${another}`];
    const build = () => npmRun("build", [...flags, "--quiet", "--full"]);
    const keptFiles = () =>
      filesOfCode(another).filter((file) => /\.cjs\.\w+$/.test(file) && !file.endsWith(".tmp"));
    const built = { code: 0, stdout: "", stderr: "" };
    expect(await build()).toEqual(built);
    const kept = keptFiles();
    const sound = kept.map((file) => readFileSync(file));
    for (const [index, file] of kept.entries()) {
      const bytes = Buffer.from(sound[index] as Buffer);
      // A changed byte, a file cut short, and one of nothing.
      if (index % 3 === 0) bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1);
      writeFileSync(
        file,
        index % 3 === 0 ? bytes : bytes.subarray(0, index % 3 === 1 ? bytes.length / 2 : 0),
      );
    }
    const again = await build();
    const isSound = keptFiles().map((file) => crc32(readFileSync(file).subarray(4)));
    const sums = keptFiles().map((file) => readFileSync(file).readUInt32LE(0));
    forgetState(input, output);
    forgetCode(another);
    expect(kept.length).toBeGreaterThan(10);
    expect(again).toEqual(built);
    expect(isSound).toEqual(sums);
  });

  it("build gives plugins of Eleventy's own the Eleventy that they are of", async () => {
    const home = temporaryFolder("commands");
    const another = writeConfig(home);
    const file = join(home, "eleventy.config.ts");
    const text = readFileSync(file, "utf8").replace(
      "addPlugin(khabar, {});",
      'addPlugin(khabar, {});\n  eleventyConfig.addPlugin(HtmlBasePlugin, { baseHref: "https://mirror.example/" });',
    );
    writeFileSync(file, `import { HtmlBasePlugin } from "@11ty/eleventy";\n${text}`);
    const output = join(home, "site");
    const flags = [
      `--input=${input}`,
      `--output=${output}`,
      `--now=${now}`,
      `--config=${another}`,
      "--quiet",
    ];
    const result = await npmRun("build", flags);
    forgetState(input, output);
    forgetCode(another);
    // On a slow machine Eleventy says how long its own transform took.
    expect({ ...result, stderr: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(join(output, "desh/rain/index.html"), "utf8")).toContain(
      'href="https://mirror.example/desh/"',
    );
  });

  it("may be started at the same moment before anything was put together", async () => {
    const another = writeConfig(temporaryFolder("commands"));
    const outputs = Array.from({ length: 4 }, (_, index) => join(folder, `site-${index}`));
    const flags = [`--input=${input}`, `--now=${now}`, `--config=${another}`, "--quiet"];
    const results = await Promise.all(
      outputs.map((output) => npmRun("build", [...flags, `--output=${output}`])),
    );
    for (const output of outputs) forgetState(input, output);
    forgetCode(another);
    expect(results).toEqual(outputs.map(() => ({ code: 0, stdout: "", stderr: "" })));
  });
});
