import type { RelatedReason } from "../relate/related.ts";
import type { Columns } from "./columns.ts";

/** A story of a sidebar as it is kept: a row of the table, and why it stands there. */
export interface KeptRelated {
  readonly row: number;
  readonly kind: RelatedReason["kind"];
  /** Of the vocabulary; -1 without a topic. */
  readonly term: number;
}

const kinds: readonly RelatedReason["kind"][] = [
  "pinned",
  "series",
  "topic",
  "words",
  "section",
  "background",
];

/**
 * The sidebars of a table's stories, as far as they are known: numbers in columns, since an archive has half a million
 * of them, which nearly every build takes over as they are.
 */
export interface Sidebars {
  /** Stories in a sidebar, at most. */
  readonly limit: number;
  /** Places for each row: row n has `n * width` to `n * width + lengths[n]`. A small newsroom needs less than `limit`. */
  readonly width: number;
  /** By row; -1 for a sidebar that is not known. */
  readonly lengths: Int32Array;
  /** By place. */
  readonly others: Int32Array;
  readonly reasons: Uint8Array;
  readonly terms: Int32Array;
  /** By row: what a story must reach to be considered, see `Sidebar`; NaN where the sidebar is not known. */
  readonly bars: Float64Array;
  readonly backgroundBars: Float64Array;
}

/** Sidebars of which none is known. @param count rows of the table */
export function noSidebars(count: number, limit: number): Sidebars {
  const width = Math.min(limit, count);
  return {
    limit,
    width,
    lengths: new Int32Array(count).fill(-1),
    others: new Int32Array(count * width),
    reasons: new Uint8Array(count * width),
    terms: new Int32Array(count * width),
    bars: new Float64Array(count).fill(Number.NaN),
    backgroundBars: new Float64Array(count).fill(Number.NaN),
  };
}

/** @returns `undefined` if the sidebar is not known */
export function sidebarOf(sidebars: Sidebars, row: number): KeptRelated[] | undefined {
  const { width, lengths, others, reasons, terms } = sidebars;
  const length = lengths[row] as number;
  if (length === -1) return undefined;
  const list: KeptRelated[] = [];
  for (let place = row * width; place < row * width + length; place++) {
    list.push({
      row: others[place] as number,
      kind: kinds[reasons[place] as number] as RelatedReason["kind"],
      term: terms[place] as number,
    });
  }
  return list;
}

/** @param list at most `limit` */
export function setSidebar(
  sidebars: Sidebars,
  row: number,
  list: readonly KeptRelated[],
  bar: number,
  backgroundBar: number,
): void {
  const first = row * sidebars.width;
  for (const [index, { row: other, kind, term }] of list.entries()) {
    sidebars.others[first + index] = other;
    sidebars.reasons[first + index] = kinds.indexOf(kind);
    sidebars.terms[first + index] = term;
  }
  sidebars.lengths[row] = list.length;
  sidebars.bars[row] = bar;
  sidebars.backgroundBars[row] = backgroundBar;
}

/** Copies a sidebar of one table into that of another in which the same stories have other rows. */
export function moveSidebar(
  from: Sidebars,
  row: number,
  to: Sidebars,
  newRow: number,
  rowOf: (row: number) => number,
): void {
  const length = from.lengths[row] as number;
  for (let index = 0; index < length; index++) {
    const place = row * from.width + index;
    const newPlace = newRow * to.width + index;
    to.others[newPlace] = rowOf(from.others[place] as number);
    to.reasons[newPlace] = from.reasons[place] as number;
    to.terms[newPlace] = from.terms[place] as number;
  }
  to.lengths[newRow] = length;
  to.bars[newRow] = from.bars[row] as number;
  to.backgroundBars[newRow] = from.backgroundBars[row] as number;
}

/** Some sidebars, all known, as one list of numbers: to be sent to another process. */
export function exportSidebars(sidebars: Sidebars, rows: readonly number[]): Int32Array {
  const { width, lengths, others, reasons, terms, bars, backgroundBars } = sidebars;
  const numbers: number[] = [];
  for (const row of rows) {
    const length = lengths[row] as number;
    numbers.push(row, length, ...halvesOf(bars[row] as number, backgroundBars[row] as number));
    for (let place = row * width; place < row * width + length; place++) {
      numbers.push(others[place] as number, reasons[place] as number, terms[place] as number);
    }
  }
  return Int32Array.from(numbers);
}

/** Takes over what {@link exportSidebars} gave, of the same table. */
export function importSidebars(sidebars: Sidebars, numbers: Int32Array): void {
  for (let at = 0; at < numbers.length; ) {
    const row = numbers[at] as number;
    const length = numbers[at + 1] as number;
    sidebars.lengths[row] = length;
    const [bar, backgroundBar] = new Float64Array(numbers.slice(at + 2, at + 6).buffer);
    sidebars.bars[row] = bar as number;
    sidebars.backgroundBars[row] = backgroundBar as number;
    at += 6;
    const first = row * sidebars.width;
    for (let place = first; place < first + length; place++, at += 3) {
      sidebars.others[place] = numbers[at] as number;
      sidebars.reasons[place] = numbers[at + 1] as number;
      sidebars.terms[place] = numbers[at + 2] as number;
    }
  }
}

/** Doubles as pairs of whole numbers, to go in one list with others. */
function halvesOf(...doubles: readonly number[]): Int32Array {
  return new Int32Array(Float64Array.from(doubles).buffer);
}

const columnNames = ["lengths", "others", "reasons", "terms", "bars", "backgroundBars"] as const;

/** Sidebars as columns of a file. */
export function columnsOfSidebars(sidebars: Sidebars): Columns {
  const { limit, width } = sidebars;
  const columns: Record<string, Columns[string]> = { "related.limit": Int32Array.of(limit, width) };
  for (const name of columnNames) columns[`related.${name}`] = sidebars[name];
  return columns;
}

/** The sidebars in the columns of a file. */
export function sidebarsInColumns(columns: Columns): Sidebars {
  const [limit, width] = columns["related.limit"] as Int32Array;
  const sidebars: Record<string, unknown> = { limit, width };
  for (const name of columnNames) sidebars[name] = columns[`related.${name}`];
  return sidebars as unknown as Sidebars;
}
