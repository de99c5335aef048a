/** Rows by what they have, a number ("key"): a term, or the section and language. */
export interface RowLists {
  /** Rows with a key, ascending, so newest first: `rows[starts[key]..starts[key + 1]]`. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** Where the row of `keys[place]` stands in the list of that key: `rows[slots[place]]`. */
  readonly slots: Int32Array;
}

/**
 * Lists rows by their keys.
 *
 * @param from keys of a row are `keys[from[row]..from[row + 1]]`, distinct
 * @param size keys are 0 to this
 */
export function listRows(from: Int32Array, keys: Int32Array, size: number): RowLists {
  const starts = new Int32Array(size + 1);
  for (let place = 0; place < keys.length; place++) {
    const next = (keys[place] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let key = 0; key < size; key++)
    starts[key + 1] = (starts[key] as number) + (starts[key + 1] as number);
  const free = starts.slice();
  const rows = new Int32Array(keys.length);
  const slots = new Int32Array(keys.length);
  for (let row = 0; row + 1 < from.length; row++) {
    const end = from[row + 1] as number;
    for (let place = from[row] as number; place < end; place++) {
      const key = keys[place] as number;
      const slot = free[key] as number;
      free[key] = slot + 1;
      rows[slot] = row;
      slots[place] = slot;
    }
  }
  return { starts, rows, slots };
}

/** The first slot in the list of `key` whose row is `row` or an older one; the end of the list if there is none. */
export function slotFrom(lists: RowLists, key: number, row: number): number {
  let low = lists.starts[key] as number;
  let high = lists.starts[key + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lists.rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
