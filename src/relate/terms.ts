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
export function termsOf(article: Article): StoryTerms {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of words(text)) {
      if (word.length < 2 || isStopWord(word)) continue;
      const term = stem(word);
      weights.set(term, (weights.get(term) ?? 0) + weight);
    }
  };
  add(article.title, fieldWeights.title);
  if (article.description) add(article.description, fieldWeights.description);
  for (const tag of article.tags) {
    weights.set(`#${foldText(tag)}`, fieldWeights.tag);
    add(tag, fieldWeights.description);
  }
  return { weights };
}
