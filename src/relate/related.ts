import { onDemand } from "../language/on-demand.ts";
import { findAffected, type RelateChanges } from "./affected.ts";
import { openLikeness } from "./likeness.ts";
import { addTerms, affinityParts, dayMs, nearness, rowsWithin, scratchFor, takePool } from "./score.ts";
import { indexSections } from "./section-index.ts";
import { type LeftOut, select } from "./select.ts";
import { at, lengthOf, noSeries, type Query, queryOf, type StoryColumns } from "./story-columns.ts";
import { countTerms, farStep, indexTerms, stepOf, type TermIndex, windowDays } from "./term-index.ts";

export type { RelateChanges } from "./affected.ts";
export type { LeftOut } from "./select.ts";
export type { EditorChoices, Query, StoryColumns } from "./story-columns.ts";

/** Why a story stands in the sidebar: shown as `data-reason`. */
export type RelatedReason =
  | { readonly kind: "pinned" }
  | { readonly kind: "series" }
  | { readonly kind: "topic"; readonly term: number }
  | { readonly kind: "words" }
  | { readonly kind: "section" }
  | { readonly kind: "background" };

export interface RelatedRow {
  readonly row: number;
  /** Dimensionless; pinned stories have `Infinity`, stories that only share the section 0. */
  readonly score: number;
  readonly reason: RelatedReason;
}

/** A sidebar, and what it takes to come into it. */
export interface Sidebar {
  readonly stories: readonly RelatedRow[];
  /** The least score with which a story is considered; `Infinity` where there is no room. */
  readonly bar: number;
  /** The same for background, without nearness in time. */
  readonly backgroundBar: number;
}

/** How a score came about: `score = shared * section * language * nearness`, but for rounding. */
export interface RelatedParts {
  /** Every shared term that counts and what it adds, the most first. */
  readonly terms: readonly { readonly term: number; readonly score: number }[];
  readonly shared: number;
  /** 1.8 in the same section, else 1. */
  readonly section: number;
  /** 0.2 in another language, else 1. */
  readonly language: number;
  /** 0.55 to 1; 1 for background, whose age does not count. */
  readonly nearness: number;
  /** Between the two stories' dates. */
  readonly days: number;
  readonly score: number;
}

/** A story that was considered for a sidebar. */
export interface ConsideredRow {
  readonly row: number;
  /** Why it stands there, or would. */
  readonly reason: RelatedReason;
  readonly parts: RelatedParts;
}

/** A sidebar, and what did not come into it. */
export interface ExplainedSidebar {
  readonly shown: readonly ConsideredRow[];
  /** Of the best stories, pins and exclusions: those that are not shown, highest score first. */
  readonly leftOut: readonly (ConsideredRow & {
    readonly because: LeftOut | { readonly kind: "excluded" } | { readonly kind: "no-room" };
  })[];
}

/** Finds related stories among the rows of one index. */
export interface Relations {
  /**
   * The stories for the sidebar of the story A of `row`.
   *
   * Editors' pins come first, in their order. Then those that share a term, by this score:
   *
   *     sum of wA(t) * wB(t) * idf(t)² / (|A| * |B| * unit²) * section * language * nearness
   *
   * - t: the terms that A and B share. w: weights of `termsOf`. |A|: `sqrt(sum of wA²)`, without idf, so that a
   *   term that becomes more common touches only pairs that share it
   * - `idf(t) = 1 + log2(N) - floor(log2(n))` for a term of n stories; N is the smallest power of two that is not
   *   below the number of all stories
   * - unit: 7, the idf of a term that one story in 64 has; in a newsroom of fewer stories, the highest idf. Two
   *   stories that have all terms in common then score about 1
   * - section: 1.8 in the same section, else 1. language: 0.2 in another language, else 1
   * - nearness: `0.55 + 0.45 * 0.5 ** (days / h)` with the days between the dates of A and B; h is 10, and 365 where
   *   one of them is an explainer
   *
   * A term of 512 stories or more counts only between stories that are at most `120 / 2 ** (floor(log2(n)) - 9)` days
   * apart, so that the work for one story does not grow with the archive.
   *
   * Of the best {@link poolSize} those are shown that `select` chooses: no reprints, two at most of one event, one that
   * tells what came before. What is left is filled with stories of the same section and language: those next older,
   * nearest first, then those next newer, nearest first.
   *
   * The reason is the series where both are of one; else the shared whole tag with the highest idf, of equals the
   * first among the terms of A; else words.
   *
   * @returns at most `limit`; never the story itself nor an excluded one. Ties newest first, by row. The same to the
   *   last bit however terms are numbered
   */
  search(row: number, limit: number): Sidebar;

