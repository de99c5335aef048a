import type { StoryColumns } from "../../src/relate/related.ts";
import { relateStories, showReason } from "../../src/relate/related.ts";
import { termsOf } from "../../src/relate/terms.ts";

export const day = 86_400_000;
export const today = Date.parse("2026-11-20T08:00+05:30");

/** What the ranking sees of a story. */
export interface Story {
  readonly id: string;
  readonly date: number;
  readonly section: string;
  readonly language: string;
  readonly series: string | undefined;
  readonly isLasting: boolean;
  /** Weights by term, in their order. */
  readonly terms: ReadonlyMap<string, number>;
  /** Ids; those of stories that are not there are left out. */
  readonly pinned: readonly string[];
  readonly excluded: readonly string[];
}

/** A story without terms, unless it has a title or tags. */
export function aStory({
  title = "",
  tags = [],
  body = "",
  ...changes
}: Partial<Story> & {
  readonly id: string;
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly body?: string;
}): Story {
  return {
    date: today,
    section: "desh",
    language: "hi",
    series: undefined,
    isLasting: false,
    terms: termsOf({ title, description: undefined, tags, series: changes.series, body }).weights,
    pinned: [],
    excluded: [],
    ...changes,
  };
}

/** Stories as they stand in the rows. */
export function inRows(stories: Iterable<Story>): Story[] {
  return [...stories].sort((a, b) => b.date - a.date || (a.id < b.id ? -1 : 1));
}

/**
 * @param stories as `inRows` gives them
 * @param vocabulary numbers of terms that are known; gets the others of these stories
 */
export function columnsOf(stories: readonly Story[], vocabulary = new Map<string, number>()): StoryColumns {
  const rowOf = new Map(stories.map(({ id }, row) => [id, row]));
  const rowsOf = (ids: readonly string[]) => ids.flatMap((id) => rowOf.get(id) ?? []);
  const choices = stories.map(({ pinned, excluded }) => ({
    pinned: rowsOf(pinned),
    excluded: rowsOf(excluded),
  }));
  const from = [0];
  const terms: number[] = [];
  const weights: number[] = [];
  for (const story of stories) {
    for (const [term, weight] of story.terms) {
      terms.push(numberOf(vocabulary, term));
      weights.push(weight);
    }
    from.push(terms.length);
  }
  const topics = new Set(
    [...vocabulary].filter(([term]) => term.startsWith("#")).map(([, number]) => number),
  );
  return {
    count: stories.length,
    dates: Float64Array.from(stories, ({ date }) => date),
    sections: Int32Array.from(stories, ({ section }) => nameNumber(section)),
    languages: Int32Array.from(stories, ({ language }) => nameNumber(language)),
    lasting: Uint8Array.from(stories, ({ isLasting }) => Number(isLasting)),
    series: Int32Array.from(stories, ({ series }) => (series === undefined ? -1 : nameNumber(series))),
    first: Int32Array.from(from.slice(0, -1)),
    end: Int32Array.from(from.slice(1)),
    terms: Int32Array.from(terms),
    weights: Uint8Array.from(weights),
    vocabularySize: vocabulary.size,
    isTopic: (term) => topics.has(term),
    choices: (row) => choices[row] ?? { pinned: [], excluded: [] },
  };
}

const names = new Map<string, number>();

/** The number of a section, language or series. */
export function nameNumber(name: string): number {
  return numberOf(names, name);
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}

export interface Found {
  readonly id: string;
  readonly score: number;
  readonly reason: string;
}

/** The sidebar of each story by id, with ids for rows and names for terms. */
export function findAll(
  stories: readonly Story[],
  limit: number,
  vocabulary = new Map<string, number>(),
): Map<string, Found[]> {
  const relations = relateStories(columnsOf(stories, vocabulary));
  const termNames = [...vocabulary].sort(([, a], [, b]) => a - b).map(([term]) => term);
  return new Map(
    stories.map(({ id }, row) => [
      id,
      relations.find(row, limit).map(({ row: other, score, reason }) => ({
        id: stories[other]?.id ?? "",
        score,
        reason: showReason(reason, reason.kind === "topic" ? termNames[reason.term] : undefined),
      })),
    ]),
  );
}

/** The sidebar of one story. */
export function find(stories: readonly Story[], id: string, limit = 5): Found[] {
  return findAll(inRows(stories), limit).get(id) ?? [];
}
