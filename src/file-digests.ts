import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isSettled } from "./read/settled.ts";

/** SHA-1 of files that change seldom and are asked for at every start: of programs and layouts. */
export interface FileDigests {
  /** @returns 40 hexadecimal digits @throws if the file cannot be read */
  of(file: string): string;
  /** Remembers for the next process what was asked for. */
  keep(): void;
}

/** What tells a file from every later version of it, and the digest. */
type Known = Readonly<Record<string, readonly [trace: string, digest: string]>>;

/**
 * Opens what is known of files. One that has the size, the times and the place on the disk that it had then is not read
 * again: nobody can set the time at which a file was last changed in any way.
 *
 * @param store where it is kept; a file that cannot be used counts as none
 */
export function openFileDigests(store: string): FileDigests {
  const before = readKnown(store);
  const now: Record<string, readonly [string, string]> = {};
  let isNew = false;
  return {
    of(file) {
      const readAt = Date.now();
      const { size, mtimeMs, ctimeMs, ino } = statSync(file);
      const trace = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
      const known = before[file];
      if (known?.[0] === trace && typeof known[1] === "string") {
        now[file] = known;
        return known[1];
      }
      const digest = createHash("sha1").update(readFileSync(file)).digest("hex");
      if (isSettled(ctimeMs, readAt)) {
        now[file] = [trace, digest];
        isNew = true;
      }
      return digest;
    },
    keep() {
      if (!isNew && Object.keys(now).length === Object.keys(before).length) return;
      mkdirSync(dirname(store), { recursive: true });
      const unfinished = `${store}.${process.pid}.tmp`;
      writeFileSync(unfinished, JSON.stringify(now));
      renameSync(unfinished, store);
      isNew = false;
    },
  };
}

function readKnown(store: string): Known {
  try {
    const known: unknown = JSON.parse(readFileSync(store, "utf8"));
    return typeof known === "object" && known !== null ? (known as Known) : {};
  } catch {
    return {};
  }
}
