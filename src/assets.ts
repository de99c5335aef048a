import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { keptText } from "./compiled.ts";
import { packagedLayouts } from "./layouts.ts";

/** A file that layouts need: where it goes and what is in it. */
export interface Asset {
  /** `/assets/khabar.1a2b3c4d.css` */
  readonly address: string;
  readonly content: Uint8Array;
}

/** Style sheets are written down to browsers of 2020. A script that an older browser cannot read is not run by it. */
const targets = { css: ["chrome87", "firefox78", "safari14"], js: ["es2022"] };

/** What scripts may import with `khabar:`. */
const sharedRooms = ["language", "search"].map((room) => join(import.meta.dirname, room));

/** What was put together in this process, by the digest of everything that went into it. */
const bundled = new Map<string, ReadonlyMap<string, Asset>>();

/**
 * The files of `layouts/assets/`, the site's own before ours, each with a digest of its bytes in its name, so that a
 * CDN may keep it for ever.
 *
 * Style sheets and scripts of a name that we have (`khabar.css`) are put together with what they import from the
 * folders beside them, and made small. An import is looked for in the site's own folder first: a site replaces
 * `css/tokens.css` alone. Every other file is left as it is.
 *
 * @param folder the site's layouts folder; need not exist
 * @returns by file name (`khabar.css`)
 * @throws {Error} if a style sheet or a script cannot be understood, with file, line and what was found
 */
export async function bundleAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const shelves = [...new Set([resolve(folder), packagedLayouts])].map((layouts) => join(layouts, "assets"));
  const key = digestOfFolders([...shelves, ...sharedRooms]);
  const known = bundled.get(key);
  if (known !== undefined) return known;
  const assets = new Map<string, Asset>();
  for (const shelf of shelves.toReversed()) {
    for (const name of filesOf(shelf)) {
      const path = join(shelf, name);
      const isEntry = /\.(css|js)$/.test(name) && existsSync(join(packagedLayouts, "assets", name));
      const content = isEntry
        ? Buffer.from(await keptText(`asset-${key.slice(0, 20)}-${name}`, () => bundle(path, shelves)))
        : readFileSync(path);
      const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
      assets.set(name, { address: `/assets/${name.replace(/(\.\w+)$/, `.${digest}$1`)}`, content });
    }
  }
  bundled.set(key, assets);
  return assets;
}

/** Addresses of the files of {@link bundleAssets} by their names. */
export async function assetAddresses(folder: string): Promise<Record<string, string>> {
  return Object.fromEntries([...(await bundleAssets(folder))].map(([name, { address }]) => [name, address]));
}

async function bundle(entry: string, shelves: readonly string[]): Promise<string> {
  const { build } = await import("esbuild");
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      target: entry.endsWith(".css") ? targets.css : targets.js,
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
      plugins: [ownBeforeOurs(shelves), sharedModules()],
    });
    return (outputFiles[0]?.text ?? "").trimEnd();
  } catch (error) {
    const { errors = [] } = error as {
      errors?: { text: string; location: { file: string; line: number } | null }[];
    };
    if (errors.length === 0) throw error;
    const said = errors.map(({ text, location }) =>
      location ? `${location.file}:${location.line}  ${text}` : text,
    );
    throw new Error(`A file of layouts/assets cannot be used:\n${said.join("\n")}`);
  }
}

/**
 * A script may share modules with the program: `khabar:search/marks` is `src/search/marks.ts`, or what became of it in
 * the package.
 */
function sharedModules(): Plugin {
  return {
    name: "shared-modules",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^khabar:/ }, ({ path }) => {
        const module = join(import.meta.dirname, path.slice("khabar:".length));
        return { path: [".ts", ".js"].map((end) => module + end).find((file) => existsSync(file)) ?? module };
      });
    },
  };
}

/** What a style sheet or script of ours imports may be a file of the site; what it shows by `url()` stays outside. */
function ownBeforeOurs(shelves: readonly string[]): Plugin {
  return {
    name: "own-before-ours",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        if (kind === "url-token") return { path, external: true };
        const shelf = shelves.find((each) => resolveDir === each || resolveDir.startsWith(`${each}/`));
        if (shelf === undefined) return undefined;
        const wanted = relative(shelf, join(resolveDir, path));
        const found = shelves.map((each) => join(each, wanted)).find((each) => existsSync(each));
        return found === undefined ? undefined : { path: found };
      });
    },
  };
}

function filesOf(shelf: string): string[] {
  if (!existsSync(shelf)) return [];
  return readdirSync(shelf, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

function digestOfFolders(shelves: readonly string[]): string {
  const hash = createHash("sha256");
  for (const [place, shelf] of shelves.entries()) {
    if (!existsSync(shelf)) continue;
    const files = readdirSync(shelf, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) {
      hash
        .update(`${place}/${relative(shelf, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}
