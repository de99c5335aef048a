/**
 * A short digest of a sequence of texts and numbers, for telling whether something changed since it was last seen.
 *
 * Two lanes of multiply-and-xor (FNV-1a with a final mix as in MurmurHash3), joined to a whole number below
 * 2 ** 53: two different values are taken for equal once in nine thousand million million times. Not for secrets.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export class Digest {
  #low = 0x811c9dc5;
  #high = 0x9747b28c;

  text(text: string | undefined): this {
    if (text === undefined) return this.#add(0x10001);
    let low = this.#low;
    let high = this.#high;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul((high ^ unit) + (high >>> 13), 0x85ebca6b);
    }
    this.#low = low;
    this.#high = high;
    // "ab" and "c" are not "a" and "bc".
    return this.#add(text.length);
  }

  number(value: number): this {
    double[0] = value;
    return this.#add(halves[0] as number).#add(halves[1] as number);
  }

  /** @returns a whole number from 0 to 2 ** 53 - 1; the digest may go on afterwards */
  end(): number {
    const low = mix(this.#low ^ (this.#high >>> 16)) >>> 0;
    const high = mix(this.#high) & 0x1fffff;
    return high * 0x1_0000_0000 + low;
  }

  #add(value: number): this {
    this.#low = Math.imul((this.#low ^ value) + (this.#low >>> 15), 0x01000193);
    this.#high = Math.imul((this.#high ^ value) + (this.#high >>> 13), 0x85ebca6b);
    return this;
  }
}

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The digest of plain data, by its JSON. */
export function digestOf(value: unknown): number {
  return new Digest().text(JSON.stringify(value)).end();
}
