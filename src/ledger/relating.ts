import type { Catalog } from "../catalog/catalog.ts";
import type { ListedStory } from "../catalog/listed-story.ts";
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
import {
  columnsOfSidebars,
  exportSidebars,
  importSidebars,
  type KeptRelated,
  moveSidebar,
  noSidebars,
  type Sidebars,
  setSidebar,
  sidebarOf,
  sidebarsInColumns,
} from "./sidebars.ts";
import { rowOfArticle } from "./stored-article.ts";
import { articleKindNumbers, type StoryTable, storyFlags } from "./story-table.ts";

/** The sidebars of a table's stories as far as they are known, and what they rest on besides the stories. */
export interface KeptRelations {
  readonly sidebars: Sidebars;
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
  /** See `marksOfTags`; and a digest of what pages have around their stories. */
  readonly marks: { readonly tags: Float64Array; readonly surroundings: number };
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
  /**
   * Stories that came, in their new version, and stories that went, in their old one; edited ones are both. `undefined`
   * if nothing is known of a former build.
   */
  readonly changed: readonly ListedStory[] | undefined;
  /** Whether a story, its sidebar and all stories in it are those of the former build. */
  isSame(article: Article): boolean;
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
  const sidebars = noSidebars(table.count, limit);
  /** By row: 1 for a story that is as it was, and all in its sidebar too. */
  const same = new Uint8Array(table.count);
  let changed: readonly ListedStory[] | undefined;
  if (former && former.relations.sidebars.limit === limit) changed = takeOver(former);

  function takeOver({ table: old, now, places: newRows, relations: kept }: FormerStories): ListedStory[] {
    const listed: ListedStory[] = [];
    const rowOf = checkedAgain(newRows, table);
    const newRowOf = (row: number) => {
      const newRow = newRows[row] as number;
      return newRow === -1 ? (rowOf.get(old.ids[row] as string) ?? -1) : newRow;
    };
    /** A story that has gone takes with it every sidebar it stood in. An edited one may look otherwise there. */
    const standing = ({ others, width, lengths }: Sidebars, row: number): "gone" | "other" | "same" => {
      let found: "other" | "same" = "same";
      const end = row * width + (lengths[row] as number);
      for (let place = row * width; place < end; place++) {
        const old = others[place] as number;
        if (newRows[old] === -1) found = "other";
        const other = newRowOf(old);
        if (other === -1 || places[other] === -1) return "gone";
      }
      return found;
    };
    const gone: number[] = [];
    const isOther = new Uint8Array(table.count).fill(1);
    const rechosen: number[] = [];
    /** By row: 1 for live stories that the old table has. */
    const wasKnown = new Uint8Array(table.count);
    // A function for each row is compiled well long before a loop over all rows would be.
    const takeOne = (row: number) => {
      const newRow = newRowOf(row);
      const isLiveNow = newRow !== -1 && places[newRow] !== -1;
      const wasLive = liveAt(old, row, now);
      // A story that was edited stands if the ranking sees nothing of the edit.
      const isSame = isLiveNow && (newRows[row] !== -1 || ranksAlike(old, row, table, newRow));
      if (wasLive && isSame) isOther[newRow] = 0;
      else if (wasLive) gone.push(row);
      const isKept = wasLive && isLiveNow && newRows[row] !== -1;
      if (wasLive && !isKept) listed.push(listedStory(old, row));
      if (newRow === -1) return;
      if (isLiveNow && !isKept) listed.push(listedStory(table, newRow));
      if (isLiveNow) wasKnown[newRow] = 1;
      if (kept.sidebars.lengths[row] !== -1) {
        const found = standing(kept.sidebars, row);
        if (found !== "gone") moveSidebar(kept.sidebars, row, sidebars, newRow, newRowOf);
        if (isKept && found === "same") same[newRow] = 1;
      }
      if (kept.choices[row] !== choices[newRow] && isOther[newRow] === 0) rechosen.push(newRow);
    };
    for (let row = 0; row < old.count; row++) takeOne(row);
    for (const row of rows) if (wasKnown[row] === 0) listed.push(listedStory(table, row));
    const placesOf = (some: readonly number[]) => some.map((row) => places[row] as number);
    const changed: number[] = [];
    for (let place = 0; place < rows.length; place++) {
      if (isOther[rows[place] as number] === 1) changed.push(place);
    }
    if (changed.length === 0 && gone.length === 0 && rechosen.length === 0) return listed;
    const touched = relations().affected(
      {
        changed,
        rechosen: placesOf(rechosen),
        gone: gone.map((row) => goneStory(old, row)),
        bars: Float64Array.from(rows, (row) => sidebars.bars[row] as number),
        backgroundBars: Float64Array.from(rows, (row) => sidebars.backgroundBars[row] as number),
      },
      limit,
    );
    if (touched === "all") {
      sidebars.lengths.fill(-1);
      same.fill(0);
    } else {
      for (const place of touched) {
        sidebars.lengths[rows[place] as number] = -1;
        same[rows[place] as number] = 0;
      }
      relations().expect(touched);
    }
    return listed;
  }

