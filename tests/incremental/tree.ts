import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesIn } from "../support/site-files.ts";

/** What stands in a folder: by path, a digest of the bytes and the time of the last change. */
export type Tree = ReadonlyMap<string, { readonly digest: string; readonly changed: bigint }>;

export function readTree(folder: string): Tree {
  return new Map(
    filesIn(folder).map((path) => {
      const file = join(folder, path);
      const digest = createHash("sha1").update(readFileSync(file)).digest("hex");
      return [path, { digest, changed: statSync(file, { bigint: true }).mtimeNs }];
    }),
  );
}

/** Paths that are new, gone, or have other bytes. */
export function changedFiles(before: Tree, after: Tree): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path)?.digest !== after.get(path)?.digest).sort();
}

/** Paths of files that were written although their bytes are the same as before. */
export function touchedFiles(before: Tree, after: Tree): string[] {
  return [...after].flatMap(([path, { digest, changed }]) => {
    const old = before.get(path);
    return old !== undefined && old.digest === digest && old.changed !== changed ? [path] : [];
  });
}
