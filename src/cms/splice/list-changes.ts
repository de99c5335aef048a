/** What becomes of the items of a list. */
export interface ListChanges {
  /** By the index of an old item: the index of the new one that stands in its place; -1 if it is gone. */
  readonly kept: readonly number[];
  /** New items by the index of the old one behind which they come, -1 for the beginning. */
  readonly added: ReadonlyMap<number, readonly number[]>;
}

/**
 * Finds the fewest changes from one list to another: a longest common subsequence; a new item that stands alone in the
 * place of an old one is that item, changed.
 *
 * @param isSame whether an old and a new item are the same, by their indexes
 * @see https://en.wikipedia.org/wiki/Longest_common_subsequence
 */
export function findListChanges(
  oldLength: number,
  newLength: number,
  isSame: (old: number, now: number) => boolean,
): ListChanges {
  const lengths = Array.from({ length: oldLength + 1 }, () => new Uint32Array(newLength + 1));
  const at = (old: number, now: number) => lengths[old]?.[now] ?? 0;
  for (let old = oldLength - 1; old >= 0; old--) {
    const row = lengths[old] as Uint32Array;
    for (let now = newLength - 1; now >= 0; now--) {
      row[now] = isSame(old, now) ? at(old + 1, now + 1) + 1 : Math.max(at(old + 1, now), at(old, now + 1));
    }
  }
  const kept = new Array<number>(oldLength).fill(-1);
  const added = new Map<number, number[]>();
  let old = 0;
  let now = 0;
  while (old < oldLength || now < newLength) {
    if (old < oldLength && now < newLength && isSame(old, now) && at(old, now) === at(old + 1, now + 1) + 1) {
      kept[old++] = now++;
      continue;
    }
    // A gap: what is left of both until they meet again is paired off from its beginning.
    const [fromOld, fromNow] = [old, now];
    while (
      (old < oldLength || now < newLength) &&
      !(old < oldLength && now < newLength && isSame(old, now) && at(old, now) === at(old + 1, now + 1) + 1)
    ) {
      if (now >= newLength || (old < oldLength && at(old + 1, now) >= at(old, now + 1))) old++;
      else now++;
    }
    const changed = old - fromOld === now - fromNow ? old - fromOld : 0;
    for (let index = 0; index < changed; index++) kept[fromOld + index] = fromNow + index;
    const rest = Array.from({ length: now - fromNow - changed }, (_, index) => fromNow + changed + index);
    if (rest.length > 0) added.set(old - 1, rest);
  }
  return { kept, added };
}
