import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** What of `subset-font` is used: HarfBuzz cuts a font down, with all that its letters become when they join. */
export type SubsetFont = (
  font: Buffer,
  text: string,
  options: {
    targetFormat: "woff2";
    noHinting: boolean;
    variationAxes?: Readonly<Record<string, { min: number; max: number }>>;
  },
) => Promise<Buffer>;

interface HarfBuzzFont {
  hExtents(): { ascender: number; descender: number; lineGap: number };
  setVariations(variations: readonly object[]): void;
}

interface HarfBuzzBuffer {
  addText(text: string): void;
  guessSegmentProperties(): void;
  getGlyphPositions(): readonly { xAdvance: number }[];
}

/** What of `harfbuzzjs`, which comes with `subset-font`, is used. */
export interface HarfBuzz {
  Blob: new (bytes: ArrayBuffer) => object;
  Face: new (
    blob: object,
  ) => { upem: number; collectUnicodes(): Uint32Array; getAxisInfos(): Readonly<Record<string, unknown>> };
  Font: new (face: object) => HarfBuzzFont;
  Buffer: new () => HarfBuzzBuffer;
  Variation: new (tag: string, value: number) => object;
  shape(font: HarfBuzzFont, buffer: HarfBuzzBuffer): void;
}

export interface FontTools {
  readonly subsetFont: SubsetFont;
  readonly harfBuzz: HarfBuzz;
  /** A font of the web as one of a system, for HarfBuzz. */
  readonly unpack: (font: Buffer, format: "sfnt") => Promise<Buffer>;
}

/**
 * The packages that cut and measure fonts. They are for sites that have the option `font`, and are loaded only for it.
 *
 * @throws {Error} that says what to install
 */
export async function loadFontTools(): Promise<FontTools> {
  const require = createRequire(import.meta.url);
  let place: string;
  try {
    place = require.resolve("subset-font");
  } catch {
    throw new Error("The option font needs a package that is missing: run npm install subset-font.");
  }
  const beside = createRequire(place);
  return {
    subsetFont: require(place) as SubsetFont,
    harfBuzz: (await import(pathToFileURL(beside.resolve("harfbuzzjs")).href)) as HarfBuzz,
    unpack: (beside("fontverter") as { convert: FontTools["unpack"] }).convert,
  };
}
