import { join } from "node:path";
import { Eleventy } from "@11ty/eleventy";
import type { EleventyConfig, EleventyRun } from "./eleventy.ts";
import { type Driver, driverKey } from "./index.ts";
import type { Newsroom } from "./newsroom.ts";
import type { Settings } from "./options.ts";
import { byKind } from "./plan/pages-by-kind.ts";
import type { PagePlan } from "./plan/site-plan.ts";
import { settingsOf } from "./project-settings.ts";
import { momentOf, openSite, writeBesidesPages } from "./site.ts";
import { listFiles, readManifest, removeStale, stateFolder, writeManifest } from "./write/output-folder.ts";
import { openPack } from "./write/page-pack.ts";
import { openWriter } from "./write/write-file.ts";

/** What a build is to do. Folders are relative to the working directory. */
export interface BuildRequest {
  readonly input: string;
  readonly output: string;
  /** The project's Eleventy configuration, which adds the plugin. */
  readonly configPath: string;
  /** Epoch milliseconds; the project's option `now`, else the clock, if left out. */
  readonly now: number | undefined;
  /** Called with the pages rendered so far. */
  onProgress?(rendered: number, total: number): void;
}

export interface BuildResult {
  readonly newsroom: Newsroom;
  readonly settings: Settings;
  /** `undefined` if errors in the content kept the build from writing anything. */
  readonly written:
    | { readonly pages: number; readonly files: number; readonly changed: number; readonly removed: number }
    | undefined;
}

/** Fewer pages cost time, since each run of Eleventy has to start; more cost memory. */
const batchSize = 2000;

/**
 * Builds the whole site: reads and checks everything, renders all pages in batches, and only then publishes.
 *
 * Each batch is a run of Eleventy of its own, since Eleventy keeps every page of a run until its end. The
 * project's other templates and passthrough copies are left to one last ordinary run.
 *
 * @throws whatever a layout or a template of the project throws; nothing of ours is written then
 */
export async function buildSite(request: BuildRequest): Promise<BuildResult> {
  const { input, output, now } = request;
  // One variable for all runs: a run that is done must not stay in memory with its pages.
  let eleventy = startEleventy(request, "batch");
  await eleventy.run.init();
  const settings = settingsOf(eleventy.driver, request.configPath);
  const newsroom = await openSite(input, settings, now ?? momentOf(settings.now, Date.now));
  const { plan } = newsroom;
  if (plan === undefined) return { newsroom, settings, written: undefined };

  const state = stateFolder(input, output);
  const pack = openPack(join(state, `pages-${process.pid}.pack`));
  try {
    for (let from = 0; from < plan.pages.length; from += batchSize) {
      if (from > 0) {
        eleventy = startEleventy(request, "batch");
        await eleventy.run.init();
      }
      const batch = plan.pages.slice(from, from + batchSize);
      eleventy.driver.pages = byKind(batch);
      const rendered = await renderBatch(eleventy.run, batch).catch((error) =>
        renderAgain(request, batch, error),
      );
      for (const { path, content } of rendered) pack.add(path, content);
      request.onProgress?.(Math.min(from + batchSize, plan.pages.length), plan.pages.length);
    }
    const writer = openWriter(output);
    const files = await writeBesidesPages(plan, settings, writer);
    for (const { path, bytes } of pack.read()) {
      writer.write(path, bytes);
      files.push(path);
    }
    const current = new Set(files);
    const removed = removeStale(output, readManifest(state) ?? adoptable(output), current);
    eleventy = startEleventy(request, "rest");
    await eleventy.run.init();
    await eleventy.run.write();
    writeManifest(state, files);
    const pages = plan.pages.length;
    return {
      newsroom,
      settings,
      written: { pages, files: files.length, changed: writer.counts.written, removed: removed.length },
    };
  } finally {
    pack.remove();
  }
}

/**
 * A run of Eleventy with the project's own configuration.
 *
 * A `batch` renders the pages that its driver is given and nothing else, a `slow-batch` does it with errors that
 * name the part of a layout; the `rest` is everything else.
 */
function startEleventy(
  request: BuildRequest,
  part: "batch" | "slow-batch" | "rest",
): { run: EleventyRun; driver: Driver } {
  const driver: Driver = { pages: byKind([]), inlineParts: part === "batch" };
  const run = new Eleventy(request.input, request.output, {
    configPath: request.configPath,
    quietMode: true,
    source: "script",
    config(eleventyConfig: EleventyConfig) {
      (eleventyConfig as { [driverKey]?: Driver })[driverKey] = driver;
      if (part !== "rest") eleventyConfig.ignores.add(`${eleventyConfig.directories.input}**`);
    },
  });
  run.disableLogger();
  return { run, driver };
}

/** @returns the pages of the batch in the order of the plan, whatever order Eleventy chose */
async function renderBatch(
  run: EleventyRun,
  batch: readonly PagePlan[],
): Promise<{ path: string; content: string }[]> {
  const rendered = new Map<string, string>();
  for (const { url, content } of await run.toJSON()) rendered.set(url, content);
  return batch.map(({ address, file }) => {
    const content = rendered.get(address) ?? rendered.get(encodeURI(address));
    if (content === undefined) throw new Error(`Eleventy rendered no page at ${address}`);
    return { path: file, content };
  });
}

/** Renders a batch that failed once more, for an error that says in which part of a layout it is. */
async function renderAgain(
  request: BuildRequest,
  batch: readonly PagePlan[],
  error: unknown,
): Promise<never> {
  const { run, driver } = startEleventy(request, "slow-batch");
  await run.init();
  driver.pages = byKind(batch);
  await run.toJSON();
  throw error;
}

/** With the state lost, the pages of the default output folder count as ours: it holds nothing else. */
function adoptable(output: string): readonly string[] {
  return output === "_site" || output === "./_site" ? listFiles(output) : [];
}
