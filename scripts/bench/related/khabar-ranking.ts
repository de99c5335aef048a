import { createHash } from "node:crypto";
import { relateStories, type StoryColumns } from "../../../src/relate/related.ts";
import { noSeries } from "../../../src/relate/story-columns.ts";
import { termsOf } from "../../../src/relate/terms.ts";
import { GrowingList } from "./growing-list.ts";
import { compareDates, type Item, type Ranking, shown } from "./item.ts";

/**
 * What Khabar shows beside stories, found by the code that builds use, over the terms that they use.
 *
 * A story of a newsroom has a date, a section and a language. Items without a date are long before all others and
 * far from each other; those without a section or a language share one.
 */
export function khabarRanking(items: readonly Item[]): Ranking {
  // Files are often sorted by topic, and items of one day tie. Their order must not tell what is judged.
  const digests = items.map(({ id }) => createHash("sha1").update(id).digest("hex"));
  const order = items
    .map((_, row) => row)
    .sort((a, b) => compareDates(items[a] as Item, items[b] as Item) || compare(digests[a], digests[b]));
  const rowOf = new Int32Array(items.length);
  for (const [own, row] of order.entries()) rowOf[row] = own;
  const relations = relateStories(columnsOf(order.map((row) => items[row] as Item)));
  return (row) => relations.find(rowOf[row] as number, shown).map(({ row: other }) => order[other] as number);
}

const farApart = 1000 * 86_400_000;

function columnsOf(items: readonly Item[]): StoryColumns {
  const vocabulary = new Map<string, number>();
  const sections = new Map<string, number>();
  const languages = new Map<string, number>();
  const from = new Int32Array(items.length + 1);
  const terms = new GrowingList(Int32Array);
  const weights = new GrowingList(Uint8Array);
  for (const [row, { title, body, tags }] of items.entries()) {
    const story = { title, description: undefined, tags, body, series: undefined };
    for (const [term, weight] of termsOf(story).weights) {
      terms.push(numberIn(vocabulary, term));
      weights.push(weight);
    }
    from[row + 1] = terms.length;
  }
  const topics = Uint8Array.from(vocabulary.keys(), (term) => Number(term.startsWith("#")));
  const oldest = items.findLast(({ date }) => date !== undefined)?.date ?? 0;
  // Those without a date stand behind the others; nothing may look near in time only because nobody says when it was.
  let undated = 0;
  const choices = { pinned: [], excluded: [] };
  return {
    count: items.length,
    dates: Float64Array.from(items, ({ date }) => date ?? oldest - ++undated * farApart),
    sections: Int32Array.from(items, ({ section }) => numberIn(sections, section)),
    languages: Int32Array.from(items, ({ language }) => numberIn(languages, language)),
    series: new Int32Array(items.length).fill(noSeries),
    lasting: new Uint8Array(items.length),
    from,
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

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
