import type { Catalog } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import { foldText } from "../language/fold.ts";
import {
  type ConsideredRow,
  type Query,
  type RelatedParts,
  type RelatedReason,
  type Relations,
  relateStories,
  showReason,
} from "../relate/related.ts";
import type { StoryColumns } from "../relate/story-columns.ts";
import type { Columns } from "./columns.ts";
import { rowOfArticle } from "./stored-article.ts";
import { articleKindNumbers, type StoryTable, storyFlags } from "./story-table.ts";

/** A story of a sidebar as it is kept: a row of the table, and why it stands there. */
interface KeptRelated {
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

/** The sidebars of a table's stories, as far as they are known. */
export interface KeptRelations {
  /** Stories in a sidebar. */
  readonly limit: number;
  /** By row; `undefined` for a story whose sidebar is not known. */
  readonly lists: readonly (readonly KeptRelated[] | undefined)[];
  /** By row: what a story must reach to be considered, see `Sidebar`; NaN where the sidebar is not known. */
  readonly bars: Float64Array;
  readonly backgroundBars: Float64Array;
  /** By row: a digest of what editors decided about the sidebar. */
  readonly choices: Float64Array;
}

/** What a table was before, for telling whose sidebars may have changed. */
export interface FormerStories {
  readonly table: StoryTable;
  /** The moment for which it was used. */
  readonly now: number;
  /** For each of its rows the row in the new table; -1 for a story that was removed or edited. */
  readonly places: Int32Array;
  readonly relations: KeptRelations;
}

/** A story that was considered for a sidebar, with names for numbers. */
export interface ConsideredStory {
  readonly article: Article;
  /** As it stands in the page: `same topic: मौसम`. */
  readonly reason: string;
  readonly kind: RelatedReason["kind"];
  /** Of the topic, section or series, where the reason is one. */
  readonly name: string | undefined;
  /** What the two stories share and what each adds, the most first. Words as they are compared: folded, stemmed. */
  readonly words: readonly {
    readonly kind: "word" | "topic" | "series";
    readonly word: string;
    readonly score: number;
  }[];
  readonly parts: Omit<RelatedParts, "terms">;
}

/** Why a story is not in a sidebar. */
export type NotShown =
  | { readonly kind: "reprint"; readonly of: Article }
  | { readonly kind: "same-event"; readonly as: readonly Article[] }
  | { readonly kind: "excluded" }
  | { readonly kind: "translation" }
  | { readonly kind: "no-room" };

/** The sidebar of one story, and what is not in it. Only stories that are live. */
export interface ExplainedRelated {
  readonly shown: readonly ConsideredStory[];
  readonly leftOut: readonly (ConsideredStory & { readonly because: NotShown })[];
}

/** Sidebars of one newsroom. */
export interface Relating {
  /** The ranking itself, for those who want to know more than the result; rows are places of the catalog's stories. */
  readonly relations: () => Relations;
  related(article: Article): readonly { readonly article: Article; readonly reason: string }[];
  /** Adds to a digest what {@link related} gives. @param card a digest of what a sidebar shows of a story */
  addRelated(digest: Digest, article: Article, card: (article: Article) => number): void;
  /** The sidebar of a live story with everything that it was made of, worked out anew. */
  explain(article: Article): ExplainedRelated;
  /** Takes over sidebars that were found elsewhere, see {@link exportLists}. */
  importLists(lists: Int32Array): void;
  /** The sidebars of some stories for another process. @param rows of the table */
  exportLists(rows: readonly number[]): Int32Array;
  /** Takes over all sidebars of another process that has the same table. */
  adopt(relations: KeptRelations): void;
  /** Everything that is known now. */
  keep(): KeptRelations;
}

/**
 * Finds the sidebars of a catalog's stories, each when it is asked for, and takes from a former build all those
 * that cannot have changed.
 */
export function openRelating(
  catalog: Catalog,
  table: StoryTable,
  limit: number,
  former: FormerStories | undefined,
): Relating {
  const { stories } = catalog;
  const rows = Int32Array.from(stories, rowOfArticle);
  const places = new Int32Array(table.count).fill(-1);
  for (let place = 0; place < rows.length; place++) places[rows[place] as number] = place;
  const placeOf = (id: string) => {
    const story = catalog.byId.get(id);
    return story === undefined ? -1 : (places[rowOfArticle(story)] as number);
  };
  const choicesOf = (article: Article) => {
    const isFree = article.related.length + article.unrelated.length === 0;
    if (isFree && !catalog.translations.has(article.id)) return noChoices;
    const known = (ids: readonly string[]) => ids.map(placeOf).filter((place) => place !== -1);
    const translations = (catalog.translations.get(article.id) ?? []).map(({ id }) => id);
    return { pinned: known(article.related), excluded: known([...article.unrelated, ...translations]) };
  };
  const columns = columnsOf(catalog, table, rows, (place) => choicesOf(stories[place] as Article));
  // Made when the first sidebar is to be found: a build that only changes a text needs none.
  let made: ReturnType<typeof relateStories> | undefined;
  const relations = () => {
    made ??= relateStories(columns());
    return made;
  };

  const choices = new Float64Array(table.count);
  for (const story of stories) {
    const { pinned, excluded } = choicesOf(story);
    if (pinned.length === 0 && excluded.length === 0) continue;
    const digest = new Digest();
    for (const place of pinned) digest.text(stories[place]?.id);
    digest.text("");
    for (const place of excluded) digest.text(stories[place]?.id);
    choices[rowOfArticle(story)] = digest.end();
  }
  const lists: (readonly KeptRelated[] | undefined)[] = new Array(table.count);
  const bars = new Float64Array(table.count).fill(Number.NaN);
  const backgroundBars = new Float64Array(table.count).fill(Number.NaN);
  if (former && former.relations.limit === limit) takeOver(former);

  function takeOver({ table: old, now, places: newRows, relations: kept }: FormerStories): void {
    const rowOf = checkedAgain(newRows, table);
    const gone: number[] = [];
    const stood = new Uint8Array(table.count);
    for (let row = 0; row < old.count; row++) {
      const keptRow = newRows[row] as number;
      const newRow = keptRow === -1 ? (rowOf.get(old.ids[row] as string) ?? -1) : keptRow;
      const isLiveNow = newRow !== -1 && places[newRow] !== -1;
      const wasLive = liveAt(old, row, now);
      // A story that was edited stands if the ranking sees nothing of the edit.
      const isSame = isLiveNow && (keptRow !== -1 || ranksAlike(old, row, table, newRow));
      if (wasLive && isSame) stood[newRow] = 1;
      else if (wasLive) gone.push(row);
      if (newRow === -1) continue;
      const list = kept.lists[row];
      const moved = list?.map((each) => {
        const other = newRows[each.row] as number;
        return { ...each, row: other === -1 ? (rowOf.get(old.ids[each.row] as string) ?? -1) : other };
      });
      // A story that has gone takes with it every sidebar it stood in.
      if (moved?.every(({ row: other }) => other !== -1 && places[other] !== -1)) {
        lists[newRow] = moved;
        bars[newRow] = kept.bars[row] as number;
        backgroundBars[newRow] = kept.backgroundBars[row] as number;
      }
      if (kept.choices[row] !== choices[newRow]) stood[newRow] = 0;
    }
    const changed: number[] = [];
    for (let place = 0; place < rows.length; place++) {
      if (stood[rows[place] as number] === 0) changed.push(place);
    }
    if (changed.length === 0 && gone.length === 0) return;
    const touched = relations().affected(
      {
        changed,
        gone: gone.map((row) => goneStory(old, row)),
        bars: Float64Array.from(rows, (row) => bars[row] as number),
        backgroundBars: Float64Array.from(rows, (row) => backgroundBars[row] as number),
        ...countTerms(old, now, table),
      },
      limit,
    );
    if (touched === "all") lists.fill(undefined);
    else for (const place of touched) lists[rows[place] as number] = undefined;
    for (const place of changed) lists[rows[place] as number] = undefined;
  }

  function listOf(row: number): readonly KeptRelated[] {
    let list = lists[row];
    if (list === undefined) {
      const { stories: found, bar, backgroundBar } = relations().search(places[row] as number, limit);
      list = found.map(({ row: place, reason }) => ({
        row: rows[place] as number,
        kind: reason.kind,
        term: reason.kind === "topic" ? reason.term : -1,
      }));
      lists[row] = list;
      bars[row] = bar;
      backgroundBars[row] = backgroundBar;
    }
    return list;
  }

  function nameOf(article: Article, { kind, term }: Pick<KeptRelated, "kind" | "term">): string | undefined {
    if (kind === "series") return article.series;
    if (kind === "section") return catalog.sections.get(article.section)?.title;
    if (kind !== "topic") return undefined;
    // Terms of whole tags are the folded tag behind a mark.
    return catalog.topics.get((table.vocabulary[term] as string).slice(1))?.title;
  }

  function reasonOf(article: Article, { kind, term }: KeptRelated): string {
    return showReason(kind === "topic" ? { kind, term } : { kind }, nameOf(article, { kind, term }));
  }

  /** Digests of reasons: there are as many as topics, sections and series, and each stands in many sidebars. */
  const reasonMarks = new Map<string | number, number>();
  function reasonMark(article: Article, list: KeptRelated): number {
    const { kind, term } = list;
    // No name of one kind is that of another: terms are numbers, and the others are marked.
    const own = kind === "section" ? article.section : kind === "series" ? article.series : "";
    const key = kind === "topic" ? term : `${kind} ${own}`;
    let mark = reasonMarks.get(key);
    if (mark === undefined) {
      mark = new Digest().text(reasonOf(article, list)).end();
      reasonMarks.set(key, mark);
    }
    return mark;
  }

  /** A term as people read it: whole tags and series stand in the vocabulary behind a mark. */
  function wordOf(term: number, article: Article): Pick<ConsideredStory["words"][number], "kind" | "word"> {
    const word = table.vocabulary[term] as string;
    const rest = word.slice(1);
    if (word.startsWith("#")) return { kind: "topic", word: catalog.topics.get(rest)?.title ?? rest };
    if (word.startsWith("§")) return { kind: "series", word: article.series ?? rest };
    return { kind: "word", word };
  }

  function explain(article: Article): ExplainedRelated {
    const { shown, leftOut } = relations().explainSidebar(places[rowOfArticle(article)] as number, limit);
    const storyAt = (place: number) => stories[place] as Article;
    const translations = new Set((catalog.translations.get(article.id) ?? []).map(({ id }) => id));
    const named = ({ row, reason, parts: { terms, ...parts } }: ConsideredRow): ConsideredStory => {
      const name = nameOf(article, { kind: reason.kind, term: reason.kind === "topic" ? reason.term : -1 });
      return {
        article: storyAt(row),
        reason: showReason(reason, name),
        kind: reason.kind,
        name,
        words: terms.map(({ term, score }) => ({ ...wordOf(term, article), score })),
        parts,
      };
    };
    return {
      shown: shown.map(named),
      leftOut: leftOut.map((considered) => {
        const { because, row } = considered;
        const story = named(considered);
        if (because.kind === "reprint") return { ...story, because: { ...because, of: storyAt(because.of) } };
        if (because.kind === "same-event")
          return { ...story, because: { ...because, as: because.as.map(storyAt) } };
        const isTranslation = because.kind === "excluded" && translations.has(storyAt(row).id);
        return { ...story, because: isTranslation ? { kind: "translation" } : because };
      }),
    };
  }

  return {
    relations,
    explain,
    related(article) {
      return listOf(rowOfArticle(article)).map((each) => ({
        article: stories[places[each.row] as number] as Article,
        reason: reasonOf(article, each),
      }));
    },
    addRelated(digest, article, card) {
      for (const each of listOf(rowOfArticle(article))) {
        digest.number(card(stories[places[each.row] as number] as Article)).number(reasonMark(article, each));
      }
    },
    exportLists(asked) {
      const numbers: number[] = [];
      for (const row of asked) {
        const list = listOf(row);
        numbers.push(row, list.length, ...halvesOf(bars[row] as number, backgroundBars[row] as number));
        for (const { row: other, kind, term } of list) numbers.push(other, kinds.indexOf(kind), term);
      }
      return Int32Array.from(numbers);
    },
    importLists(numbers) {
      for (let at = 0; at < numbers.length; ) {
        const row = numbers[at] as number;
        const length = numbers[at + 1] as number;
        [bars[row], backgroundBars[row]] = joinHalves(numbers.subarray(at + 2, at + 6));
        at += 6;
        lists[row] = Array.from({ length }, (_, index) => ({
          row: numbers[at + index * 3] as number,
          kind: kinds[numbers[at + index * 3 + 1] as number] as RelatedReason["kind"],
          term: numbers[at + index * 3 + 2] as number,
        }));
        at += length * 3;
      }
    },
    adopt(known) {
      for (const [row, list] of known.lists.entries()) {
        if (list === undefined) continue;
        lists[row] = list;
        bars[row] = known.bars[row] as number;
        backgroundBars[row] = known.backgroundBars[row] as number;
      }
    },
    keep: () => ({ limit, lists, bars, backgroundBars, choices }),
  };
}

/** Doubles as pairs of whole numbers, to go in one list with others. */
function halvesOf(...doubles: readonly number[]): Int32Array {
  return new Int32Array(Float64Array.from(doubles).buffer);
}

function joinHalves(halves: Int32Array): [number, number] {
  const [first, second] = new Float64Array(halves.slice().buffer);
  return [first as number, second as number];
}

const noChoices = { pinned: [], excluded: [] } as const;

/** Numbers of folded series, for as long as the program runs: only equality counts. */
const seriesNumbers = new Map<string, number>();

/** The new rows of stories that were checked again, by their ids. */
function checkedAgain(newRows: Int32Array, table: StoryTable): Map<string, number> {
  const isKept = new Uint8Array(table.count);
  for (const row of newRows) if (row !== -1) isKept[row] = 1;
  const rows = new Map<string, number>();
  for (let row = 0; row < table.count; row++) {
    if (isKept[row] === 0) rows.set(table.ids[row] as string, row);
  }
  return rows;
}

/** Whether two versions of a story are the same for the ranking. The new table began with the names of the old one. */
function ranksAlike(old: StoryTable, row: number, table: StoryTable, newRow: number): boolean {
  const columns = ["dates", "sections", "languages", "series", "kinds"] as const;
  if (columns.some((name) => old[name][row] !== table[name][newRow])) return false;
  const [first, newFirst] = [old.terms.from[row] as number, table.terms.from[newRow] as number];
  const length = (old.terms.from[row + 1] as number) - first;
  if ((table.terms.from[newRow + 1] as number) - newFirst !== length) return false;
  for (let at = 0; at < length; at++) {
    if (old.terms.values[first + at] !== table.terms.values[newFirst + at]) return false;
    if (old.weights[first + at] !== table.weights[newFirst + at]) return false;
  }
  return true;
}

function goneStory(old: StoryTable, row: number): Query {
  const [first, last] = [old.terms.from[row], old.terms.from[row + 1]];
  return {
    date: old.dates[row] as number,
    section: old.sections[row] as number,
    language: old.languages[row] as number,
    isLasting: lasts(old, row),
    terms: old.terms.values.subarray(first, last),
    weights: old.weights.subarray(first, last),
  };
}

/** Whether a story stays true for years. */
function lasts({ kinds }: StoryTable, row: number): boolean {
  return articleKindNumbers[kinds[row] as number] === "explainer";
}

/** In how many stories each term was. */
function countTerms(old: StoryTable, now: number, { vocabulary }: StoryTable) {
  const formerCounts = new Int32Array(vocabulary.length);
  let formerTotal = 0;
  for (let row = 0; row < old.count; row++) {
    if (!liveAt(old, row, now)) continue;
    formerTotal++;
    const last = old.terms.from[row + 1] as number;
    for (let at = old.terms.from[row] as number; at < last; at++) {
      const term = old.terms.values[at] as number;
      formerCounts[term] = (formerCounts[term] as number) + 1;
    }
  }
  return { formerCounts, formerTotal };
}

/** Series are equal after folding. */
function foldedSeries({ names }: StoryTable, name: number): number {
  if (name === -1) return -1;
  const key = foldText(names[name] as string);
  let number = seriesNumbers.get(key);
  if (number === undefined) {
    number = seriesNumbers.size;
    seriesNumbers.set(key, number);
  }
  return number;
}

/** Whether readers could see the story of a row at a moment. */
export function liveAt(table: StoryTable, row: number, now: number): boolean {
  return (
    ((table.flags[row] as number) & storyFlags.draft) === 0 &&
    (table.liveFrom[row] as number) <= now &&
    now < (table.liveUntil[row] as number)
  );
}

function columnsOf(
  { stories }: Catalog,
  table: StoryTable,
  rows: Int32Array,
  choices: StoryColumns["choices"],
): () => StoryColumns {
  return () => {
    const count = stories.length;
    const from = new Int32Array(count + 1);
    for (let place = 0; place < count; place++) {
      const row = rows[place] as number;
      const length = (table.terms.from[row + 1] as number) - (table.terms.from[row] as number);
      from[place + 1] = (from[place] as number) + length;
    }
    const terms = new Int32Array(from[count] as number);
    const weights = new Uint8Array(from[count] as number);
    for (let place = 0; place < count; place++) {
      const row = rows[place] as number;
      const first = table.terms.from[row] as number;
      const last = table.terms.from[row + 1] as number;
      terms.set(table.terms.values.subarray(first, last), from[place]);
      weights.set(table.weights.subarray(first, last), from[place]);
    }
    const number = (column: Int32Array) => Int32Array.from(rows, (row) => column[row] as number);
    return {
      count,
      dates: Float64Array.from(rows, (row) => table.dates[row] as number),
      sections: number(table.sections),
      languages: number(table.languages),
      series: number(table.series).map((name) => foldedSeries(table, name)),
      lasting: Uint8Array.from(rows, (row) => Number(lasts(table, row))),
      from,
      terms,
      weights,
      vocabularySize: table.vocabulary.length,
      isTopic: (term) => (table.vocabulary[term] as string).startsWith("#"),
      choices,
    };
  };
}

/** Sidebars as columns of a file. */
export function columnsOfRelations({ limit, lists, bars, backgroundBars, choices }: KeptRelations): Columns {
  const from = new Int32Array(lists.length + 1);
  const known = new Uint8Array(lists.length);
  for (let row = 0; row < lists.length; row++) {
    known[row] = lists[row] === undefined ? 0 : 1;
    from[row + 1] = (from[row] as number) + (lists[row]?.length ?? 0);
  }
  const others = new Int32Array(from[lists.length] as number);
  const reasons = new Uint8Array(others.length);
  const terms = new Int32Array(others.length);
  let at = 0;
  for (let row = 0; row < lists.length; row++) {
    for (const { row: other, kind, term } of lists[row] ?? []) {
      others[at] = other;
      reasons[at] = kinds.indexOf(kind);
      terms[at] = term;
      at++;
    }
  }
  return {
    "related.limit": Int32Array.of(limit),
    "related.known": known,
    "related.from": from,
    "related.others": others,
    "related.reasons": reasons,
    "related.terms": terms,
    "related.bars": bars,
    "related.backgroundBars": backgroundBars,
    "related.choices": choices,
  };
}

/** The sidebars in the columns of a file. */
export function relationsInColumns(columns: Columns): KeptRelations {
  const from = columns["related.from"] as Int32Array;
  const known = columns["related.known"] as Uint8Array;
  const others = columns["related.others"] as Int32Array;
  const reasons = columns["related.reasons"] as Uint8Array;
  const terms = columns["related.terms"] as Int32Array;
  return {
    limit: (columns["related.limit"] as Int32Array)[0] as number,
    bars: columns["related.bars"] as Float64Array,
    backgroundBars: columns["related.backgroundBars"] as Float64Array,
    choices: columns["related.choices"] as Float64Array,
    lists: Array.from(known, (is, row) => {
      if (is === 0) return undefined;
      const list: KeptRelated[] = [];
      for (let at = from[row] as number; at < (from[row + 1] as number); at++) {
        list.push({
          row: others[at] as number,
          kind: kinds[reasons[at] as number] as RelatedReason["kind"],
          term: terms[at] as number,
        });
      }
      return list;
    }),
  };
}
