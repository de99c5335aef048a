import type { Archive } from "../../../scripts/bench/related/archive.ts";
import { readArchive } from "../../../scripts/bench/related/archive.ts";
import type { Item, Ranking } from "../../../scripts/bench/related/item.ts";

export type Line = Readonly<Record<string, unknown>>;

export const jsonLines = (lines: readonly Line[]) => lines.map((line) => JSON.stringify(line)).join("\n");

/** Reads items as the command does; the field `label` is judged. */
export function archiveOf(lines: readonly Line[], field = "label", hidden: readonly string[] = []): Archive {
  const withField = lines.map((line) => ({ [field]: null, ...line }));
  return readArchive("items.jsonl", Buffer.from(jsonLines(withField)), { field, hidden });
}

/** The lists of a ranking by id. */
export function listsOf(
  open: (items: readonly Item[]) => Ranking,
  { items }: Archive,
): Record<string, string[]> {
  const rank = open(items);
  return Object.fromEntries(
    items.map(({ id }, row) => [id, rank(row).map((other) => items[other]?.id ?? "")]),
  );
}
