import type { Article, ArticleKind } from "../check/types.ts";
import { copyOf } from "../language/copy.ts";
import { Digest } from "../language/digest.ts";
import { compareText } from "../problems/problem.ts";
import type { Columns } from "./columns.ts";

/** What is remembered of a file, to tell whether it changed: git's id of its bytes, and size and time as seen. */
export interface FileTrace {
  /** SHA-1 as git gives it to a blob, 40 hexadecimal digits. */
  readonly blob: string;
  readonly size: number;
  /** Epoch milliseconds with fractions; NaN where it was not asked or cannot be trusted. */
  readonly changed: number;
}

/** What has a column of its own. */
export type StoryFields = Pick<
  Article,
  | "id"
  | "slug"
  | "address"
  | "section"
  | "language"
  | "series"
  | "image"
  | "kind"
  | "date"
  | "updated"
  | "liveFrom"
  | "liveUntil"
  | "breakingUntil"
  | "authors"
  | "tags"
>;

/** A checked story on its way into a table. */
export interface StoryRow {
  readonly fields: StoryFields;
  readonly trace: FileTrace;
  /** Term to weight, in the order in which the story has them. */
  readonly terms: ReadonlyMap<string, number>;
  /** Whether there is something to say about the file: such stories are checked again each time. */
  readonly hasFindings: boolean;
  /** Whether the body has links within the site, pictures, or blocks that name stories. */
  readonly flags: number;
  readonly own: number;
  readonly card: number;
  readonly shared: number;
  /** Everything of the story that is not in a column of its own, as JSON. */
  readonly details: string;
  /** Where the finished HTML of the body waits, if it depends on nothing else. */
  readonly html: { readonly at: number; readonly length: number } | undefined;
}

export const storyFlags = {
  draft: 1,
  hasFindings: 2,
  /** `related`, `unrelated`, `translationOf` or also-read blocks. */
  hasReferences: 4,
  /** Links that may lead within the site. */
  hasLinks: 8,
  hasPictures: 16,
  hasRedirects: 32,
  isElsewhere: 64,
  hasUpdated: 128,
  hasChoices: 256,
} as const;

/** Lists of numbers, one a row: row n has `values[from[n]..from[n + 1]]`. */
export interface NumberLists {
  readonly from: Int32Array;
  readonly values: Int32Array;
}

/**
 * The stories of a newsroom in columns, in code unit order of their ids; references as they were written.
 *
 * A hundred thousand stories are read from a file in a fifth of a second, which as many objects would not be.
 * Sections, languages, series, lead pictures, authors and tags are numbers of `names`, terms are numbers of `vocabulary`.
 */
export interface StoryTable {
  readonly count: number;
  readonly ids: readonly string[];
  readonly slugs: readonly string[];
  readonly addresses: readonly string[];
  /** Git's ids of the files, {@link blobLength} bytes each; see {@link blobAt}. */
  readonly blobs: Uint8Array;
  readonly sizes: Float64Array;
  readonly changed: Float64Array;
  readonly names: readonly string[];
  readonly vocabulary: readonly string[];
  readonly sections: Int32Array;
  readonly languages: Int32Array;
  /** -1 for a story without a series. */
  readonly series: Int32Array;
  readonly kinds: Int32Array;
  readonly flags: Int32Array;
  readonly dates: Float64Array;
  /** NaN where there is none, as in `breakingUntil`. */
  readonly updated: Float64Array;
  readonly liveFrom: Float64Array;
  readonly liveUntil: Float64Array;
  readonly breakingUntil: Float64Array;
  /** Digests: of all that the story itself gives its page, and of what a card shows of it. */
  readonly own: Float64Array;
  readonly card: Float64Array;
  /** Digest of what the picture of a shared link shows. */
  readonly shared: Float64Array;
  /** The lead picture, a number of `names`; -1 where there is none. */
  readonly leads: Int32Array;
  readonly authors: NumberLists;
  readonly tags: NumberLists;
  readonly terms: NumberLists;
  readonly weights: Uint8Array;
  /** Where the details lie: a file of `detailFiles`, and the place in it. */
  readonly detailFiles: readonly string[];
  readonly detailFile: Int32Array;
  readonly detailAt: Float64Array;
  readonly detailLength: Int32Array;
  /** Of the bytes: the files of details lie apart from the table. */
  readonly detailDigest: Float64Array;
  /** Where the HTML of the body waits during a build; length -1 where it does not. */
  readonly htmlFile: Int32Array;
  readonly htmlAt: Float64Array;
  readonly htmlLength: Int32Array;
}

