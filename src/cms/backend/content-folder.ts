import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isTimeZone } from "../../language/dates.ts";
import type { ReportLanguage } from "../../problems/report.ts";
import { readYaml } from "../../read/front-matter.ts";
import type { ContentShape } from "../splice/splice-content.ts";
import type { SavedCheckSettings } from "./check-saved.ts";
import { type ContentPlace, findPlace, isPlainName, type SayWith } from "./content-paths.ts";
import { type EntryFile, Refusal } from "./protocol.ts";
import { putFile } from "./put-file.ts";
import { say } from "./words.ts";

/** Where an editing screen reads and saves. */
export interface ContentFolder {
  readonly folder: string;
  /** How messages call it. */
  readonly shownFolder: string;
  /** Where what could not be saved is kept. */
  readonly stateFolder: string;
  settings(): SavedCheckSettings;
  language(): ReportLanguage;
  /** Epoch milliseconds. */
  now(): number;
  readonly say: SayWith;
}

/** What a backend is opened with. */
export type ContentFolderOptions = Omit<ContentFolder, "say">;

export function openContentFolder(options: ContentFolderOptions): ContentFolder {
  return { ...options, say: (phrase, values) => say(phrase, options.language(), values) };
}

/** A text may be as large as the checks take. */
const mostTextMegabytes = 16;

/** @returns `undefined` if there is no such file */
export function readBytes({ say }: ContentFolder, place: ContentPlace): Buffer | undefined {
  try {
    return readFileSync(place.disk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Refusal(500, say("cannotWrite", { path: place.path, reason: code ?? "" }));
  }
}

/** @throws {Refusal} for what is no text: saving it would change bytes that were not meant */
export function textOf(content: ContentFolder, place: ContentPlace, bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Refusal(422, content.say("notText", { path: place.path }));
  return bytes.toString("utf8");
}

export function refuseLargeText(content: ContentFolder, text: string): void {
  if (Buffer.byteLength(text) > mostTextMegabytes * 1_000_000) {
    throw new Refusal(413, content.say("tooLarge", { max: mostTextMegabytes }));
  }
}

/** The texts of a folder in the order of their names; what is no text is left out. */
export function listEntries(
  content: ContentFolder,
  disk: string,
  path: string,
  ending: string,
  depth: number,
): EntryFile[] {
  return listFiles(disk, path, depth)
    .filter((file) => file.endsWith(ending))
    .flatMap((file) => {
      try {
        const place = findPlace(content.folder, file, "read", content.say);
        const bytes = place.isThere ? readBytes(content, place) : undefined;
        return bytes && isUtf8(bytes) ? [entryOf(place.path, bytes, bytes.toString("utf8"))] : [];
      } catch (error) {
        // One file that leads away is not to hide all the others.
        if (error instanceof Refusal) return [];
        throw error;
      }
    });
}

/** Paths of the protocol, links followed; hidden files and editors' leftovers are nobody's. */
export function listFiles(disk: string, path: string, depth: number): string[] {
  if (depth <= 0) return [];
  let names: string[];
  try {
    names = readdirSync(disk).sort();
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const stat = isPlainName(name) ? statSync(join(disk, name), { throwIfNoEntry: false }) : undefined;
    const child = `${path}/${name.normalize("NFC")}`;
    if (stat?.isDirectory()) return listFiles(join(disk, name), child, depth - 1);
    return stat?.isFile() ? [child] : [];
  });
}

export function entryOf(path: string, bytes: Uint8Array, data: string, label?: string): EntryFile {
  return { data, file: { path, ...(label === undefined ? {} : { label }), id: sha256(bytes) } };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What saving has to know of a place. */
export function shapeOf(content: ContentFolder, place: ContentPlace): ContentShape {
  if (place.kind === undefined) throw new Refusal(403, content.say("badPath", { path: place.path }));
  return { form: place.form, kind: place.kind, zone: zoneOf(content) };
}

function zoneOf({ folder }: ContentFolder): string {
  try {
    const { timeZone } = readYaml(readFileSync(join(folder, "site.yaml"), "utf8")).fields;
    return typeof timeZone === "string" && isTimeZone(timeZone) ? timeZone : "UTC";
  } catch {
    return "UTC";
  }
}

/**
 * Keeps a text that could not be saved, or a file that is deleted, where its writer finds it again.
 *
 * @returns the path to show
 */
export function keepAside(content: ContentFolder, path: string, bytes: Uint8Array | string): string {
  const stamp = new Date(content.now()).toISOString().slice(0, 19).replaceAll(":", "-");
  const name = path.split("/").at(-1) ?? "text.md";
  // What was refused may have had no name that a file can have.
  const isUsable = isPlainName(name) && Buffer.byteLength(name) <= 200;
  const short = isUsable ? name : `text${/\.\w+$/.exec(name)?.[0] ?? ""}`;
  for (let number = 1; ; number++) {
    const kept = join(content.stateFolder, "unsaved", `${stamp}${number === 1 ? "" : `-${number}`}-${short}`);
    if (putFile(kept, Buffer.from(bytes), true)) return kept.replaceAll("\\", "/");
  }
}

/** Puts bytes where they belong, or says in words why that cannot be. */
export function putContent(
  { say }: ContentFolder,
  place: ContentPlace,
  bytes: Uint8Array,
  isNew: boolean,
  isStill?: () => boolean,
): boolean {
  try {
    return putFile(place.disk, bytes, isNew, isStill);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Refusal(500, say("cannotWrite", { path: place.path, reason: code ?? message }));
  }
}
