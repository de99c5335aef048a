import { lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { join, relative, sep } from "node:path";
import type { ContentForm } from "../splice/content-parts.ts";
import { contentKinds, type MapKind } from "../splice/field-kinds.ts";
import { Refusal } from "./protocol.ts";
import type { Phrase } from "./words.ts";

/** What a path of the editing screen stands for. */
export interface ContentPlace {
  /** As the editing screen names it, NFC: `content/articles/barish.md`. */
  readonly path: string;
  /** Below the content folder: `articles/barish.md`. */
  readonly below: string;
  /** Where it lies, or would lie. */
  readonly disk: string;
  readonly isThere: boolean;
  /** `undefined` for pictures. */
  readonly kind: MapKind | undefined;
  readonly form: ContentForm;
}

export type SayWith = (phrase: Phrase, values?: Readonly<Record<string, string | number>>) => string;

/** Every path of the protocol begins with this, whatever the folder is called. */
export const contentPrefix = "content/";

const collections: Readonly<Record<string, MapKind>> = contentKinds;

/**
 * Finds the file that a path means; there need not be one yet.
 *
 * Only texts and pictures of the content folder have a place: no hidden file, nothing outside, nothing through a link
 * that leads to another place, no other spelling of a name on a disk that does not tell capitals apart.
 *
 * @param folder the content folder
 * @param use `write` refuses links, which would be replaced by a file
 * @throws {Refusal}
 */
export function findPlace(folder: string, asked: string, use: "read" | "write", say: SayWith): ContentPlace {
  const refuse = (): never => {
    throw new Refusal(403, say("badPath", { path: shown(asked) }));
  };
  const path = asked.normalize("NFC");
  if (!path.startsWith(contentPrefix)) return refuse();
  const below = path.slice(contentPrefix.length);
  const parts = below.split("/");
  const [first = ""] = parts;
  if (!parts.every(isPlainName)) return refuse();
  const kind = Object.hasOwn(collections, first) ? collections[first] : undefined;
  const isSingle = first.endsWith(".yaml");
  const isText =
    kind !== undefined && (isSingle ? parts.length === 1 : parts.length > 1 && below.endsWith(".md"));
  if (!isText && !(first === "media" && parts.length > 1)) return refuse();

  const root = realpathSync(folder);
  const disk = diskOf(root, parts);
  const stat = statOf(disk);
  if (stat?.isSymbolicLink() && use === "write") throw new Refusal(403, say("linkedPath", { path }));
  const real = realOf(disk);
  const found = relative(root, real).split(sep).join("/").normalize("NFC");
  const isOther = found !== below && found.toLowerCase() === below.toLowerCase();
  const leadsAway = found.startsWith("..") || found.split("/")[0] !== first;
  if (isOther || leadsAway) return refuse();
  if (found !== below && use === "write") throw new Refusal(403, say("linkedPath", { path }));
  if (stat !== undefined && !isFile(real)) return refuse();
  return {
    path,
    below,
    disk,
    isThere: stat !== undefined,
    kind: isText ? kind : undefined,
    form: isSingle ? "yaml" : "markdown",
  };
}

/** A folder of stories or pictures: `content/articles`, `content/media/2026`. */
export function findFolder(folder: string, asked: string, say: SayWith): { disk: string; path: string } {
  const path = asked.normalize("NFC").replace(/\/+$/, "");
  const parts = path.slice(contentPrefix.length).split("/");
  const [first = ""] = parts;
  const isKnown = ["articles", "authors", "pages", "media"].includes(first);
  const refuse = (): never => {
    throw new Refusal(403, say("badPath", { path: shown(asked) }));
  };
  if (!path.startsWith(contentPrefix) || !isKnown || !parts.every(isPlainName)) return refuse();
  const root = realpathSync(folder);
  const disk = diskOf(root, parts);
  if (!`${realOf(disk)}${sep}`.startsWith(join(root, first) + sep)) return refuse();
  return { disk, path };
}

/** A name that means itself on every system: no way up, no drive, no stream, nothing hidden, nothing invisible. */
export function isPlainName(name: string): boolean {
  return (
    name !== "" &&
    Buffer.byteLength(name) <= 255 &&
    !/[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name) &&
    !name.startsWith(".") &&
    !/[.~ ]$/.test(name)
  );
}

/**
 * Where a path lies, or would lie, below a folder. Names on a disk may be in another form of Unicode than what is asked
 * for.
 *
 * @param parts names in NFC
 */
export function diskOf(root: string, parts: readonly string[]): string {
  return parts.reduce((above, part) => {
    const disk = join(above, part);
    if (/^[\x20-\x7e]*$/.test(part) || statOf(disk)) return disk;
    return join(above, namesIn(above).find((name) => name.normalize("NFC") === part) ?? part);
  }, root);
}

/** `undefined` for what is not there, below a file too. */
function statOf(disk: string): Stats | undefined {
  try {
    return lstatSync(disk, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The real path of what is there, with what is not there yet behind it. */
function realOf(disk: string): string {
  const missing: string[] = [];
  for (let at = disk; ; at = join(at, "..")) {
    try {
      // The one with the letters as they stand on the disk.
      return join(realpathSync.native(at), ...missing);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== "ENOENT" && code !== "ENOTDIR") || at === join(at, "..")) return "/";
      // A link that leads nowhere would be followed when it is written.
      if (statOf(at)?.isSymbolicLink()) return "/";
      missing.unshift(at.slice(join(at, "..").length).replace(/^[\\/]/, ""));
    }
  }
}

function isFile(real: string): boolean {
  return statOf(real)?.isFile() ?? false;
}

function shown(path: string): string {
  const clean = path.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, "␣");
  return clean.length > 200 ? `${clean.slice(0, 200)}…` : clean;
}
