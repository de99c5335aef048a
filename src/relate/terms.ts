import type { Article } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { stem } from "../language/stem.ts";
import { isStopWord } from "../language/stop-words.ts";
import { words } from "../language/words.ts";

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
  if (known.names.length > mostRemembered) known = nothingKnown();
  const { counts, names } = known;
  const found: number[] = [];
  const add = (numbers: Int32Array, weight: number) => {
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] as number;
      const count = counts[number] ?? 0;
      if (count === 0) found.push(number);
      counts[number] = count + weight;
    }
  };
  const addWhole = (term: string, weight: number) => {
    const number = numberOf(term);
    if ((counts[number] ?? 0) === 0) found.push(number);
    counts[number] = weight;
  };
  addParts(article.title, fieldWeights.title, add);
  if (article.description) addParts(article.description, fieldWeights.description, add);
  for (const tag of article.tags) {
    addWhole(`#${foldText(tag)}`, fieldWeights.tag);
    add(termsIn(tag), fieldWeights.description);
  }
  if (article.series !== undefined) addWhole(`§${foldText(article.series)}`, fieldWeights.series);
  const always = found.length;
  addParts(textOf(article.body), fieldWeights.body, add);
  let kept = found;
  if (found.length > mostTerms) {
    const others = found.slice(always);
    // The sort keeps equals in the order in which the text has them.
    others.sort((a, b) => (counts[b] as number) - (counts[a] as number));
    kept = [...found.slice(0, always), ...others.slice(0, Math.max(0, mostTerms - always))];
  }
  const weights = new Map<string, number>();
  for (const number of kept) {
    weights.set(names[number] as string, Math.min(counts[number] as number, mostWeight));
  }
  for (const number of found) counts[number] = 0;
  return { weights };
}

/** The words of a Markdown text, roughly: without addresses, tags, and the lines that open blocks. */
function textOf(body: string): string {
  const begin = body.slice(0, bodyLength);
  // Signs that make words bold or a heading part words as spaces do.
  return /[<:\]]/.test(begin)
    ? begin.replace(/\]\([^()\s]{0,500}\)|<[^<>]{0,500}>|https?:\/\/\S+|^:::.*$/gm, " ")
    : begin;
}

/** Latin to Sinhala with all scripts of India, and general punctuation: scripts that part words with spaces. */
const SPACED = /^[\0-\u0dff\u2000-\u20cf]*$/;

const space = 0x20;
const lineFeed = 0x0a;

/** Word by word where that is the same: neither folding nor a word of such a script reaches across a plain space. */
function addParts(text: string, weight: number, add: (numbers: Int32Array, weight: number) => void): void {
  if (!SPACED.test(text)) {
    add(numbersIn(text), weight);
    return;
  }
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? space : text.charCodeAt(at);
    if (code !== space && code !== lineFeed) continue;
    if (at > start) add(termsIn(text.slice(start, at)), weight);
    start = at + 1;
  }
}

/** The terms of a text by their numbers, as often as they are there. */
function numbersIn(text: string): Int32Array {
  const terms = words(text).filter((word) => word.length >= 2 && !isStopWord(word));
  return Int32Array.from(terms, (word) => numberOf(stem(word)));
}

/** The same, remembered: stories repeat their words. */
function termsIn(part: string): Int32Array {
  let numbers = known.parts.get(part);
  if (numbers === undefined) {
    // A copy, because a part of a text would keep the whole file in memory that it was cut from.
    const copy = Buffer.from(part, "utf16le").toString("utf16le");
    numbers = numbersIn(copy);
    if (known.parts.size >= mostRemembered) known.parts.clear();
    known.parts.set(copy, numbers);
  }
  return numbers;
}

/** Some 20 MB: 100,000 stories take a third of the time. */
const mostRemembered = 100_000;

/** Terms have numbers for as long as they are remembered, by which they are counted. */
function nothingKnown() {
  return {
    /** Parts of texts between spaces, and the numbers of their terms. */
    parts: new Map<string, Int32Array>(),
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
    number = known.names.length;
    known.numbers.set(term, number);
    known.names.push(term);
    known.counts.push(0);
  }
  return number;
}
