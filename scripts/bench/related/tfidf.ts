import { listRows } from "../../../src/relate/row-lists.ts";
import { bestRows } from "./best-rows.ts";
import { GrowingList } from "./growing-list.ts";
import { type Item, plainWords, type Ranking } from "./item.ts";

/**
 * Plain TF-IDF cosine over title and body: raw counts, `idf = ln((1 + N) / (1 + df)) + 1`, no stop words, no stems.
 * Ties newest first, then as in the file. Items without a word in common are not shown.
 *
 * @see https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 */
export function tfidfRanking(items: readonly Item[]): Ranking {
  const { from, terms, counts, vocabularySize } = countWords(items);
  const { starts, rows, slots } = listRows(from, terms, vocabularySize);
  const weights = new Float64Array(terms.length);
  for (let row = 0; row < items.length; row++) {
    const end = from[row + 1] as number;
    let square = 0;
    for (let place = from[row] as number; place < end; place++) {
      const term = terms[place] as number;
      const stories = (starts[term + 1] as number) - (starts[term] as number);
      const weight = (counts[place] as number) * (Math.log((1 + items.length) / (1 + stories)) + 1);
      weights[slots[place] as number] = weight;
      square += weight ** 2;
    }
    for (let place = from[row] as number; place < end; place++) {
      const slot = slots[place] as number;
      weights[slot] = (weights[slot] as number) / Math.sqrt(square);
    }
  }
  const scores = new Float64Array(items.length);
  return (row) => {
    scores.fill(0);
    const lastPlace = from[row + 1] as number;
    for (let place = from[row] as number; place < lastPlace; place++) {
      const term = terms[place] as number;
      const weight = weights[slots[place] as number] as number;
      const end = starts[term + 1] as number;
      for (let slot = starts[term] as number; slot < end; slot++) {
        const other = rows[slot] as number;
        scores[other] = (scores[other] as number) + weight * (weights[slot] as number);
      }
    }
    return bestRows(scores, row);
  };
}

/** Words as numbers, ascending within a row, so that equal items have equal scores to the last bit. */
function countWords(items: readonly Item[]) {
  const numbers = new Map<string, number>();
  const from = new Int32Array(items.length + 1);
  const terms = new GrowingList(Int32Array);
  const counts = new GrowingList(Int32Array);
  for (const [row, item] of items.entries()) {
    const ofRow = new Map<number, number>();
    for (const word of plainWords(item)) {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      ofRow.set(number, (ofRow.get(number) ?? 0) + 1);
    }
    for (const [number, count] of [...ofRow].sort(([a], [b]) => a - b)) {
      terms.push(number);
      counts.push(count);
    }
    from[row + 1] = terms.length;
  }
  return { from, terms: terms.taken(), counts: counts.taken(), vocabularySize: numbers.size };
}
