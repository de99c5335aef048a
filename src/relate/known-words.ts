/**
 * Numbers of words, found by the letters of the word where they stand.
 *
 * A `Map` would want a text for each word of each story, only to find that it knows it: nearly all words of a story
 * were met before. So words are kept in an open hash table with linear probing, their letters one behind the other.
 *
 * @see https://en.wikipedia.org/wiki/Linear_probing
 */
export class KnownWords {
  /** By hash: the number of an entry, counted from 1; 0 where there is none. Twice as many as there are entries. */
  readonly #slots = new Int32Array(1 << slotBits);
  readonly #hashes = new Int32Array(mostWords);
  readonly #values = new Int32Array(mostWords);
  /** Where the letters of each entry begin; those of the next begin where they end. */
  readonly #begins = new Int32Array(mostWords + 1);
  readonly #letters = new Uint16Array(mostLetters);
  #count = 0;

  /**
   * @param letters UTF-16 units of a text, in which the word stands from `from` up to `to`
   * @param hash of the word; the same for the same letters
   * @returns `undefined` for a word that is not known
   */
  find(letters: Uint16Array, from: number, to: number, hash: number): number | undefined {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const begins = this.#begins;
    const known = this.#letters;
    const length = to - from;
    for (let slot = slotOf(hash); ; slot = (slot + 1) & slotMask) {
      const entry = (slots[slot] as number) - 1;
      if (entry === -1) return undefined;
      if (hashes[entry] !== hash) continue;
      const begin = begins[entry] as number;
      if ((begins[entry + 1] as number) - begin !== length) continue;
      let same = 0;
      while (same < length && known[begin + same] === letters[from + same]) same++;
      if (same === length) return this.#values[entry];
    }
  }

  /** Whether there is no room for another word. */
  get isFull(): boolean {
    return this.#count === mostWords || (this.#begins[this.#count] as number) > mostLetters - longestWord;
  }

  /** Takes up a word that is not known, if there is room for it; very long ones are left out. */
  add(letters: Uint16Array, from: number, to: number, hash: number, value: number): void {
    const length = to - from;
    if (length > longestWord || this.isFull) return;
    const begin = this.#begins[this.#count] as number;
    const entry = this.#count++;
    this.#hashes[entry] = hash;
    this.#values[entry] = value;
    this.#letters.set(letters.subarray(from, to), begin);
    this.#begins[entry + 1] = begin + length;
    let slot = slotOf(hash);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & slotMask;
    this.#slots[slot] = entry + 1;
  }
}

const slotBits = 18;
const slotMask = (1 << slotBits) - 1;
const mostWords = 1 << (slotBits - 1);
/** Words of Hindi have some six letters and signs. */
const mostLetters = mostWords * 8;
const longestWord = 100;

/** The hash of no letters. */
export const hashOfNothing = 0x811c9dc5 | 0;

/** The hash of a word and one more letter (FNV-1a). @param letter a UTF-16 unit */
export function hashOn(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193);
}

/** The upper bits of a product with the golden ratio, as all bits of a hash count in them. */
function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - slotBits);
}
