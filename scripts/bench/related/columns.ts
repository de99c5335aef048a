import { noSeries, type StoryColumns } from "../../../src/relate/story-columns.ts";
import { termsOf } from "../../../src/relate/terms.ts";
import { GrowingList } from "./growing-list.ts";

/** What the ranking is given of a story without editors' choices. */
export interface RankedStory {
  readonly title: string;
  readonly description?: string | undefined;
  readonly body: string;
  readonly tags: readonly string[];
  /** Epoch milliseconds. */
  readonly date: number;
  readonly section: string;
  readonly language: string;
}

/** Stories in columns, with the terms that builds use. @param stories newest first */
export function columnsOf(stories: readonly RankedStory[]): StoryColumns {
  const vocabulary = new Map<string, number>();
  const sections = new Map<string, number>();
  const languages = new Map<string, number>();
  const from = new Int32Array(stories.length + 1);
  const terms = new GrowingList(Int32Array);
  const weights = new GrowingList(Uint8Array);
  for (const [row, { title, description, body, tags }] of stories.entries()) {
    for (const [term, weight] of termsOf({ title, description, body, tags, series: undefined }).weights) {
      terms.push(numberIn(vocabulary, term));
      weights.push(weight);
    }
    from[row + 1] = terms.length;
  }
  const topics = Uint8Array.from(vocabulary.keys(), (term) => Number(term.startsWith("#")));
  const choices = { pinned: [], excluded: [] };
  return {
    count: stories.length,
    dates: Float64Array.from(stories, ({ date }) => date),
    sections: Int32Array.from(stories, ({ section }) => numberIn(sections, section)),
    languages: Int32Array.from(stories, ({ language }) => numberIn(languages, language)),
    series: new Int32Array(stories.length).fill(noSeries),
    lasting: new Uint8Array(stories.length),
    first: from.subarray(0, -1),
    end: from.subarray(1),
    terms: terms.taken(),
    weights: weights.taken(),
    vocabularySize: vocabulary.size,
    isTopic: (term) => topics[term] === 1,
    choices: () => choices,
  };
}

function numberIn(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}
