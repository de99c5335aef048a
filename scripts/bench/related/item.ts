/** A story as a ranking may see it: what is hidden is missing. Missing text is empty. */
export interface Item {
  readonly id: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly date: number | undefined;
  /** Of the date as it is written, in its own zone. */
  readonly year: number | undefined;
  readonly section: string;
  /** Distinct, none empty. */
  readonly tags: readonly string[];
}

/** How many stories a ranking shows. */
export const shown = 5;

/**
 * What a ranking shows beside the item of a row.
 *
 * @returns at most {@link shown} rows, best first, distinct, never the row itself
 */
export type Ranking = (row: number) => readonly number[];

/** Newest first, undated ones last; 0 where they tie. */
export function compareDates(a: Item, b: Item): number {
  if (a.date === b.date) return 0;
  return (b.date ?? Number.NEGATIVE_INFINITY) - (a.date ?? Number.NEGATIVE_INFINITY);
}

/**
 * The words of title and body, in lower case, in order: letters, marks, digits and `_`, at least two characters.
 *
 * Plain on purpose: the baseline and the measures must not share the product's ideas of what a word is.
 */
export function plainWords({ title, body }: Item): string[] {
  return `${title}\n${body}`.toLowerCase().match(/[\p{L}\p{M}\p{N}_]{2,}/gu) ?? [];
}