export const articleKindNumbers: readonly ArticleKind[] = [
  "news",
  "explainer",
  "opinion",
  "live",
  "photo",
  "video",
];

const textColumns = ["ids", "slugs", "addresses"] as const;
const doubleColumns = [
  "sizes",
  "changed",
  "dates",
  "updated",
  "liveFrom",
  "liveUntil",
  "breakingUntil",
  "own",
  "card",
  "shared",
  "detailAt",
  "detailDigest",
  "htmlAt",
] as const;
const intColumns = [
  "sections",
  "languages",
  "series",
  "leads",
  "kinds",
  "flags",
  "detailFile",
  "detailLength",
  "htmlFile",
  "htmlLength",
] as const;
const listColumns = ["authors", "tags", "terms"] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Gives texts numbers in the order of their first use. */
class Pool {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      this.#numbers.set(text, number);
    }
    return number;
  }
}

function emptyTable(count: number): Mutable<StoryTable> {
  const table: Record<string, unknown> = { count, names: [], vocabulary: [], detailFiles: [] };
  for (const name of textColumns) table[name] = new Array(count);
  for (const name of doubleColumns) table[name] = new Float64Array(count);
  for (const name of intColumns) table[name] = new Int32Array(count);
  table.blobs = new Uint8Array(count * blobLength);
  return table as unknown as Mutable<StoryTable>;
}

/** Bytes of a SHA-1. */
const blobLength = 20;

/** Git's id of the file of a row's story. */
export function blobAt({ blobs }: Pick<StoryTable, "blobs">, row: number): string {
  const { buffer, byteOffset } = blobs;
  return Buffer.from(buffer as ArrayBuffer, byteOffset + row * blobLength, blobLength).toString("hex");
}

/** A table of no stories. */
export function noStories(): StoryTable {
  return tableOf([], () => ({ at: 0, length: 0 }));
}

/**
 * Puts checked stories into a table.
 *
 * @param rows in any order
 * @param addDetails keeps the JSON of a story's details in the table's one file of details; returns where it begins,
 *   and how many bytes it has
 */
export function tableOf(
  rows: readonly StoryRow[],
  addDetails: (json: string) => { readonly at: number; readonly length: number },
): StoryTable {
  const sorted = rows.toSorted((a, b) => compareText(a.fields.id, b.fields.id));
  const table = emptyTable(sorted.length);
  const names = new Pool();
  const vocabulary = new Pool();
  const lists = { authors: openLists(), tags: openLists(), terms: openLists() };
  const weights: number[] = [];
  const text = table as unknown as Record<(typeof textColumns)[number], string[]>;
  const numberOf = (name: string) => names.numberOf(name);
  // A function for each row is compiled well long before a loop over all rows would be.
  const fill = (story: StoryRow, row: number) => {
    const { fields, trace, terms, flags, own, card, shared, details, html } = story;
    text.ids[row] = fields.id;
    text.slugs[row] = fields.slug;
    text.addresses[row] = fields.address;
    table.blobs.set(Buffer.from(trace.blob, "hex"), row * blobLength);
    table.sizes[row] = trace.size;
    table.changed[row] = trace.changed;
    table.sections[row] = names.numberOf(fields.section);
    table.languages[row] = names.numberOf(fields.language);
    table.series[row] = fields.series === undefined ? -1 : names.numberOf(fields.series);
    table.leads[row] = fields.image === undefined ? -1 : names.numberOf(fields.image.src);
    table.kinds[row] = articleKindNumbers.indexOf(fields.kind);
    table.flags[row] = flags;
    table.dates[row] = fields.date;
    table.updated[row] = fields.updated ?? Number.NaN;
    table.liveFrom[row] = fields.liveFrom;
    table.liveUntil[row] = fields.liveUntil;
    table.breakingUntil[row] = fields.breakingUntil ?? Number.NaN;
    table.own[row] = own;
    table.card[row] = card;
    table.shared[row] = shared;
    lists.authors.add(fields.authors.map(numberOf));
    lists.tags.add(fields.tags.map(numberOf));
    const numbers: number[] = [];
    terms.forEach((weight, term) => {
      numbers.push(vocabulary.numberOf(term));
      weights.push(weight);
    });
    lists.terms.add(numbers);
    const kept = addDetails(details);
    table.detailAt[row] = kept.at;
    table.detailLength[row] = kept.length;
    table.detailDigest[row] = new Digest().text(details).end();
    table.htmlAt[row] = html?.at ?? 0;
    table.htmlLength[row] = html?.length ?? -1;
  };
  sorted.forEach(fill);
  table.names = names.texts.map(copyOf);
  table.vocabulary = vocabulary.texts;
  for (const name of listColumns) table[name] = lists[name].close();
  table.weights = Uint8Array.from(weights);
  table.detailFiles = [""];
  return table;
}

