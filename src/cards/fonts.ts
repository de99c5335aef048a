import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname } from "node:path";
import { lettersOf } from "./font-letters.ts";
import { unpackWoff } from "./unpack-woff.ts";

/** A font of the cards. */
export interface CardFont {
  /** What a style sheet calls it. */
  readonly name: string;
  /** TrueType or OpenType. */
  readonly bytes: Buffer;
  /** ISO 15924 code of the script that it is for; `undefined` for Latin, and for a site's own. */
  readonly script: string | undefined;
  readonly isOwn: boolean;
}

/** All fonts of the cards of a site. */
export interface CardFonts {
  readonly fonts: readonly CardFont[];
  /** Whether one of them has a glyph for a code point. */
  has(code: number): boolean;
  /** Of the bytes of all. */
  readonly digest: string;
}

/** The fonts that come with Khabar, one weight of each: package, subset, script. All are under the Open Font License. */
const packaged = [
  ["noto-sans-devanagari", "devanagari", "Deva"],
  ["noto-sans-devanagari", "latin", undefined],
  ["noto-sans-devanagari", "latin-ext", undefined],
  ["noto-sans-bengali", "bengali", "Beng"],
  ["noto-sans-tamil", "tamil", "Taml"],
  ["noto-nastaliq-urdu", "arabic", "Arab"],
] as const;

const require = createRequire(import.meta.url);

/** By the paths of a site's own fonts. */
const opened = new Map<string, CardFonts>();

/**
 * Opens the fonts of the cards. They are read once a process.
 *
 * @param own a site's own fonts: files in TTF, OTF or WOFF, which are asked before ours
 * @throws {Error} if one of them cannot be read, saying which
 */
export function openCardFonts(own: readonly string[]): CardFonts {
  const key = own.join("\0");
  let known = opened.get(key);
  if (known === undefined) {
    known = readFonts(own);
    opened.set(key, known);
  }
  return known;
}

function readFonts(own: readonly string[]): CardFonts {
  const fonts = [
    ...own.map((file): CardFont => ({ ...readOwn(file), script: undefined, isOwn: true })),
    ...packaged.map(([name, subset, script]): CardFont => {
      const file = require.resolve(`@fontsource/${name}/files/${name}-${subset}-700-normal.woff`);
      return { name: `${name}-${subset}`, bytes: unpackWoff(readFileSync(file)), script, isOwn: false };
    }),
  ];
  const letters = new Set<number>();
  const hash = createHash("sha1");
  for (const { name, bytes, isOwn } of fonts) {
    hash.update(`${name} ${isOwn}\0`).update(bytes);
    for (const [first, last] of lettersOf(bytes))
      for (let code = first; code <= last; code++) letters.add(code);
  }
  return { fonts, has: (code) => letters.has(code), digest: hash.digest("hex") };
}

function readOwn(file: string): Pick<CardFont, "name" | "bytes"> {
  const name = basename(file, extname(file));
  try {
    const bytes = readFileSync(file);
    const kind = bytes.toString("latin1", 0, 4);
    if (kind === "wOFF") return { name, bytes: unpackWoff(bytes) };
    if (kind === "OTTO" || kind === "true" || bytes.readUInt32BE(0) === 0x10000) return { name, bytes };
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`The font ${file} of the option cards.fonts cannot be read: ${message}`);
  }
  throw new Error(`The font ${file} of the option cards.fonts is not a TTF, OTF or WOFF file.`);
}
