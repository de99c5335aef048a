import type { Akshara } from "./aksharas.ts";
import { type SchwaHabits, silentSchwas } from "./schwa.ts";

/** How the letters of one script are typed in Latin. Letters and clusters are written in Devanagari throughout. */
export interface Spelling {
  readonly schwa: SchwaHabits;
  readonly consonants: Readonly<Record<string, string>>;
  /** Consonants that together are typed otherwise than one by one. The longest that fits is taken. */
  readonly clusters: Readonly<Record<string, string>>;
  readonly vowels: Readonly<Record<string, string>>;
  /** Consonants that sound otherwise when another stands before them in the cluster. */
  readonly afterConsonant?: Readonly<Record<string, string>>;
  /** Consonants that sound otherwise between two vowels. */
  readonly betweenVowels?: Readonly<Record<string, string>>;
  /** Final consonants without a vowel, after which a short one is heard all the same. */
  readonly unreleased?: Readonly<Record<string, string>>;
  /** What a syllable's nasal is typed as before `next`: the consonants of the next syllable, "" at the end. */
  readonly nasal: (akshara: Akshara, next: string) => string;
  /** A first आ is doubled in short words and closed syllables: आज aaj, आया aaya, आपको aapko, but आकाश akash. */
  readonly doublesFirstA: boolean;
}

/** A word's syllables as they are typed. */
export function spell(aksharas: readonly Akshara[], spelling: Spelling): string {
  const silent = silentSchwas(aksharas, spelling.schwa);
  return aksharas
    .map((akshara, i) => {
      const [before, next] = [aksharas[i - 1], aksharas[i + 1]];
      const onset = spellOnset(akshara, before, next, spelling);
      const opens = spelling.doublesFirstA && i === 0 && (aksharas.length <= 2 || silent[1] === true);
      const vowel = silent[i] ? "" : spellVowel(akshara, before, next, opens, spelling);
      const nasal = akshara.nasal === "" ? "" : spelling.nasal(akshara, next?.onset ?? "");
      const visarga = akshara.visarga && !next ? "h" : "";
      return onset + vowel + nasal + visarga;
    })
    .join("");
}

function spellOnset(
  { onset, vowel }: Akshara,
  before: Akshara | undefined,
  next: Akshara | undefined,
  spelling: Spelling,
): string {
  const unreleased = !next && vowel === "" ? spelling.unreleased?.[onset] : undefined;
  if (unreleased !== undefined) return unreleased;
  const voiced =
    before && before.vowel !== "" && before.nasal === "" ? spelling.betweenVowels?.[onset] : undefined;
  if (voiced !== undefined) return voiced;

  let latin = "";
  for (let i = 0; i < onset.length; ) {
    const length =
      [3, 2].find((n) => i + n <= onset.length && onset.slice(i, i + n) in spelling.clusters) ?? 1;
    const letters = onset.slice(i, i + length);
    latin +=
      spelling.clusters[letters] ??
      (i > 0 ? spelling.afterConsonant?.[letters] : undefined) ??
      spelling.consonants[letters] ??
      "";
    i += length;
  }
  return latin;
}

function spellVowel(
  { onset, vowel }: Akshara,
  before: Akshara | undefined,
  next: Akshara | undefined,
  opensShortSyllable: boolean,
  spelling: Spelling,
): string {
  const latin = spelling.vowels[vowel] ?? "";
  if (onset === "" && vowel === "आ" && spelling.doublesFirstA && !before) {
    const isLong = next === undefined || next.onset === "" || (opensShortSyllable && next.onset.length === 1);
    return isLong ? "aa" : latin;
  }
  // नए naye, लिए liye, जाएगा jayega; but हुए hue.
  if (onset === "" && vowel === "ए" && /[अआइई]/.test(before?.vowel ?? "")) return `y${latin}`;
  return latin;
}
