import { existsSync, rmSync } from "node:fs";
import { putFile } from "../backend/put-file.ts";

/** A text for a file, as messages call it, relative to the working directory. */
export interface FileChange {
  readonly file: string;
  readonly text: string;
}

/**
 * Writes files, each whole or not at all.
 *
 * @param moved a file that goes from one name to another, with its text; written first, so that a story is never gone
 * @throws {Error} if there is a file at the new name already, or whatever the system says
 */
export function applyChanges(
  changes: readonly FileChange[],
  moved?: { readonly from: string; readonly to: string; readonly text: string },
): void {
  if (moved && moved.from !== moved.to) {
    // Where a disk does not tell capitals apart, the new name may be the old file.
    const isOther = existsSync(moved.to) && moved.from.toLowerCase() !== moved.to.toLowerCase();
    if (isOther || !putFile(moved.to, Buffer.from(moved.text), !existsSync(moved.to))) {
      throw new Error(`${moved.to} is there already.`);
    }
    rmSync(moved.from);
  } else if (moved) putFile(moved.from, Buffer.from(moved.text), false);
  for (const { file, text } of changes) putFile(file, Buffer.from(text), false);
}
