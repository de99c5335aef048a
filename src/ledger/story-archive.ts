import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { Digest } from "../language/digest.ts";
import { readFrontMatter } from "../read/front-matter.ts";
import { readSource } from "../read/read-source.ts";
import type { StoryArchive } from "./stored-article.ts";
import type { StoryDetails } from "./story-row.ts";
import type { StoryTable } from "./story-table.ts";

/** An archive that holds files open until it is closed. */
export interface OpenArchive extends StoryArchive {
  /** The finished HTML of a story's text, where it waits from the check of this build. */
  html(row: number): string | undefined;
  close(): void;
}

/** Where the files of an archive lie. */
export interface ArchivePlace {
  /** The folder of the files that the table names. */
  readonly folder: string;
  readonly shownFolder: string;
  /** Where a story's own file lies on the disk. */
  diskOf(id: string): string;
}

/** What was kept of stories is not what was written. */
export class DamagedDetails extends Error {}

/** How many stories' details are kept at hand: the same few are asked for again and again while a page is made. */
const atHand = 12_000;

/**
 * Opens what a table's stories have besides their columns.
 *
 * @throws {DamagedDetails} when a story is asked for whose details are not as they were written
 */
export function openArchive(table: StoryTable, { folder, shownFolder, diskOf }: ArchivePlace): OpenArchive {
  const files = new Map<string, FileReader>();
  const known = new Map<number, StoryDetails>();
  const read = (file: string, at: number, length: number): Buffer => {
    let reader = files.get(file);
    if (reader === undefined) {
      reader = openReader(join(folder, file));
      files.set(file, reader);
    }
    const bytes = reader.read(at, length);
    if (bytes === undefined) throw new DamagedDetails(`${file} is shorter than it was`);
    return bytes;
  };
  return {
    table,
    shownFolder,
    details(row) {
      let details = known.get(row);
      if (details === undefined) {
        const file = table.detailFiles[table.detailFile[row] as number] as string;
        const bytes = read(file, table.detailAt[row] as number, table.detailLength[row] as number);
        const json = bytes.toString("utf8");
        if (new Digest().text(json).end() !== table.detailDigest[row]) {
          throw new DamagedDetails(`${file} is not what it was`);
        }
        details = JSON.parse(json) as StoryDetails;
        if (known.size >= atHand) known.clear();
        known.set(row, details);
      }
      return details;
    },
    body(row) {
      const path = `articles/${table.ids[row]}.md`;
      const source = readSource({ path, shown: path, disk: diskOf(table.ids[row] as string) }, []);
      return source === undefined ? "" : readFrontMatter(source.text).frontMatter.body;
    },
    html(row) {
      const length = table.htmlLength[row] as number;
      if (length < 0) return undefined;
      const file = htmlFile(table.htmlFile[row] as number);
      return read(file, table.htmlAt[row] as number, length).toString("utf16le");
    },
    close() {
      for (const reader of files.values()) reader.close();
      files.clear();
    },
  };
}

interface FileReader {
  /** @returns bytes that are there until the next call; `undefined` past the end of the file */
  read(at: number, length: number): Buffer | undefined;
  close(): void;
}

/** As much is read at once where one place is asked for after the other. */
const readAhead = 1 << 16;

/** Reads a file that only grows. Pages are rendered in the order in which stories were kept, or nearly so. */
function openReader(path: string): FileReader {
  const handle = openSync(path, "r");
  let room = Buffer.allocUnsafe(readAhead);
  // What of the file is in the room.
  let from = 0;
  let end = 0;
  return {
    read(at, length) {
      if (at < from || at + length > end) {
        const isNext = at >= from && at < end + readAhead;
        if (room.length < length) room = Buffer.allocUnsafe(length * 2);
        from = at;
        end = at + readSync(handle, room, 0, isNext ? room.length : length, at);
      }
      return at + length > end ? undefined : room.subarray(at - from, at - from + length);
    },
    close: () => closeSync(handle),
  };
}

/** The file in which a desk keeps finished HTML. @param desk from 0 */
export function htmlFile(desk: number): string {
  return `html-${desk}.tmp`;
}
