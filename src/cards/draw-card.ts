import type { Sharp } from "sharp";
import { truncateGraphemes } from "../language/truncate.ts";
import { type Box, type Card, type CardPicture, cardHeight, cardWidth } from "./card.ts";
import { drawable } from "./drawable.ts";
import type { CardFonts } from "./fonts.ts";
import { loadSharp } from "./load-sharp.ts";
import { longestHeadline, type Raster, type TypesetCard, type Typesetter } from "./typesetter.ts";

/** Another number after another way of drawing: cards get other addresses, and are drawn anew. */
export const drawingVersion = 2;

/** JPEG, which every service that shows previews takes; WhatsApp wants fewer than 300 KB, which no card comes near. */
const quality = 80;
/** As pages show them: what programs only warn of, as many old photos have, is let pass. */
const readable = { failOn: "error" } as const;
const logoHeight = 56;
const logoWidth = 320;

/** Draws cards, and knows the logo. */
export interface CardDrawer {
  /** @returns a JPEG of `cardWidth` by `cardHeight` */
  draw(card: Card): Promise<Buffer>;
}

/**
 * @param typesetter of a card's words; the picture is laid beside them and all of it put into a file by sharp
 */
export function openCardDrawer(typesetter: Typesetter, fonts: CardFonts): CardDrawer {
  const logos = new Map<string, Promise<Raster | undefined>>();
  const logoOf = (disk: string) => {
    const known = logos.get(disk) ?? readLogo(disk);
    logos.set(disk, known);
    return known;
  };
  return {
    async draw(asked) {
      const card = legible(asked, fonts);
      const logo = card.logo === undefined ? undefined : await logoOf(card.logo);
      const typeset = await typesetter.typeset(card, logo);
      if (card.picture === undefined || typeset.picture === undefined) return toJpeg(typeset.pixels);
      const picture = await cutPicture(card.picture, typeset.picture);
      if (picture !== undefined) return toJpeg(laidOver(typeset, picture));
      // A picture that nobody can read leaves a card as if there were none.
      const { pixels } = await typesetter.typeset({ ...card, picture: undefined }, logo);
      return toJpeg(pixels);
    },
  };
}

/**
 * The card with texts that the fonts have.
 *
 * A headline of which nothing is left is that of its section or of the site: a shared link shows something in any case.
 */
function legible(card: Card, fonts: CardFonts): Card {
  const text = (written: string | undefined) =>
    written === undefined ? undefined : drawable(written, fonts);
  const section = text(card.section);
  const brand = text(card.brand);
  const headline = text(card.headline) ?? section ?? brand ?? "";
  const deck = text(card.deck);
  return {
    ...card,
    headline: truncateGraphemes(headline, longestHeadline),
    deck: deck && truncateGraphemes(deck, 120),
    section,
    brand,
    kicker: text(card.kicker),
    date: text(card.date),
  };
}

function toJpeg(pixels: Buffer): Promise<Buffer> {
  const raw = { width: cardWidth, height: cardHeight, channels: 4 } as const;
  return loadSharp()(pixels, { raw }).removeAlpha().jpeg({ quality }).toBuffer();
}

/** A picture cut to a box, with what must stay visible in it; `undefined` if it cannot be read. */
async function cutPicture({ disk, focus }: CardPicture, box: Box): Promise<Raster | undefined> {
  const { width, height } = box;
  if (width < 1 || height < 1) return undefined;
  try {
    const sharp = loadSharp();
    const { autoOrient, pages } = await sharp(disk, readable).metadata();
    if (!(autoOrient.width > 0 && autoOrient.height > 0)) return undefined;
    // The smaller side fills the box, the larger one hangs over and is cut around the focus.
    const scale = Math.max(width / autoOrient.width, height / autoOrient.height);
    const wide = Math.max(width, Math.round(autoOrient.width * scale));
    const high = Math.max(height, Math.round(autoOrient.height * scale));
    const [x, y] = focus ?? [0.5, 0.4];
    const within = (at: number, whole: number, part: number) =>
      Math.min(whole - part, Math.max(0, Math.round(at * whole - part / 2)));
    const source: Sharp =
      pages !== undefined && pages > 1 ? sharp(disk, { ...readable, page: 0 }) : sharp(disk, readable);
    const data = await source
      .autoOrient()
      // A quarter quicker than the sharpest, and nobody sees it in a preview.
      .resize(wide, high, { fit: "fill", kernel: "linear" })
      .extract({ left: within(x, wide, width), top: within(y, high, height), width, height })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer();
    return data.length === width * height * 4 ? { width, height, data } : undefined;
  } catch {
    return undefined;
  }
}

/** The pixels of a card with a picture in its box. */
function laidOver({ pixels, picture }: TypesetCard, { width, height, data }: Raster): Buffer {
  const { left, top } = picture as Box;
  const right = Math.min(cardWidth, left + width);
  for (let row = 0; row < height && top + row < cardHeight; row++) {
    data.copy(
      pixels,
      ((top + row) * cardWidth + left) * 4,
      row * width * 4,
      (row * width + right - left) * 4,
    );
  }
  return pixels;
}

async function readLogo(disk: string): Promise<Raster | undefined> {
  try {
    const { data, info } = await loadSharp()(disk, { ...readable, density: 300 })
      .resize(logoWidth, logoHeight, { fit: "inside" })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    return undefined;
  }
}