  /** The stories of {@link search} alone. */
  find(row: number, limit: number): readonly RelatedRow[];

  /**
   * Rows of this index whose sidebar may differ from what it was before the changes; some may not.
   *
   * @param limit the one that {@link search} is called with
   * @returns `"all"` where it would be more than a quarter of the rows, and where the number of stories passed a
   *   power of two, which changes every score
   */
  affected(changes: RelateChanges, limit: number): Set<number> | "all";

  /**
   * Makes ready to search for some rows alone, which is much less work where they are few. Any other row may be asked
   * for all the same.
   */
  expect(rows: ReadonlySet<number>): void;

  /**
   * Every shared term of two rows and what it adds to their score, the most first; without common ones that do not
   * count because the stories are too far apart.
   */
  explain(row: number, other: number): readonly { readonly term: number; readonly score: number }[];

  /** What {@link search} finds, with all it was made of. Takes a little longer: it is for people who ask. */
  explainSidebar(row: number, limit: number): ExplainedSidebar;
}

/** With a larger share of the stories an index of their terms alone is not worth its trouble. */
const worthWhole = 20;

/** 1 for each term that one of the stories has. */
function termsIn({ vocabularySize }: StoryColumns, stories: readonly Query[]): Uint8Array {
  const wanted = new Uint8Array(vocabularySize);
  for (const { terms } of stories) for (const term of terms) wanted[term] = 1;
  return wanted;
}

/** 1 for each row between which and one of the stories common terms may count. */
function rowsNear({ count, dates }: StoryColumns, stories: readonly Query[]): Uint8Array {
  const near = new Uint8Array(count);
  for (const { date } of stories) {
    const [newest, end] = rowsWithin(dates, date, windowDays(farStep + 1) * dayMs);
    near.fill(1, newest, end);
  }
  return near;
}

/** How many stories are considered for a sidebar of `limit`: enough that some may be left out. */
export function poolSize(limit: number): number {
  return Math.max(20, 4 * limit);
}

/**
 * Indexes stories and keeps scratch space for one search at a time.
 *
 * @param wholeUpTo stories up to which an index of all terms is made in no time, even if few are asked for
 */
