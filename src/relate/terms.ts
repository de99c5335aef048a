import type { Article } from "../check/types.ts";
import { copyOf } from "../language/copy.ts";
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
  const addWhole = (number: number, weight: number) => {
    if (counts[number] === 0) found.push(number);
    counts[number] = weight;
  };
  addWords(article.title, fieldWeights.title, add);
  if (article.description) addWords(article.description, fieldWeights.description, add);
  for (const tag of article.tags) {
    addWhole(tagNumber(tag), fieldWeights.tag);
    addWords(tag, fieldWeights.description, add);
  }
  if (article.series !== undefined) addWhole(numberOf(`§${foldText(article.series)}`), fieldWeights.series);
  const always = found.length;
  addWords(textOf(article.body), fieldWeights.body, add);
  const weights = new Map<string, number>();
  for (const number of mostFrequent(found, always, counts)) {
    weights.set(names[number] as string, Math.min(counts[number] as number, mostWeight));
  }
  for (const number of found) counts[number] = 0;
  return { weights };
}

/**
 * The first `always` terms, and of the others those that are there most often; of equals those found first.
 *
 * A counting sort, since no word of a text is there often.
 *
 * @see https://en.wikipedia.org/wiki/Counting_sort
 */
function mostFrequent(found: readonly number[], always: number, counts: readonly number[]): Iterable<number> {
  if (found.length <= mostTerms) return found;
  let most = 0;
  for (let at = always; at < found.length; at++) most = Math.max(most, counts[found[at] as number] as number);
  /** By count: how many terms have it; then where the next of them goes. */
  const places = new Int32Array(most + 1);
  for (let at = always; at < found.length; at++) {
    const count = counts[found[at] as number] as number;
    places[count] = (places[count] as number) + 1;
  }
  let place = always;
  for (let count = most; count > 0; count--) {
    const others = places[count] as number;
    places[count] = place;
    place += others;
  }
  const kept = new Int32Array(Math.max(always, mostTerms));
  for (let at = 0; at < always; at++) kept[at] = found[at] as number;
  for (let at = always; at < found.length; at++) {
    const number = found[at] as number;
    const count = counts[number] as number;
    const goesTo = places[count] as number;
    if (goesTo < kept.length) kept[goesTo] = number;
    places[count] = goesTo + 1;
  }
  return kept;
}

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

/** What {@link KnownWords} has for the words of the text, in their order. */
const met = new Int32Array(bodyLength);

/** Adds the terms of a text, as often as they are there. */
function addWords(text: string, weight: number, add: (number: number, weight: number) => void): void {
  const count = meetWords(text);
  if (count === undefined) for (const number of numbersIn(text)) add(number, weight);
  for (let at = 0; at < (count ?? 0); at++) {
    const value = met[at] as number;
    if (value >= 0) add(value, weight);
    else if (value !== none) for (const number of known.several[-2 - value] as number[]) add(number, weight);
  }
}

/**
 * Looks the words between plain spaces up, and remembers them, since stories repeat their words.
 *
 * @returns how many; `undefined` where that is not the same as to look at the whole text, as neither folding nor a word
 *   of a script with spaces reaches across one
 */
function meetWords(text: string): number | undefined {
  if (text.length > bodyLength) return undefined;
  textBytes.write(text, "utf16le");
  let count = 0;
  let start = 0;
  let hash = hashOfNothing;
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? space : (textUnits[at] as number);
    if (unit !== space && unit !== lineFeed) {
      hash = hashOn(hash, unit);
      continue;
    }
    if (at > start) {
      const value = known.words.find(textUnits, start, at, hash) ?? meetFirst(text, start, at, hash);
      if (value === undefined) return undefined;
      met[count++] = value;
    }
    start = at + 1;
    hash = hashOfNothing;
  }
  return count;
}

/** Latin to Sinhala with all scripts of India, and general punctuation: scripts that part words with spaces. */
const SPACED = /^[\0-\u0dff\u2000-\u20cf]*$/;

/** Remembers a word that was not met before; `undefined` if it is not in a script with spaces. */
function meetFirst(text: string, from: number, to: number, hash: number): number | undefined {
  const word = text.slice(from, to);
  if (!SPACED.test(word)) return undefined;
  const numbers = numbersIn(word);
  const value = numbers.length > 1 ? -1 - known.several.push(numbers) : (numbers[0] ?? none);
  known.words.add(textUnits, from, to, hash, value);
  return value;
}

/** The term of a whole tag. */
function tagNumber(tag: string): number {
  let number = known.tags.get(tag);
  if (number === undefined) {
    number = numberOf(`#${foldText(tag)}`);
    if (known.tags.size >= mostRemembered) known.tags.clear();
    known.tags.set(copyOf(tag), number);
  }
  return number;
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
    tags: new Map<string, number>(),
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
    const copy = copyOf(term);
    number = known.names.length;
    known.numbers.set(copy, number);
    known.names.push(copy);
    known.counts.push(0);
  }
  return number;
}
