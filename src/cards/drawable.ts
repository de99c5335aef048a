import type { CardFonts } from "./fonts.ts";

/** Overrides, isolates and marks of direction: they would turn a line round, and a headline needs none. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Joiners shape letters; beside anything else they are remains of an emoji. */
const looseJoiner = /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/gu;
const isJoiner = (code: number) => code === 0x200c || code === 0x200d;

/** So much of a text must be left for it to be worth drawing. */
const leastShare = 0.9;

/**
 * A text without what no font of ours can draw, on one line.
 *
 * Fonts are asked for each code point: a glyph that is missing would be a box. Emoji go this way, since our fonts have
 * none; control characters and marks of direction go, too.
 *
 * @returns `undefined` if no letter or digit is left, or if one letter in ten is lost: the text is in a script that no
 *   font has, and its remains would say something else
 */
export function drawable(text: string, { has }: Pick<CardFonts, "has">): string | undefined {
  let left = "";
  let letters = 0;
  let lost = 0;
  for (const letter of text
    .normalize("NFC")
    .replace(directionMarks, "")
    .replace(/[\s\p{Cc}]+/gu, " ")) {
    const code = letter.codePointAt(0) as number;
    const counts = /[\p{L}\p{M}\p{N}]/u.test(letter) && !/[\ufe00-\ufe0f\u20e3]/u.test(letter);
    if (counts) letters++;
    if (has(code) || isJoiner(code)) left += letter;
    else if (counts) lost++;
  }
  if (letters === 0 || lost > letters * (1 - leastShare)) return undefined;
  return left
    .replace(looseJoiner, "")
    .replace(/[\ufe00-\ufe0f]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}
