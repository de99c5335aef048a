import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SharpOptions } from "sharp";
import { baseLanguage } from "../language/languages.ts";
import { graphemeCount, truncateGraphemes } from "../language/truncate.ts";
import { type Box, type Card, cardHeight, cardWidth } from "./card.ts";
import { directionOfText } from "./direction.ts";
import type { CardFonts } from "./fonts.ts";
import { loadSharp, type SharpModule } from "./load-sharp.ts";
import { fitHeadline, type Raster, type Typesetter } from "./typesetter.ts";

/** What stands in for the style sheet, which this way of drawing does not read. In px. */
const paper = "#fdfbf7";
const ink = "#14110f";
const quiet = "#5a524b";
const pictureWidth = 480;
const pictureMargin = 48;
const margin = 60;
const bar = 12;
const topAt = 60;
const footAt = 538;
const roomTop = 140;
const roomBottom = 520;
const sizes = [92, 78, 66, 56, 48, 41];

/** One piece of text or colour, where it goes. */
interface Layer {
  readonly input: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 4 };
  readonly left: number;
  readonly top: number;
}

/**
 * Draws cards with the Pango that sharp brings along, for machines that Takumi has no program for.
 *
 * Pango reads fonts from files, and no WOFF: they are unpacked into a folder.
 *
 * @param folder for the fonts
 */
export function openPango(name: string, cardFonts: CardFonts, folder: string): Typesetter {
  const { fonts, digest } = cardFonts;
  const sharp = loadSharp();
  const files = unpackFonts(fonts, join(folder, `fonts-${digest.slice(0, 12)}`));
  const raster = async (text: string, size: number, color: string, width: number, language: string) => {
    const isNastaliq = /^(ur|ks|pa)$/.test(baseLanguage(language)) && directionOfText(text) === "rtl";
    const family = isNastaliq
      ? "Noto Nastaliq Urdu, Noto Sans Devanagari"
      : "Noto Sans Devanagari, Noto Sans Bengali, Noto Sans Tamil, Noto Nastaliq Urdu";
    const options = {
      text: {
        text: `<span foreground="${color}" lang="${language}">${escapeMarkup(text)}</span>`,
        font: `${family} Bold ${size}`,
        // Points are px at 72 to the inch.
        dpi: 72,
        width,
        align: directionOfText(text) === "rtl" ? "right" : "left",
        wrap: "word-char",
        spacing: Math.round(size * 0.08),
        rgba: true,
      },
    } satisfies SharpOptions;
    const { data, info } = await sharp(options).raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  };
  // Each file is known to Pango once something was drawn with it.
  const ready = files.reduce(
    (before, fontfile) =>
      before.then(() =>
        sharp({ text: { text: "a", font: "sans 10", fontfile, rgba: true } })
          .raw()
          .toBuffer(),
      ),
    Promise.resolve() as Promise<unknown>,
  );
  return {
    name,
    async typeset(card, logo) {
      await ready;
      return compose(sharp, card, logo, raster);
    },
  };
}

type MakeRaster = (
  text: string,
  size: number,
  color: string,
  width: number,
  language: string,
) => Promise<Raster>;

