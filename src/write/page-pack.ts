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
  let end = 0;
  return {
    add(path, content) {
      const bytes = Buffer.from(content);
      writeSync(handle, bytes, 0, bytes.length, end);
      index.push({ path, start: end, length: bytes.length });
      end += bytes.length;
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
