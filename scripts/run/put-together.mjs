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
import { dirname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { digestOf, traceOf, writeWhole } from "./code-files.mjs";
import { importName, placeName } from "./load-part.mjs";

/**
 * Puts the commands, the project's configuration and the packages they use into a few JavaScript files.
 *
 * @param home the folder of Khabar
 * @param config path of the configuration, which need not be there
 * @param shelf where the folder for them is made
 * @param name begins the names of all that belongs to this configuration
 * @param conditions besides the sources, what the files depend on; they are noted with them
 * @returns the folder
 */
export async function putTogether({ home, commands, config, shelf, name, conditions }) {
  const own = ["src", "scripts"].map((folder) => join(home, folder) + sep);
  const project = { home, own, commands, config };
  mkdirSync(shelf, { recursive: true });
  const unfinished = join(shelf, `${name}-${process.pid}.tmp`);
  let made = await bundle(project, unfinished);
  // What the configuration consists of: everything that is not ours.
  const theirs = sourcesOf(project, made)
    .filter((file) => !own.some((folder) => file.startsWith(folder)))
    .map((file) => readFileSync(file, "utf8"));
  if (theirs.some(bringsPackages)) {
    rmSync(unfinished, { recursive: true, force: true });
    made = await bundle(project, unfinished, ["@11ty/eleventy"]);
    keepModules(project, unfinished, made);
  } else if (theirs.some(needsModules) || !(await makeScripts(project, unfinished, made))) {
    keepModules(project, unfinished, made);
  }
  const thread = await bundleThread(project, unfinished);
  const sources = sourcesOf(project, made, thread);
  // First the traces: what changes in between has another one.
  const traces = new Map(sources.map((file) => [file, traceOf(file)]));
  const digests = Object.fromEntries(sources.map((file) => [file, digestOf(file)]));
  const content = createHash("sha1")
    .update(JSON.stringify([digests, conditions]))
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
  writeWhole(
    join(shelf, `${name}.json`),
    JSON.stringify({ conditions, folder, sources: Object.fromEntries(noted) }),
  );
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

/** Where the parts themselves lie: beside this folder each has a small module that loads it. */
const partsFolder = "parts";

/**
 * Makes modules of the parts, which share what they have in common.
 *
 * @param external packages to be left as they are, besides those that always are
 */
function bundle(project, outdir, external = []) {
  const options = optionsFor(project);
  const parts = Object.entries(partsOf(project)).map(([part, file]) => [`${partsFolder}/${part}`, file]);
  return build({
    ...options,
    outdir,
    external: [...options.external, ...external],
    entryPoints: Object.fromEntries(parts),
    splitting: true,
    plugins: [...options.plugins, { name: "commands", setup: (esbuild) => wrapCommands(esbuild, project) }],
  });
}

/** The thread that looks ahead has what it needs in one small module. */
function bundleThread(project, outdir) {
  const entryPoints = { "scout-thread": join(project.home, "src/read/scout-thread.ts") };
  return build({ ...optionsFor(project), outdir, entryPoints });
}

/** Leaves the parts as modules. Packages among them may ask for what is not put together. */
function keepModules(project, outdir, { metafile }) {
  const head =
    'import{createRequire as khabarRequire}from"node:module";const require=khabarRequire(import.meta.url);\n';
  for (const file of Object.keys(metafile.outputs)) {
    const path = resolve(project.home, file);
    writeFileSync(path, head + readFileSync(path, "utf8"));
  }
  writeStarts(project, outdir, (part) => `import*as part from"./${partsFolder}/${part}.js";`);
}

/**
 * Makes scripts of the modules, whose compiled form can be kept; see `load-part.mjs`.
 *
 * @returns whether that can be done
 */
async function makeScripts(project, outdir, { metafile }) {
  const modules = Object.keys(metafile.outputs).map((file) => resolve(project.home, file));
  let scripts;
  try {
    scripts = await Promise.all(modules.map(scriptOf));
  } catch (error) {
    // A configuration may await something at its top level, which a script cannot.
    if (error.errors?.some(({ text }) => text.startsWith("Top-level await"))) return false;
    throw error;
  }
  for (const [index, script] of scripts.entries()) {
    writeFileSync(modules[index].replace(/\.js$/, ".cjs"), script);
    rmSync(modules[index]);
  }
  const loader = JSON.stringify(pathToFileURL(join(import.meta.dirname, "load-part.mjs")).href);
  writeStarts(
    project,
    outdir,
    (part) =>
      `import{loadPart}from${loader};const part=loadPart(import.meta.dirname,"${partsFolder}/${part}.cjs");`,
  );
  return true;
}

/** A module as a script: it says `require` for `import`, and asks its loader for what it imports later. */
async function scriptOf(file) {
  const { code } = await transform(readFileSync(file, "utf8"), {
    format: "cjs",
    platform: "node",
    target: "node20",
    minifyWhitespace: true,
    logLevel: "silent",
    // Packages ask for it to make a `require`.
    define: { "import.meta.url": placeName },
  });
  return code.replaceAll(/(?<![\w$.#`'"])import\((?!\))/g, `${importName}(`);
}

/** The small modules that load the parts, and have commands do their work. */
function writeStarts(project, outdir, load) {
  for (const part of Object.keys(partsOf(project))) {
    const use =
      part === "config"
        ? "export default part.default;export const config=part.config;"
        : "await part.runCommand?.();";
    writeFileSync(join(outdir, `${part}.js`), `${load(part)}${use}\n`);
  }
}

function partsOf(project) {
  const { home, commands, config } = project;
  return {
    ...Object.fromEntries(commands.map((command) => [command, join(home, `scripts/${command}.ts`)])),
    "desk-process": join(home, "src/desk-process.ts"),
    ...(existsSync(config) ? { config } : {}),
  };
}

function optionsFor(project) {
  return {
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: "error",
    absWorkingDir: project.home,
    // These are there only where a site wants them.
    external: [
      "@11ty/eleventy-dev-server",
      "@aws-sdk/*",
      "@duckdb/*",
      "chokidar",
      "esbuild",
      "pagefind",
      "sharp",
      "subset-font",
    ],
    plugins: [
      { name: "packages", setup: (esbuild) => leavePackages(esbuild, project) },
      { name: "places", setup: keepPlaces },
    ],
  };
}

/** The project's own files among those that were put together. */
function sourcesOf({ home }, ...bundles) {
  const files = bundles
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .map((file) => resolve(home, file));
  return [...new Set(files)].filter((file) => !file.includes("node_modules") && existsSync(file));
}

/**
 * Whether a configuration, or a module of it, brings packages that may load Eleventy, or asks for Eleventy's plugins
 * by name. Then Eleventy must be the one of `node_modules`: there would be two of it.
 */
function bringsPackages(text) {
  return /\b(?:from|import|require)\s*\(?\s*["'`](?!node:)[^./"'`]|\bresolvePlugin\b/.test(text);
}

/** Whether a file of the configuration has words that mean something else in a script, be it in a text. */
function needsModules(text) {
  return /\bimport\s*[(.]|\b(?:require|module|exports|__dirname|__filename|eval|Function)\b/.test(text);
}

/** Packages that the configuration brings along stay as they are: nobody knows how they find their parts. */
function leavePackages(esbuild, { own }) {
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
    return { contents: placed(contents, path), loader: /ts$/.test(path) ? "ts" : "js" };
  });
}

function placed(contents, path) {
  return contents
    .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
    .replaceAll("import.meta.filename", JSON.stringify(path))
    .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
}

/** A command is a module that does its work when it is loaded. Here it is a function: a script may not wait. */
function wrapCommands(esbuild, { home, commands }) {
  const files = new Set(commands.map((command) => join(home, `scripts/${command}.ts`)));
  esbuild.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    if (!files.has(path)) return undefined;
    const contents = placed(readFileSync(path, "utf8"), path);
    const [imports] = /^(?:import\b[^;]*;\s*)*/.exec(contents);
    const work = contents.slice(imports.length);
    return { contents: `${imports}export async function runCommand() {\n${work}\n}`, loader: "ts" };
  });
}
