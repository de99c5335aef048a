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

/** A word of the headline says more than one of the deck; a tag was chosen by an editor. */
export const fieldWeights = { title: 3, tag: 3, description: 1 } as const;

/**
 * The terms of a story's title, deck and tags.
 *
 * Function words and single letters are left out, so that stories of different languages have nothing in
 * common by accident.
 */
export function termsOf(article: Pick<Article, "title" | "description" | "tags">): StoryTerms {
  const weights = new Map<string, number>();
  addParts(weights, article.title, fieldWeights.title);
  if (article.description) addParts(weights, article.description, fieldWeights.description);
  for (const tag of article.tags) {
    weights.set(wholeTag(tag), fieldWeights.tag);
    addTerms(weights, termsIn(tag), fieldWeights.description);
  }
  return { weights };
}

/** Latin to Sinhala with all scripts of India, and general punctuation: scripts that part words with spaces. */
const SPACED = /^[\0-\u0dff\u2000-\u20cf]*$/;

/** Word by word where that is the same: neither folding nor a word of such a script reaches across a plain space. */
function addParts(weights: Map<string, number>, text: string, weight: number): void {
  if (SPACED.test(text)) {
    for (const part of text.split(" ")) addTerms(weights, termsIn(part), weight);
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
const mostRemembered = 50_000;

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
