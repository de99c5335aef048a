import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** A folder in which a site is made before anybody sees it. */
export interface Staging {
  readonly folder: string;
  /** Puts it where the site belongs, in one step. */
  publish(): void;
  /** Takes it away, if it is still there. */
  discard(): void;
}

/**
 * Opens a folder beside an output folder that does not exist yet or is empty: the first pages need not wait in a file
 * until the last one is rendered.
 *
 * @returns `undefined` where there is a site already, or the output folder cannot be replaced
 */
export function openStaging(output: string): Staging | undefined {
  const folder = join(dirname(output), `.${basename(output)}.unfinished`);
  try {
    rmSync(folder, { recursive: true, force: true });
    // Fails for a folder that is not empty, and for one on which a disk is mounted.
    if (existsSync(output)) rmdirSync(output);
    mkdirSync(folder, { recursive: true });
  } catch {
    return undefined;
  }
  return {
    folder,
    publish: () => renameSync(folder, output),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}
