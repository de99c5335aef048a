import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { compareText, type Finding } from "../problems/problem.ts";

/** More than this is no story: the 5 MB of a whole report still pass. */
const maxTextMegabytes = 16;

/** A text file as it was read. */
export interface SourceFile {
  /** Path below the content folder, NFC, with `/`: the name used for references and addresses. */
  readonly path: string;
  /** The path to show in a message, as the user would type it. */
  readonly shown: string;
  readonly text: string;
}

/** What stands in a content folder, in code unit order of the paths. */
export interface Content {
  readonly site: SourceFile | undefined;
  readonly trending: SourceFile | undefined;
  readonly articles: readonly SourceFile[];
  readonly authors: readonly SourceFile[];
  readonly pages: readonly SourceFile[];
  /** A newsroom's own interface strings: `strings/ta.json`. */
  readonly strings: readonly SourceFile[];
  /** Paths below `media/` (NFC) to where each file lies on the disk. */
  readonly media: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/**
 * Reads a content folder: every text, and the names of all pictures.
 *
 * Links inside the folder are followed; one that leads out of it could publish a private file and is an error.
 *
 * @param folder the content folder, absolute or relative to the working directory
 * @param shownFolder how messages call that folder
 */
export async function listContent(folder: string, shownFolder: string): Promise<Content> {
  const findings: Finding[] = [];
  const report = (path: string, code: Finding["code"], values: Finding["values"] = {}) => {
    findings.push({ code, file: `${shownFolder}/${path}`, place: { line: 1, column: 1 }, values });
  };
  const root = await realpath(folder).catch(() => folder);

  /** Files below `start`, links followed, each real folder on the way down visited once. */
  async function walk(start: string): Promise<{ path: string; disk: string }[]> {
    const found: { path: string; disk: string }[] = [];
    const visit = async (disk: string, path: string, above: readonly string[]): Promise<void> => {
      const names = await readdir(disk, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") report(path, "file-unreadable", { reason: reasonOf(error) });
        return [];
      });
      for (const entry of names) {
        // Dot files and editors' leftovers are nobody's copy.
        if (entry.name.startsWith(".") || entry.name.endsWith("~")) continue;
        const childDisk = join(disk, entry.name);
        const childPath = `${path}/${entry.name.normalize("NFC")}`;
        let isFolder = entry.isDirectory();
        let isFile = entry.isFile();
        if (entry.isSymbolicLink()) {
          const target = await realpath(childDisk).catch(() => undefined);
          if (target === undefined) {
            report(childPath, "file-unreadable", { reason: "phrase:notFile" });
            continue;
          }
          if (target !== root && !target.startsWith(root + sep)) {
            report(childPath, "link-outside", { target: relative(root, target) });
            continue;
          }
          const kind = await stat(target);
          isFolder = kind.isDirectory();
          isFile = kind.isFile();
          if (isFolder && above.includes(target)) {
            report(childPath, "link-loop");
            continue;
          }
        }
        if (isFolder) await visit(childDisk, childPath, [...above, await realpath(childDisk)]);
        else if (isFile) found.push({ path: childPath, disk: childDisk });
        else report(childPath, "file-unreadable", { reason: "phrase:notFile" });
      }
    };
    const disk = join(folder, start);
    if (await exists(disk)) await visit(disk, start, [root, await realpath(disk)]);
    return found.toSorted((a, b) => compareText(a.path, b.path));
  }

  function readText(path: string, disk: string): SourceFile | undefined {
    try {
      // A tenth of the CPU of the asynchronous call, and there is nothing else to do meanwhile.
      const bytes = readFileSync(disk);
      if (bytes.length > maxTextMegabytes * 1_000_000) {
        const size = Math.ceil(bytes.length / 1_000_000);
        report(path, "file-too-large", { size, max: maxTextMegabytes });
        return undefined;
      }
      if (!isUtf8(bytes) || bytes.includes(0)) {
        report(path, "file-not-utf8");
        return undefined;
      }
      return { path, shown: `${shownFolder}/${path}`, text: bytes.toString("utf8") };
    } catch (error) {
      report(path, "file-unreadable", { reason: reasonOf(error as NodeJS.ErrnoException) });
      return undefined;
    }
  }

  async function readAll(start: string, ending: string): Promise<SourceFile[]> {
    const files = (await walk(start)).filter(({ path }) => path.endsWith(ending));
    return files.flatMap(({ path, disk }) => readText(path, disk) ?? []);
  }

  async function readOne(path: string): Promise<SourceFile | undefined> {
    const disk = join(folder, path);
    if (!(await exists(disk))) return undefined;
    const target = await realpath(disk);
    if (!target.startsWith(root + sep)) {
      report(path, "link-outside", { target: relative(root, target) });
      return undefined;
    }
    return readText(path, disk);
  }

  const media = new Map<string, string>();
  for (const { path, disk } of await walk("media")) media.set(path, disk);
  return {
    site: await readOne("site.yaml"),
    trending: await readOne("trending.yaml"),
    articles: await readAll("articles", ".md"),
    authors: await readAll("authors", ".md"),
    pages: await readAll("pages", ".md"),
    strings: await readAll("strings", ".json"),
    media,
    findings,
  };
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "EACCES" || error.code === "EPERM") return "phrase:denied";
  if (error.code === "ENAMETOOLONG" || error.code === "ELOOP") return "phrase:tooDeep";
  return error.code ?? "phrase:notFile";
}
