/**
 * Unicode's blocks for the scripts of India keep the layout of ISCII: the same sound sits at the same distance
 * from the beginning of each block, so that क, ক, ક, க and ಕ are all `first + 0x15`. One rule written for
 * Devanagari can therefore be moved to another script by adding a number.
 *
 * @see https://www.unicode.org/versions/Unicode17.0.0/core-spec/chapter-12/
 */
export const BLOCK_SIZE = 0x80;

/** The first code point of each block. */
export const FIRST = {
  devanagari: 0x0900,
  bengali: 0x0980,
  gurmukhi: 0x0a00,
  gujarati: 0x0a80,
  odia: 0x0b00,
  tamil: 0x0b80,
  telugu: 0x0c00,
  kannada: 0x0c80,
  malayalam: 0x0d00,
} as const;

export type IndicScript = keyof typeof FIRST;

/** Moves Devanagari letters to the same places of another block: ("कं", "gujarati") is "કં". */
export function inBlockOf(script: IndicScript, devanagari: string): string {
  return devanagari.replace(/[\u0900-\u097f]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - FIRST.devanagari + FIRST[script]),
  );
}

/** The way back: letters of `script` as the Devanagari letters at the same places; other text is left alone. */
export function inDevanagari(script: IndicScript, text: string): string {
  const shift = FIRST.devanagari - FIRST[script];
  if (shift === 0) return text;
  let moved = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const inBlock = code >= FIRST[script] && code < FIRST[script] + BLOCK_SIZE;
    moved += inBlock ? String.fromCharCode(code + shift) : letter;
  }
  return moved;
}
