import { chmodSync, lstatSync, renameSync, rmSync, statSync } from "node:fs";
import { putFile } from "../backend/put-file.ts";

/** A text for a file. */
export interface FileChange {
  /** How messages call it. */
  readonly file: string;
  /** Where it lies: the name may be in another form of Unicode there. */
  readonly disk: string;
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
  if (moved) moveFile(moved);
  for (const { disk, text } of changes) putFile(disk, Buffer.from(text), false);
}

function moveFile({ from, to, text }: { readonly from: string; readonly to: string; readonly text: string }) {
  const bytes = Buffer.from(text);
  if (isOneFile(from, to)) {
    // Only spelled otherwise, on a disk that does not tell capitals apart: there is one entry, and it stays.
    if (from !== to) renameSync(from, to);
    putFile(to, bytes, false);
    return;
  }
  if (!putFile(to, bytes, true)) throw new Error(`${to} is there already.`);
  chmodSync(to, statSync(from).mode);
  rmSync(from);
}

/**
 * Whether two names lead to one and the same file. Names that differ only in capitals do on the disks of macOS and
 * Windows, and are two files elsewhere.
 */
export function isOneFile(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((path) => lstatSync(path, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}
