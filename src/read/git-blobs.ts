import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { realPath } from "./list-content.ts";

/**
 * What git knows of the files of a folder: by the path below it, the id of their bytes.
 *
 * Only files whose bytes are surely those of the index are in it: not what is untracked, changed since it was
 * staged, linked, part of a submodule, filtered on its way to the disk, or marked so that git does not look at it. A checkout gives every file a
 * new time, so that there is no cheaper way to know what is the same as before.
 *
 * @returns `undefined` where the folder is no checkout, or git is not there
 */
export async function readGitBlobs(folder: string): Promise<ReadonlyMap<string, string> | undefined> {
  // To start git in vain costs a build of a large archive a twentieth of a second.
  if (!isCheckout(folder)) return undefined;
  try {
    const [listed, changed] = await Promise.all([
      git(folder, ["ls-files", "-z", "-s", "-v", "--", ":(attr:!filter)"]),
      // Not `diff-files`, which takes a file with a new time for a changed one.
      git(folder, ["diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--relative", "--", "."]),
    ]);
    const dirty = new Set(changed.split("\0"));
    const blobs = new Map<string, string>();
    // `H 100644 7eadc… 0<tab>path`; a lower-case or `S` tag means that git was told not to look.
    const entry = /^H 100(?:644|755) ([0-9a-f]{40}) 0\t(.*)$/s;
    for (const line of listed.split("\0")) {
      const [, blob, path] = entry.exec(line) ?? [];
      if (blob !== undefined && path !== undefined && !dirty.has(path)) blobs.set(path, blob);
    }
    return blobs;
  } catch {
    return undefined;
  }
}

/** Whether git may know of the files of a folder: not that it does. */
export function isCheckout(folder: string): boolean {
  if (process.env.GIT_DIR !== undefined) return true;
  for (let at = realPath(folder) ?? resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return true;
    if (dirname(at) === at) return false;
  }
}

function git(folder: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      "git",
      ["--no-optional-locks", ...words],
      { cwd: folder, maxBuffer: 1 << 30, encoding: "utf8" },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    );
  });
}
