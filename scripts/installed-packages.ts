import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Installs the packages that a folder's lock file names into another folder, once: they are too heavy for everybody
 * who runs `npm ci`.
 *
 * @param source holds `package.json` and `package-lock.json`
 * @param folder below `.khabar/`
 * @returns `require` for these packages
 * @throws {Error} if npm cannot install them
 */
export async function installedPackages(source: string, folder: string): Promise<NodeJS.Require> {
  const lock = "package-lock.json";
  const mark = join(folder, "node_modules/.package-lock.json");
  const isSame =
    existsSync(join(folder, lock)) &&
    readFileSync(join(folder, lock), "utf8") === readFileSync(join(source, lock), "utf8");
  if (!existsSync(mark) || !isSame) {
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", lock]) cpSync(join(source, file), join(folder, file));
    try {
      await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
    } catch (error) {
      throw new Error(`The packages of ${source} could not be installed from npm.`, { cause: error });
    }
  }
  return createRequire(join(folder, "package.json"));
}
