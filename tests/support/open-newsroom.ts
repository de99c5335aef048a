import type { Newsroom } from "../../src/newsroom.ts";
import { defaults, type Settings } from "../../src/options.ts";
import { openSite } from "../../src/site.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * Reads and checks a newsroom, and plans its site, with the settings of a site that chooses none, unless others are given.
 *
 * @param folder as messages name it: relative to the working directory, or absolute
 * @param now epoch milliseconds
 * @param settings those of a site that chooses none, if left out
 */
export function openNewsroomAt(
  folder: string,
  now: number,
  settings: Settings = defaults,
): Promise<Newsroom> {
  return openSite(folder, settings, now, temporaryFolder("scratch"));
}
