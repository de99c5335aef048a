import { type RowLists, slotFrom } from "./row-lists.ts";
import type { SectionIndex } from "./section-index.ts";
import { at, type StoryColumns } from "./story-columns.ts";
import { idfClass, reach, type TermIndex, totalClass } from "./term-index.ts";

/** What happened between a former newsroom and the one that is indexed. */
export interface RelateChanges {
  /**
   * Rows that were added or edited: any column, or their choices. A story that pins or excludes one that came or
   * went has other choices than before, since these name live rows only.
   */
  readonly changed: readonly number[];
  /** The former version of edited stories, and removed ones. */
  readonly gone: readonly GoneStory[];
  /** Stories with a term before, by the numbers of the vocabulary, which only grows. */
  readonly formerCounts: Int32Array;
  /** Stories before. */
  readonly formerTotal: number;
}

/** A story as it was: its columns, terms by the numbers of the vocabulary. */
export interface GoneStory {
  readonly date: number;
  readonly section: number;
  readonly language: number;
  readonly series: number;
  readonly terms: readonly number[];
}

/** Share of all rows beyond which it is not worth telling them apart. */
const mostShare = 0.25;

/**
 * The rows whose sidebar may differ from what it was.
 *
 * A sidebar rests on windows of lists: `reach` stories to either side in the list of each of its terms, and
 * `limit` plus exclusions to either side in the list of its section. Seen from a story that looks out, the nearest
 * change in a list has only unchanged stories before it, so the window sees that change now as it did before:
 * it is enough to take each change alone, and to look back from it as far as a window goes.
 * Of terms whose idf class changed all rows count.
 *
 * @param choosers rows with any choices
 * @param mostExcluded largest number of exclusions of a row
 */
export function findAffected(
  columns: StoryColumns,
  termIndex: TermIndex,
  sectionIndex: SectionIndex,
  choosers: readonly number[],
  mostExcluded: number,
  changes: RelateChanges,
  limit: number,
): Set<number> | "all" {
  const { count, dates, from, terms } = columns;
  const { formerCounts, formerTotal } = changes;
  if (totalClass(formerTotal) !== totalClass(count)) return "all";
  const most = count * mostShare;
  const affected = new Set(changes.changed);

  /** Adds the rows that see slots `first` to `end`, or the gaps around them, at a distance. */
  function addAround(lists: RowLists, key: number, first: number, end: number, distance: number): void {
    const last = Math.min(at(lists.starts, key + 1), end + distance);
    let slot = Math.max(at(lists.starts, key), first - distance);
    for (; slot < last && affected.size <= most; slot++) affected.add(at(lists.rows, slot));
  }

  const addedWhole = new Set<number>();

  function addTerm(term: number, first: number, end: number): void {
    const stories = at(termIndex.starts, term + 1) - at(termIndex.starts, term);
    if (stories === 0 || addedWhole.has(term)) return;
    const former = formerCounts[term] ?? 0;
    const isSteady = former > 0 && idfClass(former, formerTotal) === at(termIndex.idfs, term);
    addAround(termIndex, term, first, end, isSteady ? reach : stories);
    if (!isSteady) addedWhole.add(term);
  }

  const window = limit + mostExcluded;
  for (const row of changes.changed) {
    for (let place = at(from, row); place < at(from, row + 1); place++) {
      const slot = at(termIndex.slots, place);
      addTerm(at(terms, place), slot, slot + 1);
    }
    const slot = at(sectionIndex.slots, row);
    addAround(sectionIndex, at(sectionIndex.groups, row), slot, slot + 1, window);
    if (affected.size > most) return "all";
  }
  for (const { date, section, language, terms: formerTerms } of changes.gone) {
    // Among stories of the same moment it may have stood anywhere.
    const newest = firstRow(dates, (other) => other <= date);
    const oldest = firstRow(dates, (other) => other < date);
    for (const term of formerTerms) {
      addTerm(term, slotFrom(termIndex, term, newest), slotFrom(termIndex, term, oldest));
    }
    const group = sectionIndex.groupOf(section, language);
    if (group !== undefined) {
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

/** The first row whose date passes the test that all older ones pass too. */
function firstRow(dates: Float64Array, isPast: (date: number) => boolean): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(at(dates, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
