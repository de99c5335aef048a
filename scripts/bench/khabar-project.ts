import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { type Measurement, measure } from "./measure.ts";

export const project = resolve(import.meta.dirname, "../..");

const leftBehind = new Set([".git", ".khabar", "_site", "content", "docs", "node_modules", "tests"]);

/** What `npm run build -- --json` tells, as far as it is shown. */
const buildReport = z.object({
  rendered: z.number().optional(),
  kept: z.number().optional(),
  changed: z.number().optional(),
  removed: z.number().optional(),
});

/** What a site has by default, and not what the sample newsroom chooses besides, such as cards. */
const plainConfiguration = `import type { EleventyConfig } from "./src/eleventy.ts";
import khabar from "./src/index.ts";

export const config = { dir: { input: "content" } };

export default function (eleventyConfig: EleventyConfig): void {
  eleventyConfig.addPlugin(khabar);
}
`;

export interface BuildRun extends Measurement {
  readonly report: z.infer<typeof buildReport>;
}

/** A project that builds `content/` into `site/`. */
export interface KhabarProject {
  readonly content: string;
  readonly site: string;
  /**
   * Builds, with the output and the state of the build before it.
   *
   * @throws {Error} if the build fails
   */
  build(now: string, limitSeconds: number, onProgress?: OnProgress): Promise<BuildRun>;
  /** Removes the output and the state of all builds; the compiled commands stay. */
  forget(): void;
}

export type OnProgress = (seconds: number, megabytes: number) => void;

/** A copy of this project: its state lies beside its output, and edits of the code do not reach it half way. */
export function copyProject(folder: string): KhabarProject {
  for (const name of readdirSync(project)) {
    if (!leftBehind.has(name)) cpSync(join(project, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".eleventy.ts"), plainConfiguration);
  const content = join(folder, "content");
  const site = join(folder, "site");
  const state = join(folder, ".khabar");
  return {
    content,
    site,
    async build(now, limitSeconds, onProgress) {
      const flags = ["--input=content", "--output=site", `--now=${now}`, "--json"];
      const run = await measure("node", [...buildCommand(), ...flags], folder, limitSeconds, onProgress);
      if (run.code === undefined) return { ...run, report: {} };
      if (run.code !== 0) throw new Error(`Khabar failed:\n${run.output.slice(-2000)}`);
      return { ...run, report: buildReport.parse(JSON.parse(run.stdout)) };
    },
    forget() {
      rmSync(site, { recursive: true, force: true });
      for (const name of namesIn(state)) {
        if (name !== "code") rmSync(join(state, name), { recursive: true, force: true });
      }
    },
  };
}

/** What `npm run build` runs, without npm: its memory shall be measured and not npm's. */
function buildCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
    scripts: { build: string };
  };
  return scripts.build.split(" ").slice(1);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
