import type { Akshara } from "./aksharas.ts";
import type { Spelling } from "./spelling.ts";

type Northern = "devanagari" | "gujarati" | "gurmukhi" | "bengali" | "odia";
type Southern = "telugu" | "kannada" | "malayalam";

/** The Hunterian system of the Survey of India, without diacritics, and फ as the f that it is in most news words. */
const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ क: "k", ख: "kh", ग: "g", घ: "gh", ङ: "n" },
  ...{ च: "ch", छ: "chh", ज: "j", झ: "jh", ञ: "n" },
  ...{ ट: "t", ठ: "th", ड: "d", ढ: "dh", ण: "n" },
  ...{ त: "t", थ: "th", द: "d", ध: "dh", न: "n", ऩ: "n" },
  ...{ प: "p", फ: "f", ब: "b", भ: "bh", म: "m" },
  ...{ य: "y", र: "r", ऱ: "r", ल: "l", ळ: "l", ऴ: "zh", व: "v" },
  ...{ श: "sh", ष: "sh", स: "s", ह: "h" },
  ...{ "\u0958": "k", "\u0959": "kh", "\u095a": "g", "\u095b": "z" },
  ...{ "\u095c": "d", "\u095d": "dh", "\u095e": "f", "\u095f": "y" },
  ...{ ॹ: "zh", ॺ: "y", ॻ: "g", ॼ: "j", ॾ: "d", ॿ: "b" },
};

const VOWELS: Readonly<Record<string, string>> = {
  ...{ अ: "a", आ: "a", इ: "i", ई: "i", उ: "u", ऊ: "u", ऋ: "ri", ॠ: "ri", ऌ: "lri", ॡ: "lri" },
  ...{ ऄ: "a", ऍ: "a", ॲ: "a", ऎ: "e", ए: "e", ऐ: "ai", ऑ: "o", ऒ: "o", ओ: "o", औ: "au" },
};

/** व is typed w where a consonant before it leaves it no v: swagat, vishwa, dwara. */
const WITH_W = clusters({
  ...{ क्व: "kw", ख्व: "khw", ग्व: "gw", ज्व: "jw", ट्व: "tw", ड्व: "dw", द्व: "dw", ध्व: "dhw" },
  ...{ श्व: "shw", स्व: "sw", ह्व: "hw" },
});

const HINDI: Spelling = {
  // A short i or u ends learned words only; the everyday कि of जबकि does not count.
  schwa: { atEnd: "silent", inside: "silent", spokenBefore: /^[^क][इउ]$/ },
  consonants: CONSONANTS,
  clusters: { ...WITH_W, ...clusters({ ज्ञ: "gy", च्छ: "chh" }) },
  vowels: VOWELS,
  nasal: northernNasal,
  doublesFirstA: true,
};

const BENGALI: Spelling = {
  schwa: { atEnd: "spoken after clusters", inside: "silent", spokenBefore: /^[तनण]आ$|^तइ$/ },
  consonants: { ...CONSONANTS, ङ: "ng", य: "j", व: "w", "\u095c": "r", "\u095d": "rh" },
  clusters: clusters({
    ...{ ज्ञ: "gy", च्छ: "chh", ङ्क: "nk", ङ्ख: "nkh", ङ्ग: "ng", ङ्घ: "ngh", र्य: "rj" },
    // ব below another letter is the old v: বিশ্ব bishwa, স্বাধীন swadhin.
    ...{ ज्ब: "jw", त्ब: "tw", द्ब: "dw", ध्ब: "dhw", श्ब: "shw", स्ब: "sw" },
  }),
  vowels: { ...VOWELS, ऐ: "oi", औ: "ou" },
  afterConsonant: { य: "y" },
  nasal: ({ nasal }, next) => (nasal === "ं" ? "ng" : nasalisedVowel(next)),
  doublesFirstA: false,
};

const TELUGU: Spelling = {
  schwa: { atEnd: "spoken", inside: "spoken" },
  consonants: CONSONANTS,
  clusters: { ...WITH_W, ...clusters({ ज्ञ: "gn" }) },
  vowels: VOWELS,
  nasal: ({ nasal }, next) => (nasal === "ँ" ? "" : /^[क-न]/.test(next) ? "n" : "m"),
  doublesFirstA: false,
};

