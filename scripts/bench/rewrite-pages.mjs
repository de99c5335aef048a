// Reads every page below a folder and writes it back in place: the least that changing all of them can cost.
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith(".html")) continue;
  const path = join(entry.parentPath, entry.name);
  const page = readFileSync(path);
  const file = openSync(path, "r+");
  writeSync(file, page);
  ftruncateSync(file, page.length);
  closeSync(file);
}
