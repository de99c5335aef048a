/** Letters of Urdu, and of Arabic and Persian where they differ, as the consonants of Devanagari. */
const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ ب: "ब", پ: "प", ت: "त", ٹ: "ट", ث: "स", ج: "ज", چ: "च", ح: "ह", خ: "ख़", د: "द", ڈ: "ड", ذ: "ज़" },
  ...{ ر: "र", ڑ: "ड़", ز: "ज़", ژ: "ज़", س: "स", ش: "श", ص: "स", ض: "ज़", ط: "त", ظ: "ज़", غ: "ग़", ف: "फ़" },
  ...{ ق: "क़", ک: "क", ك: "क", گ: "ग", ل: "ल", م: "म", ن: "न", ہ: "ह", ه: "ह", ة: "त", ۃ: "त" },
  // Sindhi and Pashto.
  ...{
    ٻ: "ब",
    ڀ: "भ",
    ٿ: "थ",
    ٺ: "ठ",
    ٽ: "ट",
    ڄ: "ज",
    ڃ: "न",
    ڇ: "छ",
    ڏ: "ड",
    ڊ: "ड",
    ڌ: "ध",
    ڍ: "ढ",
    ڙ: "ड़",
  },
  ...{
    ڦ: "फ",
    ڪ: "क",
    ڳ: "ग",
    ڱ: "न",
    ڻ: "न",
    ټ: "ट",
    ځ: "ज़",
    څ: "स",
    ډ: "ड",
    ړ: "ड़",
    ږ: "ज़",
    ښ: "श",
    ګ: "ग",
    ڼ: "न",
  },
};

/** A consonant and ھ are one letter of Devanagari. */
const ASPIRATES: Readonly<Record<string, string>> = {
  ...{ ب: "भ", پ: "फ", ت: "थ", ٹ: "ठ", ج: "झ", چ: "छ", د: "ध", ڈ: "ढ", ڑ: "ढ़", ک: "ख", گ: "घ" },
};

/** Other ways of writing the same, brought together first. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/[يىېۍ]/g, "ی"],
  [/[ۀەۂ]/g, "ہ"],
  [/[أإٱ]/g, "ا"],
  [/ۓ/g, "ئے"],
  [/[\u0640ء\u0654\u0670\u064e]/g, ""],
  // Arabic verbal nouns begin with i and a cluster: انتظار intazar, استعمال istamal.
  [/^ا([بجحخرسشعفقلمنہ])ت(?=.)/, "ا\u0650$1\u0652ت"],
  [/\u064b/g, "ن"],
];

/** Vowel signs, and the one for no vowel. */
const SIGNS: Readonly<Record<string, string>> = { "\u064f": "ु", "\u0650": "ि", "\u0652": "्" };

/**
 * Writes an Urdu word in Devanagari, as far as that is possible: short vowels are not written in Urdu, so every
 * consonant gets the inherent "a" of Devanagari, and the rules of Hindi then decide which are spoken. خبر is खबर,
 * سرکار is सरकार. و and ی are vowels between consonants and consonants beside vowels.
 *
 * @param word Urdu, NFC
 */
export function urduInDevanagari(word: string): string {
  const letters = [...VARIANTS.reduce((text, [pattern, letter]) => text.replace(pattern, letter), word)];
  let devanagari = "";
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? "";
    const next = letters[i + 1];
    // A hamza's seat opens a new syllable: گئی is ग-ई.
    const afterConsonant = endsInConsonant(devanagari) && letters[i - 1] !== "ئ";

    if (next === "ھ" && letter in ASPIRATES) {
      devanagari += ASPIRATES[letter];
      i++;
    } else if (letter === "ہ" && next === undefined && afterConsonant && i > 1) {
      // The silent h that only carries an "a": بچہ bacha.
      devanagari += "ा";
    } else if (letter in CONSONANTS) {
      devanagari += CONSONANTS[letter];
    } else if (letter === "\u0651") {
      devanagari += doubled(devanagari);
    } else {
      devanagari +=
        SIGNS[letter] ??
        vowelOrGlide(
          letter,
          letters[i - 1],
          next,
          afterConsonant,
          devanagari === "" ? letters[i - 1] : undefined,
        );
    }
  }
  return devanagari.normalize("NFC");
}

/** @param opens the alef before this letter, if the word begins with it and nothing has been heard yet */
function vowelOrGlide(
  letter: string,
  before: string | undefined,
  next: string | undefined,
  afterConsonant: boolean,
  opens: string | undefined,
): string {
  const isVowelNext = next !== undefined && "اآوؤیے".includes(next);
  switch (letter) {
    case "آ":
      return afterConsonant ? "ा" : "आ";
    case "ا":
      // An opening alef carries the vowel that follows: ایران, اوپر.
      if (before === undefined) return next !== undefined && "ویے".includes(next) ? "" : "अ";
      return afterConsonant ? "ा" : "आ";
    case "ع":
      if (before === undefined) return next === "ا" ? "" : "अ";
      return afterConsonant && !isVowelNext ? "ा" : "";
    case "و":
      if (opens === "ا") return next === undefined || isVowelNext ? "व" : "औ";
      if (before === "ئ") return "ओ";
      return afterConsonant && !isVowelNext ? "ो" : "व";
    case "ؤ":
      return "ओ";
    case "ی":
      if (before === undefined) return "य";
      if (next !== undefined && "اآو".includes(next)) return afterConsonant ? "िय" : "य";
      // The plurals and subjunctives in -en: خبریں khabren.
      if (next === "ں") return afterConsonant ? "े" : "ए";
      return afterConsonant ? "ी" : "ई";
    case "ے":
      return afterConsonant ? "े" : "ए";
    case "ئ":
      // A seat for the vowel that follows; by itself a short i: رائٹر raitar.
      return next !== undefined && "یےو".includes(next) ? "" : "इ";
    case "ں":
      return "ं";
    case "ھ":
      return afterConsonant ? "्ह" : "ह";
    default:
      return "";
  }
}

function endsInConsonant(devanagari: string): boolean {
  return /[क-ह]़?$/.test(devanagari);
}

/** What makes the last consonant double. */
function doubled(devanagari: string): string {
  const consonant = /[क-ह]़?$/.exec(devanagari)?.[0];
  return consonant ? `्${consonant}` : "";
}
