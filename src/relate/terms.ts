import type { Article } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { stem } from "../language/stem.ts";
import { isStopWord } from "../language/stop-words.ts";
import { words } from "../language/words.ts";
import { hashOfNothing, hashOn, KnownWords } from "./known-words.ts";

/** What a story is about, as counted words. Text after folding and stemming; tags are kept whole too. */
export interface StoryTerms {
  /** Term to weight; a tag counts `#tag` besides its words. */
  readonly weights: ReadonlyMap<string, number>;
}

/** A word of the headline says more than one of the text; a tag was chosen by an editor. */
export const fieldWeights = { title: 2, tag: 3, series: 3, description: 1, body: 1 } as const;

/** Words of a text beyond these are too few times in it to tell what it is about. */
const mostTerms = 64;
const mostWeight = 255;

/** Of a very long text the beginning tells what it is about. */
const bodyLength = 20_000;

/**
 * The terms of a story: words of its title, deck and text, its tags and its series.
 *
 * Function words and single letters are left out, so that stories of different languages have nothing in
 * common by accident. A word counts as often as it is there. Of the words of the text those that are there most often
 * are kept, of equals the first; those of title, tags, series and deck always.
 *
 * @returns weights are whole numbers from 1 to 255
 */
export function termsOf(
  article: Pick<Article, "title" | "description" | "tags" | "series" | "body">,
): StoryTerms {
  if (known.names.length > mostRemembered || known.words.isFull) known = nothingKnown();
  const { counts, names } = known;
  const found: number[] = [];
  const add = (number: number, weight: number) => {
    const count = counts[number] as number;
    if (count === 0) found.push(number);
    counts[number] = count + weight;
  };
  const addWhole = (term: string, weight: number) => {
    const number = numberOf(term);
    if (counts[number] === 0) found.push(number);
    counts[number] = weight;
  };
  addWords(article.title, fieldWeights.title, add);
  if (article.description) addWords(article.description, fieldWeights.description, add);
  for (const tag of article.tags) {
    addWhole(`#${foldText(tag)}`, fieldWeights.tag);
    for (const number of numbersIn(tag)) add(number, fieldWeights.description);
  }
  if (article.series !== undefined) addWhole(`§${foldText(article.series)}`, fieldWeights.series);
  const always = found.length;
  addWords(textOf(article.body), fieldWeights.body, add);
  const weights = new Map<string, number>();
  for (const number of mostFrequent(found, always, counts)) {
    weights.set(names[number] as string, Math.min(counts[number] as number, mostWeight));
  }
  for (const number of found) counts[number] = 0;
  return { weights };
}

/** The first `always` terms, and of the others those that are there most often; of equals those found first. */
function mostFrequent(
  found: readonly number[],
  always: number,
  counts: readonly number[],
): readonly number[] {
  if (found.length <= mostTerms) return found;
  // Numbers that sort by count and place: to sort by a function takes three times as long.
  const order = new Float64Array(found.length - always);
  for (let at = 0; at < order.length; at++) {
    order[at] = (ample - (counts[found[always + at] as number] as number)) * ample + at;
  }
  order.sort();
  const kept = found.slice(0, always);
  for (let at = 0; at < order.length && kept.length < mostTerms; at++) {
    kept.push(found[always + ((order[at] as number) % ample)] as number);
  }
  return kept;
}

/** More than any file has words, twice over. */
const ample = 2 ** 24;

/** The words of a Markdown text, roughly: without addresses, tags, and the lines that open blocks. */
function textOf(body: string): string {
  const begin = body.slice(0, bodyLength);
  // Signs that make words bold or a heading part words as spaces do.
  return /[<:\]]/.test(begin)
    ? begin.replace(/\]\([^()\s]{0,500}\)|<[^<>]{0,500}>|https?:\/\/\S+|^:::.*$/gm, " ")
    : begin;
}

const space = 0x20;
const lineFeed = 0x0a;

/** The text that is looked at, unit by unit: a third of the time that asking the text for its units takes. */
const textBytes = Buffer.alloc(2 * bodyLength);
const textUnits = new Uint16Array(textBytes.buffer, textBytes.byteOffset, bodyLength);

type AddTerm = (number: number, weight: number) => void;

/** Word by word where that is the same: neither folding nor a word of such a script reaches across a plain space. */
function addWords(text: string, weight: number, add: AddTerm): void {
  if (text.length > bodyLength || !isSpaced(text)) {
    for (const number of numbersIn(text)) add(number, weight);
    return;
  }
  let start = 0;
  let hash = hashOfNothing;
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? space : (textUnits[at] as number);
    if (unit !== space && unit !== lineFeed) {
      hash = hashOn(hash, unit);
      continue;
    }
    if (at > start) addWord(text, start, at, hash, weight, add);
    start = at + 1;
    hash = hashOfNothing;
  }
}

/**
 * Whether a text is in Latin to Sinhala with all scripts of India, and general punctuation: scripts that part words
 * with spaces. Puts it into {@link textUnits}.
 */
function isSpaced(text: string): boolean {
  textBytes.write(text, "utf16le");
  for (let at = 0; at < text.length; at++) {
    const unit = textUnits[at] as number;
    if (unit > 0xdff && (unit < 0x2000 || unit > 0x20cf)) return false;
  }
  return true;
}

/** Adds the terms of what stands between two spaces, and remembers them: stories repeat their words. */
function addWord(text: string, from: number, to: number, hash: number, weight: number, add: AddTerm): void {
  let value = known.words.find(textUnits, from, to, hash);
  if (value === undefined) {
    const numbers = numbersIn(text.slice(from, to));
    value = numbers.length > 1 ? -1 - known.several.push(numbers) : (numbers[0] ?? none);
    known.words.add(textUnits, from, to, hash, value);
  }
  if (value >= 0) add(value, weight);
  else if (value !== none) for (const number of known.several[-2 - value] as number[]) add(number, weight);
}

/** No term at all, in the place of its number. Numbers below it stand for several terms. */
const none = -1;

/** The terms of a text by their numbers, as often as they are there. */
function numbersIn(text: string): number[] {
  const numbers: number[] = [];
  for (const word of words(text)) {
    if (word.length >= 2 && !isStopWord(word)) numbers.push(numberOf(stem(word)));
  }
  return numbers;
}

/** Some 20 MB. */
const mostRemembered = 100_000;

/** Terms have numbers for as long as they are remembered, by which they are counted. */
function nothingKnown() {
  return {
    /** Parts of texts between spaces: the number of their term, or what stands for none or several. */
    words: new KnownWords(),
    several: [] as number[][],
    numbers: new Map<string, number>(),
    names: [] as string[],
    /** By number: what the term weighs in the story that is looked at; all 0 between stories. */
    counts: [] as number[],
  };
}

let known = nothingKnown();

function numberOf(term: string): number {
  let number = known.numbers.get(term);
  if (number === undefined) {
    // A copy, because a part of a text would keep the whole file in memory that it was cut from.
    const copy = Buffer.from(term, "utf16le").toString("utf16le");
    number = known.names.length;
    known.numbers.set(copy, number);
    known.names.push(copy);
    known.counts.push(0);
  }
  return number;
}
