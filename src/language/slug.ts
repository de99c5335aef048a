import { createHash } from "node:crypto";
import slugify from "slugify";
import { atomicLetters } from "./atomic-letters.ts";
import { graphemesOf } from "./graphemes.ts";
import { romanise } from "./romanise.ts";

export interface SlugOptions {
  /** "latin" (default) romanises what has a table; "native" keeps every script. */
  readonly script?: "latin" | "native";
  /** In UTF-8; 80 by default, at least {@link SMALLEST}. File systems stop at 255 for a name. */
  readonly maxBytes?: number;
}

/** As long as the slug of a text without letters. */
const SMALLEST = "story-00000000".length;

/** An address already, in ASCII: it is given back as it is. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A word's own marks, which make no gap: don't, l'été, U.S., 10,000. */
const APOSTROPHES = /['’‘ʼ`´＇]/g;
const INVISIBLE = /\p{Cf}/gu;
const DOT_IN_ABBREVIATION = /(?<=(?<![\p{L}\p{M}\p{N}])\p{L}\p{M}*)\.(?=\p{L}(?![\p{L}]))/gu;
const COMMA_IN_NUMBER = /(?<=\p{Nd})[,٬](?=\p{Nd})/gu;

/**
 * Letters for which the package's choice would surprise: θ "8", ξ "3" by their looks, đ "dj", which is Serbian only.
 * The other symbols of its table ("₹" "indian rupee", "♥" "love", 元 "yuan") are never asked for.
 */
const OUR_SPELLINGS: Readonly<Record<string, string>> = {
  ...{ θ: "th", ξ: "x", η: "i", ή: "i", ω: "o", ώ: "o", χ: "ch", đ: "d" },
};

/**
 * The part of an address that stands for a text: "दिल्ली में भारी बारिश" is "dilli-men-bhari-barish".
 *
 * Words are joined by hyphens, in lower case. Letters of scripts without a table (Han, Kana, Thai …) stay. A
 * percentage keeps its meaning ("50%" is "50-percent"), other symbols go. What is too long is cut after a word, or
 * between graphemes where that would lose more than half.
 *
 * @returns NFC; only letters, marks, digits and single hyphens between words, so no "/", "..", "?", "#", "%" or
 *   control character; never empty: a text without a letter or digit gives "story-" and a hash of it.
 *   `slugOf(slugOf(text))` is `slugOf(text)`
 * @throws {RangeError} if `maxBytes` is below 14
 */
export function slugOf(text: string, { script = "latin", maxBytes = 80 }: SlugOptions = {}): string {
  if (!(maxBytes >= SMALLEST)) throw new RangeError(`maxBytes must be at least ${SMALLEST}, not ${maxBytes}`);
  if (text.length <= maxBytes && SLUG.test(text)) return text;
  const latin = script === "latin";
  const spelled = (latin ? romanise(withPercent(plain(text))) : plain(text)).toLowerCase();
  const slug = /^[\x00-\x7f]*$/.test(spelled)
    ? (spelled.match(/[a-z0-9]+/g) ?? []).join("-")
    : (spelled.match(WORD) ?? [])
        .map((word) => (latin ? spellWord(word) : withoutLeadingMarks(word)))
        .filter((word) => word !== "")
        .join("-")
        .normalize("NFC");
  return cutToBytes(slug, maxBytes) || `story-${shortHash(text)}`;
}

/** The text without what stands inside a word or number and is not part of it. */
function plain(text: string): string {
  let whole = atomicLetters(text.normalize("NFC")).replace(INVISIBLE, "").replace(APOSTROPHES, "");
  // Looking behind is slow, and most headlines have neither.
  if (whole.includes(".")) whole = whole.replace(DOT_IN_ABBREVIATION, "");
  if (/[,٬]/.test(whole)) whole = whole.replace(COMMA_IN_NUMBER, "");
  return whole;
}

function withPercent(text: string): string {
  return /[%٪]/.test(text) ? text.replace(/(\p{Nd})\s?[%٪]/gu, "$1 percent ") : text;
}

/** A word in Latin letters, as far as there is a spelling for its letters. */
function spellWord(word: string): string {
  if (/^[a-z0-9]+$/.test(word)) return word;
  let spelled = "";
  let keepsMarks = false;
  for (const letter of word) {
    if (/\p{M}/u.test(letter)) {
      spelled += keepsMarks ? letter : "";
      continue;
    }
    const latin = spellLetter(letter);
    keepsMarks = latin === undefined;
    spelled += latin ?? letter;
  }
  return spelled.replace(/^-+|-+$/g, "").replace(/-{2,}/g, "-");
}

/** Latin for one letter or digit of another alphabet; `undefined` if there is none. */
function spellLetter(letter: string): string | undefined {
  if (letter in OUR_SPELLINGS) return OUR_SPELLINGS[letter];
  if (/\p{Script=Han}/u.test(letter)) return undefined;
  // ½ and ligatures are several letters in one, ² and ａ another form of a plain one.
  const forms = [
    letter,
    letter
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " "),
  ];
  return forms.map((form) => slugify(form, { strict: true, lower: true })).find((latin) => latin !== "");
}

function withoutLeadingMarks(word: string): string {
  return word.replace(/^\p{M}+/u, "");
}

function cutToBytes(slug: string, maxBytes: number): string {
  if (Buffer.byteLength(slug) <= maxBytes) return slug;
  const kept = fitting(graphemesOf(slug), maxBytes);
  // A pile of marks on one letter can be longer than any address.
  const cut = kept || fitting([...slug], maxBytes);
  if (slug[cut.length] === "-") return cut;
  const lastHyphen = cut.lastIndexOf("-");
  const wholeWords = cut.slice(0, Math.max(0, lastHyphen));
  return Buffer.byteLength(wholeWords) * 2 >= maxBytes ? wholeWords : cut.replace(/-+$/, "");
}

function fitting(pieces: readonly string[], maxBytes: number): string {
  let bytes = 0;
  const end = pieces.findIndex((piece) => {
    bytes += Buffer.byteLength(piece);
    return bytes > maxBytes;
  });
  return pieces.slice(0, end === -1 ? pieces.length : end).join("");
}

function shortHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}
