import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { mostMegapixels } from "./facts.ts";
import { loadSharp } from "./load-sharp.ts";
import type { Print } from "./prints.ts";
import { stripMetadata } from "./strip-metadata.ts";

/** Makes prints, and keeps them for the next build. */
export interface Darkroom {
  /** @returns where the print lies. @throws {Error} if it cannot be made, naming the picture */
  print(disk: string, print: Print): Promise<string>;
  /** A picture as it is, without what its camera wrote into it. */
  original(disk: string, digest: string): Promise<string>;
  /** How many files were made, and not found. */
  readonly made: number;
  /**
   * Takes away what nobody wants, the oldest first, until there is no more than as much again as is wanted.
   *
   * Another site of the same project keeps its pictures here too: so what is not wanted now stays for a while.
   */
  sweep(wanted: readonly Print[], originals: readonly string[]): void;
}

/** So many files may lie there unwanted, however few are wanted. */
const leastSpare = 500;

/**
 * The encoders' pace. Levels above these take several times as long for a few per cent of the bytes; AVIF at its usual
 * level takes nine times as long. For the same reason no JPEG goes through mozjpeg, and no WebP has its colours drawn
 * sharply: three times and twice the time.
 */
const webpEffort = 4;
const avifEffort = 2;

/** @param folder where prints are kept */
export function openDarkroom(folder: string): Darkroom {
  let made = 0;
  const keep = async (name: string, make: () => Promise<Uint8Array>): Promise<string> => {
    const file = join(folder, name);
    if (existsSync(file)) return file;
    const bytes = await make();
    mkdirSync(dirname(file), { recursive: true });
    // Whole or not at all: another build may make the same print at the same moment.
    const unfinished = `${file}.${randomUUID()}.tmp`;
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
    made++;
    return file;
  };
  return {
    get made() {
      return made;
    },
    print(disk, print) {
      return keep(placeOf(print.address), async () => {
        try {
          return await make(disk, print);
        } catch (error) {
          throw new Error(`${disk} cannot be made ${print.width} px wide: ${(error as Error).message}`);
        }
      });
    },
    original: (disk, digest) =>
      keep(placeOf(originalName(digest)), () => Promise.resolve(stripMetadata(readFileSync(disk)))),
    sweep(wanted, originals) {
      const keptNames = new Set([
        ...wanted.map(({ address }) => placeOf(address)),
        ...originals.map((digest) => placeOf(originalName(digest))),
      ]);
      const spare = listKept(folder).filter((name) => !keptNames.has(name));
      const most = Math.max(leastSpare, keptNames.size);
      if (spare.length <= most) return;
      const ages = spare.map((name) => ({
        name,
        at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
      }));
      ages.sort((a, b) => a.at - b.at);
      for (const { name } of ages.slice(0, spare.length - most)) rmSync(join(folder, name), { force: true });
    },
  };
}

function originalName(digest: string): string {
  return `original-${digest}`;
}

/** Files of one picture lie together, in folders that do not grow too long to be listed. */
function placeOf(address: string): string {
  const name = address.slice(address.lastIndexOf("/") + 1);
  const digest = /-([0-9a-f]{2})[0-9a-f]{8,14}(?:-|$)/.exec(name)?.[1] ?? "00";
  return join("prints", digest, name);
}

function listKept(folder: string): string[] {
  const root = join(folder, "prints");
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((shelf) =>
    readdirSync(join(root, shelf)).map((name) => join("prints", shelf, name)),
  );
}

async function make(disk: string, { format, width, height, quality, crop }: Print): Promise<Uint8Array> {
  const sharp = await loadSharp();
  let picture = sharp(disk, {
    failOn: "error",
    limitInputPixels: mostMegapixels * 1_000_000,
    sequentialRead: true,
  }).autoOrient();
  if (crop) picture = picture.extract(crop);
  // To the width as planned: rounding must not make a row more or less than the page says.
  picture = picture.resize({ width, height, fit: "fill" });
  // Colours of printing and of wide screens become those of every screen; what the camera wrote is not passed on.
  picture = picture.toColourspace("srgb");
  switch (format) {
    case "webp":
      return picture.webp({ quality, effort: webpEffort }).toBuffer();
    case "avif":
      return picture.avif({ quality, effort: avifEffort }).toBuffer();
    case "jpeg":
      return picture
        .flatten({ background: "#fff" })
        .jpeg({ quality, progressive: true, optimiseCoding: true })
        .toBuffer();
    case "png":
      return picture.png({ palette: true, effort: 7 }).toBuffer();
  }
}
