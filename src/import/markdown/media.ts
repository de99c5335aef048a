import { readdirSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { cleanName } from "./file-names.ts";

/** Pictures, and what readers download. Pages and scripts are not media. */
const mediaEnding =
  /\.(jpe?g|png|gif|webp|avif|svg|bmp|tiff?|ico|pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|zip|epub|mp3|m4a|ogg|oga|wav|mp4|webm|mov|ics|json|geojson)$/i;

/** Files of the old site that texts show or link to. */
export interface MediaFinder {
  /**
   * @param path as a text writes it, decoded
   * @param from path of the text's file below the imported folder
   * @param page address of the text on the old site
   * @returns path below the content folder (`media/storm.jpg`), taken over by this; `undefined` if there is no such file
   */
  find(path: string, from: string, page: string): string | undefined;
  /** What was found so far: path below the content folder to place on the disk. */
  taken(): ReadonlyMap<string, string>;
}

/**
 * @param files of the imported folder: path to place on the disk
 * @param publicFolders folders whose files were at the top of the site: `static`
 * @param root the folder of the copy, `content/` or `""`
 * @param extra further files by their path on the old site
 */
export function findMedia(
  files: ReadonlyMap<string, string>,
  publicFolders: readonly string[],
  root: string,
  extra: ReadonlyMap<string, string>,
): MediaFinder {
  const known = new Map<string, { path: string; disk: string }>();
  /** @param as what the file is called in `media/` */
  const add = (path: string, as: string, disk: string) => {
    const key = path.toLowerCase();
    if (mediaEnding.test(path) && !known.has(key)) known.set(key, { path: as, disk });
  };
  for (const [path, disk] of extra) add(path, path, disk);
  for (const [path, disk] of files) {
    const above = [...publicFolders.map((folder) => `${folder}/`), root].find(
      (folder) => folder !== "" && path.startsWith(folder),
    );
    const sitePath = path.slice(above?.length ?? 0);
    add(sitePath, sitePath, disk);
    add(path, sitePath, disk);
  }
  const taken = new Map<string, string>();
  const names = new Map<string, string>();

  const take = ({ path, disk }: { path: string; disk: string }): string => {
    const named = names.get(disk);
    if (named !== undefined) return named;
    const parts = path
      .split("/")
      .map(cleanName)
      .filter((part) => part !== "");
    const name = `media/${parts.join("/").replace(/^media\//, "")}`;
    let free = name;
    for (let count = 2; taken.has(free); count++) free = name.replace(/(\.\w+)$/, `-${count}$1`);
    taken.set(free, disk);
    names.set(disk, free);
    return free;
  };
  return {
    taken: () => taken,
    find(path, from, page) {
      const clean = path.replace(/[?#].*$/s, "").normalize("NFC");
      if (clean === "" || !mediaEnding.test(clean)) return undefined;
      const besideFile = join("/", from, "..", clean);
      const besidePage = join("/", page, clean);
      const candidates = clean.startsWith("/")
        ? [clean]
        : [besideFile, besidePage, join("/", page, "..", clean), `/${clean}`];
      for (const candidate of candidates) {
        const file = known.get(join("/", candidate).slice(1).toLowerCase());
        if (file !== undefined) return take(file);
      }
      return undefined;
    },
  };
}

/**
 * The files of a folder given with `--media`, by the paths that texts may call them: below the folder, and with
 * the folder's own name.
 *
 * @throws {Error} if the folder cannot be read
 */
export function listMediaFolder(folder: string): Map<string, string> {
  const root = realpathSync(folder);
  const found = new Map<string, string>();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const disk = join(entry.parentPath, entry.name);
    const path = disk
      .slice(root.length + 1)
      .replaceAll("\\", "/")
      .normalize("NFC");
    found.set(path, disk);
    found.set(`${basename(root)}/${path}`, disk);
  }
  return found;
}
