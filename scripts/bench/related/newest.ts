import { type Item, type Ranking, shown } from "./item.ts";

/** The newest items of the file, whatever they are about. */
export function newestRanking(items: readonly Item[]): Ranking {
  const first = items.slice(0, shown + 1).map((_, row) => row);
  return (row) => first.filter((other) => other !== row).slice(0, shown);
}
