/** A letter with its vowel sign or pulli (்), a vowel by itself, or aytham. */
const UNIT = /([க-ஹ])([ா-்ௗ])?|[அ-ஔ]|ஃ/g;
const PULLI = "்";

const VOWELS: Readonly<Record<string, string>> = {
  ...{ அ: "a", ஆ: "a", இ: "i", ஈ: "i", உ: "u", ஊ: "u", எ: "e", ஏ: "e", ஐ: "ai", ஒ: "o", ஓ: "o", ஔ: "au" },
  ...{ "ா": "a", "ி": "i", "ீ": "i", "ு": "u", "ூ": "u", "ெ": "e", "ே": "e", "ை": "ai", "ொ": "o", "ோ": "o" },
  ...{ "ௌ": "au", "ௗ": "au", [PULLI]: "" },
};

const CONSTANT: Readonly<Record<string, string>> = {
  ...{ ங: "n", ஞ: "n", ண: "n", ந: "n", ன: "n", ம: "m", ய: "y", ர: "r", ல: "l", வ: "v", ழ: "zh", ள: "l" },
  ...{ ஜ: "j", ஶ: "sh", ஷ: "sh", ஸ: "s", ஹ: "h" },
};

const NASALS = "ஙஞணநனம";
const HARD = "கசடதபற";

/**
 * Tamil writes one letter for k, g and h, and leaves it to the reader to hear which. A stop is hard at the
 * beginning of a word, doubled and beside another stop, else soft: முகம் mugam, மக்கள் makkal, சங்கம் sangam.
 *
 * @param word Tamil, NFC
 * @see https://en.wikipedia.org/wiki/Tamil_phonology#Consonants
 */
export function romaniseTamil(word: string): string {
  const units = [...word.replaceAll("ஸ்ரீ", "ஶ்ரி").matchAll(UNIT)].map(([unit, letter, sign]) => ({ unit, letter, sign }));
  return units
    .map(({ unit, letter, sign }, i) => {
      // ஃப is the f of loanwords; elsewhere the aytham is hardly heard.
      if (unit === "ஃ") return "";
      if (letter === undefined) return VOWELS[unit] ?? "";
      const before = units[i - 1];
      const next = units[i + 1];
      const closedBefore = before?.sign === PULLI ? before.letter : undefined;
      const isClosed = sign === PULLI;
      const consonant =
        before?.unit === "ஃ" && letter === "ப"
          ? "f"
          : HARD.includes(letter)
            ? stop(letter, before !== undefined && (!isClosed || next !== undefined), closedBefore, isClosed ? next?.letter : undefined)
            : nasalOrOther(letter, i, sign);
      // செய்தி seithi: ey closes into a diphthong.
      if (letter === "ய" && isClosed && before?.sign === "ெ") return "i";
      return consonant + (sign === undefined ? "a" : (VOWELS[sign] ?? ""));
    })
    .join("");
}

/**
 * @param closedBefore the consonant without a vowel that stands before, if one does
 * @param next the consonant that follows, if this one has no vowel
 */
function stop(letter: string, isInside: boolean, closedBefore: string | undefined, next: string | undefined): string {
  const isDoubled = letter === next || letter === closedBefore;
  const afterNasal = closedBefore !== undefined && NASALS.includes(closedBefore);
  const besideStop = (next !== undefined && HARD.includes(next)) || (closedBefore !== undefined && HARD.includes(closedBefore));
  const isSoft = isInside && !isDoubled && !besideStop && next === undefined;
  switch (letter) {
    case "க":
      return isSoft ? "g" : "k";
    case "ச":
      if (letter === next) return "";
      if (afterNasal) return "j";
      return isDoubled || besideStop ? "ch" : "s";
    case "ட":
      return isSoft ? "d" : "t";
    case "த":
      if (letter === next) return "";
      return isSoft && (afterNasal || closedBefore === undefined) ? "dh" : "th";
    case "ப":
      return isSoft ? "b" : "p";
    default:
      // ற: a roll, but a t when doubled (வெற்றி vetri) and a d after its nasal (மன்றம் mandram).
      if (letter === next) return "t";
      return closedBefore === "ன" ? "dr" : "r";
  }
}

function nasalOrOther(letter: string, i: number, sign: string | undefined): string {
  if (letter === "ஞ" && sign !== PULLI) return i === 0 ? "gn" : "nj";
  return CONSTANT[letter] ?? "";
}
