import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Rendered pages on their way to the output folder: one file, written from front to back.
 *
 * Nothing is published before the last page is rendered, so that an error in a layout leaves the old site as it
 * was, and memory holds one batch of pages whatever the size of the site.
 */
export interface PagePack {
  add(path: string, content: string): void;
  /** The pages in the order in which they were added. */
  read(): Generator<{ readonly path: string; readonly bytes: Uint8Array }>;
  remove(): void;
}

export function openPack(file: string): PagePack {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, "w+");
  const index: { path: string; start: number; length: number }[] = [];
  const encoder = new TextEncoder();
  // `encodeInto` takes a fifth of the time of `Buffer.from` for Devanagari (25 µs to 131 µs a page).
  let room = new Uint8Array(1 << 16);
  let end = 0;
  return {
    add(path, content) {
      if (room.length < content.length * 3) room = new Uint8Array(content.length * 3);
      const length = encoder.encodeInto(content, room).written;
      writeSync(handle, room, 0, length, end);
      index.push({ path, start: end, length });
      end += length;
    },
    *read() {
      for (const { path, start, length } of index) {
        const bytes = Buffer.allocUnsafe(length);
        readSync(handle, bytes, 0, length, start);
        yield { path, bytes };
      }
    },
    remove() {
      closeSync(handle);
      rmSync(file, { force: true });
    },
  };
}