export const SPELLINGS: Readonly<Record<Northern | Southern, Spelling>> = {
  devanagari: HINDI,
  gujarati: { ...HINDI, clusters: { ...HINDI.clusters, ...clusters({ ज्ञ: "gn" }) } },
  gurmukhi: {
    ...HINDI,
    schwa: { ...HINDI.schwa, afterNasal: true },
    consonants: { ...CONSONANTS, "\u095c": "r" },
    // ੜ੍ਹ is one sound: ਚੰਡੀਗੜ੍ਹ chandigarh.
    clusters: { ...HINDI.clusters, ...clusters({ "\u095c्ह": "rh" }) },
  },
  bengali: BENGALI,
  odia: {
    ...BENGALI,
    schwa: { atEnd: "spoken after clusters", inside: "spoken" },
    consonants: { ...CONSONANTS, ङ: "ng", य: "j", व: "w" },
    clusters: { ...BENGALI.clusters, ...WITH_W },
    vowels: VOWELS,
    nasal: (akshara, next) => {
      if (akshara.nasal === "ँ") return nasalisedVowel(next);
      return next === "" ? "ng" : northernNasal(akshara, next);
    },
  },
  telugu: TELUGU,
  kannada: { ...TELUGU, clusters: { ...WITH_W, ...clusters({ ज्ञ: "jn" }) } },
  malayalam: {
    ...TELUGU,
    consonants: { ...CONSONANTS, त: "th", ङ: "ng", ञ: "nj" },
    clusters: {
      ...WITH_W,
      ...clusters({
        ...{ ज्ञ: "jn", ङ्ङ: "ng", ङ्क: "nk", ञ्ञ: "nj", ञ्च: "nch", च्च: "ch", त्त: "th", त्थ: "th", न्त: "nth" },
        // റ is a t when doubled or after ന: കാറ്റ് kattu, പ്രസിഡന്റ് president.
        ...{ ऱ्ऱ: "tt", न्ऱ: "nt" },
        // Consonants are written double after ര, and not heard so: സർക്കാർ sarkar.
        ...{ र्क्क: "rk", र्च्च: "rch", र्ट्ट: "rt", र्त्त: "rth", र्प्प: "rp" },
      }),
    },
    betweenVowels: { ट: "d" },
    unreleased: clusters({
      ट: "du",
      ट्ट: "ttu",
      त: "thu",
      त्त: "thu",
      क्क: "kku",
      प्प: "ppu",
      च्च: "chu",
      ऱ्ऱ: "ttu",
    }),
  },
};

/** For Urdu that has been written in Devanagari; its readers type q, gh, r and w where Hindi's do not. */
export const URDU: Spelling = {
  ...HINDI,
  consonants: {
    ...CONSONANTS,
    "\u0958": "q",
    "\u095a": "gh",
    "\u095c": "r",
    "\u095d": "rh",
    फ: "ph",
    व: "w",
  },
};

const SHORT_VOWELS = /[अइउऋ]/;

/** संसद sansad, मुंबई mumbai, संवाद samvad, but सांप saanp and गांव ganv; a final one: में men, एवं evam. */
function northernNasal({ vowel }: Akshara, next: string): string {
  if (next === "") return vowel === "अ" ? "m" : "n";
  if (/^[बभम]/.test(next)) return "m";
  if (/^[पफ\u095e]/.test(next)) return SHORT_VOWELS.test(vowel) ? "m" : "n";
  return next.startsWith("व") && vowel === "अ" ? "m" : "n";
}

/** A chandrabindu is heard as a consonant before stops only: চাঁদ chand, তাঁর tar. */
function nasalisedVowel(next: string): string {
  return /^[क-म]/.test(next) ? "n" : "";
}

/** Removes the viramas, which are there for us to read, and which an {@link Akshara} does not have. */
function clusters(table: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(table).map(([cluster, latin]) => [cluster.replaceAll("्", ""), latin]),
  );
}
