import { foldText } from "./fold.ts";
import { isOrdinary } from "./ordinary.ts";

/** Vowel signs and viramas are marks; without \p{M} a Hindi word would fall apart at each of them. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The same in what an ordinary text folds to. */
const ORDINARY_WORD = /[a-z0-9\u0900-\u0963\u0966-\u096f\u0971-\u097f]+/g;

const UNSPACED_SCRIPTS =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

const HAS_UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}]`, "u");
const BY_SPACING = new RegExp(`[${UNSPACED_SCRIPTS}\\p{M}]+|[^${UNSPACED_SCRIPTS}]+`, "gu");

/**
 * The language does not matter here: ICU picks its dictionary by script. Named so that the machine's locale is not asked.
 * Made when it is first needed: this runs in browsers too, of which older ones have none.
 */
let dictionary: Intl.Segmenter | undefined;

/**
 * The words of a text, folded, in order, repetitions included; nothing is filtered.
 *
 * A word is a run of letters, combining marks and digits: "don't" gives "don" and "t". Scripts that are written
 * without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) are divided by ICU's dictionary.
 *
 * @returns `[]` if the text has no letter or digit
 */
export function words(text: string): string[] {
  if (isOrdinary(text)) return foldText(text).match(ORDINARY_WORD) ?? [];
  const runs = foldText(text).match(WORD) ?? [];
  return HAS_UNSPACED.test(text) ? runs.flatMap(divide) : runs;
}

function divide(run: string): string[] {
  if (!HAS_UNSPACED.test(run)) return [run];
  dictionary ??= new Intl.Segmenter("en", { granularity: "word" });
  const divider = dictionary;
  return (run.match(BY_SPACING) ?? []).flatMap((part) =>
    HAS_UNSPACED.test(part) ? [...divider.segment(part)].map(({ segment }) => segment) : [part],
  );
}
