// Runs a command of this folder: `node scripts/run.mjs build --quiet`.
//
// Node 20 does not read TypeScript, and a loader that translates file by file takes a second and a half at every
// start. So the command, the project's configuration and the packages they use are put into a few JavaScript files
// below .khabar/code/ once, and used until one of the sources is another.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import module from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

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
const digestOf = (file) => createHash("sha1").update(readFileSync(file)).digest("hex");
/** Which commands there are, and how they are put together. */
const runner = digestOf(import.meta.filename);
/** What is installed, as far as files tell that need no second look. */
const lock = [
  ...["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"],
  "node_modules/@11ty/eleventy/package.json",
]
  .map((file) => join(home, file))
  .map((file) => (existsSync(file) ? digestOf(file) : ""))
  .join(" ");
const name = createHash("sha1").update(config).digest("hex").slice(0, 8);
const shelf = join(home, ".khabar/code");
const own = ["src", "scripts"].map((folder) => join(home, folder) + sep);

/** The compiled files, if all their sources are as they were. */
function findCompiled() {
  try {
    const note = JSON.parse(readFileSync(join(shelf, `${name}.json`), "utf8"));
    if (note.lock !== lock || note.runner !== runner || note.node !== process.version) return undefined;
    let isAsSeen = true;
    for (const [file, { digest, trace }] of Object.entries(note.sources)) {
      const now = traceOf(file);
      if (trace !== "" && trace === now) continue;
      if (digestOf(file) !== digest) return undefined;
      note.sources[file] = { digest, trace: now };
      isAsSeen = false;
    }
    const folder = join(shelf, note.folder);
    if (!existsSync(join(folder, "build.js"))) return undefined;
    if (!isAsSeen) writeNote(note);
    return folder;
  } catch {
    return undefined;
  }
}

/**
 * What tells a file from every later version of it, so that it need not be read again; `""` for one that changed just
 * now, which may change again without its times telling. The same as in `src/file-digests.ts`.
 */
function traceOf(file) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  return ctimeMs < Date.now() - 2000 ? `${size} ${mtimeMs} ${ctimeMs} ${ino}` : "";
}

function writeNote(note) {
  const unfinished = join(shelf, `${name}-${process.pid}.tmp.json`);
  writeFileSync(unfinished, JSON.stringify(note));
  renameSync(unfinished, join(shelf, `${name}.json`));
}

async function compile() {
  const hasConfig = existsSync(config);
  const entryPoints = Object.fromEntries(commands.map((each) => [each, join(home, `scripts/${each}.ts`)]));
  entryPoints["desk-process"] = join(home, "src/desk-process.ts");
  entryPoints["scout-thread"] = join(home, "src/read/scout-thread.ts");
  if (hasConfig) entryPoints.config = config;
  mkdirSync(shelf, { recursive: true });
  const unfinished = join(shelf, `${name}-${process.pid}.tmp`);
  let sources = await putTogether(entryPoints, unfinished, []);
  if (sources.some(wantsEleventy)) {
    rmSync(unfinished, { recursive: true, force: true });
    sources = await putTogether(entryPoints, unfinished, ["@11ty/eleventy"]);
  }
  // First the traces: what changes in between has another one.
  const traces = new Map(sources.map((file) => [file, traceOf(file)]));
  const digests = Object.fromEntries(sources.map((file) => [file, digestOf(file)]));
  const content = createHash("sha1")
    .update(JSON.stringify([digests, lock, runner, process.version]))
    .digest("hex");
  const folder = `${name}-${content.slice(0, 12)}`;
  try {
    renameSync(unfinished, join(shelf, folder));
  } catch (error) {
    // Another command put the same together at the same moment.
    if (!existsSync(join(shelf, folder))) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  const noted = sources.map((file) => [file, { digest: digests[file], trace: traces.get(file) }]);
  writeNote({ lock, runner, node: process.version, folder, sources: Object.fromEntries(noted) });
  // What may still be running stays for a day.
  const dayAgo = Date.now() - 86_400_000;
  for (const old of readdirSync(shelf)) {
    if (!old.startsWith(`${name}-`) || old === folder) continue;
    const changed =
      statSync(join(shelf, old), { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (changed < dayAgo) rmSync(join(shelf, old), { recursive: true, force: true });
  }
  return join(shelf, folder);
}

/**
 * @param external packages to be left as they are, besides those that always are
 * @returns the project's own files that went into it
 */
async function putTogether(entryPoints, outdir, external) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: "error",
    absWorkingDir: home,
    // These are there only where a site wants them.
    external: [
      ...external,
      "@11ty/eleventy-dev-server",
      "@aws-sdk/*",
      "@duckdb/*",
      "chokidar",
      "esbuild",
      "pagefind",
      "sharp",
      "subset-font",
    ],
    banner: {
      js: 'import{createRequire as khabarRequire}from"node:module";const require=khabarRequire(import.meta.url);',
    },
    plugins: [
      { name: "packages", setup: leavePackages },
      { name: "places", setup: keepPlaces },
    ],
  });
  return Object.keys(metafile.inputs)
    .map((file) => resolve(home, file))
    .filter((file) => !file.includes("node_modules") && existsSync(file));
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

/**
 * Whether a configuration, or a module of it, brings packages that may load Eleventy, or asks for Eleventy's plugins
 * by name. Then Eleventy must be the one of `node_modules`: there would be two of it.
 */
function wantsEleventy(file) {
  if (own.some((folder) => file.startsWith(folder))) return false;
  return /\b(?:from|import|require)\s*\(?\s*["'`](?!node:)[^./"'`]|\bresolvePlugin\b/.test(
    readFileSync(file, "utf8"),
  );
}

/** Packages that the configuration brings along stay as they are: nobody knows how they find their parts. */
function leavePackages(esbuild) {
  esbuild.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
    const isOurs = own.some((folder) => importer.startsWith(folder)) || importer.includes("node_modules");
    return kind === "entry-point" || isOurs ? undefined : { path, external: true };
  });
}

/** A module asks where it lies to find the files beside its source. */
function keepPlaces(esbuild) {
  esbuild.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
    if (path.includes("node_modules") && !path.includes(`${sep}@11ty${sep}eleventy${sep}`)) return undefined;
    const contents = readFileSync(path, "utf8");
    if (!contents.includes("import.meta.")) return undefined;
    const placed = contents
      .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
      .replaceAll("import.meta.filename", JSON.stringify(path))
      .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
    return { contents: placed, loader: /ts$/.test(path) ? "ts" : "js" };
  });
}

const compiled = findCompiled() ?? (await compile());
// Node 22 keeps what it learnt of these files from one start to the next.
module.enableCompileCache?.(join(shelf, "cache"));
process.env.KHABAR_COMPILED = compiled;
// What watches nothing needs no second look at modules, which costs a fifth of a second.
if (command !== "start") process.env.ELEVENTY_SKIP_ESM_RESOLVER ??= "1";
if (command === "build" && availableParallelism() > 1 && flag("workers") !== "1") sendScout();
process.argv.splice(1, 2, join(compiled, `${command}.js`));
await import(pathToFileURL(join(compiled, `${command}.js`)).href);
