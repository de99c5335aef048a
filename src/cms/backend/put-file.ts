import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

let count = 0;

/**
 * Puts a file in its place, whole or not at all: whoever looks meanwhile, and whoever comes after a power cut, finds
 * the old one or the new one. A file that is replaced keeps its permissions.
 *
 * @param isNew whether there must be none yet
 * @param isStill asked at the last moment; with `false` nothing is done
 * @returns whether it was put there
 * @throws whatever the system says, after which nothing has changed
 */
export function putFile(path: string, bytes: Uint8Array, isNew: boolean, isStill = () => true): boolean {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  removeLeftovers(folder);
  // Beside it, since a file is moved whole only within one file system; hidden, so that nobody takes it for a story.
  const unfinished = join(folder, `.khabar-${process.pid}-${count++}.tmp`);
  try {
    const handle = openSync(unfinished, "wx");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      // Whoever else may write the file, as in a folder that a newsroom shares, may go on doing so.
      const mode = isNew ? undefined : statSync(path, { throwIfNoEntry: false })?.mode;
      if (mode !== undefined) fchmodSync(handle, mode);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (!isStill()) return false;
    // A link fails where there is a file; a rename would replace it.
    if (isNew) linkSync(unfinished, path);
    else renameSync(unfinished, path);
    syncFolder(folder);
    return true;
  } catch (error) {
    if (isNew && (error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** What a process that was killed had begun. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = /^\.khabar-(\d+)-\d+\.tmp$/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** So that the new name outlives a power cut; Windows has no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
