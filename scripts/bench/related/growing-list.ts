type Numbers = Uint8Array | Int32Array | Float32Array | Float64Array;

/** A typed array of a length that is not known before: an ordinary list of ten million numbers takes twice the memory. */
export class GrowingList<T extends Numbers> {
  length = 0;
  #room: T;
  readonly #kind: new (
    length: number,
  ) => T;

  constructor(kind: new (length: number) => T) {
    this.#kind = kind;
    this.#room = new kind(1024);
  }

  push(number: number): void {
    if (this.length === this.#room.length) {
      const larger = new this.#kind(this.length * 2);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.length++] = number;
  }

  /** What was pushed; the list is not to be used afterwards. */
  taken(): T {
    return this.#room.subarray(0, this.length) as T;
  }
}
