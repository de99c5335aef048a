import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
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

/** Files of one folder, read once: what is installed does not change while it is served. */
export function openFiles(folder: string): (path: string) => ServedFile | undefined {
  const root = resolve(folder);
  const known = new Map<string, { readonly changed: number; readonly file: ServedFile }>();
  return (path) => {
    const disk = resolve(root, path);
    const type = types[extname(disk)];
    const stat = disk.startsWith(root + sep) ? statSync(disk, { throwIfNoEntry: false }) : undefined;
    if (type === undefined || !stat?.isFile()) return undefined;
    const before = known.get(disk);
    if (before?.changed === stat.mtimeMs) return before.file;
    const bytes = readFileSync(disk);
    const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const isDense = type.startsWith("font/") || type.startsWith("image/");
    const file = { type, tag, bytes, gzip: isDense ? undefined : gzipSync(bytes) };
    known.set(disk, { changed: stat.mtimeMs, file });
    return file;
  };
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
