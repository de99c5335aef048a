import { bestRows } from "./best-rows.ts";
import { type Item, type Ranking, shown } from "./item.ts";
import { type WordVectors, weighWords } from "./word-vectors.ts";

/** Far above what rounding can do to a cosine. */
const roundingMargin = 1e-9;

/**
 * Plain TF-IDF cosine over title and body: raw counts, `idf = ln((1 + N) / (1 + df)) + 1`, no stop words, no stems.
 * Ties newest first, then as in the file. Items without a word in common are not shown.
 *
 * The words that many items have are most of the work and little of the cosine. So that of the rare words is found
 * first, for all items; what the common ones can add is at most the product of the lengths of their vectors, and
 * they are looked at only where that could make a difference. The lists are those of comparing everything.
 *
 * @see https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 * @see https://en.wikipedia.org/wiki/Cauchy–Schwarz_inequality
 */
export function tfidfRanking(items: readonly Item[]): Ranking {
  const { rare, common, vocabularySize } = weighWords(items);
  const { starts, rows, impacts } = listByWord(rare, vocabularySize);
  const commonLengths = Float64Array.from(items, (_, row) => lengthOf(common, row));
  const asked = new Float64Array(vocabularySize);
  const scores = new Float64Array(items.length);
  const atMost = new Float64Array(items.length);

  function addRare(row: number): void {
    const lastPlace = rare.from[row + 1] as number;
    for (let place = rare.from[row] as number; place < lastPlace; place++) {
      const term = rare.terms[place] as number;
      const weight = rare.weights[place] as number;
      const end = starts[term + 1] as number;
      for (let slot = starts[term] as number; slot < end; slot++) {
        const other = rows[slot] as number;
        scores[other] = (scores[other] as number) + weight * (impacts[slot] as number);
      }
    }
  }

  function commonPart(other: number): number {
    const { from, terms, weights } = common;
    const end = from[other + 1] as number;
    let sum = 0;
    for (let place = from[other] as number; place < end; place++) {
      sum += (asked[terms[place] as number] as number) * (weights[place] as number);
    }
    return sum;
  }

  return (row) => {
    scores.fill(0);
    addRare(row);
    setCommon(common, row, asked, true);
    const length = commonLengths[row] as number;
    for (let other = 0; other < atMost.length; other++) {
      atMost[other] = (scores[other] as number) + length * (commonLengths[other] as number) + roundingMargin;
    }
    // Five cosines in full; no item that cannot reach the least of them is among the best.
    const likely = bestRows(atMost, row).map((other) => (scores[other] as number) + commonPart(other));
    const bar = likely.length < shown ? 0 : Math.min(...likely);
    for (let other = 0; other < scores.length; other++) {
      scores[other] = (atMost[other] as number) < bar ? 0 : (scores[other] as number) + commonPart(other);
    }
    setCommon(common, row, asked, false);
    return bestRows(scores, row);
  };
}

/** Rows with a rare word, ascending, and its part in their vectors: from `starts[term]` to `starts[term + 1]`. */
function listByWord({ from, terms, weights }: WordVectors, vocabularySize: number) {
  const starts = new Int32Array(vocabularySize + 1);
  for (const term of terms) starts[term + 1] = (starts[term + 1] as number) + 1;
  for (let term = 0; term < vocabularySize; term++) {
    starts[term + 1] = (starts[term] as number) + (starts[term + 1] as number);
  }
  const free = starts.slice();
  const rows = new Int32Array(terms.length);
  const impacts = new Float64Array(terms.length);
  for (let row = 0; row + 1 < from.length; row++) {
    const end = from[row + 1] as number;
    for (let place = from[row] as number; place < end; place++) {
      const term = terms[place] as number;
      const slot = free[term] as number;
      free[term] = slot + 1;
      rows[slot] = row;
      impacts[slot] = weights[place] as number;
    }
  }
  return { starts, rows, impacts };
}

function lengthOf({ from, weights }: WordVectors, row: number): number {
  return Math.sqrt(weights.subarray(from[row], from[row + 1]).reduce((sum, weight) => sum + weight ** 2, 0));
}

/** Spreads the vector of a row over the vocabulary, or takes it away. */
function setCommon({ from, terms, weights }: WordVectors, row: number, into: Float64Array, isThere: boolean) {
  const end = from[row + 1] as number;
  for (let place = from[row] as number; place < end; place++) {
    into[terms[place] as number] = isThere ? (weights[place] as number) : 0;
  }
}
