import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/**
 * Where the state of one pair of input and output folder is kept, below the working directory.
 *
 * @param part of the site, where several builds make one each
 */
export function stateFolder(input: string, output: string, part = ""): string {
  const folders = [input, output].map((folder) => relative(process.cwd(), resolve(folder)));
  const pair = [...folders, ...(part === "" ? [] : [part])].join("\0");
  return join(".khabar", createHash("sha256").update(pair).digest("hex").slice(0, 12));
}

/**
 * Why a folder must not be used for output.
 *
 * @returns a sentence for the user, or `undefined` if the folder is fine
 */
export function refuseOutput(input: string, output: string): string | undefined {
  const from = resolve(input);
  const to = resolve(output);
  const isInside = (inner: string, outer: string) => inner === outer || inner.startsWith(outer + sep);
  if (isInside(from, to))
    return `The output folder ${output} holds the content folder ${input}. Choose another.`;
  if (isInside(to, from))
    return `The output folder ${output} lies in the content folder ${input}. Choose another.`;
  if (isInside(process.cwd(), to))
    return `The output folder ${output} holds the whole project. Choose another.`;
  return undefined;
}

/** The list of files that the last build made: `undefined` if there was none that finished. */
export function readManifest(state: string): readonly string[] | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(state, "manifest.json"), "utf8"));
    const files = (manifest as { files?: unknown }).files;
    return Array.isArray(files) && files.every((file) => typeof file === "string") ? files : undefined;
  } catch {
    return undefined;
  }
}

/** Tells the list that lies there from any other that was or will be written; `""` if there is none. */
export function traceOfManifest(state: string): string {
  const stat = statSync(join(state, "manifest.json"), { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
}

/** Written when all is done: a build that was interrupted leaves the old list, and the next one does the rest. */
export function writeManifest(state: string, files: readonly string[]): void {
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, "manifest.json"), `${JSON.stringify({ files })}\n`);
}

/**
 * Deletes what earlier builds made and this one did not, file by file, and folders left empty by it.
 *
 * Files that no build of ours made are never touched. Without a manifest (a fresh `.khabar/`), pages in a folder
 * that is ours by convention are taken for ours.
 *
 * @param previous of the last manifest
 * @param current everything the site consists of now
 * @returns what was deleted
 */
export function removeStale(
  folder: string,
  previous: readonly string[],
  current: ReadonlySet<string>,
): string[] {
  const root = resolve(folder);
  const removed: string[] = [];
  for (const path of previous) {
    if (current.has(path)) continue;
    const full = resolve(join(root, path));
    if (!full.startsWith(root + sep) || !existsSync(full)) continue;
    rmSync(full);
    removed.push(path);
    for (let above = dirname(full); above.startsWith(root + sep); above = dirname(above)) {
      if (readdirSync(above).length > 0) break;
      rmdirSync(above);
    }
  }
  return removed;
}

/** Every file below a folder, with `/`; nothing for a folder that does not exist. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}
