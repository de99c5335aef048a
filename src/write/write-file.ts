import {
  closeSync,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { digestOfBytes, type WrittenFile } from "./outputs.ts";

/** Writes into one output folder; counts what it did. */
export interface OutputWriter {
  /** Writes a file unless it already holds exactly this. A file that stays keeps its time of change. */
  write(path: string, content: string | Uint8Array): WrittenFile;
  /** Writes a file that is not there yet. */
  make(path: string, content: string): WrittenFile;
  /** Copies a file unless size and bytes are already the same. */
  copy(path: string, disk: string): WrittenFile;
  readonly counts: { written: number; unchanged: number };
}

/** @param folder the output folder; made when the first file is written */
export function openWriter(folder: string): OutputWriter {
  const root = resolve(folder);
  const madeFolders = new Set<string>();
  const counts = { written: 0, unchanged: 0 };
  const encoder = new TextEncoder();
  let room = new Uint8Array(1 << 16);
  const place = (path: string): string => {
    const full = join(root, path);
    // Addresses are checked long before; this is the last door.
    if (!full.startsWith(root + sep)) throw new Error(`"${path}" would be written outside ${folder}`);
    const above = dirname(full);
    if (!madeFolders.has(above)) {
      mkdirSync(above, { recursive: true });
      madeFolders.add(above);
    }
    return full;
  };
  return {
    counts,
    write(path, content) {
      const full = place(path);
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      const stat = statSync(full, { throwIfNoEntry: false });
      const same = { size: bytes.length, content: digestOfBytes(bytes) };
      if (stat?.size === bytes.length && readFileSync(full).equals(bytes)) {
        counts.unchanged++;
        return { ...same, changed: stat.mtimeMs };
      }
      counts.written++;
      return { ...same, changed: put(full, bytes, stat !== undefined) };
    },
    make(path, content) {
      counts.written++;
      // One room for all: a new one for each page is work for the garbage collector.
      if (room.length < content.length * 3) room = new Uint8Array(content.length * 3);
      const bytes = room.subarray(0, encoder.encodeInto(content, room).written);
      const changed = put(place(path), bytes, false);
      return { size: bytes.length, content: digestOfBytes(bytes), changed };
    },
    copy(path, disk) {
      const full = place(path);
      const bytes = readFileSync(disk);
      const stat = statSync(full, { throwIfNoEntry: false });
      const same = { size: bytes.length, content: digestOfBytes(bytes) };
      if (stat?.size === bytes.length && readFileSync(full).equals(bytes)) {
        counts.unchanged++;
        return { ...same, changed: stat.mtimeMs };
      }
      copyFileSync(disk, full);
      counts.written++;
      return { ...same, changed: statSync(full).mtimeMs };
    },
  };
}

/** Writing over a file is a good deal cheaper than making it anew. @returns the time of change */
function put(full: string, bytes: Uint8Array, isThere: boolean): number {
  const handle = openSync(full, isThere ? "r+" : "w");
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    if (isThere) ftruncateSync(handle, bytes.length);
    return fstatSync(handle).mtimeMs;
  } finally {
    closeSync(handle);
  }
}
