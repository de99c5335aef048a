// Runs a command of this folder: `node scripts/run.mjs build --quiet`.
//
// Node 20 does not read TypeScript, and a loader that translates file by file takes a second and a half at every
// start. So the command, the project's configuration and the packages they use are put into a few JavaScript files
// below .khabar/code/ once, and used until one of the sources is another.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import module from "node:module";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { digestOf, traceOf, writeWhole } from "./run/code-files.mjs";

const home = resolve(import.meta.dirname, "..");
const commands = [
  "build",
  "check",
  "import",
  "mv",
  "new",
  "related",
  "rename-tag",
  "schemas",
  "start",
  "trending",
];
const [command, ...words] = process.argv.slice(2);
if (!commands.includes(command)) {
  console.error(`There is no command "${command ?? ""}". There are: ${commands.join(", ")}.`);
  process.exit(2);
}

/** The value of a flag, in either way to write it; the command itself reads flags again, and with care. */
const flag = (name) =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ??
  words[words.indexOf(`--${name}`) + 1 || words.length];
/** The project's Eleventy configuration, which may be TypeScript too. */
const config = resolve(flag("config") ?? ".eleventy.ts");
/** What the compiled files depend on besides their sources: what is installed, and how they are put together. */
const conditions = [
  ...[
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pnpm-lock.yaml",
    "yarn.lock",
    "bun.lock",
    "node_modules/@11ty/eleventy/package.json",
  ].map((file) => join(home, file)),
  ...["run.mjs", "run/put-together.mjs", "run/load-part.mjs"].map((file) => join(import.meta.dirname, file)),
].map((file) => (existsSync(file) ? digestOf(file) : ""));
conditions.push(process.version);
const name = createHash("sha1").update(config).digest("hex").slice(0, 8);
const shelf = join(home, ".khabar/code");

/** The compiled files, if all their sources are as they were. */
function findCompiled() {
  try {
    const file = join(shelf, `${name}.json`);
    const note = JSON.parse(readFileSync(file, "utf8"));
    if (note.conditions.join() !== conditions.join()) return undefined;
    let isAsSeen = true;
    for (const [source, { digest, trace }] of Object.entries(note.sources)) {
      const now = traceOf(source);
      if (trace !== "" && trace === now) continue;
      if (digestOf(source) !== digest) return undefined;
      note.sources[source] = { digest, trace: now };
      isAsSeen = false;
    }
    const folder = join(shelf, note.folder);
    if (!existsSync(join(folder, "build.js"))) return undefined;
    if (!isAsSeen) writeWhole(file, JSON.stringify(note));
    return folder;
  } catch {
    return undefined;
  }
}

async function compile() {
  const { putTogether } = await import("./run/put-together.mjs");
  return putTogether({ home, commands, config, shelf, name, conditions });
}

/** Has the content folder listed while the command is still being loaded, see `src/read/scout.ts`. */
function sendScout() {
  const folder = relative(process.cwd(), flag("input") ?? "content").replaceAll("\\", "/") || ".";
  const worker = new Worker(join(compiled, "scout-thread.js"), {
    workerData: { folder, shownFolder: folder },
    execArgv: [],
  });
  // Whatever becomes of it, the command can do without.
  const report = new Promise((tell) => {
    for (const event of ["message", "error", "exit"]) {
      worker.once(event, (told) => tell(event === "message" ? told : undefined));
    }
  });
  worker.unref();
  globalThis[Symbol.for("khabar.scout")] = { folder, worker, report };
}

const compiled = findCompiled() ?? (await compile());
// Node 22 keeps what it learnt of modules itself.
module.enableCompileCache?.(join(shelf, "cache"));
process.env.KHABAR_COMPILED = compiled;
// What watches nothing needs no second look at modules, which costs a fifth of a second.
if (command !== "start") process.env.ELEVENTY_SKIP_ESM_RESOLVER ??= "1";
if (command === "build" && availableParallelism() > 1 && flag("workers") !== "1") sendScout();
process.argv.splice(1, 2, join(compiled, `${command}.js`));
await import(pathToFileURL(join(compiled, `${command}.js`)).href);
