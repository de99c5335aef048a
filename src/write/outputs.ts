import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { LookUp } from "./look-up.ts";

/** The files of a finished site as the last build left them. */
export interface Outputs {
  /** Below the output folder, in any order, none twice. */
  readonly paths: readonly string[];
  /** How many digests each file has of what it was made from. */
  readonly width: number;
  /** `parts[n * width .. (n + 1) * width]` for file n. */
  readonly parts: Float64Array;
  readonly sizes: Float64Array;
  /** Epoch milliseconds with fractions at which the file was written. */
  readonly changed: Float64Array;
  /** Digests of the bytes, see {@link digestOfBytes}. */
  readonly contents: Float64Array;
}

/** What is remembered of one file. */
export interface WrittenFile {
  readonly size: number;
  readonly changed: number;
  readonly content: number;
}

/**
 * CRC-32. It only has to tell a file that was copied from one of the same size that somebody changed, and takes a third
 * of the time of SHA-1.
 */
export function digestOfBytes(bytes: Uint8Array): number {
  return crc32(bytes);
}

/**
 * Whether a file still is what the last build wrote.
 *
 * Size and time tell at once. Where the time differs, as after a copy of the folder, the bytes decide.
 *
 * @param files the list's files as they are looked up
 * @returns its present time of change, or `undefined` if it is another file or none
 */
export function standsSince(
  folder: string,
  outputs: Outputs,
  files: LookUp,
  index: number,
): number | undefined {
  const file = files.at(index);
  if (file === undefined || file.size !== outputs.sizes[index]) return undefined;
  if (file.mtimeMs === outputs.changed[index]) return file.mtimeMs;
  const bytes = readFileSync(join(folder, outputs.paths[index] as string));
  return digestOfBytes(bytes) === outputs.contents[index] ? file.mtimeMs : undefined;
}

/** Outputs on their way into a list. */
export interface OutputCollector {
  add(path: string, parts: readonly number[], file: WrittenFile): void;
  /** Adds a file of another list as it stands there. */
  addFrom(list: Outputs, index: number): void;
  /** Keeps a place for a file that is still to be made. @returns the place */
  reserve(path: string): number;
  fill(place: number, parts: readonly number[], file: WrittenFile): void;
  /** The list, in the order of `add` and `reserve`: a build that finds it in its own order is quicker. */
  close(): Outputs;
}

/**
 * @param width how many digests each file has
 * @param expected how many files there will be, as far as that is known
 */
export function collectOutputs(width: number, expected = 0): OutputCollector {
  const paths: string[] = [];
  let parts = new Float64Array(expected * width);
  const sizes: number[] = [];
  const changed: number[] = [];
  const contents: number[] = [];
  const reserve = (path: string) => paths.push(path) - 1;
  const makeRoom = (place: number) => {
    if ((place + 1) * width <= parts.length) return;
    const more = new Float64Array(Math.max((place + 1) * width, 2 * parts.length));
    more.set(parts);
    parts = more;
  };
  const fill: OutputCollector["fill"] = (place, digests, file) => {
    makeRoom(place);
    for (let part = 0; part < width; part++) parts[place * width + part] = digests[part] ?? 0;
    sizes[place] = file.size;
    changed[place] = file.changed;
    contents[place] = file.content;
  };
  return {
    add: (path, digests, file) => fill(reserve(path), digests, file),
    addFrom(list, index) {
      const place = reserve(list.paths[index] as string);
      makeRoom(place);
      for (let part = 0; part < width; part++) {
        parts[place * width + part] = list.parts[index * width + part] as number;
      }
      sizes[place] = list.sizes[index] as number;
      changed[place] = list.changed[index] as number;
      contents[place] = list.contents[index] as number;
    },
    reserve(path) {
      const place = reserve(path);
      fill(place, [], { size: -1, changed: 0, content: 0 });
      return place;
    },
    fill,
    close() {
      return {
        paths,
        width,
        parts: parts.slice(0, paths.length * width),
        sizes: new Float64Array(sizes),
        changed: new Float64Array(changed),
        contents: new Float64Array(contents),
      };
    },
  };
}
