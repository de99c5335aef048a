import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { cardFilesDigest } from "./cards/card-style.ts";
import type { FileDigests } from "./file-digests.ts";
import { digestOf } from "./language/digest.ts";
import { packagedLayouts } from "./layouts.ts";
import type { Settings } from "./options.ts";

/** Digests of the code that makes a site, by its bytes: a fresh checkout of the same code has the same. */
export interface ProjectCode {
  /** Of Khabar itself, the installed packages and Node. */
  readonly program: string;
  /** Of the project's configuration with everything of the project that it imports, and of its layouts. */
  readonly project: string;
}

/** What is written into a lock file decides which packages are there. */
const lockFiles = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/**
 * Looks at the code of a project.
 *
 * @param configPath the project's Eleventy configuration
 * @param environment whose values count as far as the configuration names them (`process.env.NAME`)
 * @param digests what is known of the files of programs already; without it all are read
 */
export function readProjectCode(
  configPath: string,
  environment: Readonly<Record<string, string | undefined>>,
  digests?: FileDigests,
): ProjectCode {
  const digest = digests ? digests.of : digestOfFile;
  const program = createHash("sha1").update(process.version);
  for (const name of lockFiles) if (existsSync(name)) program.update(readFileSync(name));
  for (const folder of [import.meta.dirname, packagedLayouts]) addFolder(program, folder, digest);
  const project = createHash("sha1");
  for (const file of importedFiles(configPath)) {
    const text = readFileSync(file, "utf8");
    project.update(relative(process.cwd(), file)).update("\0").update(text).update("\0");
    for (const [, name] of text.matchAll(/process\.env(?:\.|\[["'])(\w+)/g)) {
      project.update(`${name}=${environment[name as string]}\0`);
    }
  }
  return { program: program.digest("hex"), project: project.digest("hex") };
}

/**
 * A digest of what renders a kind of page: programs, configuration, options, and the layouts that it may use.
 *
 * A layout that names its parts plainly depends on these; one that computes a name may use any file.
 *
 * @param settings as the configuration resolved them
 * @param others of the files in the input folder that are not ours: data and parts that layouts may use
 */
export function codeDigests(
  { program, project }: ProjectCode,
  settings: Settings,
  others: number,
): (kind: string) => number {
  const { now: _now, reportLanguage: _language, trending, ...rest } = settings;
  // How a list is found is nothing that a page shows.
  const {
    sources: _sources,
    edition: _edition,
    window: _window,
    leastReaders: _leastReaders,
    perSection: _perSection,
    outside: _outside,
    ...shown
  } = trending;
  const options = { ...rest, trending: shown };
  const common = [program, project, options, others, cardFilesDigest(settings)];
  const own = resolve(settings.layouts);
  const sources = new Map<string, string | undefined>();
  const read = (name: string): string | undefined => {
    if (!sources.has(name)) {
      const [, scope, file = ""] = /^(khabar|khabar-original)\/(.+)$/.exec(name) ?? [];
      const folders = scope === "khabar" ? [own, packagedLayouts] : [packagedLayouts];
      const path = folders.map((folder) => join(folder, file)).find(isFile);
      sources.set(name, scope === undefined || path === undefined ? undefined : readFileSync(path, "utf8"));
    }
    return sources.get(name);
  };
  let everything: string | undefined;
  const known = new Map<string, number>();
  return (kind) => {
    let digest = known.get(kind);
    if (digest === undefined) {
      const used = new Map<string, string | undefined>();
      let isOpen = false;
      const visit = (name: string) => {
        if (used.has(name)) return;
        const source = read(name);
        used.set(name, source);
        const tags = source?.matchAll(/\{%-?\s*(?:extends|include|import|from)\s+(.*?)-?%\}/gs) ?? [];
        for (const [, words = ""] of tags) {
          const isPlain =
            /^("[^"]*"|'[^']*')\s*((ignore missing|with(out)? context|as \w+|import\b.*)\s*)*$/.test(words);
          if (!isPlain) isOpen = true;
          for (const [literal] of words.matchAll(/"[^"]*"|'[^']*'/g)) visit(literal.slice(1, -1));
        }
        // A name of another scope is one of the project's own files.
        if (source === undefined) isOpen = true;
      };
      if (kind !== "emit") visit(`khabar/${kind}.njk`);
      if (isOpen) everything ??= folderDigest(own);
      digest = digestOf([common, [...used], isOpen ? everything : ""]);
      known.set(kind, digest);
    }
    return digest;
  };
}

/** Whether a project's own layouts say anything of the trending strip that ours do not. */
export function hasOwnStrip(settings: Settings): boolean {
  const own = resolve(settings.layouts);
  if (own === packagedLayouts || !existsSync(own)) return false;
  return readdirSync(own, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && /trending/.test(readFileSync(join(entry.parentPath, entry.name), "utf8")),
  );
}

function folderDigest(folder: string): string {
  const hash = createHash("sha1");
  if (existsSync(folder)) addFolder(hash, folder, digestOfFile);
  return hash.digest("hex");
}

function digestOfFile(file: string): string {
  return createHash("sha1").update(readFileSync(file)).digest("hex");
}

function addFolder(
  hash: ReturnType<typeof createHash>,
  folder: string,
  digest: (file: string) => string,
): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of entries) hash.update(relative(folder, file)).update("\0").update(digest(file));
}

/**
 * A file of the project and every file that it imports by a relative path, in the order in which they are met; without
 * those of Khabar itself, which are of the program.
 */
function importedFiles(start: string): string[] {
  const files = new Set<string>();
  const khabar = import.meta.dirname + sep;
  const visit = (file: string) => {
    if (files.has(file) || file.startsWith(khabar) || /[\\/]node_modules[\\/]/.test(file)) return;
    files.add(file);
    if (!/\.[cm]?[jt]s$/.test(file)) return;
    const imports = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;
    for (const [, path] of readFileSync(file, "utf8").matchAll(imports)) {
      const target = found(resolve(dirname(file), path as string));
      if (target !== undefined) visit(target);
    }
  };
  visit(resolve(start));
  return [...files];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function found(path: string): string | undefined {
  const forms = ["", ".ts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"].map(
    (end) => path + end,
  );
  // TypeScript may call a module by the name of what it becomes.
  forms.push(path.replace(/\.([cm]?)js$/, ".$1ts"));
  return forms.find((form) => statSync(form, { throwIfNoEntry: false })?.isFile());
}
