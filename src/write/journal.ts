import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const journalFile = "publishing.json";

/**
 * Files that a build is about to make in the output folder and that no list names yet.
 *
 * A build that is killed while it publishes leaves them to the next one, which makes them anew or takes them away.
 */
export function beginPublishing(state: string, newPaths: readonly string[]): void {
  // Whole or not at all: a build that is killed here must not lose what the one before it left.
  const unfinished = join(state, `journal-${process.pid}.tmp`);
  writeFileSync(unfinished, JSON.stringify(newPaths));
  renameSync(unfinished, join(state, journalFile));
}

/** The files that an interrupted build may have made; `[]` if the last one came to its end. */
export function interruptedPaths(state: string): readonly string[] {
  try {
    const paths: unknown = JSON.parse(readFileSync(join(state, journalFile), "utf8"));
    return Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [];
  } catch {
    return [];
  }
}

/** To be called once the new list of files is kept. */
export function endPublishing(state: string): void {
  rmSync(join(state, journalFile), { force: true });
}
