import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { compareText, type Finding } from "../problems/problem.ts";

/** A file of the content folder. */
export interface ListedFile {
  /** Path below the content folder, NFC, with `/`: the name used for references and addresses. */
  readonly path: string;
  /** The path to show in a message, as the user would type it. */
  readonly shown: string;
  readonly disk: string;
}

/** What stands in a content folder, in code unit order of the paths. Nothing was read yet. */
export interface Listing {
  readonly site: ListedFile | undefined;
  readonly trending: ListedFile | undefined;
  readonly articles: readonly ListedFile[];
  readonly authors: readonly ListedFile[];
  readonly pages: readonly ListedFile[];
  /** A newsroom's own interface strings: `strings/ta.json`. */
  readonly strings: readonly ListedFile[];
  readonly media: readonly ListedFile[];
  readonly findings: readonly Finding[];
}

/**
 * Lists a content folder.
 *
 * Links inside the folder are followed; one that leads out of it could publish a private file and is an error.
 *
 * @param folder the content folder, absolute or relative to the working directory
 * @param shownFolder how messages call that folder
 */
export function listContent(folder: string, shownFolder: string): Listing {
  const findings: Finding[] = [];
  const report = (path: string, code: Finding["code"], values: Finding["values"] = {}) => {
    findings.push({ code, file: `${shownFolder}/${path}`, place: { line: 1, column: 1 }, values });
  };
  const root = realPath(folder) ?? folder;

  /** Files below `start`, links followed, each real folder on the way down visited once. */
  function walk(start: string, ending: string): ListedFile[] {
    const found: ListedFile[] = [];
    const visit = (disk: string, path: string, above: readonly string[]): void => {
      for (const entry of entriesOf(disk, (reason) => report(path, "file-unreadable", { reason }))) {
        // Dot files and editors' leftovers are nobody's copy.
        if (entry.name.startsWith(".") || entry.name.endsWith("~")) continue;
        const childDisk = `${disk}/${entry.name}`;
        const childPath = `${path}/${entry.name.normalize("NFC")}`;
        let isFolder = entry.isDirectory();
        let isFile = entry.isFile();
        if (entry.isSymbolicLink()) {
          const target = realPath(childDisk);
          if (target === undefined) {
            report(childPath, "file-unreadable", { reason: "phrase:notFile" });
            continue;
          }
          if (target !== root && !target.startsWith(root + sep)) {
            report(childPath, "link-outside", { target: relative(root, target) });
            continue;
          }
          const kind = statSync(target);
          isFolder = kind.isDirectory();
          isFile = kind.isFile();
          if (isFolder && above.includes(target)) {
            report(childPath, "link-loop");
            continue;
          }
        }
        if (isFolder) visit(childDisk, childPath, [...above, realPath(childDisk) ?? childDisk]);
        else if (!isFile) report(childPath, "file-unreadable", { reason: "phrase:notFile" });
        else if (childPath.endsWith(ending)) {
          found.push({ path: childPath, shown: `${shownFolder}/${childPath}`, disk: childDisk });
        }
      }
    };
    const disk = join(folder, start);
    if (exists(disk)) visit(disk, start, [root, realPath(disk) ?? disk]);
    return found.sort((a, b) => compareText(a.path, b.path));
  }

  function one(path: string): ListedFile | undefined {
    const disk = join(folder, path);
    if (!exists(disk)) return undefined;
    const target = realPath(disk);
    if (target === undefined || !target.startsWith(root + sep)) {
      report(path, "link-outside", { target: relative(root, target ?? "") });
      return undefined;
    }
    return { path, shown: `${shownFolder}/${path}`, disk };
  }

  return {
    site: one("site.yaml"),
    trending: one("trending.yaml"),
    articles: walk("articles", ".md"),
    authors: walk("authors", ".md"),
    pages: walk("pages", ".md"),
    strings: walk("strings", ".json"),
    media: walk("media", ""),
    findings,
  };
}

function entriesOf(disk: string, onTrouble: (reason: string) => void) {
  try {
    return readdirSync(disk, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") onTrouble(reasonOf(error as NodeJS.ErrnoException));
    return [];
  }
}

/** Where a path leads; `undefined` if to nothing. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Why a file could not be read, as the report says it. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "EACCES" || error.code === "EPERM") return "phrase:denied";
  if (error.code === "ENAMETOOLONG" || error.code === "ELOOP") return "phrase:tooDeep";
  return error.code ?? "phrase:notFile";
}
