import { graphemesOf } from "./graphemes.ts";

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Between two of these a line may break anywhere, and so may we. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What must not stand before the "…". Closing quotes and brackets, "%" and the like belong to their word. */
const DANGLING = /[\s,;:.!?।॥،؛۔、。・…–—\-/|([{«“‘]+$/u;

/** How many characters a reader sees: क्ष, त्रि and a flag emoji are one each. */
export function graphemeCount(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  return graphemesOf(text).length;
}

/**
 * Shortens a headline for display.
 *
 * @param max in graphemes, at least 1, the "…" included
 * @returns the text unchanged if it fits; else cut after a word, or between graphemes where the text is written
 *   without spaces or its first word alone is too long, without dangling punctuation, and with "…"
 * @throws {RangeError} if `max` is below 1
 */
export function truncateGraphemes(text: string, max: number): string {
  if (!(max >= 1)) throw new RangeError(`max must be at least 1, not ${max}`);
  // A grapheme has at least one code unit.
  if (text.length <= max) return text;
  return cutInSpaces(text, max) ?? cutAnywhere(text, max);
}

/**
 * {@link truncateGraphemes} for a text whose words stand between spaces, none of them too long: words come again and
 * again, and ICU takes half a microsecond for every grapheme.
 *
 * @returns `undefined` for any other text
 */
function cutInSpaces(text: string, max: number): string | undefined {
  let end = 0;
  let count = 0;
  for (let at = 0; count <= max; at++) {
    const space = text.indexOf(" ", at);
    const length = lengthOfWord(space === -1 ? text.slice(at) : text.slice(at, space));
    if (length === undefined) return undefined;
    count += length;
    if (space === -1) {
      if (count <= max) return text;
      break;
    }
    if (count < max) end = space;
    count++;
    at = space;
  }
  return end === 0 ? undefined : `${text.slice(0, end).replace(DANGLING, "")}…`;
}

/** The graphemes of words, `undefined` for those that take part of a space, or may be broken. */
const wordLengths = new Map<string, number | undefined>();

const wordsAtHand = 20_000;

function lengthOfWord(word: string): number | undefined {
  let length = wordLengths.get(word);
  if (length === undefined && !wordLengths.has(word)) {
    const segments = graphemesOf(` ${word} `);
    const isWhole =
      segments[0] === " " && segments.at(-1) === " " && !UNSPACED.test(word) && !/\s/u.test(word);
    length = isWhole ? segments.length - 2 : undefined;
    if (wordLengths.size >= wordsAtHand) wordLengths.clear();
    wordLengths.set(word, length);
  }
  return length;
}

function cutAnywhere(text: string, max: number): string {
  const kept: string[] = [];
  for (const segment of graphemesOf(text)) {
    kept.push(segment);
    if (kept.length > max) return `${cutAtWord(kept, max - 1).replace(DANGLING, "")}…`;
  }
  return text;
}

/** @param room how many of the graphemes may be kept; there is at least one more */
function cutAtWord(characters: readonly string[], room: number): string {
  for (let end = room; end > 0; end--) {
    if (isBreak(characters[end - 1] ?? "", characters[end] ?? "")) return characters.slice(0, end).join("");
  }
  return characters.slice(0, room).join("");
}

function isBreak(before: string, after: string): boolean {
  return /^\s/u.test(after) || (UNSPACED.test(before) && UNSPACED.test(after));
}
