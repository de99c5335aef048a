import { availableParallelism } from "node:os";
import { join } from "node:path";
import { assetAddresses, bundleAssets } from "./assets.ts";
import { readEdition } from "./edition-input.ts";
import { keepAll } from "./emit/output-file.ts";
import { gather } from "./gather.ts";
import { openStoryChecker } from "./ledger/check-stories.ts";
import { htmlFile } from "./ledger/story-archive.ts";
import { look } from "./look.ts";
import { type Newsroom, openNewsroom, type SitePlan } from "./newsroom.ts";
import type { Settings } from "./options.ts";
import { openAppendFile } from "./read/append-file.ts";
import { openSitePictures } from "./site-pictures.ts";
import type { OutputWriter } from "./write/write-file.ts";

/**
 * Opens the newsroom of an input folder, with the files of the project's layouts; everything is read anew.
 *
 * @param now epoch milliseconds
 * @param stateFolder for what is kept of the stories while the newsroom is open
 */
export async function openSite(
  folder: string,
  settings: Settings,
  now: number,
  stateFolder: string,
): Promise<Newsroom> {
  const assets = await assetAddresses(settings);
  const sight = await look(folder);
  const details = "details-now.tmp";
  const file = openAppendFile(join(stateFolder, details));
  const html = openAppendFile(join(stateFolder, htmlFile(0)));
  const pictures = await openSitePictures(sight, settings, availableParallelism());
  const gathered = await gather(sight, {
    settings,
    pictures: pictures?.survey,
    program: "",
    kept: undefined,
    async check(around, files) {
      const checked = openStoryChecker(around, file, html)(files);
      return [{ ...checked, table: { ...checked.table, detailFiles: [details] } }];
    },
  });
  file.close();
  html.close();
  const code = () => 0;
  return openNewsroom(sight, gathered, {
    settings,
    now,
    assets,
    codeOf: code,
    stateFolder,
    pictures,
    former: undefined,
    edition: readEdition(settings).edition,
  });
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
  for (const { path, make } of plan.emit()) {
    writer.write(path, await make());
    files.push(path);
  }
  for (const [path, disk] of plan.copies) {
    writer.copy(path, disk);
    files.push(path);
  }
  const derived = plan.derived();
  const places = await keepAll(derived, availableParallelism());
  plan.sweep();
  for (const [index, { path }] of derived.entries()) {
    writer.copy(path, places[index] as string);
    files.push(path);
  }
  for (const { folder, make } of plan.folders()) {
    for (const [name, content] of await make()) {
      writer.write(folder + name, content);
      files.push(folder + name);
    }
  }
  for (const { address, content } of (await bundleAssets(settings)).values()) {
    writer.write(address.slice(1), content);
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
