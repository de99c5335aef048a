import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { digestOfBytes, type WrittenFile } from "./outputs.ts";

/** A piece of HTML that takes the place of another, wherever that stands. */
export interface Swap {
  readonly from: string;
  readonly to: string;
}

/** The strip of a page, with the element around it. There is one in each page, and none inside another. */
const strip = /<nav[^>]*\sdata-part="trending".*?<\/nav>/gs;

/**
 * What has to be swapped in a page whose strip alone has changed, and in every page like it.
 *
 * @param before the page as it stands
 * @param after the same page rendered anew
 * @returns `undefined` if the two differ in anything else, or not in one place alone
 */
export function findSwap(before: string, after: string): Swap | undefined {
  const [from, otherFrom] = before.match(strip) ?? [];
  const [to, otherTo] = after.match(strip) ?? [];
  if (from === undefined || to === undefined || otherFrom !== undefined || otherTo !== undefined) {
    return undefined;
  }
  return before.replace(from, () => "") === after.replace(to, () => "") ? { from, to } : undefined;
}

/**
 * Swaps a piece of one file after another, where these stand; of each file only what comes from there on is written.
 *
 * @param folder the output folder; paths are below it
 * @returns what the file is now; `undefined`, and the file as it was, unless the piece stands in it exactly once
 */
export function openSwapper(folder: string, swap: Swap): (path: string) => WrittenFile | undefined {
  const root = resolve(folder) + sep;
  const [from, to] = [Buffer.from(swap.from), Buffer.from(swap.to)];
  const grown = to.length - from.length;
  // One room for all: a new one for each page is work for the garbage collector.
  let room = Buffer.allocUnsafe(1 << 17);
  return (path) => {
    const full = join(root, path);
    if (!full.startsWith(root)) throw new Error(`"${path}" would be written outside ${folder}`);
    const handle = openFile(full);
    if (handle === undefined) return undefined;
    try {
      const { size } = fstatSync(handle);
      if (room.length < size + Math.max(grown, 0)) room = Buffer.allocUnsafe(2 * (size + to.length));
      const length = readFrom(handle, room, size);
      const page = room.subarray(0, length);
      // Near the end of a page: from there on it is found soonest.
      const at = page.lastIndexOf(from);
      if (at === -1 || page.indexOf(from) !== at) return undefined;
      const end = length + grown;
      room.copyWithin(at + to.length, at + from.length, length);
      to.copy(room, at);
      for (let next = at; next < end; ) next += writeSync(handle, room, next, end - next, next);
      if (grown < 0) ftruncateSync(handle, end);
      const content = digestOfBytes(room.subarray(0, end));
      return { size: end, changed: fstatSync(handle).mtimeMs, content };
    } finally {
      closeSync(handle);
    }
  };
}

/** @returns `undefined` for a file that is gone, or cannot be written */
function openFile(path: string): number | undefined {
  try {
    return openSync(path, "r+");
  } catch {
    return undefined;
  }
}

/** @returns how many bytes there were */
function readFrom(handle: number, room: Buffer, size: number): number {
  let length = 0;
  while (length < size) {
    const read = readSync(handle, room, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return length;
}
