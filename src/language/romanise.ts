import { asciiDigits } from "./digits.ts";
import { BLOCK_SIZE, FIRST, type IndicScript, inDevanagari } from "./indic-blocks.ts";
import { onDemand } from "./on-demand.ts";
import { aksharasOf } from "./romanise/aksharas.ts";
import { splitCompound } from "./romanise/compounds.ts";
import { exceptionFor } from "./romanise/exceptions.ts";
import { acronymOf, letterOf } from "./romanise/letter-names.ts";
import { prepare } from "./romanise/preparations.ts";
import { SPELLINGS, URDU } from "./romanise/scripts.ts";
import { spell } from "./romanise/spelling.ts";
import { romaniseTamil } from "./romanise/tamil.ts";
import { urduInDevanagari } from "./romanise/urdu.ts";

type Script = IndicScript | "arabic";

/** Scripts whose words are Hindi's or sound alike, so that its compounds and acronyms are theirs too. */
const LIKE_HINDI: ReadonlySet<Script> = new Set<Script>(["devanagari", "gujarati", "gurmukhi", "arabic"]);
/** Odia and the languages of the south pronounce every vowel, so that no rule could lose one. */
const WITH_COMPOUNDS: ReadonlySet<Script> = new Set<Script>([...LIKE_HINDI, "bengali"]);

const PUNCTUATION: Readonly<Record<string, string>> = {
  ...{ "।": ".", "॥": ".", "۔": ".", "،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": "," },
};

const SCRIPT_OF_BLOCK = new Map<number, Script>(
  (Object.keys(FIRST) as IndicScript[]).map((script) => [FIRST[script], script]),
);

const HAS_TABLE = /[\u0600-\u06ff\u0900-\u0d7f]/;

/** A run of letters and marks of one block, with the invisible joiners between them. */
const wordOfBlock = onDemand(
  () =>
    new RegExp(
      [
        ...Object.values(FIRST).map((first) => [first, first + BLOCK_SIZE - 1] as const),
        [0x0600, 0x06ff] as const,
      ]
        .map(([first, last]) => `(?:[${lettersBetween(first, last)}][\\u200c\\u200d]*)+`)
        .join("|"),
      "g",
    ),
);

/** For a class; written out, since looking each letter up as a property takes three times as long. */
function lettersBetween(first: number, last: number): string {
  const block = Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
  return block.filter((letter) => !/[\p{N}\p{P}\p{S}]/u.test(letter)).join("");
}

/**
 * Writes the scripts of India, and Urdu, in Latin letters as people type them: Hunterian without diacritics, for
 * Hindi without the vowels that are written nowhere and not spoken ("सड़कों पर" is "sadkon par").
 *
 * Sound rules first; `romanise/exceptions.json` has what is typed otherwise, such as English words ("कोर्ट" is
 * "court"). Nobody says which language a text is in: Devanagari is read as Hindi, Arabic letters as Urdu.
 *
 * @returns lower case for what was romanised; digits and full stops of these scripts as ASCII; everything else,
 *   letters of other scripts included, as it was
 * @see https://en.wikipedia.org/wiki/Hunterian_transliteration
 */
export function romanise(text: string): string {
  if (!HAS_TABLE.test(text)) return text;
  const latinised = text
    .normalize("NFC")
    .replace(/[।॥۔،؛؟٪٫٬]/g, (mark) => PUNCTUATION[mark] ?? mark)
    .replace(/[\u0660-\u06f9\u0966-\u0d7f]+/g, asciiDigits);
  return latinised.replace(wordOfBlock(), (run, offset: number) => {
    const word = run.replace(/[\u200c\u200d]/g, "");
    return initialAt(latinised, offset, run.length, word) ?? romaniseWord(word);
  });
}

/** A letter beside a digit or between dots names itself: जी20 g20, 5जी 5g, टी-20 t-20, के.एल. राहुल k.l. rahul. */
function initialAt(text: string, offset: number, length: number, word: string): string | undefined {
  const letter = letterOf(word);
  if (letter === undefined) return undefined;
  const [before, after] = [
    text.slice(Math.max(0, offset - 2), offset),
    text.slice(offset + length, offset + length + 2),
  ];
  const besideDigit = /\d-?$/.test(before) || /^-?\d/.test(after);
  const betweenDots = /^\.[\p{L}]/u.test(after) || /[\p{L}\p{M}]\.$/u.test(before);
  return besideDigit || betweenDots ? letter : undefined;
}

/** The words of a newsroom come again and again, and working one out takes 6 µs. */
const romanised = new Map<string, string>();
const mostRemembered = 20_000;

function romaniseWord(word: string): string {
  let latin = romanised.get(word);
  if (latin === undefined) {
    latin = workOutWord(word);
    if (romanised.size >= mostRemembered) romanised.clear();
    romanised.set(word, latin);
  }
  return latin;
}

function workOutWord(word: string): string {
  const script = scriptOf(word);
  const exception = script === "devanagari" ? undefined : exceptionFor(script, word);
  if (exception !== undefined) return exception;
  if (script === "tamil") return romaniseTamil(word);

  const isUrdu = script === "arabic";
  const devanagari = isUrdu ? urduInDevanagari(word) : inDevanagari(script, prepare(script, word));
  const spelling = isUrdu ? URDU : SPELLINGS[script];
  const likeHindi = LIKE_HINDI.has(script);
  const known = likeHindi ? (exceptionFor("devanagari", devanagari) ?? acronymOf(devanagari)) : undefined;
  if (known !== undefined) return known;

  const parts = WITH_COMPOUNDS.has(script) ? splitCompound(devanagari) : [devanagari];
  return parts
    .map((part) => {
      const knownPart = likeHindi && parts.length > 1 ? exceptionFor("devanagari", part) : undefined;
      return knownPart ?? spell(aksharasOf(part), spelling);
    })
    .join("");
}

function scriptOf(word: string): Script {
  const code = word.charCodeAt(0);
  return SCRIPT_OF_BLOCK.get(code - (code % BLOCK_SIZE)) ?? "arabic";
}
