import { findAffected, type RelateChanges } from "./affected.ts";
import { scoreByTerms, scratchFor, takeBest } from "./score.ts";
import { indexSections } from "./section-index.ts";
import { at, noSeries, type StoryColumns } from "./story-columns.ts";
import { indexTerms } from "./term-index.ts";

export type { GoneStory, RelateChanges } from "./affected.ts";
export type { EditorChoices, StoryColumns } from "./story-columns.ts";

/** Why a story stands in the sidebar: shown as `data-reason`. */
export type RelatedReason =
  | { readonly kind: "pinned" }
  | { readonly kind: "series" }
  | { readonly kind: "topic"; readonly term: number }
  | { readonly kind: "words" }
  | { readonly kind: "section" };

export interface RelatedRow {
  readonly row: number;
  /** Dimensionless; pinned stories have `Infinity`, stories that only share the section 0. */
  readonly score: number;
  readonly reason: RelatedReason;
}

/** Finds related stories among the rows of one index. */
export interface Relations {
  /**
   * The stories for the sidebar of the story A of `row`.
   *
   * Editors' pins come first, in their order. Then by score, those that share a term:
   *
   *     (sum of wA(t) * wB(t) * idf(t)² / (|A| * |B| * unit²) + bonus) * (0.4 + 0.6 * 0.5 ** (days / 14))
   *
   * - t: the terms that A and B share. w: raw weights of `termsOf`. |A|: `sqrt(sum of wA²)`, without idf, so that a
   *   term that becomes more common touches only pairs that share it
   * - `idf(t) = 1 + log2(N) - floor(log2(n))` for a term of n stories; N is the smallest power of two that is not
   *   below the number of all stories
   * - unit: 7, the idf of a term that one story in 64 has; in a newsroom of fewer stories, the highest idf. Two
   *   stories that have all terms in common then score about 1, and the bonus weighs the same in any newsroom
   * - bonus: 0.15 in the same series, 0.05 in the same section
   * - days: between the dates of A and B
   *
   * A term that many stories share counts only towards the 64 stories next before and after A in time that have it
   * too; a rare term counts at any distance. What is left is filled with stories of the same section and language:
   * those next older, nearest first, then those next newer, nearest first. So the work for one story does not grow
   * with the archive, and one story more or less changes a bounded number of sidebars; only where a count passes a
   * power of two it changes all of the term, or of the newsroom.
   *
   * The reason is the series where both are of one; else the shared whole tag with the highest idf, of equals the
   * first among the terms of A; else words.
   *
   * @returns at most `limit`; never the story itself nor an excluded one. Scores of shared terms are above 0 and
   *   rarely above 1. Ties newest first, by row. The same to the last bit however terms are numbered
   */
  find(row: number, limit: number): RelatedRow[];

  /**
   * Rows of this index whose `find` may differ from what it was before the changes; some may not.
   *
   * @param limit the one `find` is called with
   * @returns `"all"` where it would be more than a quarter of the rows, and where the number of stories passed a
   *   power of two, which changes every score
   */
  affected(changes: RelateChanges, limit: number): Set<number> | "all";
}

/** Indexes stories and keeps scratch space for one search at a time. */
export function relateStories(columns: StoryColumns): Relations {
  const { count, series, from, terms } = columns;
  const termIndex = indexTerms(columns);
  const sectionIndex = indexSections(columns);
  const scratch = scratchFor(count);
  const choosers: number[] = [];
  let mostExcluded = 0;
  for (let row = 0; row < count; row++) {
    const { pinned, excluded } = columns.choices(row);
    if (pinned.length + excluded.length > 0) choosers.push(row);
    mostExcluded = Math.max(mostExcluded, excluded.length);
  }

  function reasonFor(row: number, other: number): RelatedReason {
    if (at(series, row) !== noSeries && at(series, row) === at(series, other)) return { kind: "series" };
    let rarest: number | undefined;
    for (let place = at(from, row); place < at(from, row + 1); place++) {
      const term = at(terms, place);
      // Of several shared topics the rarest says most.
      if (rarest !== undefined && at(termIndex.idfs, term) <= at(termIndex.idfs, rarest)) continue;
      if (columns.isTopic(term) && hasTerm(other, term)) rarest = term;
    }
    return rarest === undefined ? { kind: "words" } : { kind: "topic", term: rarest };
  }

  function hasTerm(row: number, term: number): boolean {
    for (let place = at(from, row); place < at(from, row + 1); place++) {
      if (at(terms, place) === term) return true;
    }
    return false;
  }

  /** Adds rows of the same section and language until there are `limit`. */
  function fill(found: RelatedRow[], self: number, excluded: readonly number[], limit: number): void {
    const group = at(sectionIndex.groups, self);
    const own = at(sectionIndex.slots, self);
    const add = (slot: number) => {
      const row = at(sectionIndex.rows, slot);
      if (excluded.includes(row) || found.some((other) => other.row === row)) return;
      found.push({ row, score: 0, reason: { kind: "section" } });
    };
    const end = at(sectionIndex.starts, group + 1);
    for (let slot = own + 1; slot < end && found.length < limit; slot++) add(slot);
    const start = at(sectionIndex.starts, group);
    for (let slot = own - 1; slot >= start && found.length < limit; slot--) add(slot);
  }

  return {
    find(self, limit) {
      const { pinned, excluded } = columns.choices(self);
      const found: RelatedRow[] = [];
      for (const row of pinned) {
        if (found.length >= limit) break;
        if (row === self || excluded.includes(row) || found.some((other) => other.row === row)) continue;
        found.push({ row, score: Number.POSITIVE_INFINITY, reason: { kind: "pinned" } });
      }
      const room = limit - found.length;
      if (room <= 0) return found;
      const touchedCount = scoreByTerms(columns, termIndex, self, scratch);
      scratch.scores[self] = 0;
      for (const row of excluded) scratch.scores[row] = 0;
      for (const { row } of found) scratch.scores[row] = 0;
      const bestCount = takeBest(columns, self, touchedCount, room, scratch);
      for (let rank = 0; rank < bestCount; rank++) {
        const row = at(scratch.bestRows, rank);
        found.push({ row, score: at(scratch.bestScores, rank), reason: reasonFor(self, row) });
      }
      if (found.length < limit) fill(found, self, excluded, limit);
      return found;
    },
    affected(changes, limit) {
      return findAffected(columns, termIndex, sectionIndex, choosers, mostExcluded, changes, limit);
    },
  };
}

/**
 * The reason as it stands in the page: `pinned`, `topic: मौसम`, `section: देश`.
 *
 * @param name of the topic, section or series, where the reason is one
 */
export function showReason({ kind }: RelatedReason, name?: string): string {
  return name === undefined ? kind : `${kind}: ${name}`;
}
