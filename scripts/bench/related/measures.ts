import { shown } from "./item.ts";

/** How good one list is, each from 0 to 1. */
export interface ListScore {
  readonly p5: number;
  readonly ndcg5: number;
  readonly mrr: number;
}

/** What a hit counts in each place. */
const discounts = Array.from({ length: shown }, (_, place) => 1 / Math.log2(place + 2));

/**
 * Measures one list of at most five.
 *
 * - P@5: relevant ones of five, also where fewer are shown
 * - nDCG@5: a hit in place i counts `1 / log2(i + 1)`; the sum is divided by that of the best list there could be,
 *   which has `min(5, relevant)` hits and nothing before them
 * - MRR: 1 / the place of the first hit; 0 if there is none among the five
 *
 * @param hits whether each place has a relevant item, in order
 * @param relevant how many relevant items there are, at least 1
 * @see https://en.wikipedia.org/wiki/Discounted_cumulative_gain
 */
export function measureList(hits: readonly boolean[], relevant: number): ListScore {
  const places = hits.slice(0, shown);
  const first = places.indexOf(true);
  const gained = sum(discounts.filter((_, place) => places[place]));
  return {
    p5: places.filter(Boolean).length / shown,
    ndcg5: gained / sum(discounts.slice(0, relevant)),
    mrr: first === -1 ? 0 : 1 / (first + 1),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
