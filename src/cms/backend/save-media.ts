import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname } from "node:path";
import { type ContentFolder, listFiles, putContent, readBytes, sha256 } from "./content-folder.ts";
import { type ContentPlace, findFolder, findPlace } from "./content-paths.ts";
import { newFileName } from "./file-names.ts";
import { activePartOf, mediaTypeOf } from "./media-type.ts";
import { type Asset, type MediaFile, Refusal } from "./protocol.ts";

/** A picture that may be saved, and where. */
export interface NewMedia {
  /** The path that the editing screen had for it. */
  readonly asked: string;
  /** Whether another picture has that path already. */
  readonly hasNamesake: boolean;
  readonly place: ContentPlace;
  readonly bytes: Buffer;
}

/** More than this is not sent at once when all pictures are listed; the newest come first. */
const mostListedBytes = 48_000_000;
/** Stands for a picture in a list that is too long. */
const onePixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/**
 * Looks at files before anything is written: what they are by their bytes, and under which name they are kept.
 *
 * @param reserved paths that are given away already, in lower case; grows
 * @throws {Refusal} for what is no picture, or one that could run something
 */
export function prepareMedia(
  content: ContentFolder,
  { path, content: base64 }: Asset,
  reserved: Set<string>,
): NewMedia {
  const { say, folder } = content;
  const bytes = Buffer.from(base64, "base64");
  const name = basename(path).normalize("NFC");
  const type = mediaTypeOf(bytes);
  if (type === undefined) throw new Refusal(422, say("mediaUnknown", { name }));
  const ending = extname(name).toLowerCase();
  if (ending !== "" && !type.endings.includes(ending)) {
    throw new Refusal(422, say("mediaOther", { name, found: type.name }));
  }
  const active = type.name === "SVG" ? activePartOf(bytes.toString("utf8")) : undefined;
  if (active !== undefined) throw new Refusal(422, say("svgActive", { name, found: active }));
  const above = findFolder(folder, dirname(path), say);
  const taken = namesIn(above.disk);
  const placeOf = (file: string) => findPlace(folder, `${above.path}/${file}`, "write", say);
  const chosen = newFileName(
    name.slice(0, name.length - ending.length) || "picture",
    ending || (type.endings[0] as string),
    (file) => {
      if (reserved.has(`${above.path}/${file}`.toLowerCase())) return true;
      if (!taken.has(file.toLowerCase())) return false;
      // The very same picture needs no second file.
      const there = existsSync(`${above.disk}/${file}`) ? readFileSync(`${above.disk}/${file}`) : undefined;
      return there === undefined || !there.equals(bytes);
    },
  );
  const place = placeOf(chosen);
  reserved.add(place.path.toLowerCase());
  return { asked: path.normalize("NFC"), hasNamesake: taken.has(name.toLowerCase()), place, bytes };
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder).map((name) => name.normalize("NFC").toLowerCase()));
  } catch {
    return new Set();
  }
}

/** Writes what was prepared, unless it is there. */
export function putMedia(content: ContentFolder, { place, bytes }: NewMedia): void {
  if (!place.isThere) putContent(content, place, bytes, true);
}

/** One picture. @throws {Refusal} if it is not there */
export function getMediaFile(content: ContentFolder, path: string): MediaFile {
  const place = findPlace(content.folder, path, "read", content.say);
  const bytes = place.isThere && place.kind === undefined ? readBytes(content, place) : undefined;
  if (bytes === undefined) throw new Refusal(404, content.say("notThere", { path: place.path }));
  return mediaFile(place.path, bytes);
}

export function mediaFile(path: string, bytes: Buffer): MediaFile {
  return {
    id: sha256(bytes),
    name: basename(path),
    path,
    content: bytes.toString("base64"),
    encoding: "base64",
  };
}

/** All pictures of a folder and of those in it. */
export function getMedia(content: ContentFolder, mediaFolder: string): MediaFile[] {
  const { disk, path } = findFolder(content.folder, mediaFolder, content.say);
  const files = listFiles(disk, path, 8).flatMap((file) => {
    try {
      const place = findPlace(content.folder, file, "read", content.say);
      const { size, mtimeMs } = statSync(place.disk);
      return place.kind === undefined ? [{ place, size, mtimeMs }] : [];
    } catch {
      return [];
    }
  });
  let sent = 0;
  const whole = new Set(
    files
      .toSorted((a, b) => b.mtimeMs - a.mtimeMs)
      .filter(({ size }) => {
        sent += size;
        return sent <= mostListedBytes;
      })
      .map(({ place }) => place.path),
  );
  return files.flatMap(({ place, size, mtimeMs }) => {
    if (!whole.has(place.path)) {
      const id = sha256(Buffer.from(`${place.path} ${size} ${mtimeMs}`));
      return [
        { id, name: basename(place.path), path: place.path, content: onePixel, encoding: "base64" as const },
      ];
    }
    const bytes = readBytes(content, place);
    return bytes === undefined ? [] : [mediaFile(place.path, bytes)];
  });
}
