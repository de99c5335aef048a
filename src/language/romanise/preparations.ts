import type { IndicScript } from "../indic-blocks.ts";

type Rewrite = readonly [pattern: RegExp, letters: string];

/** Where a script writes otherwise than Devanagari would at the same places of its block. */
const PREPARATIONS: Readonly<Partial<Record<IndicScript, readonly Rewrite[]>>> = {
  gurmukhi: [
    [/ਸ਼/g, "\u0a36"],
    [/ਲ਼/g, "\u0a33"],
    [/ੰ/g, "ਂ"],
    [/[ੲੳ]/g, ""],
    // The addak doubles the next consonant, which is not heard at the end of a word: ਪੱਤਾ patta, ਇੱਕ ik.
    [/ੱ(?=.$)/g, ""],
    ...["ਕਖ", "ਗਘ", "ਚਛ", "ਜਝ", "ਟਠ", "ਡਢ", "ਤਥ", "ਦਧ", "ਪਫ", "ਬਭ"].map(
      ([plain, aspirate]) => [new RegExp(`ੱ${aspirate}`, "g"), `${plain}੍${aspirate}`] as const,
    ),
    [/ੱ(.)/g, "$1੍$1"],
  ],
  bengali: [
    [/ৰ/g, "র"],
    [/ৱ/g, "व"],
    [/ৎ/g, "ত্"],
    [/[অএ]্যা/g, "আ"],
    // ওয়া is how the w of হাওয়া hawa is written; a final -ই or -ও takes the place of the vowel before it: আরও aro.
    [/(?<=.)ওয়(?=[াে])/g, "व"],
    [/(?<=..[ক-হ])ই$/g, "ি"],
    [/(?<=.[ক-হ])ও$/g, "ো"],
  ],
  odia: [[/ୱ/g, "व"]],
  malayalam: [
    [/ൺ/g, "ണ്"],
    [/ൻ/g, "ന്"],
    [/ർ/g, "ര്"],
    [/ൽ/g, "ല്"],
    [/ൾ/g, "ള്"],
    [/ൿ/g, "ക്"],
  ],
};

/** The word with letters of its script that Devanagari has too, so that they can be moved there one by one. */
export function prepare(script: IndicScript, word: string): string {
  return (PREPARATIONS[script] ?? []).reduce(
    (text, [pattern, letters]) => text.replace(pattern, letters),
    word,
  );
}
