/** A letter with its vowel sign or pulli (்), a vowel by itself, or aytham. */
const UNIT = /(?<letter>[க-ஹ])(?<sign>[ா-்ௗ])?|[அ-ஔ]|ஃ/g;
const PULLI = "்";
const AYTHAM = "ஃ";

const VOWELS: Readonly<Record<string, string>> = {
  ...{ அ: "a", ஆ: "a", இ: "i", ஈ: "i", உ: "u", ஊ: "u", எ: "e", ஏ: "e", ஐ: "ai", ஒ: "o", ஓ: "o", ஔ: "au" },
  ...{ "ா": "a", "ி": "i", "ீ": "i", "ு": "u", "ூ": "u", "ெ": "e", "ே": "e", "ை": "ai", "ொ": "o", "ோ": "o" },
  ...{ "ௌ": "au", "ௗ": "au", [PULLI]: "" },
};

/** Consonants that sound the same everywhere. */
const CONSTANT: Readonly<Record<string, string>> = {
  ...{ ங: "n", ஞ: "n", ண: "n", ந: "n", ன: "n", ம: "m", ய: "y", ர: "r", ல: "l", வ: "v", ழ: "zh", ள: "l" },
  ...{ ஜ: "j", ஶ: "sh", ஷ: "sh", ஸ: "s", ஹ: "h" },
};

const NASALS = "ஙஞணநனம";
const STOPS = "கசடதபற";

/** Where a stop stands in its word. */
interface Place {
  /** The consonant without a vowel that stands directly before. */
  readonly before: string | undefined;
  /** The consonant that follows directly, this one having no vowel. */
  readonly after: string | undefined;
  readonly isFirst: boolean;
  /** Without a vowel at the end of the word. */
  readonly isFinal: boolean;
}

/**
 * Tamil writes one letter for k and g, and leaves it to the reader to hear which. A stop is hard at the beginning
 * and the end of a word, doubled and beside another stop, else soft: முகம் mugam, மக்கள் makkal, சங்கம் sangam.
 *
 * @param word Tamil, NFC
 * @see https://en.wikipedia.org/wiki/Tamil_phonology#Consonants
 */
export function romaniseTamil(word: string): string {
  const units = [...word.replaceAll("ஸ்ரீ", "ஶ்ரி").matchAll(UNIT)].map((match) => ({
    written: match[0],
    letter: match.groups?.letter,
    sign: match.groups?.sign,
  }));
  return units
    .map(({ written, letter, sign }, i) => {
      const [before, after] = [units[i - 1], units[i + 1]];
      // It makes an f of ப in loanwords; elsewhere it is hardly heard.
      if (written === AYTHAM) return "";
      if (letter === undefined) return VOWELS[written] ?? "";
      if (letter === "ய" && sign === PULLI && before?.sign === "ெ") return "i"; // செய்தி seithi
      const isClosed = sign === PULLI;
      const consonant =
        letter === "ப" && before?.written === AYTHAM
          ? "f"
          : consonantAt(letter, isClosed, {
              before: before?.sign === PULLI ? before.letter : undefined,
              after: isClosed ? after?.letter : undefined,
              isFirst: before === undefined,
              isFinal: isClosed && after === undefined,
            });
      return consonant + (sign === undefined ? "a" : (VOWELS[sign] ?? ""));
    })
    .join("");
}

function consonantAt(letter: string, isClosed: boolean, place: Place): string {
  if (STOPS.includes(letter)) return stopAt(letter, place);
  if (letter === "ஞ" && !isClosed) return place.isFirst ? "gn" : "nj";
  return CONSTANT[letter] ?? "";
}

function stopAt(stop: string, { before, after, isFirst, isFinal }: Place): string {
  const afterNasal = before !== undefined && NASALS.includes(before);
  const isDoubled = stop === before || stop === after;
  const besideStop = [before, after].some((other) => other !== undefined && STOPS.includes(other));
  const isSoft = !isFirst && !isFinal && !besideStop && after === undefined;
  switch (stop) {
    case "க":
      return isSoft ? "g" : "k";
    case "ட":
      return isSoft ? "d" : "t";
    case "ப":
      return isSoft ? "b" : "p";
    case "ச":
      // s, j after its nasal (பஞ்சு panju), ch beside a stop (கட்சி katchi); the doubled one is one ch (பேச்சு pechu).
      if (stop === after) return "";
      if (afterNasal) return "j";
      return besideStop ? "ch" : "s";
    case "த":
      // th, dh between vowels (அது adhu) and after its nasal (இந்த indha); the doubled one is one th.
      if (stop === after) return "";
      return isSoft && (afterNasal || before === undefined) ? "dh" : "th";
    default:
      // ற: r, a doubled one tr (வெற்றி vetri), after ன dr (மன்றம் mandram).
      if (isDoubled) return stop === after ? "t" : "r";
      return before === "ன" ? "dr" : "r";
  }
}
