import { createHash } from "node:crypto";
import { relateStories } from "../../../src/relate/related.ts";
import { columnsOf, type RankedStory } from "./columns.ts";
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
  const relations = relateStories(columnsOf(dated(order.map((row) => items[row] as Item))));
  return (row) => relations.find(rowOf[row] as number, shown).map(({ row: other }) => order[other] as number);
}

const farApart = 1000 * 86_400_000;

/** Those without a date stand behind the others; nothing may look near in time only because nobody says when it was. */
function dated(items: readonly Item[]): RankedStory[] {
  const oldest = items.findLast(({ date }) => date !== undefined)?.date ?? 0;
  let undated = 0;
  return items.map((item) => ({ ...item, date: item.date ?? oldest - ++undated * farApart }));
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
