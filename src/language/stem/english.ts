/**
 * Takes plurals, -ed and -ing off an English word: "elections" is "election", "voting" and "voted" are "vote".
 *
 * The plurals are Harman's S-stemmer with the -es of "classes"; -ed and -ing come off as in step 1b of Porter's,
 * which leaves "king" and "red" alone, and the e that English drops before them is put back.
 *
 * @param word folded
 * @see Harman, "How effective is suffixing?" (JASIS 42, 1991), table 1
 * @see https://tartarus.org/martin/PorterStemmer/def.txt
 */
export function stemEnglish(word: string): string {
  return withoutPast(singular(word));
}

function singular(word: string): string {
  if (word.length < 4 || word === "news") return word;
  if (/(?:ss|x|ch|sh|zz|[bnprt]us)es$/.test(word)) return word.slice(0, -2);
  if (/[^ea]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/[^aeo]es$|[^eus]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** "need", "hundred" and "during" are no forms of "ne", "hundr" and "dur". */
const NO_VERB = /[aeiou]$|dr$|^dur$/;

const DOUBLED = /([bdfgmnprt])\1$/;

/** One syllable that ends in one vowel and one consonant: hop-ing, vot-ed, but not king or play. */
const SHORT = /^[^aeiou]*[aeiouy][^aeiouwxy]$/;

/** Ends of longer stems that are not written without an e: creat-ed, announc-ing, increas-ed, injur-ed, provid-ed. */
const WANTS_E = /(?:at|bl|iz|[cvu]|[dr]g|[^su]s|ccus|fus|aus|[^a]ir|[^o]ur|[^eo]ar|[^ao]id|[^o]ud)$/;

function withoutPast(word: string): string {
  const [, stem] = /^(.*[aeiouy].*)(?:ed|ing)$/.exec(word) ?? [];
  if (stem === undefined || stem.length < 3 || NO_VERB.test(stem)) return word;
  if (DOUBLED.test(stem)) return stem.slice(0, -1);
  return SHORT.test(stem) || WANTS_E.test(stem) ? `${stem}e` : stem;
}
