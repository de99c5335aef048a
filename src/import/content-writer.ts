import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";

/** What became of a file: it stands there now, or why it does not. */
export type Written = "written" | "same" | "exists" | "outside" | "unwritable";

/** Writes below one folder, and nowhere else. */
export interface ContentWriter {
  /** @param path below the folder, with `/` */
  write(path: string, text: string): Written;
  /** @param disk the file to copy */
  copy(path: string, disk: string): Written;
}

/**
 * @param folder is made when something is written and it is not there
 * @param force whether files that are there are replaced; one that says the same is never a problem
 * @param dryRun whether to say only what would happen
 */
export function writeInto(folder: string, force: boolean, dryRun: boolean): ContentWriter {
  const place = (path: string, isSame: (disk: string) => boolean, put: (disk: string) => void): Written => {
    if (!isInside(path)) return "outside";
    const disk = join(folder, path);
    if (leadsOut(folder, disk)) return "outside";
    if (existsSync(disk)) {
      if (isSame(disk)) return "same";
      if (!force) return "exists";
    }
    if (dryRun) return "written";
    try {
      mkdirSync(dirname(disk), { recursive: true });
      put(disk);
      return "written";
    } catch {
      return "unwritable";
    }
  };
  return {
    write(path, text) {
      const isSame = (disk: string) => lstatSync(disk).isFile() && readFileSync(disk, "utf8") === text;
      return place(path, isSame, (disk) => writeFileSync(disk, text, { flag: force ? "w" : "wx" }));
    },
    copy(path, from) {
      const isSame = (disk: string) =>
        lstatSync(disk).isFile() && readFileSync(disk).equals(readFileSync(from));
      return place(path, isSame, (disk) => copyFileSync(from, disk, force ? 0 : constants.COPYFILE_EXCL));
    },
  };
}

function isInside(path: string): boolean {
  const parts = path.split("/");
  return (
    !path.includes("\\") &&
    !path.includes("\u0000") &&
    parts.every((part) => part !== "" && part !== "." && part !== "..")
  );
}

/** Whether a symbolic link on the way, or the file itself, leads out of the folder. */
function leadsOut(folder: string, disk: string): boolean {
  if (!existsSync(folder)) return false;
  const root = realpathSync(folder);
  const stat = lstatSync(disk, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) return true;
  let above = dirname(disk);
  while (!existsSync(above)) above = dirname(above);
  const real = realpathSync(above);
  return real !== root && !real.startsWith(root + sep);
}
