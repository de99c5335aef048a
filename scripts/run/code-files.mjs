import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

export const digestOf = (file) => createHash("sha1").update(readFileSync(file)).digest("hex");

/**
 * What tells a file from every later version of it, so that it need not be read again; `""` for one that changed just
 * now, which may change again without its times telling. The same as in `src/file-digests.ts`.
 */
export function traceOf(file) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  return ctimeMs < Date.now() - 2000 ? `${size} ${mtimeMs} ${ctimeMs} ${ino}` : "";
}

/** Writes a file, whole or not at all. */
export function writeWhole(file, content) {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
