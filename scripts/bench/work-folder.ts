import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopMeasuring } from "./measure.ts";

/** In memory where there is such a folder: disks differ more than what is measured. */
const memoryFolder = "/dev/shm";
export const inMemory = existsSync(memoryFolder);
const parent = inMemory ? memoryFolder : tmpdir();

/** The content, the site, a copy of it, and the state between builds, in whole blocks. */
const bytesPerStory = 100_000;

/**
 * Whether the files for so many stories fit into the work folder.
 *
 * @returns a sentence for the user, or `undefined` if they do
 */
export function lackOfRoom(stories: number): string | undefined {
  const needed = stories * bytesPerStory;
  const free = freeBytes();
  if (needed <= free) return undefined;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  return `${stories.toLocaleString("en")} stories need about ${gigabytes(needed)} in ${parent}, and ${gigabytes(free)} are free. Make room, or leave that size out with --sizes=…`;
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(parent);
  if (!inMemory) return bavail * bsize;
  // Files in memory may only take what programs leave.
  const [, kilobytes] = /^MemAvailable:\s+(\d+)/m.exec(readFileSync("/proc/meminfo", "utf8")) ?? [];
  return Math.min(bavail * bsize, Number(kilobytes) * 1024);
}

/** Works in a new folder, which is gone afterwards, even if the work is interrupted. */
export async function inWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, "khabar-bench-"));
  const interrupt = () => {
    stopMeasuring();
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    return await work(folder);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    rmSync(folder, { recursive: true, force: true });
  }
}
