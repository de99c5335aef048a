import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type FontTools, loadFontTools } from "./font-tools.ts";
import { type FontScript, fontScripts } from "./scripts.ts";

/** Which font a site sends along, complete. */
export interface FontSettings {
  /** A package of Fontsource, or a file with `{weight}` in its name where each weight has its own. */
  readonly from: string;
  /** ISO 15924 */
  readonly script: string;
  /** From thin to heavy. */
  readonly weights: readonly number[];
}

/** One file that readers fetch. */
export interface FontFile {
  /** `font-deva-400.woff2` */
  readonly name: string;
  readonly woff2: Buffer;
  readonly faces: readonly FontFace[];
}

/** What a style sheet must know of one weight, for a stand-in that takes the same room. */
export interface FontFace {
  /** As CSS writes it: `400`, or `400 700` for a variable font. */
  readonly weight: string;
  /** The weight whose widths were measured. */
  readonly measured: number;
  /** Parts of an em. */
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  /** How wide the script's sample is, in em. */
  readonly width: number;
}

/**
 * Reads a font, and cuts it down to the letters of its script.
 *
 * The letters are those of the script as a whole, not of the stories: a file stays the same from story to story, and
 * in every cache. What they become when they join stays too. The same source gives the same bytes.
 *
 * @param settings of the option `font`
 * @returns one file a weight, or one in all for a variable font
 * @throws {Error} where there is no such font, it lacks letters of the script, or a package is missing
 */
export function cutFont(settings: FontSettings): Promise<FontFile[]> {
  const turn = before.then(() => cut(settings));
  before = turn.catch(() => {});
  return turn;
}

/** The packages work in memory that they share: one font after another. */
let before: Promise<unknown> = Promise.resolve();

async function cut(settings: FontSettings): Promise<FontFile[]> {
  const script = fontScripts[settings.script] as FontScript;
  const tools = await loadFontTools();
  const files: FontFile[] = [];
  for (const { path, weights } of fontSources(settings)) {
    const original = readFileSync(path);
    const face = await openFace(original, tools).catch(() => {
      throw new Error(`The option font names ${path}, which is no font that can be read.`);
    });
    requireLetters(face, script, path, settings.script);
    const isVariable = weights.length > 1 && "wght" in face.getAxisInfos();
    const own = isVariable ? weights : weights.slice(0, 1);
    const [first = 400, last = first] = [own[0], own.at(-1)];
    const woff2 = await tools.subsetFont(original, script.characters, {
      targetFormat: "woff2",
      // Screens of today draw letters without hints.
      noHinting: true,
      ...(isVariable ? { variationAxes: { wght: { min: first, max: last } } } : {}),
    });
    files.push({
      name: `font-${settings.script.toLowerCase()}-${own.join("-")}.woff2`,
      woff2,
      faces: own.map((measured) => ({
        weight: isVariable ? `${first} ${last}` : String(first),
        measured,
        ...measure(face, script.sample, isVariable ? measured : undefined, tools),
      })),
    });
  }
  return files;
}

/** The files of a font as they are, with the weights that are taken from each. */
export function fontSources({
  from,
  script,
  weights,
}: FontSettings): { path: string; weights: readonly number[] }[] {
  const at = patternOf(from, script);
  const ofWeight = (weight: number) => at.replace("{weight}", String(weight));
  const sources = at.includes("{weight}")
    ? weights.map((weight) => ({ path: ofWeight(weight), weights: [weight] }))
    : [{ path: at, weights }];
  for (const { path } of sources) {
    if (!existsSync(path)) throw new Error(`The option font needs ${path}, but there is no such file.`);
  }
  return sources;
}

/** Packages of Fontsource have one file for each script and weight, or one for each script. */
function patternOf(from: string, script: string): string {
  if (!/^(@[\w.-]+\/)?[\w-]+$/.test(from)) return resolve(from);
  const subset = fontScripts[script]?.subset;
  let folder: string;
  try {
    folder = dirname(createRequire(resolve("package.json")).resolve(`${from}/package.json`));
  } catch {
    throw new Error(`The option font needs a package that is missing: run npm install ${from}.`);
  }
  const family = from.replace(/^.*\//, "");
  const inPackage = (weight: string) => join(folder, "files", `${family}-${subset}-${weight}-normal.woff2`);
  const variable = inPackage("wght");
  return existsSync(variable) ? variable : inPackage("{weight}");
}

async function openFace(font: Buffer, { harfBuzz, unpack }: FontTools) {
  const { buffer, byteOffset, byteLength } = await unpack(font, "sfnt");
  return new harfBuzz.Face(
    new harfBuzz.Blob(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer),
  );
}

type Face = Awaited<ReturnType<typeof openFace>>;

function requireLetters(face: Face, { sample }: FontScript, path: string, name: string): void {
  const has = new Set(face.collectUnicodes());
  const letters = [...sample].filter((letter) => /\p{L}|\p{M}/u.test(letter));
  const missing = letters.find((letter) => !has.has(letter.codePointAt(0) ?? 0));
  if (missing === undefined) return;
  throw new Error(`The option font names ${path}, which has no "${missing}". The script ${name} needs it.`);
}

function measure(face: Face, sample: string, weight: number | undefined, { harfBuzz }: FontTools) {
  const font = new harfBuzz.Font(face);
  if (weight !== undefined) font.setVariations([new harfBuzz.Variation("wght", weight)]);
  const buffer = new harfBuzz.Buffer();
  buffer.addText(sample);
  buffer.guessSegmentProperties();
  harfBuzz.shape(font, buffer);
  const { ascender, descender, lineGap } = font.hExtents();
  const width = buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  const inEm = (units: number) => units / face.upem;
  return {
    ascent: inEm(ascender),
    descent: inEm(-descender),
    lineGap: inEm(lineGap),
    width: inEm(width),
  };
}
