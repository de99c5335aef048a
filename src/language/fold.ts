import { atomicLetters } from "./atomic-letters.ts";
import { asciiDigits } from "./digits.ts";
import { BLOCK_SIZE, inBlockOf } from "./indic-blocks.ts";
import { isOrdinary } from "./ordinary.ts";

type Rewrite = readonly [pattern: RegExp, replacement: string];

/** Joiners, direction marks, soft hyphens, variation selectors, and the tatweel that only stretches an Arabic line. */
const INVISIBLE = /[\p{Cf}\u0640]|[\ufe00-\ufe0f]/gu;

/** Compatibility decomposition takes the Thai and Lao "am" apart, which no one types and no dictionary knows. */
const SOUTHEAST_ASIAN: readonly Rewrite[] = [
  [/\u0e4d\u0e32/g, "\u0e33"],
  [/\u0ecd\u0eb2/g, "\u0eb3"],
];

const EUROPEAN: readonly Rewrite[] = [
  [/([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu, "$1"],
  [/е\u0308/g, "е"],
  [/ß/g, "ss"],
  [/æ/g, "ae"],
  [/œ/g, "oe"],
  [/þ/g, "th"],
  [/ø/g, "o"],
  [/[đð]/g, "d"],
  [/ł/g, "l"],
  [/ı/g, "i"],
  [/ς/g, "σ"],
  [/[‘’ʼ]/g, "'"],
];

/**
 * A nasal before a consonant is written as its own letter or as a dot, as the writer likes: हिन्दी, हिंदी.
 * न् also stands before stops of the other classes and before sibilants in loanwords (सेन्टर, पेन्शन).
 * Only stops: the doubled nasals of अन्न and सम्मान are not dots.
 */
const NASAL_LETTERS = "ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[क-घच-झट-ढत-धप-भश-स])|म्(?=[प-भ])";

/** Where a block has its ं. */
const ANUSVARA = 2;

const NASALS = new RegExp(
  (["devanagari", "gujarati", "gurmukhi", "odia", "telugu", "kannada"] as const)
    .map((script) => inBlockOf(script, NASAL_LETTERS))
    .join("|"),
  "g",
);

/** As a class: V8 looks for U+0901 alone by its byte 09, which every letter of Devanagari has, thirty times slower. */
const CHANDRABINDU = /[ँ]/g;

const INDIC: readonly Rewrite[] = [
  // The dot of ज़ and ड़ is left out as often as not. In Bengali and Odia it makes another letter, and stays.
  [/[\u093c\u0a3c\u0abc]/g, ""],
  [CHANDRABINDU, "ं"],
  [/ઁ/g, "ં"],
  [/[ਁੰ]/g, "ਂ"],
  // The addak of ਇੱਕ is optional in everyday Punjabi.
  [/ੱ/g, ""],
  // ং is always the velar nasal in Bengali, so it pairs with ঙ alone: সঙ্কট, সংকট.
  [/ঙ্(?=[ক-ঘ])/g, "ং"],
];

const ARABIC: readonly Rewrite[] = [
  // Vowel signs and the hamza above a letter. Not the madda, which tells آ from ا; nor signs that stand alone (۞), since
  // a mark behind one would then be that of the letter before it.
  [/[\u064b-\u0652\u0654-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g, ""],
  [/[يىېۍ]/g, "ی"],
  [/[كڪ]/g, "ک"],
  [/[هەةۃ]/g, "ہ"],
];

const NASALS_OF_DEVANAGARI = new RegExp(NASAL_LETTERS, "g");

/** What may be written otherwise in a text of ASCII and Devanagari. */
const HAS_VARIANTS = /[\u0929\u0931\u0934\u093c\u0958-\u095f०-९ँ…]|[ङञणनम]्/;

const HAS_EUROPEAN = /[\u00df-\u04ff‘’]/;
const HAS_INDIC = /[\u0900-\u0dff]/;
const HAS_ARABIC = /[\u0600-\u06ff]/;

/**
 * The form of a text in which two spellings of one word are equal. For matching only, never for display.
 *
 * Case, Latin and Greek diacritics, compatibility forms, the nukta of Devanagari, Gujarati and Gurmukhi,
 * ँ and ं, nasal letters before stops, invisible characters, Arabic and Urdu variants of yeh, kaf and heh, vowel
 * signs of Arabic, the script of digits and the width of white space make no difference:
 * "हिन्दी" and "हिंदी", "फ़िल्म" and "फिल्म", "Café" and "cafe" fold to the same.
 *
 * @returns NFC, white space collapsed to single spaces and trimmed; folding it again changes nothing
 */
export function foldText(text: string): string {
  if (isOrdinary(text)) return foldOrdinary(text);
  let folded = atomicLetters(text).normalize("NFKD").replace(INVISIBLE, "").toLowerCase();
  if (HAS_EUROPEAN.test(folded)) folded = apply(EUROPEAN, folded);
  if (HAS_INDIC.test(folded)) folded = apply(INDIC, folded).replace(NASALS, anusvaraOfBlock);
  if (HAS_ARABIC.test(folded)) folded = apply(ARABIC, folded);
  folded = apply(SOUTHEAST_ASIAN, folded.normalize("NFC"));
  return collapseSpaces(asciiDigits(folded));
}

/** What {@link foldText} comes to where there is only ASCII and Devanagari to fold: in a tenth of the time. */
function foldOrdinary(text: string): string {
  let folded = text.toLowerCase();
  if (HAS_EUROPEAN.test(folded)) folded = apply(EUROPEAN, folded);
  if (HAS_VARIANTS.test(folded)) {
    folded = folded
      .replace(/[\u0929\u0931\u0934\u0958-\u095f]/g, (dotted) => dotted.normalize("NFD").charAt(0))
      .replace(/\u093c/g, "")
      .replace(CHANDRABINDU, "ं")
      .replace(NASALS_OF_DEVANAGARI, "ं")
      .replace(/[०-९]/g, asciiDigits)
      .replace(/…/g, "...");
  }
  return collapseSpaces(folded);
}

function apply(rewrites: readonly Rewrite[], text: string): string {
  return rewrites.reduce(
    (rewritten, [pattern, replacement]) => rewritten.replace(pattern, replacement),
    text,
  );
}

function anusvaraOfBlock(nasal: string): string {
  const code = nasal.charCodeAt(0);
  return String.fromCharCode(code - (code % BLOCK_SIZE) + ANUSVARA);
}

function collapseSpaces(text: string): string {
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s{2,}|[^\S ]/g, " ") : text).trim();
}
