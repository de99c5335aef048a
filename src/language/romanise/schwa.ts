import type { Akshara } from "./aksharas.ts";

/** How a language treats the "a" that its letters carry unwritten. */
export interface SchwaHabits {
  /** At the end of a word: silent; silent unless consonants meet before it; or always spoken. */
  readonly atEnd: "silent" | "spoken after clusters" | "spoken";
  /** Inside a word: silent between two spoken syllables (Ohala's rule), or always spoken. */
  readonly inside: "silent" | "spoken";
  /** Also silent after a nasal and a consonant, where the script has no ligatures to say so: ਮੰਤਰੀ is mantri. */
  readonly afterNasal?: boolean;
  /** Last syllables (consonant and vowel) of learned words that keep the "a" before them: राष्ट्रपति, জনতা janata. */
  readonly spokenBefore?: RegExp;
}

/**
 * Clusters (without their viramas) that cannot end a word, so that the final "a" is heard:
 * राष्ट्र rashtra, सत्य satya, महत्व mahatva, शुक्ल shukla, रत्न ratna, कृष्ण krishna, पद्म padma, यज्ञ yagya.
 */
const NEEDS_VOWEL = /.र$|.य$|[^र]व$|[कगतदपबमश]ल$|तन$|षण$|[तद]म$|जञ$/;

/**
 * Tells which inherent vowels of a word are not spoken.
 *
 * The last one falls silent (भारत bharat) unless it is the only vowel, carries a cluster such as those of राष्ट्र
 * and सत्य, or belongs to -iya (भारतीय bhartiya) or -alaya. Then, from the end to the beginning, Ohala's rule: a
 * schwa falls silent in VC_CV, between a vowel with one consonant and one consonant with a vowel: सड़कों sadkon,
 * जनता janta. Never before some last syllables of learned words (राष्ट्रपति), or after iy and uv, which cannot close a
 * syllable (नियमित niyamit, युवती yuvati).
 *
 * @returns one flag for each akshara
 * @see Manjari Ohala, "Aspects of Hindi Phonology" (1983), ch. 5
 * @see https://aclanthology.org/W04-0103/ Choudhury, Basu, Sarkar: schwa deletion across Indo-Aryan languages
 */
export function silentSchwas(aksharas: readonly Akshara[], habits: SchwaHabits): boolean[] {
  const silent = aksharas.map(() => false);
  const last = aksharas.length - 1;
  silent[last] = isSilentAtEnd(aksharas, habits);
  if (habits.inside === "spoken") return silent;
  for (let i = last - 1; i > 0; i--) {
    const next = aksharas[i + 1];
    silent[i] = next !== undefined && isSilentInside(aksharas, i, habits) && isOpen(next) && !silent[i + 1];
  }
  return silent;
}

function isSilentAtEnd(aksharas: readonly Akshara[], habits: SchwaHabits): boolean {
  const last = aksharas.at(-1);
  if (!last || !isPlainSchwa(last) || habits.atEnd === "spoken" || aksharas.length === 1) return false;
  const before = aksharas.at(-2);
  if (last.onset === "य" && (/[इई]/.test(before?.vowel ?? "") || endsInAlaya(aksharas))) return false;
  if (last.onset.length === 1) return true;
  return habits.atEnd === "silent" && !NEEDS_VOWEL.test(last.onset);
}

/** The houses of learned words keep their last vowel: विद्यालय vidyalaya, मंत्रालय mantralaya; not प्रलय pralay. */
function endsInAlaya(aksharas: readonly Akshara[]): boolean {
  return aksharas.length > 3 && aksharas.at(-2)?.onset === "ल" && aksharas.at(-3)?.vowel === "आ";
}

function isSilentInside(aksharas: readonly Akshara[], i: number, habits: SchwaHabits): boolean {
  const [before, here, next] = [aksharas[i - 1], aksharas[i], aksharas[i + 1]];
  if (!before || !here || !next || !isPlainSchwa(here)) return false;
  if (here.onset.length !== 1) return false;
  if (before.vowel === "" || before.visarga || (before.nasal !== "" && !habits.afterNasal)) return false;
  if (here.onset === "य" && /[इई]/.test(before.vowel)) return false;
  if (here.onset === "व" && /[उऊ]/.test(before.vowel)) return false;
  const isLastSyllable = i + 2 === aksharas.length;
  // विद्यालय: a last schwa that is spoken needs the one before it.
  if (isLastSyllable && next.inherent) return false;
  return !(isLastSyllable && next.nasal === "" && habits.spokenBefore?.test(next.onset + next.vowel));
}

/** One consonant and a vowel. */
function isOpen({ onset, vowel }: Akshara): boolean {
  return onset.length === 1 && vowel !== "";
}

function isPlainSchwa({ inherent, nasal, visarga }: Akshara): boolean {
  return inherent && nasal === "" && !visarga;
}
