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

/** Of a long text the beginning tells what it is about. */
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
  const weights = new Map<string, number>();
  addParts(weights, article.title, fieldWeights.title);
  if (article.description) addParts(weights, article.description, fieldWeights.description);
  for (const tag of article.tags) {
    weights.set(wholeTag(tag), fieldWeights.tag);
    addTerms(weights, termsIn(tag), fieldWeights.description);
  }
  if (article.series !== undefined) weights.set(`§${foldText(article.series)}`, fieldWeights.series);
  const always = weights.size;
  addParts(weights, textOf(article.body), fieldWeights.body);
  let kept = [...weights];
  if (kept.length > mostTerms) {
    const [chosen, others] = [kept.slice(0, always), kept.slice(always)];
    const room = Math.max(0, mostTerms - always);
    // The sort keeps equals in the order in which the text has them.
    kept = [...chosen, ...others.sort(([, a], [, b]) => b - a).slice(0, room)];
  }
  return { weights: new Map(kept.map(([term, weight]) => [term, Math.min(weight, mostWeight)])) };
}

/** The words of a Markdown text, roughly: without addresses, tags, code of blocks. */
function textOf(body: string): string {
  const begin = body.slice(0, bodyLength);
  // Signs that make words bold or a heading part words as spaces do.
  return /[<:\]]/.test(begin)
    ? begin.replace(/\]\([^()\s]{0,500}\)|<[^<>]{0,500}>|https?:\/\/\S+|^:::.*$/gm, " ")
    : begin;
}

/** Latin to Sinhala with all scripts of India, and general punctuation: scripts that part words with spaces. */
const SPACED = /^[\0-\u0dff\u2000-\u20cf]*$/;

/** Word by word where that is the same: neither folding nor a word of such a script reaches across a plain space. */
function addParts(weights: Map<string, number>, text: string, weight: number): void {
  if (SPACED.test(text)) {
    for (const part of text.split(/[ \n]+/)) addTerms(weights, termsIn(part), weight);
  } else addTerms(weights, findTerms(text), weight);
}

function addTerms(weights: Map<string, number>, terms: readonly string[], weight: number): void {
  for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + weight);
}

function findTerms(text: string): readonly string[] {
  return words(text)
    .filter((word) => word.length >= 2 && !isStopWord(word))
    .map(stem);
}

const termsIn = remembered(findTerms);

const wholeTag = remembered((tag) => `#${foldText(tag)}`);

/** Some 10 MB. Headlines repeat their words: 100,000 stories take 0.6 s instead of 6 s. */
const mostRemembered = 100_000;

/** The same function, which remembers what it gave for the texts of late. */
function remembered<T>(give: (text: string) => T): (text: string) => T {
  const given = new Map<string, T>();
  return (text) => {
    const known = given.get(text);
    if (known !== undefined) return known;
    if (given.size >= mostRemembered) given.clear();
    // A copy, because a part of a text would keep the whole file in memory that it was cut from.
    const copy = Buffer.from(text, "utf16le").toString("utf16le");
    const result = give(copy);
    given.set(copy, result);
    return result;
  };
}