function openLists() {
  const from = [0];
  const values: number[] = [];
  return {
    add(numbers: readonly number[]) {
      for (const number of numbers) values.push(number);
      from.push(values.length);
    },
    close: (): NumberLists => ({ from: Int32Array.from(from), values: Int32Array.from(values) }),
  };
}

/** Rows of one table that go into another. */
export interface TablePart {
  readonly table: StoryTable;
  /** Rows of the table that are kept, ascending; all, if left out. */
  readonly rows?: Int32Array;
}

/** Tables joined to one. */
export interface JoinedTable {
  readonly table: StoryTable;
  /** For each part, the new row of each old one; -1 for those not kept. */
  readonly places: readonly Int32Array[];
}

/**
 * Joins tables to one, in code unit order of the ids.
 *
 * The first part's names and terms keep their numbers.
 *
 * @param parts no story in two of them
 */
export function joinTables(parts: readonly TablePart[]): JoinedTable {
  const runs = runsInOrder(parts);
  const last = runs.at(-1);
  const count = last === undefined ? 0 : last.place + last.length;
  const joined = emptyTable(count);
  const names = new Pool();
  const vocabulary = new Pool();
  const numbers = parts.map(({ table }) => ({
    names: Int32Array.from(table.names, (name) => names.numberOf(name)),
    vocabulary: Int32Array.from(table.vocabulary, (term) => vocabulary.numberOf(term)),
  }));
  const places = parts.map(({ table }) => new Int32Array(table.count).fill(-1));
  for (const { part, row, length, place } of runs) {
    const ofPart = places[part] as Int32Array;
    for (let step = 0; step < length; step++) ofPart[row + step] = place + step;
  }

  const tableOf = ({ part }: Run) => (parts[part] as TablePart).table;
  for (const name of textColumns) {
    const to = joined[name] as string[];
    for (const run of runs) {
      const from = tableOf(run)[name];
      for (let step = 0; step < run.length; step++) to[run.place + step] = from[run.row + step] as string;
    }
  }
  for (const name of [...doubleColumns, ...intColumns] as const) {
    for (const run of runs) {
      joined[name].set(tableOf(run)[name].subarray(run.row, run.row + run.length), run.place);
    }
  }
  for (const run of runs) {
    const blobs = tableOf(run).blobs.subarray(run.row * blobLength, (run.row + run.length) * blobLength);
    joined.blobs.set(blobs, run.place * blobLength);
  }
  const files = new Pool();
  for (const run of runs) {
    const { detailFiles } = tableOf(run);
    const ofNames = (numbers[run.part] as (typeof numbers)[number]).names;
    for (let place = run.place; place < run.place + run.length; place++) {
      joined.sections[place] = ofNames[joined.sections[place] as number] as number;
      joined.languages[place] = ofNames[joined.languages[place] as number] as number;
      const series = joined.series[place] as number;
      if (series !== -1) joined.series[place] = ofNames[series] as number;
      const lead = joined.leads[place] as number;
      if (lead !== -1) joined.leads[place] = ofNames[lead] as number;
      // A file that no story needs any more gets no number.
      joined.detailFile[place] = files.numberOf(detailFiles[joined.detailFile[place] as number] as string);
    }
  }
  for (const name of listColumns) joined[name] = joinLists(name, count, runs);
  joined.weights = new Uint8Array(joined.terms.values.length);
  for (const run of runs) {
    const { terms, weights } = tableOf(run);
    const some = weights.subarray(terms.from[run.row], terms.from[run.row + run.length]);
    joined.weights.set(some, joined.terms.from[run.place]);
  }
  joined.names = names.texts;
  joined.vocabulary = vocabulary.texts;
  joined.detailFiles = files.texts;
  return { table: joined, places };

  function joinLists(name: (typeof listColumns)[number], count: number, runs: readonly Run[]): NumberLists {
    const from = new Int32Array(count + 1);
    for (const run of runs) {
      const list = tableOf(run)[name];
      const shift = (from[run.place] as number) - (list.from[run.row] as number);
      for (let step = 1; step <= run.length; step++) {
        from[run.place + step] = (list.from[run.row + step] as number) + shift;
      }
    }
    const values = new Int32Array(from[count] as number);
    for (const run of runs) {
      const list = tableOf(run)[name];
      const some = list.values.subarray(list.from[run.row], list.from[run.row + run.length]);
      const to = from[run.place] as number;
      // The first part's names and terms keep their numbers.
      if (run.part === 0) values.set(some, to);
      else {
        const ofPart = numbers[run.part] as (typeof numbers)[number];
        const renumber = name === "terms" ? ofPart.vocabulary : ofPart.names;
        for (let at = 0; at < some.length; at++) values[to + at] = renumber[some[at] as number] as number;
      }
    }
    return { from, values };
  }
}

