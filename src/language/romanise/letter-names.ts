/**
 * The English alphabet as Indian newspapers write it out: बीजेपी is BJP. Marathi has आय for I, Punjabi begins
 * F, L, M, N, S, X with ऐ.
 */
const LETTER_NAMES: Readonly<Record<string, string>> = {
  ...{
    ए: "a",
    बी: "b",
    सी: "c",
    डी: "d",
    ई: "e",
    एफ: "f",
    जी: "g",
    एच: "h",
    आई: "i",
    आय: "i",
    जे: "j",
    के: "k",
  },
  ...{ एल: "l", एम: "m", एन: "n", ओ: "o", पी: "p", क्यू: "q", आर: "r", एस: "s", टी: "t", यू: "u", वी: "v" },
  ...{ डब्ल्यू: "w", डब्लू: "w", एक्स: "x", वाई: "y", वाय: "y", जेड: "z", ज़ेड: "z" },
  ...{ ऐफ: "f", ऐच: "h", ऐल: "l", ऐम: "m", ऐन: "n", ऐस: "s", ऐक्स: "x" },
};

/** Hindi words that only look like letters: whistle, vaccines, lady, sister-in-law's … */
const WORDS = new Set("सीटी टीके बीबी जीजी पीपी पीए जीए".split(" "));

const ONE_LETTER = new Map(
  Object.entries(LETTER_NAMES).map(([name, letter]) => [name.normalize("NFC"), letter]),
);
const NAME = [...ONE_LETTER.keys()].sort((a, b) => b.length - a.length).join("|");
// Looking ahead for the end or the next name keeps जेड out of जेडीयू.
const ACRONYM = new RegExp(`^(?:${NAME}){2,}$`);
const EACH_NAME = new RegExp(`(?:${NAME})(?=(?:${NAME})*$)`, "g");

/** The letters that a word spells out, "bjp" for बीजेपी, if it is made of at least two letter names and no real word. */
export function acronymOf(word: string): string | undefined {
  if (WORDS.has(word) || !ACRONYM.test(word)) return undefined;
  return word.replace(EACH_NAME, (name) => ONE_LETTER.get(name) ?? name);
}

/** The letter that a word names: "g" for जी. It is meant so beside a digit (जी20) or before a dot (के.एल.). */
export function letterOf(word: string): string | undefined {
  return ONE_LETTER.get(word);
}
