import { GrowingList } from "./growing-list.ts";
import { type Item, plainWords } from "./item.ts";

/** Share of the items from which a word is common. Of 1/64 to 1/2, this took the least time with 50,000 items. */
const commonShare = 1 / 4;

/** Words of each row, `terms[from[row]..from[row + 1]]`, with the parts they have in its vector of length 1. */
export interface WordVectors {
  readonly from: Int32Array;
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Weighs the words of title and body: raw counts times `ln((1 + N) / (1 + df)) + 1`, divided by the length of the vector.
 *
 * @returns the vectors in two parts, of the rare and of the common words
 */
export function weighWords(items: readonly Item[]): {
  readonly rare: WordVectors;
  readonly common: WordVectors;
  readonly vocabularySize: number;
} {
  const { from, terms, counts, stories } = countWords(items);
  const parts = { rare: startVectors(items.length), common: startVectors(items.length) };
  const weightAt = (place: number) => {
    const idf = Math.log((1 + items.length) / (1 + (stories[terms[place] as number] as number))) + 1;
    return (counts[place] as number) * idf;
  };
  for (let row = 0; row < items.length; row++) {
    const end = from[row + 1] as number;
    let square = 0;
    for (let place = from[row] as number; place < end; place++) square += weightAt(place) ** 2;
    for (let place = from[row] as number; place < end; place++) {
      const term = terms[place] as number;
      const isCommon = (stories[term] as number) > items.length * commonShare;
      const part = isCommon ? parts.common : parts.rare;
      part.terms.push(term);
      part.weights.push(weightAt(place) / Math.sqrt(square));
    }
    for (const part of [parts.rare, parts.common]) part.from[row + 1] = part.terms.length;
  }
  return {
    rare: endVectors(parts.rare),
    common: endVectors(parts.common),
    vocabularySize: stories.length,
  };
}

function startVectors(rows: number) {
  return {
    from: new Int32Array(rows + 1),
    terms: new GrowingList(Int32Array),
    weights: new GrowingList(Float64Array),
  };
}

function endVectors({ from, terms, weights }: ReturnType<typeof startVectors>): WordVectors {
  return { from, terms: terms.taken(), weights: weights.taken() };
}

/** Words as numbers, ascending within a row, so that equal items have equal cosines to the last bit. */
function countWords(items: readonly Item[]) {
  const numbers = new Map<string, number>();
  const from = new Int32Array(items.length + 1);
  const terms = new GrowingList(Int32Array);
  const counts = new GrowingList(Int32Array);
  for (const [row, item] of items.entries()) {
    const sorted = Int32Array.from(plainWords(item), (word) => {
      const number = numbers.get(word) ?? numbers.size;
      if (number === numbers.size) numbers.set(word, number);
      return number;
    }).sort();
    for (let first = 0, end = 0; first < sorted.length; first = end) {
      while (sorted[end] === sorted[first]) end++;
      terms.push(sorted[first] as number);
      counts.push(end - first);
    }
    from[row + 1] = terms.length;
  }
  const stories = new Int32Array(numbers.size);
  const taken = terms.taken();
  for (const term of taken) stories[term] = (stories[term] as number) + 1;
  return { from, terms: taken, counts: counts.taken(), stories };
}