/** Rows of one part that follow each other there and in the joined table. */
interface Run {
  readonly part: number;
  /** The first of them in the part, and in the joined table. */
  readonly row: number;
  readonly place: number;
  length: number;
}

/** All rows of the parts, in code unit order of their ids. */
function runsInOrder(parts: readonly TablePart[]): Run[] {
  let count = 0;
  for (const { table, rows } of parts) count += rows?.length ?? table.count;
  const order: number[] = new Array(count);
  const partOf = new Int32Array(count);
  const rowOf = new Int32Array(count);
  const ids: string[] = new Array(count);
  let filled = 0;
  for (const [part, { table, rows }] of parts.entries()) {
    const length = rows?.length ?? table.count;
    for (let index = 0; index < length; index++) {
      const row = rows ? (rows[index] as number) : index;
      partOf[filled] = part;
      rowOf[filled] = row;
      ids[filled] = table.ids[row] as string;
      order[filled] = filled;
      filled++;
    }
  }
  // The parts are sorted, and the sort of the language makes use of runs that are.
  order.sort((a, b) => compareText(ids[a] as string, ids[b] as string));
  const runs: Run[] = [];
  for (let place = 0; place < count; place++) {
    const source = order[place] as number;
    const part = partOf[source] as number;
    const row = rowOf[source] as number;
    const last = runs.at(-1);
    if (last?.part === part && last.row + last.length === row) last.length++;
    else runs.push({ part, row, place, length: 1 });
  }
  return runs;
}

/** A table as columns for a file. @param prefix of their names */
export function columnsOfTable(table: StoryTable): Columns {
  const columns: Record<string, Columns[string]> = {};
  for (const name of [...textColumns, "names", "vocabulary", "detailFiles"] as const) {
    columns[`stories.${name}`] = table[name];
  }
  for (const name of [...doubleColumns, ...intColumns, "blobs", "weights"] as const) {
    columns[`stories.${name}`] = table[name];
  }
  for (const name of listColumns) {
    columns[`stories.${name}.from`] = table[name].from;
    columns[`stories.${name}.values`] = table[name].values;
  }
  return columns;
}

/** The table in the columns of a file that {@link columnsOfTable} made. */
export function tableInColumns(columns: Columns): StoryTable {
  const table: Record<string, unknown> = {};
  for (const name of [...textColumns, "names", "vocabulary", "detailFiles"] as const) {
    table[name] = columns[`stories.${name}`];
  }
  for (const name of [...doubleColumns, ...intColumns, "blobs", "weights"] as const) {
    table[name] = columns[`stories.${name}`];
  }
  for (const name of listColumns) {
    table[name] = { from: columns[`stories.${name}.from`], values: columns[`stories.${name}.values`] };
  }
  table.count = (table.ids as string[]).length;
  return table as unknown as StoryTable;
}
