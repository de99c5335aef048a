/** Which items belong together, as people said. */
export interface Relevance {
  /** How many other items are relevant to that of the row. */
  count(row: number): number;
  isRelevant(row: number, other: number): boolean;
}

/**
 * Items are relevant to each other if they have a label in common.
 *
 * @param labels of each row, distinct
 */
export function relevanceByLabels(labels: readonly (readonly string[])[]): Relevance {
  const rowsOf = new Map<string, number[]>();
  for (const [row, ofRow] of labels.entries()) {
    for (const label of ofRow) {
      const rows = rowsOf.get(label);
      if (rows === undefined) rowsOf.set(label, [row]);
      else rows.push(row);
    }
  }
  const countedFor = new Int32Array(labels.length).fill(-1);
  return {
    count(row) {
      const [only, ...others] = labels[row] ?? [];
      if (only === undefined) return 0;
      if (others.length === 0) return (rowsOf.get(only)?.length ?? 0) - 1;
      // Rows that share several labels count once.
      let count = -1;
      for (const label of [only, ...others]) {
        for (const other of rowsOf.get(label) ?? []) {
          if (countedFor[other] === row) continue;
          countedFor[other] = row;
          count++;
        }
      }
      return count;
    },
    isRelevant(row, other) {
      const own = labels[row] ?? [];
      return row !== other && (labels[other] ?? []).some((label) => own.includes(label));
    },
  };
}

/**
 * Items are relevant to one if it names them; they need not name it.
 *
 * @param ids of each row
 * @param picks ids that each row names; its own, and those that there are not, do not count
 */
export function relevanceByPicks(
  ids: readonly string[],
  picks: readonly (readonly string[])[],
): Relevance & { readonly unknown: number } {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  let unknown = 0;
  const picked = picks.map((ofRow, row) => {
    const rows = new Set(ofRow.map((id) => rowOf.get(id)));
    if (rows.delete(undefined)) unknown += ofRow.filter((id) => !rowOf.has(id)).length;
    rows.delete(row);
    return rows;
  });
  return {
    unknown,
    count: (row) => picked[row]?.size ?? 0,
    isRelevant: (row, other) => picked[row]?.has(other) ?? false,
  };
}
