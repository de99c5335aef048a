/** What a script needs of a font, and which font of it phones have. */
export interface FontScript {
  /** Every letter that is written today; the others would make the file half as large again. */
  readonly characters: string;
  /** As a style sheet names them. */
  readonly unicodeRange: string;
  /** What `@fontsource` packages call it in the names of their files. */
  readonly subset: string;
  /** The family that Android has, and the names that `local()` finds its weights by. */
  readonly local: { readonly family: string; readonly regular: string; readonly bold: string };
  /** Ordinary words, for measuring how wide a font runs. */
  readonly sample: string;
  /** How wide the sample is in that family, in em. */
  readonly localWidth: { readonly regular: number; readonly bold: number };
}

/** Spaces, signs and digits that stand among the letters of any script, where a font has them. */
const common = " !\"'(),-./0123456789:;?–—‘’“”…₹\u200c\u200d\u25cc";

function characters(...ranges: readonly [number, number][]): string {
  return ranges
    .map(([first, last]) => {
      const codes = Array.from({ length: last - first + 1 }, (_, place) => first + place);
      return String.fromCodePoint(...codes);
    })
    .join("");
}

/**
 * By ISO 15924. Devanagari has the letters of Hindi, Marathi and Nepali, with both ways to write a nukta: क़ as one
 * character, and as क with its dot.
 */
export const fontScripts: Readonly<Record<string, FontScript>> = {
  Deva: {
    characters:
      common +
      characters(
        [0x901, 0x903],
        [0x905, 0x90b],
        [0x90d, 0x90d],
        [0x90f, 0x911],
        [0x913, 0x933],
        [0x935, 0x939],
        [0x93c, 0x945],
        [0x947, 0x949],
        [0x94b, 0x94d],
        [0x950, 0x950],
        [0x958, 0x960],
        [0x964, 0x970],
        [0x972, 0x972],
      ),
    unicodeRange: "U+900-97F,U+200C-200D,U+20B9,U+25CC",
    subset: "devanagari",
    local: {
      family: "Noto Sans Devanagari",
      regular: "NotoSansDevanagari-Regular",
      bold: "NotoSansDevanagari-Bold",
    },
    sample: "सरयनी का पानी उतरा, दो पुल खुले। राष्ट्रपति ने कहा कि क्षेत्र में बारिश से नुक़सान हुआ है।",
    localWidth: { regular: 31.65, bold: 34.136 },
  },
  Beng: {
    characters: common + characters([0x964, 0x965], [0x981, 0x9fe]),
    unicodeRange: "U+964-965,U+980-9FF,U+200C-200D,U+25CC",
    subset: "bengali",
    local: {
      family: "Noto Sans Bengali",
      regular: "NotoSansBengali-Regular",
      bold: "NotoSansBengali-Bold",
    },
    sample: "নদীর জল নেমেছে, দুটি সেতু খুলে দেওয়া হয়েছে। রাষ্ট্রপতি ক্ষতিগ্রস্ত এলাকা ঘুরে দেখলেন।",
    localWidth: { regular: 34.878, bold: 36.242 },
  },
  Taml: {
    characters: common + characters([0x964, 0x965], [0xb82, 0xbfa]),
    unicodeRange: "U+964-965,U+B80-BFF,U+200C-200D,U+25CC",
    subset: "tamil",
    local: { family: "Noto Sans Tamil", regular: "NotoSansTamil-Regular", bold: "NotoSansTamil-Bold" },
    sample: "ஆற்றின் வெள்ளம் வடிந்தது, இரண்டு பாலங்கள் திறக்கப்பட்டன என்று அதிகாரிகள் தெரிவித்தனர்.",
    localWidth: { regular: 51.835, bold: 56.834 },
  },
  Arab: {
    characters: common + characters([0x600, 0x6ff], [0xfdf2, 0xfdf2], [0xfdfa, 0xfdfb]),
    unicodeRange: "U+600-6FF,U+200C-200D,U+25CC,U+FDF2,U+FDFA-FDFB",
    subset: "arabic",
    local: {
      family: "Noto Nastaliq Urdu",
      regular: "NotoNastaliqUrdu-Regular",
      bold: "NotoNastaliqUrdu-Bold",
    },
    sample: "دریا کا پانی اتر گیا اور دو پل کھول دیے گئے۔ صدر نے متاثرہ علاقوں کا دورہ کیا۔",
    localWidth: { regular: 26.101, bold: 29.326 },
  },
};
