/**
 * How words sound, written in a few Latin letters: "kisan", "kisaan" and किसान are one word.
 *
 * People who type an Indian language in Latin letters agree on its consonants and on little else: vowels come long or
 * short, aspirates with or without h, the inherent a or none. So every a goes, and what is left is compared twice: in a
 * closer form (`spellingOf`) that ranks, and in a looser one (`soundOf`) that finds.
 *
 * The browser makes these forms from headlines and from what is typed, so this is small and knows no exceptions. Words
 * that are typed otherwise than they are written (कोर्ट "court") come with the headlines, see `make-shard.ts`.
 */

/** The letters of a block of Unicode in the order that all scripts of India share; `.` for those without a sound. */
const INDIC = (
  ". n n . . . . i i u u ri . e e e i o o o u k kh g gh n ch ch j jh n t th d dh n t th d dh n n " +
  "p f b bh m y r r l l l v sh sh s h . . . . . i i u u ri . e e e i o o o u . . . . . . . . . . . k kh g j d dh f y " +
  "ri . . . . . 0 1 2 3 4 5 6 7 8 9 . . . . . . . . . . . . . . . ."
).split(" ");

/** Letters of Urdu, as far as they have a sound that is always written. */
const ARABIC: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "ب b پ p ت t ٹ t ث s ج j چ ch ح h خ kh د d ڈ d ذ j ر r ڑ d ز j ژ j س s ش sh ص s ض j ط t ظ j غ g ف f ق k ک k ك k " +
    "گ g ل l م m ن n ں n و o ؤ o ہ h ه h ھ h ی i ي i ى i ے e ئ y ة t"
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(" ")) ?? [],
);

/** What is typed in more than one way, the longer first. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/ee|ii/g, "i"],
  [/oo|ou/g, "u"],
  [/a/g, ""],
  [/c?ch+/g, "C"],
  [/ck|q/g, "k"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/C/g, "ch"],
  [/x/g, "ks"],
  [/z/g, "j"],
  [/ph/g, "f"],
  [/w/g, "v"],
];

/**
 * The closer form: consonants with their aspirates, and all vowels but a. "zameen", "jameen" and ज़मीन are "jmin".
 *
 * @param word lower case, NFC, of any script; letters without a table are left out
 * @returns may be empty
 */
export function spellingOf(word: string): string {
  let spelled = "";
  for (const letter of word.replaceAll("ज्ञ", "ग्य")) {
    const code = letter.charCodeAt(0);
    if (code < 0x80) spelled += letter;
    else if (code >= 0x900 && code < 0xd80) spelled += INDIC[code & 0x7f]?.replace(".", "") ?? "";
    else spelled += ARABIC[letter] ?? "";
  }
  if (/^[\x00-\x7f]*$/.test(word)) {
    for (const [typed, meant] of TYPED) spelled = spelled.replace(typed, meant);
  }
  return spelled.replace(/n(?=[pbfm])/g, "m").replace(/([a-z])\1+/g, "$1");
}

/**
 * The looser form, in which h after a consonant, e and i, o, u and v make no difference: "dilli", "delhi" and दिल्ली
 * are "dili".
 */
export function soundOf(word: string): string {
  return spellingOf(word)
    .replace(/([b-df-gj-np-tvx-z])h/g, "$1")
    .replace(/[ey]/g, "i")
    .replace(/[ov]/g, "u")
    .replace(/([a-z])\1+/g, "$1");
}

/** ड़ is typed as d and as r: सड़क "sadak", "sarak". @returns all sounds of a word as it is written, not folded */
export function soundsOf(word: string): string[] {
  const sounds = [soundOf(word)];
  if (/[डढ]\u093c|[ড়ঢ়]/.test(word)) sounds.push(soundOf(word.replace(/[डढ]\u093c|[ড়ঢ়]/g, "र")));
  return sounds.filter((sound) => sound !== "");
}