  function listOf(row: number): readonly KeptRelated[] {
    const known = sidebarOf(sidebars, row);
    if (known !== undefined) return known;
    const { stories: found, bar, backgroundBar } = relations().search(places[row] as number, limit);
    const list = found.map(({ row: place, reason }) => ({
      row: rows[place] as number,
      kind: reason.kind,
      term: reason.kind === "topic" ? reason.term : -1,
    }));
    setSidebar(sidebars, row, list, bar, backgroundBar);
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
      for (const row of asked) listOf(row);
      return exportSidebars(sidebars, asked);
    },
    importLists: (numbers) => importSidebars(sidebars, numbers),
    adopt({ sidebars: known }) {
      for (let row = 0; row < table.count; row++) {
        if (known.lengths[row] !== -1) moveSidebar(known, row, sidebars, row, (other) => other);
      }
    },
    keep: () => ({ sidebars, choices }),
    changed,
    isSame: (article) => same[rowOfArticle(article)] === 1,
  };
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

/** Where a story of a table is listed. */
function listedStory({ names, sections, authors, tags, dates }: StoryTable, row: number): ListedStory {
  const namesOf = ({ from, values }: StoryTable["tags"]) =>
    Array.from(values.subarray(from[row], from[row + 1]), (name) => names[name] as string);
  return {
    section: names[sections[row] as number] as string,
    authors: namesOf(authors),
    tags: namesOf(tags),
    date: dates[row] as number,
  };
}

/** Whether a story stays true for years. */
function lasts({ kinds }: StoryTable, row: number): boolean {
  return articleKindNumbers[kinds[row] as number] === "explainer";
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
    const own = {
      dates: new Float64Array(count),
      sections: new Int32Array(count),
      languages: new Int32Array(count),
      series: new Int32Array(count),
      lasting: new Uint8Array(count),
      first: new Int32Array(count),
      end: new Int32Array(count),
    };
    const { from, values: terms } = table.terms;
    const fill = (row: number, place: number) => {
      own.dates[place] = table.dates[row] as number;
      own.sections[place] = table.sections[row] as number;
      own.languages[place] = table.languages[row] as number;
      own.series[place] = foldedSeries(table, table.series[row] as number);
      own.lasting[place] = Number(lasts(table, row));
      own.first[place] = from[row] as number;
      own.end[place] = from[row + 1] as number;
    };
    rows.forEach(fill);
    return {
      count,
      ...own,
      terms,
      weights: table.weights,
      vocabularySize: table.vocabulary.length,
      isTopic: (term) => (table.vocabulary[term] as string).startsWith("#"),
      choices,
    };
  };
}

/** What is kept of sidebars as columns of a file. */
export function columnsOfRelations({ sidebars, choices }: KeptRelations): Columns {
  return { ...columnsOfSidebars(sidebars), "related.choices": choices };
}

/** What is kept of sidebars in the columns of a file. */
export function relationsInColumns(columns: Columns): KeptRelations {
  return { sidebars: sidebarsInColumns(columns), choices: columns["related.choices"] as Float64Array };
}
