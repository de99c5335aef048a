import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { openAppendFile } from "../read/append-file.ts";
import type { StoryTable } from "./story-table.ts";

/** More files than this are put together. */
const mostFiles = 24;

/**
 * Puts the details of all stories into one new file, once there are many files or most of what is in them belongs to
 * stories that were changed since.
 *
 * @param folder of the files that the table names
 * @param name of the new file, which must not be there
 * @returns the table as it was where there is no need
 */
export function compactDetails(table: StoryTable, folder: string, name: string): StoryTable {
  const files = table.detailFiles.filter((file) => file !== "");
  let used = 0;
  for (const length of table.detailLength) used += length;
  const kept = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  if (files.length <= mostFiles && kept <= 2 * used + 1_000_000) return table;

  const handles = table.detailFiles.map((file) => (file === "" ? -1 : openSync(join(folder, file), "r")));
  const whole = openAppendFile(join(folder, name));
  const places = new Float64Array(table.count);
  try {
    for (let row = 0; row < table.count; row++) {
      const bytes = Buffer.allocUnsafe(table.detailLength[row] as number);
      const handle = handles[table.detailFile[row] as number] as number;
      readSync(handle, bytes, 0, bytes.length, table.detailAt[row] as number);
      places[row] = whole.add(bytes);
    }
  } finally {
    whole.close();
    for (const handle of handles) if (handle !== -1) closeSync(handle);
  }
  return { ...table, detailFiles: [name], detailFile: new Int32Array(table.count), detailAt: places };
}
