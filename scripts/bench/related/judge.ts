import type { Item, Ranking } from "./item.ts";
import { type ListScore, measureList } from "./measures.ts";
import { findNearDuplicates } from "./near-duplicates.ts";
import type { Relevance } from "./relevance.ts";

/** How good a ranking is: means over all items asked for, each from 0 to 1. */
export interface RankingScore extends ListScore {
  readonly name: string;
  /** Of the items shown: those that are a near-duplicate of the item asked for, or of one shown before. */
  readonly nearDuplicates: number;
  /** Of all items: those that are shown at least once. */
  readonly coverage: number;
}

export interface LanguageScore {
  readonly language: string;
  readonly queries: number;
  /** nDCG@5 of each ranking, in their order. */
  readonly ndcg5: readonly number[];
}

export interface Verdict {
  /** How many items were asked for. */
  readonly queries: number;
  readonly rankings: readonly RankingScore[];
  /** Most queries first, then by name. */
  readonly languages: readonly LanguageScore[];
}

export interface NamedRanking {
  readonly name: string;
  /** Makes the index, which is let go of before the next ranking is made. */
  readonly open: (items: readonly Item[]) => Ranking;
}

/**
 * Asks each ranking for the lists of some rows.
 *
 * @param rows at least one, each with at least one relevant other
 * @param tell is told how far it has come
 */
export function judgeRankings(
  items: readonly Item[],
  relevance: Relevance,
  rows: readonly number[],
  rankings: readonly NamedRanking[],
  tell: (name: string, done: number) => void = () => {},
): Verdict {
  const isNearDuplicate = findNearDuplicates(items);
  const relevantTo = rows.map((row) => relevance.count(row));
  const queriesOf = new Map<string, number[]>();
  for (const [query, row] of rows.entries()) {
    const language = items[row]?.language ?? "";
    const queries = queriesOf.get(language);
    if (queries === undefined) queriesOf.set(language, [query]);
    else queries.push(query);
  }
  const judged = rankings.map(({ name, open }) => {
    const rank = open(items);
    const scores: ListScore[] = [];
    const seen = new Set<number>();
    let places = 0;
    let repeated = 0;
    for (const [query, row] of rows.entries()) {
      const list = rank(row);
      const hits = list.map((other) => relevance.isRelevant(row, other));
      scores.push(measureList(hits, relevantTo[query] as number));
      for (const [place, other] of list.entries()) {
        seen.add(other);
        const before = [row, ...list.slice(0, place)];
        if (before.some((earlier) => isNearDuplicate(earlier, other))) repeated++;
      }
      places += list.length;
      if (query % 100 === 0) tell(name, query);
    }
    const nearDuplicates = places === 0 ? 0 : repeated / places;
    return { name, scores, nearDuplicates, coverage: seen.size / items.length };
  });
  return {
    queries: rows.length,
    rankings: judged.map(({ name, scores, nearDuplicates, coverage }) => ({
      name,
      p5: mean(scores.map(({ p5 }) => p5)),
      ndcg5: mean(scores.map(({ ndcg5 }) => ndcg5)),
      mrr: mean(scores.map(({ mrr }) => mrr)),
      nearDuplicates,
      coverage,
    })),
    languages: [...queriesOf]
      .map(([language, queries]) => ({
        language,
        queries: queries.length,
        ndcg5: judged.map(({ scores }) => mean(queries.map((query) => scores[query]?.ndcg5 ?? 0))),
      }))
      .sort((a, b) => b.queries - a.queries || (a.language < b.language ? -1 : 1)),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length;
}
