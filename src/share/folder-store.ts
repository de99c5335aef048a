import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkName, checkPrefix, isName } from "./names.ts";
import type { Store } from "./store.ts";
import { takeTurns } from "./turns.ts";

/**
 * Keeps state in a folder, one file a name. `/` is written `+`, which no name has: `a` and `a/b` can both be names, as
 * they can in a bucket, and there are no folders to make and to clear away.
 */
export async function openFolderStore(folder: string): Promise<Store> {
  await orExplain(`keep state in ${folder}`, () => mkdir(folder, { recursive: true }));
  const fileOf = (name: string) => join(folder, checkName(name, folder).replaceAll("/", "+"));
  const inTurn = takeTurns(16);
  const attempt = <T>(task: string, run: () => Promise<T>) => orExplain(task, () => inTurn(run));
  return {
    shown: folder,
    get(name) {
      return attempt(`read "${name}" in ${folder}`, async () => {
        const file = fileOf(name);
        try {
          return await readFile(file);
        } catch (error) {
          if (codeOf(error) === "ENOENT") return undefined;
          throw error;
        }
      });
    },
    put(name, bytes) {
      return attempt(`write "${name}" in ${folder}`, async () => {
        const file = fileOf(name);
        // A place of its own for each writer, also for those who share the folder over a network; below the folder,
        // because a file is moved whole only within one file system.
        const unfinished = await mkdtemp(join(folder, ".unfinished-"));
        try {
          const whole = join(unfinished, "file");
          // On the disk before it has its name, so that a crash cannot leave an empty file under it.
          await writeFile(whole, bytes, { flush: true });
          await rename(whole, file);
        } finally {
          await rm(unfinished, { recursive: true, force: true });
        }
      });
    },
    list(prefix) {
      return attempt(`list ${folder}`, async () => {
        checkPrefix(prefix, folder);
        const files = await readdir(folder, { withFileTypes: true });
        return files
          .filter((file) => file.isFile())
          .map((file) => file.name.replaceAll("+", "/"))
          .filter((name) => name.startsWith(prefix) && isName(name))
          .sort();
      });
    },
    remove(name) {
      return attempt(`remove "${name}" in ${folder}`, () => rm(fileOf(name), { force: true }));
    },
  };
}

const advice: Readonly<Record<string, string>> = {
  EACCES: "this user may not; change who may read and write there, or name another folder",
  EPERM: "this user may not; change who may read and write there, or name another folder",
  EROFS: "nothing can be written there; name another folder",
  ENOSPC: "there is no space left; free some, or name another folder",
  EDQUOT: "there is no space left for this user; free some, or name another folder",
  ENOENT: "the folder is gone; let nothing remove it during a build",
  ENOTDIR: "there is a file in the place of a folder; name another folder",
  EEXIST: "there is a file in the place of a folder; name another folder",
};

async function orExplain<T>(task: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = codeOf(error);
    // Said well already, such as what is wrong with a name.
    if (code === undefined) throw error;
    throw new Error(`Cannot ${task}: ${advice[code] ?? `the disk answers ${code}; look after it`}.`);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
