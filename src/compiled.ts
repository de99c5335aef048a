import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A module that `scripts/run.mjs` put into one file with all it uses: `desk-process`, or `config`, which is the
 * project's configuration.
 *
 * @returns `undefined` where the sources run as they are
 */
export function compiledModule(name: "desk-process" | "config"): string | undefined {
  const folder = process.env.KHABAR_COMPILED;
  return folder === undefined ? undefined : join(folder, `${name}.js`);
}

/**
 * The project's configuration as Eleventy is to load it.
 *
 * @param configPath as it is written by the project
 */
export function compiledConfig(configPath: string): string {
  const compiled = compiledModule("config");
  // Eleventy wants a path relative to the working directory.
  return compiled === undefined ? configPath : relative(process.cwd(), compiled);
}

/** A module in the folder of another, with the same ending. */
export function moduleBeside(name: string, url: string): string {
  const ending = /\.\w+$/.exec(url)?.[0] ?? ".js";
  return fileURLToPath(new URL(name + ending, url));
}

/**
 * A text that takes long to make, kept beside the compiled commands; made each time where there are none.
 *
 * @param name says all that the text depends on
 */
export function keptFile(name: string, make: () => string): string {
  const folder = process.env.KHABAR_COMPILED;
  if (folder === undefined) return make();
  const file = join(folder, name);
  try {
    return readFileSync(file, "utf8");
  } catch {
    return keep(file, make());
  }
}

/** The same as {@link keptFile} for what is made by somebody who must be waited for. */
export async function keptText(name: string, make: () => Promise<string>): Promise<string> {
  const folder = process.env.KHABAR_COMPILED;
  if (folder === undefined) return make();
  const file = join(folder, name);
  try {
    return readFileSync(file, "utf8");
  } catch {
    return keep(file, await make());
  }
}

/**
 * A text that takes seconds to make, kept in `.khabar/` where commands are not put together too.
 *
 * @param name says all that the text depends on
 */
export async function keptWork(name: string, make: () => Promise<string>): Promise<string> {
  const file = join(".khabar", "kept", name);
  try {
    return readFileSync(file, "utf8");
  } catch {
    const text = await make();
    mkdirSync(dirname(file), { recursive: true });
    return keep(file, text);
  }
}

function keep(file: string, text: string): string {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
  return text;
}
