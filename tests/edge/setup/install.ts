import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../../support/repository.ts";

const run = promisify(execFile);

/** Administrators' folders, which the search path of other users may lack. */
const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/**
 * The path of a server's program. Where it is missing, its Debian package is installed, if that is allowed.
 *
 * @throws {Error} that says what to install: a suite that cannot try what it is for has failed
 */
export async function installedServer(command: string, debianPackage = command): Promise<string> {
  const find = () => folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
  const found = find();
  if (found !== undefined) return found;
  const advice = `Install it, on Debian with: sudo apt-get install ${debianPackage}`;
  if (process.getuid?.() !== 0) throw new Error(`${command} is not installed. ${advice}`);
  // A runlevel at which packages do not start what they bring: it would listen on a port of the machine.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  try {
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", debianPackage], { env });
  } catch (error) {
    throw new Error(`${command} could not be installed. ${advice}`, { cause: error });
  }
  const installed = find();
  if (installed === undefined) throw new Error(`${debianPackage} has no program ${command}. ${advice}`);
  return installed;
}

/**
 * Installs the packages of a folder beside this file below `.khabar/`, by their lock file, once.
 *
 * They are too heavy for everybody who runs `npm ci`.
 *
 * @returns `require` for these packages
 */
export async function installedPackages(name: string): Promise<NodeJS.Require> {
  const source = join(import.meta.dirname, name);
  const folder = join(repository, ".khabar/edge", name);
  const lock = "package-lock.json";
  const mark = join(folder, "node_modules/.package-lock.json");
  const isSame = (file: string) =>
    existsSync(join(folder, file)) &&
    readFileSync(join(folder, file), "utf8") === readFileSync(join(source, file), "utf8");
  if (!existsSync(mark) || !isSame(lock)) {
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", lock]) cpSync(join(source, file), join(folder, file));
    try {
      await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
    } catch (error) {
      throw new Error(`The packages of tests/edge/setup/${name} could not be installed from npm.`, {
        cause: error,
      });
    }
  }
  return createRequire(join(folder, "package.json"));
}
