import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { screenPackages } from "../cms/screen/page.ts";
import type { Screen } from "../cms/screen/widgets.ts";

/** A file as it is sent. */
export interface ServedFile {
  readonly type: string;
  /** A digest of its bytes, as an entity tag. */
  readonly tag: string;
  readonly bytes: Uint8Array;
  /** The same, compressed; `undefined` for what is compressed already. */
  readonly gzip: Uint8Array | undefined;
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".png": "image/png",
};

/**
 * Files of one folder, read once: what is installed does not change while it is served.
 *
 * Sveltia names its fonts by their addresses at a CDN, though they lie beside it.
 */
export function openFiles(folder: string): (path: string) => ServedFile | undefined {
  const root = resolve(folder);
  const known = new Map<string, { readonly changed: number; readonly file: ServedFile }>();
  return (path) => {
    const disk = fontBeside(root, path) ?? resolve(root, path);
    const type = types[extname(disk)];
    const stat = disk.startsWith(root + sep) ? statSync(disk, { throwIfNoEntry: false }) : undefined;
    if (type === undefined || !stat?.isFile()) return undefined;
    const before = known.get(disk);
    if (before?.changed === stat.mtimeMs) return before.file;
    const bytes = type.startsWith("text/javascript") ? withOwnFonts(readFileSync(disk)) : readFileSync(disk);
    const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const isDense = type.startsWith("font/") || type.startsWith("image/");
    const file = { type, tag, bytes, gzip: isDense ? undefined : gzipSync(bytes) };
    known.set(disk, { changed: stat.mtimeMs, file });
    return file;
  };
}

const fontAtCdn =
  /https:\/\/cdn\.jsdelivr\.net\/fontsource\/fonts\/([\w-]+)(?::vf)?@[\d.]+\/([\w-]+)\.woff2/g;

function withOwnFonts(script: Buffer): Buffer {
  if (!script.includes("cdn.jsdelivr.net/fontsource")) return script;
  return Buffer.from(script.toString("utf8").replace(fontAtCdn, "cms/fonts/$1-$2.woff2"));
}

/** `fonts/noto-mono-latin-400-normal.woff2` is a file of `assets/` with a digest in its name. */
function fontBeside(root: string, path: string): string | undefined {
  const name = /^fonts\/([\w-]+)\.woff2$/.exec(path)?.[1];
  const assets = join(root, "assets");
  if (name === undefined || !existsSync(assets)) return undefined;
  const file = readdirSync(assets).find((each) => each.startsWith(`${name}-`) && each.endsWith(".woff2"));
  return file && join(assets, file);
}

/**
 * Where the finished files of a screen lie.
 *
 * @returns `undefined` if its package is not installed
 */
export function screenFolder(screen: Screen): string | undefined {
  const { name } = screenPackages[screen];
  // The project's own, else ours.
  for (const home of [process.cwd(), import.meta.dirname]) {
    try {
      const main = createRequire(join(home, "package.json")).resolve(name);
      const folder = dirname(main);
      if (existsSync(join(folder, screen === "decap" ? "decap-cms.js" : "index.js"))) return folder;
    } catch {
      // Not from there.
    }
  }
  return undefined;
}
