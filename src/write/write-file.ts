import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

/** Writes into one output folder; counts what it did. */
export interface OutputWriter {
  /** Writes a file unless it already holds exactly this. A file that stays keeps its time of change. */
  write(path: string, content: string | Uint8Array): void;
  /** Copies a file unless size and bytes are already the same. */
  copy(path: string, disk: string): void;
  readonly counts: { written: number; unchanged: number };
}

/** @param folder the output folder; made when the first file is written */
export function openWriter(folder: string): OutputWriter {
  const root = resolve(folder);
  const madeFolders = new Set<string>();
  const counts = { written: 0, unchanged: 0 };
  const place = (path: string): string => {
    const full = resolve(join(root, path));
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
      if (holds(full, bytes)) counts.unchanged++;
      else {
        writeFileSync(full, bytes);
        counts.written++;
      }
    },
    copy(path, disk) {
      const full = place(path);
      if (sizeOf(full) === sizeOf(disk) && holds(full, readFileSync(disk))) counts.unchanged++;
      else {
        copyFileSync(disk, full);
        counts.written++;
      }
    },
  };
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

function holds(path: string, bytes: Uint8Array): boolean {
  return sizeOf(path) === bytes.length && readFileSync(path).equals(bytes);
}
