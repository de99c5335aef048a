import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { keptText, keptWork } from "./compiled.ts";
import { fontCss } from "./font/font-css.ts";
import { fontScripts } from "./font/scripts.ts";
import { cutFont, type FontFile, type FontSettings, fontSources } from "./font/web-font.ts";
import { packagedLayouts } from "./layouts.ts";
import type { Settings } from "./options.ts";

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
 * What the settings switch off is not in a script: `if (features.listen)` is decided here, and what nobody calls then
 * is left out. A font that the settings name is sent along with the style sheet `khabar.css`, which then asks for it.
 *
 * @param settings whose layouts folder need not exist
 * @returns by file name (`khabar.css`)
 * @throws {Error} if a style sheet or a script cannot be understood, with file, line and what was found; if the font
 *   cannot be used
 */
export async function bundleAssets(settings: AssetSettings): Promise<ReadonlyMap<string, Asset>> {
  const shelves = shelvesOf(settings);
  const features = featuresOf(settings);
  const { font } = settings;
  const fontDigest = font === undefined ? "" : digestOfFont(font);
  const key = digestOfFolders([...shelves, ...sharedRooms], JSON.stringify([features, fontDigest]));
  const known = bundled.get(key);
  if (known !== undefined) return known;
  const assets = new Map<string, Asset>();
  const add = (name: string, content: Uint8Array) => {
    const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
    assets.set(name, { address: `/assets/${name.replace(/(\.\w+)$/, `.${digest}$1`)}`, content });
  };
  const files = font === undefined ? [] : await keptFont(font);
  for (const { name, woff2 } of files) add(name, woff2);
  const addresses = new Map(
    [...assets].map(([name, { address }]) => [name, address.replace("/assets/", "")]),
  );
  const fontRules = font === undefined ? "" : fontCss(font.script, files, addresses);
  const found = shelves.toReversed().flatMap((shelf) => filesOf(shelf).map((name) => join(shelf, name)));
  const isEntry = (path: string) =>
    /\.(css|js)$/.test(path) && existsSync(join(packagedLayouts, "assets", basename(path)));
  // Before the style sheets, which may show them.
  for (const path of found.filter((path) => !isEntry(path))) add(basename(path), readFileSync(path));
  const shown = new Map([...assets].map(([name, { address }]) => [name, basename(address)]));
  for (const path of found.filter(isEntry)) {
    const name = basename(path);
    const text = await keptText(`asset-${key.slice(0, 20)}-${name}`, () =>
      bundle(path, shelves, features, shown),
    );
    add(name, Buffer.from(name === "khabar.css" ? text + fontRules : text));
  }
  bundled.set(key, assets);
  return assets;
}

/** Addresses of the files of {@link bundleAssets} by their names. */
export async function assetAddresses(settings: AssetSettings): Promise<Record<string, string>> {
  return Object.fromEntries(
    [...(await bundleAssets(settings))].map(([name, { address }]) => [name, address]),
  );
}

/** Cutting a font takes seconds: its files are kept as text, for other builds and for the processes of this one. */
async function keptFont(font: FontSettings): Promise<FontFile[]> {
  const text = await keptWork(`font-${digestOfFont(font).slice(0, 20)}.json`, async () => {
    const files = await cutFont(font);
    return JSON.stringify(files.map((file) => ({ ...file, woff2: file.woff2.toString("base64") })));
  });
  const files = JSON.parse(text) as (Omit<FontFile, "woff2"> & { woff2: string })[];
  return files.map((file) => ({ ...file, woff2: Buffer.from(file.woff2, "base64") }));
}

/** The settings that decide what scripts are made of. */
export type AssetSettings = Pick<
  Settings,
  "layouts" | "font" | "reading" | "embeds" | "offline" | "trending"
>;

/** What the script of a page does, besides what it always does. */
export function featuresOf({ reading, embeds, offline, trending }: AssetSettings): Record<string, boolean> {
  const { share, save, listen } = reading;
  const isLive = trending.delivery === "client";
  return { share, save, listen, embeds: embeds === "load", offline: offline === true, trending: isLive };
}

/**
 * The service worker that `/sw.js` is: the one that keeps stories, or the one that takes it away again.
 *
 * @returns a script that finds in a variable `site` what differs from build to build
 */
export async function bundleWorker(settings: AssetSettings): Promise<string> {
  const shelves = shelvesOf(settings);
  const name = settings.offline ? "keep-stories.js" : "say-goodbye.js";
  const key = digestOfFolders(shelves, name).slice(0, 20);
  const entry = join(packagedLayouts, "assets/worker", name);
  return keptText(`worker-${key}-${name}`, () => bundle(entry, shelves, {}, new Map(), "iife"));
}

/** Of every layout and asset that pages may be made with. */
export function digestOfLayouts({ layouts }: AssetSettings): string {
  return digestOfFolders([...new Set([resolve(layouts), packagedLayouts])], "");
}

function shelvesOf({ layouts }: AssetSettings): string[] {
  return [...new Set([resolve(layouts), packagedLayouts])].map((folder) => join(folder, "assets"));
}

async function bundle(
  entry: string,
  shelves: readonly string[],
  features: Readonly<Record<string, boolean>>,
  addresses: ReadonlyMap<string, string>,
  format: "esm" | "iife" = "esm",
): Promise<string> {
  const { build } = await import("esbuild");
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format,
      define: Object.fromEntries(
        Object.entries(features).map(([name, isOn]) => [`features.${name}`, String(isOn)]),
      ),
      target: entry.endsWith(".css") ? targets.css : targets.js,
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
      plugins: [ownBeforeOurs(shelves, addresses), sharedModules()],
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

/**
 * What a style sheet or script of ours imports may be a file of the site. What a style sheet shows by `url()` stays
 * outside, under the name that it has in the output.
 *
 * @param addresses of files directly in the shelves, relative to the style sheet
 */
function ownBeforeOurs(shelves: readonly string[], addresses: ReadonlyMap<string, string>): Plugin {
  return {
    name: "own-before-ours",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        const shelf = shelves.find((each) => resolveDir === each || resolveDir.startsWith(`${each}/`));
        const wanted = shelf === undefined ? path : relative(shelf, join(resolveDir, path));
        if (kind === "url-token") {
          const address = addresses.get(wanted);
          return { path: address === undefined ? path : `./${address}`, external: true };
        }
        if (shelf === undefined) return undefined;
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

function digestOfFont(font: FontSettings): string {
  const hash = createHash("sha256").update(JSON.stringify([font, fontScripts[font.script]]));
  for (const { path } of fontSources(font)) hash.update(readFileSync(path));
  return hash.digest("hex");
}

function digestOfFolders(shelves: readonly string[], besides: string): string {
  const hash = createHash("sha256").update(besides).update("\0");
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
