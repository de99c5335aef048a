import type { Article } from "../check/types.ts";
import { termsOf } from "./terms.ts";

/**
 * Stories by their terms, in typed arrays: a story is its place in the list it was built from (newest first), a
 * term a number. A posting is a story and the term's share of that story's unit vector.
 */
export interface TermIndex {
  /** Terms of a story and their weights in its unit vector: `terms[from[n]..from[n + 1]]`. */
  readonly from: Int32Array;
  readonly terms: Int32Array;
  readonly weights: Float32Array;
  /** Stories with a term, newest first: `postings[starts[t]..starts[t + 1]]`. */
  readonly starts: Int32Array;
  readonly postings: Int32Array;
  readonly impacts: Float32Array;
}

/**
 * Indexes stories by idf-weighted terms; each story's vector has the length 1.
 *
 * idf is `ln(1 + N / n)` for a term in n of N stories.
 *
 * @param stories newest first
 * @see https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html
 */
export function indexTerms(stories: readonly Article[]): TermIndex {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const from = new Int32Array(stories.length + 1);
  const termList: number[] = [];
  const weightList: number[] = [];
  for (let story = 0; story < stories.length; story++) {
    for (const [term, weight] of termsOf(stories[story] as Article).weights) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = counts.length;
        numbers.set(term, number);
        counts.push(0);
      }
      counts[number] = (counts[number] ?? 0) + 1;
      termList.push(number);
      weightList.push(weight);
    }
    from[story + 1] = termList.length;
  }

  const terms = Int32Array.from(termList);
  const weights = Float32Array.from(weightList);
  const starts = new Int32Array(counts.length + 1);
  for (let term = 0; term < counts.length; term++) starts[term + 1] = at(starts, term) + (counts[term] ?? 0);
  const postings = new Int32Array(terms.length);
  const impacts = new Float32Array(terms.length);
  const free = starts.slice();
  for (let story = 0; story < stories.length; story++) {
    const first = at(from, story);
    const last = at(from, story + 1);
    let square = 0;
    for (let place = first; place < last; place++) {
      const idf = Math.log(1 + stories.length / (counts[at(terms, place)] ?? 1));
      const weight = at(weights, place) * idf;
      weights[place] = weight;
      square += weight * weight;
    }
    const length = Math.sqrt(square) || 1;
    for (let place = first; place < last; place++) {
      const term = at(terms, place);
      const weight = at(weights, place) / length;
      weights[place] = weight;
      const slot = at(free, term);
      postings[slot] = story;
      impacts[slot] = weight;
      free[term] = slot + 1;
    }
  }
  return { from, terms, weights, starts, postings, impacts };
}

/** An element that is known to exist. */
export function at(list: Int32Array | Float32Array | Float64Array, place: number): number {
  return list[place] as number;
}
