import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { installedPackages as install } from "../../../scripts/installed-packages.ts";
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

/** The packages of a folder beside this file, installed below `.khabar/` by their lock file. */
export function installedPackages(name: string): Promise<NodeJS.Require> {
  return install(join(import.meta.dirname, name), join(repository, ".khabar/edge", name));
}