export function relateStories(columns: StoryColumns, wholeUpTo = 20_000): Relations {
  const { count, series, first: firsts, end: ends, terms, weights } = columns;
  const sectionIndex = indexSections(columns);
  const scratch = scratchFor(count, columns.vocabularySize);
  const likeness = openLikeness(columns, scratch);
  const choosers: number[] = [];
  let mostExcluded = 0;
  for (let row = 0; row < count; row++) {
    const { pinned, excluded } = columns.choices(row);
    if (pinned.length + excluded.length > 0) choosers.push(row);
    mostExcluded = Math.max(mostExcluded, excluded.length);
  }

  const counts = onDemand(() => countTerms(columns));
  /** Of all terms, or of those that the stories have that are to be searched for. */
  let termIndex: TermIndex | undefined;
  let expected: ReadonlySet<number> | undefined;

  function indexFor(row: number): TermIndex {
    if (termIndex === undefined || (expected !== undefined && !expected.has(row))) {
      termIndex = indexTerms(columns, counts());
      expected = undefined;
    }
    return termIndex;
  }

  function reasonFor(row: number, other: number): RelatedReason {
    const { idfs } = indexFor(row);
    if (at(series, row) !== noSeries && at(series, row) === at(series, other)) return { kind: "series" };
    let rarest: number | undefined;
    for (let place = at(firsts, row); place < at(ends, row); place++) {
      const term = at(terms, place);
      // Of several shared topics the rarest says most.
      if (rarest !== undefined && at(idfs, term) <= at(idfs, rarest)) continue;
      if (columns.isTopic(term) && hasTerm(other, term)) rarest = term;
    }
    return rarest === undefined ? { kind: "words" } : { kind: "topic", term: rarest };
  }

  function hasTerm(row: number, term: number): boolean {
    for (let place = at(firsts, row); place < at(ends, row); place++) {
      if (at(terms, place) === term) return true;
    }
    return false;
  }

  /** Adds rows of the same section and language until there are `limit`. */
  function fill(found: RelatedRow[], self: number, passedOver: ReadonlySet<number>, limit: number): void {
    const group = at(sectionIndex.groups, self);
    const own = at(sectionIndex.slots, self);
    const add = (slot: number) => {
      const row = at(sectionIndex.rows, slot);
      if (passedOver.has(row) || found.some((other) => other.row === row)) return;
      found.push({ row, score: 0, reason: { kind: "section" } });
    };
    const end = at(sectionIndex.starts, group + 1);
    for (let slot = own + 1; slot < end && found.length < limit; slot++) add(slot);
    const start = at(sectionIndex.starts, group);
    for (let slot = own - 1; slot >= start && found.length < limit; slot--) add(slot);
  }

  function search(self: number, limit: number, told?: Told): Sidebar {
    const { pinned, excluded } = columns.choices(self);
    const found: RelatedRow[] = [];
    for (const row of pinned) {
      if (found.length >= limit) break;
      if (row === self || excluded.includes(row) || found.some((other) => other.row === row)) continue;
      found.push({ row, score: Number.POSITIVE_INFINITY, reason: { kind: "pinned" } });
    }
    const room = limit - found.length;
    const never = Number.POSITIVE_INFINITY;
    if (room <= 0) return { stories: found, bar: never, backgroundBar: never };
    const query = queryOf(columns, self);
    const touchedCount = addTerms(columns, indexFor(self), query, scratch);
    const taken = found.map(({ row }) => row);
    for (const row of [self, ...excluded, ...taken]) scratch.sums[row] = 0;
    const size = poolSize(limit);
    const pool = takePool(columns, query, touchedCount, size, scratch);
    const considered = scratch.poolRows.slice(0, pool.count);
    if (told) told.considered = considered;
    const bar = pool.count === size ? at(scratch.poolScores, size - 1) : 0;
    for (const { row, score, isBackground } of select(
      columns,
      likeness,
      self,
      pool,
      taken,
      room,
      scratch,
      told?.leave,
    )) {
      found.push({ row, score, reason: isBackground ? { kind: "background" } : reasonFor(self, row) });
    }
    if (found.length < limit) fill(found, self, new Set([...excluded, ...considered]), limit);
    return { stories: found, bar, backgroundBar: pool.backgroundScore };
  }

  function explain(row: number, other: number): RelatedParts["terms"] {
    const shared: { term: number; score: number }[] = [];
    const { idfs, unit, counts } = indexFor(row);
    const lengths = [row, other].map((each) => lengthOf(queryOf(columns, each).weights));
    const scale = 1 / ((lengths[0] as number) * (lengths[1] as number) * unit ** 2);
    const days = Math.abs(at(columns.dates, row) - at(columns.dates, other)) / dayMs;
    for (let place = at(firsts, row); place < at(ends, row); place++) {
      const term = at(terms, place);
      const step = stepOf(at(counts, term));
      if (step > farStep && days > windowDays(step)) continue;
      for (let its = at(firsts, other); its < at(ends, other); its++) {
        if (at(terms, its) !== term) continue;
        shared.push({ term, score: at(weights, place) * at(weights, its) * at(idfs, term) ** 2 * scale });
      }
    }
    return shared.sort((a, b) => b.score - a.score);
  }

  function partsOf(self: number, row: number, reason: RelatedReason): RelatedParts {
    const query = queryOf(columns, self);
    const sharedTerms = explain(self, row);
    const shared = sharedTerms.reduce((sum, { score }) => sum + score, 0);
    const { section, language } = affinityParts(columns, query, row);
    const near = reason.kind === "background" ? 1 : nearness(columns, query, row);
    const days = Math.abs(query.date - at(columns.dates, row)) / dayMs;
    const score = shared * section * language * near;
    return { terms: sharedTerms, shared, section, language, nearness: near, days, score };
  }

  function explainSidebar(self: number, limit: number): ExplainedSidebar {
    const becauseOf = new Map<number, LeftOut>();
    const told: Told = {
      considered: new Int32Array(0),
      leave: (row, because) => becauseOf.set(row, because),
    };
    const { stories } = search(self, limit, told);
    const shown = stories.map(({ row, reason }) => ({ row, reason, parts: partsOf(self, row, reason) }));
    const isShown = new Set(stories.map(({ row }) => row));
    const { pinned, excluded } = columns.choices(self);
    const others = new Set([...pinned, ...excluded, ...told.considered].filter((row) => !isShown.has(row)));
    others.delete(self);
    const leftOut = [...others].map((row) => {
      const reason: RelatedReason = pinned.includes(row) ? { kind: "pinned" } : reasonFor(self, row);
      const because = excluded.includes(row)
        ? ({ kind: "excluded" } as const)
        : (becauseOf.get(row) ?? ({ kind: "no-room" } as const));
      return { row, reason, parts: partsOf(self, row, reason), because };
    });
    leftOut.sort((a, b) => b.parts.score - a.parts.score || a.row - b.row);
    return { shown, leftOut };
  }

  return {
    search: (row, limit) => search(row, limit),
    find: (row, limit) => search(row, limit).stories,
    affected(changes, limit) {
      const window = limit + mostExcluded + poolSize(limit);
      const queries = [...changes.changed.map((row) => queryOf(columns, row)), ...changes.gone];
      // In a small newsroom one index of all serves this and the searches after it.
      if (count <= wholeUpTo || queries.length * worthWhole > count) {
        termIndex = indexTerms(columns, counts());
        expected = undefined;
      }
      // One made for a few searches lacks what is not near them.
      const whole = expected === undefined ? termIndex : undefined;
      const index = whole ?? indexTerms(columns, counts(), { terms: termsIn(columns, queries) });
      return findAffected(columns, index, sectionIndex, choosers, window, changes, scratch);
    },
    expect(rows) {
      if (termIndex !== undefined || rows.size * worthWhole > count) return;
      const queries = [...rows].map((row) => queryOf(columns, row));
      termIndex = indexTerms(columns, counts(), {
        terms: termsIn(columns, queries),
        near: rowsNear(columns, queries),
      });
      expected = rows;
    },
    explain,
    explainSidebar,
  };
}

/** What a search tells of itself to those who want to know. */
interface Told {
  considered: Int32Array;
  readonly leave: (row: number, because: LeftOut) => void;
}

/**
 * The reason as it stands in the page: `pinned`, `background`, `words`, `same topic: मौसम`, `series: …`, `section: देश`.
 *
 * @param name of the topic, section or series, where the reason is one
 */
export function showReason({ kind }: RelatedReason, name?: string): string {
  const shown = kind === "topic" ? "same topic" : kind;
  return name === undefined ? shown : `${shown}: ${name}`;
}
