/** One written syllable: consonants, a vowel, and what is hung on it. All letters are those of Devanagari. */
export interface Akshara {
  /** Consonants in order, a dotted one as a single letter (ज़ is U+095B); "" for a vowel by itself. */
  readonly onset: string;
  /** The vowel in its independent form, "अ" also where it is inherent and so not written; "" after a virama. */
  readonly vowel: string;
  /** The vowel is the "a" that every bare consonant carries: the one that may fall silent. */
  readonly inherent: boolean;
  readonly nasal: "ं" | "ँ" | "";
  /** ः */
  readonly visarga: boolean;
}

const NUKTA = "़";
const VIRAMA = "्";

/** Consonant and nukta as one letter, which is easier to look up; NFC always keeps the two apart. */
const DOTTED: Readonly<Record<string, string>> = {
  क: "\u0958",
  ख: "\u0959",
  ग: "\u095a",
  ज: "\u095b",
  ड: "\u095c",
  ढ: "\u095d",
  फ: "\u095e",
  य: "\u095f",
};

const CONSONANT = /[क-ह\u0958-\u095f\u0979\u097a\u097b\u097c\u097e\u097f]/;
const VOWEL = /[ऄ-औॠॡॲ]/;
const VOWEL_SIGN = /[ा-ौॎॢॣॗ]/;
/** Vowel signs lie this far behind their vowels in the block. */
const SIGN_DISTANCE = 0x38;
const IRREGULAR_SIGNS: Readonly<Record<string, string>> = { "ॄ": "ॠ", "ॢ": "ऌ", "ॣ": "ॡ", "ॎ": "ए", "ॗ": "औ" };

/**
 * Divides a word into its written syllables.
 *
 * @param word Devanagari, NFC; signs without a letter and anything that is not Devanagari are skipped
 */
export function aksharasOf(word: string): Akshara[] {
  const aksharas: Akshara[] = [];
  let onset = "";
  let open: { vowel: string; inherent: boolean; nasal: Akshara["nasal"]; visarga: boolean } | undefined;

  const close = () => {
    if (open) aksharas.push({ onset, ...open });
    if (open) onset = "";
    open = undefined;
  };

  for (const letter of word) {
    if (CONSONANT.test(letter)) {
      close();
      onset += letter;
      open = { vowel: "अ", inherent: true, nasal: "", visarga: false };
    } else if (letter === NUKTA) {
      onset = onset.slice(0, -1) + (DOTTED[onset.slice(-1)] ?? onset.slice(-1));
    } else if (letter === VIRAMA) {
      // The consonant waits for the next one, or for the end of the word.
      if (open?.inherent) open = undefined;
    } else if (VOWEL.test(letter)) {
      if (!open && onset) aksharas.push(bare(onset));
      if (!open) onset = "";
      close();
      open = { vowel: letter, inherent: false, nasal: "", visarga: false };
    } else if (open && VOWEL_SIGN.test(letter)) {
      open.vowel = IRREGULAR_SIGNS[letter] ?? String.fromCharCode(letter.charCodeAt(0) - SIGN_DISTANCE);
      open.inherent = false;
    } else if (open && (letter === "ं" || letter === "ँ")) {
      open.nasal = letter;
    } else if (open && letter === "ः") {
      open.visarga = true;
    }
  }
  close();
  return onset ? [...aksharas, bare(onset)] : aksharas;
}

function bare(onset: string): Akshara {
  return { onset, vowel: "", inherent: false, nasal: "", visarga: false };
}
