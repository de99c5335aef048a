import type { Box, Card } from "./card.ts";

/** A drawn card, but for its picture. */
export interface TypesetCard {
  /** `cardWidth` by `cardHeight`, four bytes a pixel, opaque. */
  readonly pixels: Buffer;
  /** Where the picture is to be laid; `undefined` for a card without one. */
  readonly picture: Box | undefined;
}

/** What draws the words of a card. */
export interface Typesetter {
  /** Name and version: another one draws other pixels. */
  readonly name: string;
  /**
   * @param card its texts hold nothing that the fonts do not have
   * @param logo its pixels, if there is one to draw
   */
  typeset(card: Card, logo: Raster | undefined): Promise<TypesetCard>;
}

/** Four bytes a pixel. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** Sizes of a headline, from the largest; style sheets say how large each is. */
export const headlineSizes = [1, 2, 3, 4, 5, 6] as const;

/**
 * The largest size in which a headline fits, and as much of it as fits.
 *
 * Its length says where to begin, so that two or three tries are enough.
 *
 * @param graphemes of the headline
 * @param fits whether so much of the headline, in graphemes, fits in a size
 */
export async function fitHeadline(
  graphemes: number,
  fits: (size: number, graphemes: number) => Promise<boolean>,
): Promise<{ readonly size: number; readonly graphemes: number }> {
  const smallest = headlineSizes.length;
  const guess = usualLengths.findIndex((length) => graphemes <= length) + 1 || smallest;
  let size = guess;
  if (await fits(size, graphemes)) {
    while (size > 1 && (await fits(size - 1, graphemes))) size--;
    return { size, graphemes };
  }
  while (size < smallest) {
    size++;
    if (await fits(size, graphemes)) return { size, graphemes };
  }
  let [least, most] = [1, graphemes];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (await fits(smallest, middle)) least = middle;
    else most = middle - 1;
  }
  return { size: smallest, graphemes: least };
}

/** In graphemes: headlines up to this length mostly fit in the sizes from the largest on. */
const usualLengths = [24, 36, 60, 90, 130, 180];

/** Headlines longer than this are cut before anything is measured. */
export const longestHeadline = 240;
