/** Something that was last written at a moment, epoch milliseconds. */
export interface Written<T> {
  readonly item: T;
  readonly at: number;
}

/** Where nothing was written since, so many of the newest are taken. */
const fewNewest = 24;

/**
 * Those that were written since a moment, in the same order.
 *
 * If there are none, the newest 24: a copy or a wrong clock may have given them times that have nothing to do with what
 * is in them.
 */
export function writtenSince<T>(all: readonly Written<T>[], since: number): T[] {
  const recent = all.filter(({ at }) => at >= since);
  const newest = new Set(all.toSorted((a, b) => b.at - a.at).slice(0, fewNewest));
  const chosen = recent.length > 0 ? recent : all.filter((each) => newest.has(each));
  return chosen.map(({ item }) => item);
}
