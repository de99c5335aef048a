import { readFileSync } from "node:fs";
import { listAssets } from "./layouts.ts";
import { type Newsroom, openNewsroom, type SitePlan } from "./newsroom.ts";
import type { Settings } from "./options.ts";
import type { OutputWriter } from "./write/write-file.ts";

/**
 * Opens the newsroom of an input folder, with the files of the project's layouts.
 *
 * @param now epoch milliseconds
 */
export function openSite(folder: string, settings: Settings, now: number): Promise<Newsroom> {
  const assets = Object.fromEntries(
    [...listAssets(settings.layouts)].map(([name, { address }]) => [name, address]),
  );
  return openNewsroom({ folder, settings, now, assets });
}

/**
 * Writes everything of a site that Eleventy does not render: feeds, sitemaps, redirects, pictures, styles.
 *
 * @returns the paths of these files below the output folder
 */
export async function writeBesidesPages(
  plan: SitePlan,
  settings: Settings,
  writer: OutputWriter,
): Promise<string[]> {
  const files: string[] = [];
  for (const { path, content } of await plan.emit()) {
    writer.write(path, content);
    files.push(path);
  }
  for (const [path, disk] of plan.copies) {
    writer.copy(path, disk);
    files.push(path);
  }
  for (const { address, disk } of listAssets(settings.layouts).values()) {
    writer.write(address.slice(1), readFileSync(disk));
    files.push(address.slice(1));
  }
  return files;
}

/** The moment a build is for: what was asked, else the clock, which is read here and nowhere below. */
export function momentOf(asked: string | number | undefined, clock: () => number): number {
  if (asked === undefined) return clock();
  const at = typeof asked === "number" ? asked : Date.parse(asked);
  if (!Number.isFinite(at)) {
    throw new TypeError(`"${asked}" is not a moment. Write one such as 2026-11-22T08:00:00+05:30.`);
  }
  return at;
}
