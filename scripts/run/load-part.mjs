import { isAscii } from "node:buffer";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { writeWhole } from "./code-files.mjs";

/** What scripts say for `import()`: Node 20 cannot have it in code that was compiled before. */
export const importName = "khabarImport";
/** What they say for `import.meta.url`. */
export const placeName = "khabarPlace";

/** gray-matter's YAML tries it for functions written in YAML, which it does not read for us: 15 ms at each start. */
const unneeded = "esprima";

/** Scripts that were loaded, by file. */
const modules = new Map();
const scripts = [];
let tag;

/**
 * Loads a script that `put-together.mjs` made, and the scripts that it needs.
 *
 * What V8 made of their functions is kept beside them, so that a start need not compile them again. Node 22 can keep it
 * for modules; Node 20 only for what it is given as text.
 *
 * @param file below the folder
 * @returns what it exports
 */
export function loadPart(folder, file) {
  if (tag === undefined) {
    // What was compiled is to be there still when it is kept, however long the command took.
    setFlagsFromString("--no-flush-bytecode");
    // Other flags and other processors compile otherwise.
    tag = cachedDataVersionTag().toString(36);
    // A process of a build runs less of the same scripts than the build, and may end after it.
    if (!process.connected) process.once("exit", () => keepCompiled(folder, file));
  }
  return load(join(folder, file));
}

function load(file) {
  const known = modules.get(file);
  if (known?.failed) throw known.failed.error;
  if (known) return known.module.exports;
  const module = { exports: {} };
  const loaded = { module, failed: undefined };
  modules.set(file, loaded);
  try {
    run(file, module);
  } catch (error) {
    // Whoever asks again hears the same.
    loaded.failed = { error };
    throw error;
  }
  return module.exports;
}

function run(file, module) {
  const cache = `${file}.${tag}`;
  const cachedData = readCompiled(cache);
  const words = ["exports", "require", "module", "__filename", "__dirname", importName, placeName];
  const bytes = readFileSync(file);
  // Of ASCII every byte is a character; esbuild leaves others in regular expressions alone.
  const text = bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
  // Modules are strict, and say so nowhere.
  const script = new Script(`(function(${words}){"use strict";${text}\n})`, { filename: file, cachedData });
  scripts.push({ script, cache, isKept: cachedData !== undefined && !script.cachedDataRejected });
  const pathOf = (id) => resolve(dirname(file), id).replace(/\.js$/, ".cjs");
  const outside = createRequire(file);
  const need = (id) => {
    if (id.startsWith(".")) return load(pathOf(id));
    if (id === unneeded) throw new Error(`${id} is not needed.`);
    return outside(id);
  };
  const require = Object.assign(need, outside);
  const importLater = async (id, options) => (id.startsWith?.(".") ? load(pathOf(id)) : import(id, options));
  const start = script.runInThisContext();
  start(module.exports, require, module, file, dirname(file), importLater, pathToFileURL(file).href);
}

/**
 * Keeps what was compiled, where nothing is kept, and once for each command and each number of scripts that it needed: one
 * with more to do needs more of them. (To ask V8 how much was compiled takes it through the whole heap.)
 */
function keepCompiled(folder, part) {
  const note = join(folder, `compiled.${tag}`);
  const known = String(readIfThere(note) ?? "");
  const work = `${part} ${scripts.length}\n`;
  const isNew = !known.includes(work);
  try {
    for (const { script, cache, isKept } of scripts) {
      if (isNew || !isKept) writeCompiled(cache, script.createCachedData());
    }
    if (isNew) writeWhole(note, known + work);
    if (known === "") forgetOld(folder);
  } catch {
    // A start that takes longer is no reason to fail.
  }
}

/** As many sets of flags as `package.json` has, and one more. */
const mostTags = 4;

/** Deletes what was compiled with flags, or for processors, of long ago. */
function forgetOld(folder) {
  const notes = readdirSync(folder)
    .filter((name) => name.startsWith("compiled."))
    .map((name) => ({ old: name.slice("compiled.".length), at: statSync(join(folder, name)).mtimeMs }));
  const tooMany = new Set(
    notes
      .sort((a, b) => b.at - a.at)
      .slice(mostTags)
      .map(({ old }) => old),
  );
  if (tooMany.size === 0) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (tooMany.has(/\.([^.]*)$/.exec(name)?.[1] ?? "")) rmSync(join(folder, name), { force: true });
  }
}

/** V8 would run what is damaged: a checksum stands before it. */
const headLength = 4;

function readCompiled(file) {
  const bytes = readIfThere(file);
  if (bytes === undefined || bytes.length <= headLength) return undefined;
  const code = bytes.subarray(headLength);
  return crc32(code) === bytes.readUInt32LE(0) ? code : undefined;
}

function writeCompiled(file, code) {
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(crc32(code), 0);
  writeWhole(file, Buffer.concat([head, code]));
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
