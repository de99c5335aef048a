import { relative } from "node:path";
import type { BuildEvent, EleventyConfig } from "./eleventy.ts";
import type { Newsroom } from "./newsroom.ts";
import { showNextChange } from "./next-change.ts";
import type { Settings } from "./options.ts";
import { byKind, type PagesByKind } from "./plan/pages-by-kind.ts";
import { formatReport, notBuilt } from "./problems/report.ts";
import { momentOf, openSite, writeBesidesPages } from "./site.ts";
import { readManifest, removeStale, stateFolder, writeManifest } from "./write/output-folder.ts";
import { openWriter } from "./write/write-file.ts";

/**
 * Lets Eleventy lead, as `npx eleventy` and its dev server do: the newsroom is read before each build, and what is
 * not a page is written after it.
 *
 * With an error in the content a build stops before anything is written; a dev server says what is wrong and
 * leaves the last good pages as they are.
 *
 * @returns the pages to render, changed before each build
 */
export function runInsideEleventy(
  eleventyConfig: EleventyConfig,
  settings: Settings,
): { pages: PagesByKind } {
  const shown = { pages: byKind([]) };
  let newsroom: Newsroom | undefined;
  const input = relative(process.cwd(), eleventyConfig.directories.input) || ".";
  eleventyConfig.addWatchTarget(`./${input}/`);
  eleventyConfig.addWatchTarget(`./${settings.layouts.replace(/^\.\//, "").replace(/\/$/, "")}/`);

  eleventyConfig.on("eleventy.before", async ({ directories, runMode }: BuildEvent) => {
    newsroom?.plan?.close();
    const state = stateFolder(directories.input, directories.output);
    newsroom = await openSite(directories.input, settings, momentOf(settings.now, Date.now), state);
    const { problems, files, plan } = newsroom;
    if (problems.length > 0) console.error(formatReport(problems, files, settings.reportLanguage));
    shown.pages = byKind(plan?.pages ?? []);
    if (plan === undefined && runMode === "build") throw shortError(notBuilt(settings.reportLanguage));
    if (plan === undefined) console.error(notBuilt(settings.reportLanguage));
  });

  eleventyConfig.on("eleventy.after", async ({ directories, outputMode }: BuildEvent) => {
    const plan = newsroom?.plan;
    if (plan === undefined || outputMode !== "fs") return;
    const writer = openWriter(directories.output);
    const others = await writeBesidesPages(plan, settings, writer);
    const current = new Set([...others, ...plan.pages.map(({ file }) => file)]);
    const kept = stateFolder(directories.input, directories.output);
    removeStale(directories.output, readManifest(kept) ?? [], current);
    writeManifest(kept, [...current]);
    console.log(showNextChange(plan.next));
  });
  return shown;
}

/** Eleventy prints a thrown error four times over, stack and all; the report was already printed. */
function shortError(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}