async function compose(sharp: SharpModule, card: Card, logo: Raster | undefined, raster: MakeRaster) {
  const { language, color, onColor } = card;
  const isWhole = card.kind !== "story";
  const [ground, letters, small] = isWhole ? [color, onColor, onColor] : [paper, ink, quiet];
  const isRight = card.direction === "rtl";
  const side = card.picture === undefined ? 0 : pictureWidth;
  const edge = card.picture === undefined ? margin : pictureMargin;
  const panel: Box = { left: isRight ? 0 : side, top: 0, width: cardWidth - side, height: cardHeight };
  const width = panel.width - 2 * edge;
  const layers: Layer[] = [];
  /** @param from from the side where reading begins */
  const put = ({ data, ...size }: Raster, from: number, middle: number) => {
    const left = isRight ? panel.left + panel.width - edge - from - size.width : panel.left + edge + from;
    const top = Math.round(middle - size.height / 2);
    layers.push({ input: data, raw: { ...size, channels: 4 }, left, top });
  };
  layers.push(flat(panel.left, 0, panel.width, bar, color));
  let from = 0;
  if (card.section !== undefined) {
    const words = await oneLine(card.section, width - 40, 30, onColor, language, raster);
    const pill = flat(0, 0, words.width + 40, 54, color);
    put({ data: pill.input, ...pill.raw }, 0, topAt + 30);
    put(words, 20, topAt + 30);
    from = words.width + 40 + 22;
  }
  if (card.kicker !== undefined && width - from > 120) {
    put(await oneLine(card.kicker, width - from, 30, small, language, raster), from, topAt + 30);
  }

  const deck = card.deck === undefined ? undefined : await raster(card.deck, 34, small, width, language);
  const deckHeight = deck === undefined ? 0 : deck.height + 24;
  const drawn = new Map<string, Promise<Raster>>();
  const headlineIn = (size: number, graphemes: number) => {
    const key = `${size} ${graphemes}`;
    const made =
      drawn.get(key) ??
      raster(
        truncateGraphemes(card.headline, graphemes),
        sizes[size - 1] as number,
        letters,
        width,
        language,
      );
    drawn.set(key, made);
    return made;
  };
  const chosen =
    // A name that no font can draw: the card has colours, and a logo where there is one.
    card.headline === ""
      ? undefined
      : await fitHeadline(graphemeCount(card.headline), async (size, graphemes) => {
          const made = await headlineIn(size, graphemes);
          return made.height + deckHeight <= roomBottom - roomTop && made.width <= width;
        });
  const headline = chosen && (await headlineIn(chosen.size, chosen.graphemes));
  const middle = (roomTop + roomBottom) / 2;
  if (headline !== undefined) put(headline, 0, middle - deckHeight / 2);
  if (deck !== undefined) put(deck, 0, middle + (headline?.height ?? 0) / 2 + 12);

  let foot = 0;
  if (logo !== undefined) {
    put(logo, 0, footAt + 24);
    foot = logo.width + 18;
  }
  const date = card.date === undefined ? undefined : await raster(card.date, 26, small, width, language);
  const dateWidth = date === undefined ? 0 : date.width + 18;
  if (card.brand !== undefined) {
    put(
      await oneLine(card.brand, width - foot - dateWidth, 32, letters, language, raster),
      foot,
      footAt + 24,
    );
  }
  if (date !== undefined) put(date, width - date.width, footAt + 24);

  const pixels = await sharp({
    create: { width: cardWidth, height: cardHeight, channels: 4, background: ground },
  })
    .composite(layers.map((layer) => ({ ...layer })))
    .raw()
    .toBuffer();
  const picture =
    side === 0
      ? undefined
      : { left: isRight ? cardWidth - side : 0, top: 0, width: side, height: cardHeight };
  return { pixels, picture };
}

/** Text on one line, cut at a word where it is too long. */
async function oneLine(
  text: string,
  width: number,
  size: number,
  color: string,
  language: string,
  raster: MakeRaster,
): Promise<Raster> {
  let made = await raster(text, size, color, cardWidth * 2, language);
  for (let count = graphemeCount(text); made.width > width && count > 1; ) {
    count = Math.max(1, Math.min(count - 1, Math.floor((count * width) / made.width)));
    made = await raster(truncateGraphemes(text, count), size, color, cardWidth * 2, language);
  }
  return made;
}

function flat(left: number, top: number, width: number, height: number, color: string): Layer {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const input = Buffer.alloc(width * height * 4, Buffer.from([red ?? 0, green ?? 0, blue ?? 0, 255]));
  return { input, raw: { width, height, channels: 4 }, left, top };
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function unpackFonts(fonts: CardFonts["fonts"], folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return fonts.map(({ name, bytes }) => {
    const file = join(folder, `${name}.ttf`);
    if (!existsSync(file)) {
      writeFileSync(`${file}.${process.pid}.tmp`, bytes);
      renameSync(`${file}.${process.pid}.tmp`, file);
    }
    return file;
  });
}
