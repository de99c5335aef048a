import { isUtf8 } from "node:buffer";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { compareText } from "../../problems/problem.ts";
import type { LeftOut } from "../losses.ts";

/** A Markdown file of another generator's folder. */
export interface SourceText {
  /** Below the folder, NFC, with `/`. */
  readonly path: string;
  /** Decoded, without a byte order mark, lines ending in `\n`. */
  readonly text: string;
}

/** What stands in a folder, in code unit order of the paths. */
export interface Sources {
  readonly texts: readonly SourceText[];
  /** Everything else, by path below the folder: pictures, downloads, configuration. */
  readonly files: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
}

const markdownEnding = /\.(md|markdown|mdown|mkdn?|mkd)$/i;
/** Made or fetched by tools: nobody's copy. */
const toolFolders = new Set([
  "node_modules",
  "_site",
  "_includes",
  "_layouts",
  "_sass",
  "vendor",
  "resources/_gen",
  "bower_components",
]);
const maxTextMegabytes = 16;

/**
 * Reads every Markdown file of a folder and lists the others.
 *
 * Symbolic links are followed to files inside the folder only; a link to elsewhere could take a private file along.
 */
export async function findSources(folder: string): Promise<Sources> {
  const root = await realpath(folder);
  const found: { path: string; disk: string }[] = [];
  const leftOut: LeftOut[] = [];
  const leave = (file: string, reason: string, failed = true) => {
    leftOut.push({ file, line: undefined, reason, failed });
  };

  const visit = async (disk: string, path: string): Promise<void> => {
    const entries = await readdir(disk, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      leave(path || ".", `The folder cannot be read (${error.code}).`);
      return [];
    });
    for (const entry of entries) {
      const name = entry.name.normalize("NFC");
      const childDisk = join(disk, entry.name);
      const childPath = path === "" ? name : `${path}/${name}`;
      if (name.startsWith(".") || name.endsWith("~") || toolFolders.has(childPath) || toolFolders.has(name)) {
        // Eleventy's own file is only of interest for its name.
        if (/^\.eleventy\.c?[jt]s$/.test(name) && path === "") found.push({ path: name, disk: childDisk });
        continue;
      }
      if (entry.isDirectory()) await visit(childDisk, childPath);
      else if (entry.isFile()) found.push({ path: childPath, disk: childDisk });
      else if (entry.isSymbolicLink()) {
        const target = await realpath(childDisk).catch(() => undefined);
        const kind = target === undefined ? undefined : await stat(target).catch(() => undefined);
        if (target === undefined || kind === undefined) leave(childPath, "This symbolic link leads nowhere.");
        else if (target !== root && !target.startsWith(root + sep))
          leave(childPath, "This symbolic link leads out of the folder.");
        else if (kind.isFile()) found.push({ path: childPath, disk: childDisk });
        else
          leave(childPath, "This symbolic link leads to another folder, whose files are taken there.", false);
      }
    }
  };
  await visit(root, "");

  const texts: SourceText[] = [];
  const files = new Map<string, string>();
  for (const { path, disk } of found.toSorted((a, b) => compareText(a.path, b.path))) {
    if (!markdownEnding.test(path)) {
      files.set(path, disk);
      continue;
    }
    const read = await readText(disk);
    if (typeof read === "string") texts.push({ path, text: read });
    else leave(path, read.reason);
  }
  return { texts, files, leftOut };
}

async function readText(disk: string): Promise<string | { reason: string }> {
  try {
    const { size } = await stat(disk);
    if (size > maxTextMegabytes * 1_000_000) {
      return {
        reason: `The file has ${Math.ceil(size / 1_000_000)} MB; at most ${maxTextMegabytes} MB can be read.`,
      };
    }
    const bytes = await readFile(disk);
    if (!isUtf8(bytes) || bytes.includes(0)) {
      return { reason: "The file is not UTF-8 text. Save it again with the encoding “UTF-8”." };
    }
    return bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n");
  } catch (error) {
    return {
      reason: `The file cannot be read (${(error as NodeJS.ErrnoException).code}). Check its permissions.`,
    };
  }
}
