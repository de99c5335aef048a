import { type RowLists, slotFrom } from "./row-lists.ts";
import { addTerms, affinity, firstRow, isBackground, nearness, type Scratch } from "./score.ts";
import type { SectionIndex } from "./section-index.ts";
import { at, type Query, queryOf, type StoryColumns } from "./story-columns.ts";
import { idfClass, type TermIndex, totalClass } from "./term-index.ts";

/** What happened between a former newsroom and the one that is indexed. */
export interface RelateChanges {
  /** Rows that were added or edited in any column. */
  readonly changed: readonly number[];
  /**
   * Other rows whose choices are other than before. A story that pins or excludes one that came or went is one of them,
   * since choices name live rows only.
   */
  readonly rechosen: readonly number[];
  /** The former version of edited stories, and removed ones; terms by the numbers of the vocabulary, which only grows. */
  readonly gone: readonly Query[];
  /** By row: what a story had to reach to be considered for its sidebar, see `Sidebar`; NaN where it is not known. */
  readonly bars: Float64Array;
  readonly backgroundBars: Float64Array;
}

/** Share of all rows beyond which it is not worth telling them apart. */
const mostShare = 0.25;

/** Weights are kept in single precision, and rounded otherwise when the other of two stories is asked. */
const margin = 1 - 1e-6;

/**
 * The rows whose sidebar may differ from what it was.
 *
 * What two stories score depends on the two alone, on how common the terms are that they share, and on the class of the
 * number of all stories. And, but for rounding, it is the same seen from either. So a story that came or went is compared with all others
 * once: it matters to those with which it reaches what was needed to be considered. Of terms whose idf class changed
 * all rows count. A sidebar that is filled up with its section sees `window` stories to either side there.
 *
 * @param choosers rows with any choices
 * @param window how far a sidebar may look along its section
 */
export function findAffected(
  columns: StoryColumns,
  termIndex: TermIndex,
  sectionIndex: SectionIndex,
  choosers: readonly number[],
  window: number,
  changes: RelateChanges,
  scratch: Scratch,
): Set<number> | "all" {
  const { count, dates } = columns;
  const { bars, backgroundBars } = changes;
  // What did not change was there before.
  const formerTotal = count - changes.changed.length + changes.gone.length;
  if (totalClass(formerTotal) !== totalClass(count)) return "all";
  const most = count * mostShare;
  const affected = new Set([...changes.changed, ...changes.rechosen]);
  /** By how many stories more a term has now. */
  const more = new Map<number, number>();
  const queries = changes.changed.map((row) => queryOf(columns, row));
  for (const { terms } of queries) for (const term of terms) more.set(term, (more.get(term) ?? 0) + 1);
  for (const { terms } of changes.gone) for (const term of terms) more.set(term, (more.get(term) ?? 0) - 1);

  /** Adds the rows that see slots `first` to `end`, or the gaps around them, at a distance. */
  function addAround(
    lists: Pick<RowLists, "starts" | "rows">,
    key: number,
    first: number,
    end: number,
    distance: number,
  ): void {
    const last = Math.min(at(lists.starts, key + 1), end + distance);
    let slot = Math.max(at(lists.starts, key), first - distance);
    for (; slot < last && affected.size <= most; slot++) affected.add(at(lists.rows, slot));
  }

  const addedWhole = new Set<number>();

  /** Adds all rows of those terms that became much more or much less common. */
  function addRestless(terms: Int32Array): void {
    for (const term of terms) {
      const first = at(termIndex.starts, term);
      const stories = at(termIndex.counts, term);
      if (stories === 0 || addedWhole.has(term)) continue;
      const former = stories - (more.get(term) ?? 0);
      if (former > 0 && idfClass(former, formerTotal) === at(termIndex.idfs, term)) continue;
      addAround(termIndex, term, first, first + stories, 0);
      addedWhole.add(term);
    }
  }

  /** Adds the rows that consider a story. */
  function addConsidering(query: Query): void {
    const touchedCount = addTerms(columns, termIndex, query, scratch);
    for (let place = 0; place < touchedCount; place++) {
      const row = scratch.touched[place] as number;
      const shared = (scratch.sums[row] as number) * affinity(columns, query, row);
      scratch.sums[row] = 0;
      const isNear = shared * nearness(columns, query, row) >= (bars[row] as number) * margin;
      if (isNear) affected.add(row);
      else if (isBackground(query, at(dates, row)) && shared >= (backgroundBars[row] as number) * margin) {
        affected.add(row);
      }
    }
  }

  for (const [index, query] of queries.entries()) {
    const row = changes.changed[index] as number;
    addRestless(query.terms);
    addConsidering(query);
    const slot = at(sectionIndex.slots, row);
    addAround(sectionIndex, at(sectionIndex.groups, row), slot, slot + 1, window);
    if (affected.size > most) return "all";
  }
  for (const query of changes.gone) {
    addRestless(query.terms);
    addConsidering(query);
    const group = sectionIndex.groupOf(query.section, query.language);
    if (group !== undefined) {
      // Among stories of the same moment it may have stood anywhere.
      const newest = firstRow(dates, (other) => other <= query.date);
      const oldest = firstRow(dates, (other) => other < query.date);
      const first = slotFrom(sectionIndex, group, newest);
      addAround(sectionIndex, group, first, slotFrom(sectionIndex, group, oldest), window);
    }
    if (affected.size > most) return "all";
  }
  const changed = new Set(changes.changed);
  for (const row of choosers) {
    const { pinned, excluded } = columns.choices(row);
    if (pinned.some((other) => changed.has(other)) || excluded.some((other) => changed.has(other))) {
      affected.add(row);
    }
  }
  return affected.size > most ? "all" : affected;
}
