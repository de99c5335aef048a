import { type Item, plainWords } from "./item.ts";

/** Words in a row that are compared; three, since news in brief has few. */
const runLength = 3;

/** Share of runs of words in common from which two texts are the same story told again. */
const alike = 0.5;

/**
 * Tells near-duplicates: of all different runs of three words in two items, at least half stand in both.
 * An item without words is like no other.
 *
 * @see https://doi.org/10.1016/S0169-7552(97)00031-7 Broder et al., Syntactic clustering of the Web
 */
export function findNearDuplicates(items: readonly Item[]): (row: number, other: number) => boolean {
  const runs: (Int32Array | undefined)[] = new Array(items.length);
  const numbers = new Map<string, number>();

  function runsOf(row: number): Int32Array {
    const item = items[row];
    const known = runs[row];
    if (known !== undefined || item === undefined) return known ?? new Int32Array(0);
    const words = plainWords(item).map((word) => {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      return number;
    });
    const found = new Set<number>();
    const last = Math.min(words.length, Math.max(1, words.length - runLength + 1));
    for (let start = 0; start < last; start++) found.add(mix(words.slice(start, start + runLength)));
    const sorted = Int32Array.from(found).sort();
    runs[row] = sorted;
    return sorted;
  }

  return (row, other) => resemblance(runsOf(row), runsOf(other)) >= alike;
}

/** A run as one number. That two runs have the same is rare enough for a measure. */
function mix(words: readonly number[]): number {
  let mixed = 0x811c9dc5;
  for (const word of words) {
    mixed = Math.imul(mixed ^ word, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed | 0;
}

/** What two sorted sets have in common, as a share of what they have together; 0 if both are empty. */
function resemblance(a: Int32Array, b: Int32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) common++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  const together = a.length + b.length - common;
  return together === 0 ? 0 : common / together;
}
