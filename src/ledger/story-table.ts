import type { Article, ArticleKind } from "../check/types.ts";
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

/** A checked story on its way into a table. */
export interface StoryRow {
  readonly article: Article;
  readonly trace: FileTrace;
  /** Term to weight, in the order in which the story has them. */
  readonly terms: ReadonlyMap<string, number>;
  /** Whether there is something to say about the file: such stories are checked again each time. */
  readonly hasFindings: boolean;
  /** Whether the body has links within the site, pictures, or blocks that name stories. */
  readonly flags: number;
  readonly own: number;
  readonly card: number;
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
 * Sections, languages, series, authors and tags are numbers of `names`, terms are numbers of `vocabulary`.
 */
export interface StoryTable {
  readonly count: number;
  readonly ids: readonly string[];
  readonly slugs: readonly string[];
  readonly addresses: readonly string[];
  readonly blobs: readonly string[];
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
  readonly authors: NumberLists;
  readonly tags: NumberLists;
  readonly terms: NumberLists;
  readonly weights: Float32Array;
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

const textColumns = ["ids", "slugs", "addresses", "blobs"] as const;
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
  "detailAt",
  "detailDigest",
  "htmlAt",
] as const;
const intColumns = [
  "sections",
  "languages",
  "series",
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
  return table as unknown as Mutable<StoryTable>;
}

/** A table of no stories. */
export function noStories(): StoryTable {
  return tableOf([], () => 0);
}

/**
 * Puts checked stories into a table.
 *
 * @param rows in any order
 * @param addDetails keeps the JSON of a story's details in the table's one file of details; returns where it begins
 */
export function tableOf(rows: readonly StoryRow[], addDetails: (bytes: Uint8Array) => number): StoryTable {
  const sorted = rows.toSorted((a, b) => compareText(a.article.id, b.article.id));
  const table = emptyTable(sorted.length);
  const names = new Pool();
  const vocabulary = new Pool();
  const lists = { authors: openLists(), tags: openLists(), terms: openLists() };
  const weights: number[] = [];
  const text = table as unknown as Record<(typeof textColumns)[number], string[]>;
  for (let row = 0; row < sorted.length; row++) {
    const { article, trace, terms, flags, own, card, details, html } = sorted[row] as StoryRow;
    text.ids[row] = article.id;
    text.slugs[row] = article.slug;
    text.addresses[row] = article.address;
    text.blobs[row] = trace.blob;
    table.sizes[row] = trace.size;
    table.changed[row] = trace.changed;
    table.sections[row] = names.numberOf(article.section);
    table.languages[row] = names.numberOf(article.language);
    table.series[row] = article.series === undefined ? -1 : names.numberOf(article.series);
    table.kinds[row] = articleKindNumbers.indexOf(article.kind);
    table.flags[row] = flags;
    table.dates[row] = article.date;
    table.updated[row] = article.updated ?? Number.NaN;
    table.liveFrom[row] = article.liveFrom;
    table.liveUntil[row] = article.liveUntil;
    table.breakingUntil[row] = article.breakingUntil ?? Number.NaN;
    table.own[row] = own;
    table.card[row] = card;
    lists.authors.add(article.authors.map((author) => names.numberOf(author)));
    lists.tags.add(article.tags.map((tag) => names.numberOf(tag)));
    const numbers: number[] = [];
    for (const [term, weight] of terms) {
      numbers.push(vocabulary.numberOf(term));
      weights.push(weight);
    }
    lists.terms.add(numbers);
    const bytes = Buffer.from(details);
    table.detailAt[row] = addDetails(bytes);
    table.detailLength[row] = bytes.length;
    table.detailDigest[row] = new Digest().text(details).end();
    table.htmlAt[row] = html?.at ?? 0;
    table.htmlLength[row] = html?.length ?? -1;
  }
  table.names = names.texts;
  table.vocabulary = vocabulary.texts;
  for (const name of listColumns) table[name] = lists[name].close();
  table.weights = Float32Array.from(weights);
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

  const joined = emptyTable(count);
  const names = new Pool();
  const vocabulary = new Pool();
  const files = new Pool();
  const numbers = parts.map(({ table }) => ({
    names: Int32Array.from(table.names, (name) => names.numberOf(name)),
    vocabulary: Int32Array.from(table.vocabulary, (term) => vocabulary.numberOf(term)),
  }));
  const places = parts.map(({ table }) => new Int32Array(table.count).fill(-1));
  const from = {
    authors: new Int32Array(count + 1),
    tags: new Int32Array(count + 1),
    terms: new Int32Array(count + 1),
  };
  for (let place = 0; place < count; place++) {
    const source = order[place] as number;
    const part = partOf[source] as number;
    const row = rowOf[source] as number;
    (places[part] as Int32Array)[row] = place;
    const { table } = parts[part] as TablePart;
    for (const name of textColumns) (joined[name] as string[])[place] = table[name][row] as string;
    for (const name of doubleColumns) joined[name][place] = table[name][row] as number;
    for (const name of intColumns) joined[name][place] = table[name][row] as number;
    const { names: ofNames } = numbers[part] as (typeof numbers)[number];
    joined.sections[place] = ofNames[table.sections[row] as number] as number;
    joined.languages[place] = ofNames[table.languages[row] as number] as number;
    const series = table.series[row] as number;
    joined.series[place] = series === -1 ? -1 : (ofNames[series] as number);
    // A file that no story needs any more gets no number.
    joined.detailFile[place] = files.numberOf(table.detailFiles[table.detailFile[row] as number] as string);
    for (const name of listColumns) {
      const list = table[name];
      from[name][place + 1] =
        (from[name][place] as number) + (list.from[row + 1] as number) - (list.from[row] as number);
    }
  }
  const weights = new Float32Array(from.terms[count] as number);
  for (const name of listColumns) {
    const values = new Int32Array(from[name][count] as number);
    for (let place = 0; place < count; place++) {
      const source = order[place] as number;
      const part = partOf[source] as number;
      const row = rowOf[source] as number;
      const { table } = parts[part] as TablePart;
      const ofPart = numbers[part] as (typeof numbers)[number];
      const renumber = name === "terms" ? ofPart.vocabulary : ofPart.names;
      const list = table[name];
      let to = from[name][place] as number;
      for (let at = list.from[row] as number; at < (list.from[row + 1] as number); at++, to++) {
        values[to] = renumber[list.values[at] as number] as number;
        if (name === "terms") weights[to] = table.weights[at] as number;
      }
    }
    joined[name] = { from: from[name], values };
  }
  joined.weights = weights;
  joined.names = names.texts;
  joined.vocabulary = vocabulary.texts;
  joined.detailFiles = files.texts;
  return { table: joined, places };
}

/** A table as columns for a file. @param prefix of their names */
export function columnsOfTable(table: StoryTable): Columns {
  const columns: Record<string, Columns[string]> = {};
  for (const name of [...textColumns, "names", "vocabulary", "detailFiles"] as const) {
    columns[`stories.${name}`] = table[name];
  }
  for (const name of [...doubleColumns, ...intColumns, "weights"] as const) {
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
  for (const name of [...doubleColumns, ...intColumns, "weights"] as const) {
    table[name] = columns[`stories.${name}`];
  }
  for (const name of listColumns) {
    table[name] = { from: columns[`stories.${name}.from`], values: columns[`stories.${name}.values`] };
  }
  table.count = (table.ids as string[]).length;
  return table as unknown as StoryTable;
}
