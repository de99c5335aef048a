import type { Catalog, Topic } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { compareText } from "../problems/problem.ts";
import { at, indexTerms } from "./term-index.ts";

/** Why a story stands in the sidebar: shown as `data-reason`. */
export type RelatedReason =
  | { readonly kind: "pinned" }
  | { readonly kind: "series"; readonly name: string }
  | { readonly kind: "topic"; readonly name: string }
  | { readonly kind: "words" }
  | { readonly kind: "section"; readonly name: string };

export interface RelatedStory {
  readonly article: Article;
  readonly reason: RelatedReason;
  /** Dimensionless; pinned stories have `Infinity`, stories that only share the section 0. */
  readonly score: number;
}

/** Finds related stories of one catalog. */
export interface Relations {
  /**
   * The stories for the sidebar of `article`.
   *
   * Editors' pins come first, in their order. Then by score: the cosine of the idf-weighted terms of title, deck
   * and tags, plus 0.15 in the same series and 0.05 in the same section, times
   * `0.4 + 0.6 * 0.5 ** (days / 14)`, where `days` lie between the two stories. A term that many stories share
   * counts only towards the 64 stories next before and after in time that have it too, so that the work for one
   * story does not grow with the archive; a rare term counts at any distance.
   * Stories of the same section and language fill what is left, newest first.
   *
   * @returns at most `limit`; never the story itself, one excluded by `unrelated`, a translation of it, or one
   *   that is not live. Ties newest first, then by id
   */
  find(article: Article, limit: number): RelatedStory[];
}

/** Days after which nearness in time counts half. */
const halfLifeDays = 14;
const dayMs = 86_400_000;

/** How many stories on either side in time a term can reach. */
const reach = 64;

const bonus = { series: 0.15, section: 0.05 } as const;

/** Indexes the live stories of a catalog and keeps scratch space for one search at a time. */
export function relateStories(catalog: Catalog): Relations {
  const { stories } = catalog;
  const index = indexTerms(stories);
  const numberOf = new Map(stories.map(({ id }, number) => [id, number]));
  const sections = numbersOf(stories.map(({ section }) => section));
  const series = numbersOf(
    stories.map((story) => (story.series === undefined ? "" : foldText(story.series))),
  );
  const noSeries = -1;
  for (const [number, story] of stories.entries()) if (story.series === undefined) series[number] = noSeries;
  const dates = Float64Array.from(stories, ({ date }) => date);
  const scores = new Float64Array(stories.length);
  const touched = new Int32Array(stories.length);
  const isOut = new Uint8Array(stories.length);

  /** Adds up the shared terms; returns how many stories have any, listed in `touched`. */
  function scoreByTerms(self: number): number {
    let count = 0;
    for (let place = at(index.from, self); place < at(index.from, self + 1); place++) {
      const term = at(index.terms, place);
      const weight = at(index.weights, place);
      const own = placeOf(self, index.postings, at(index.starts, term), at(index.starts, term + 1));
      const first = Math.max(at(index.starts, term), own - reach);
      const last = Math.min(at(index.starts, term + 1), own + reach + 1);
      for (let slot = first; slot < last; slot++) {
        const other = at(index.postings, slot);
        if (scores[other] === 0) touched[count++] = other;
        scores[other] = at(scores, other) + weight * at(index.impacts, slot);
      }
    }
    return count;
  }

  /** The best of the touched stories, highest score first; clears the scores. */
  function takeBest(self: number, touchedCount: number, room: number): { number: number; score: number }[] {
    const best: { number: number; score: number }[] = [];
    for (let place = 0; place < touchedCount; place++) {
      const number = at(touched, place);
      let score = at(scores, number);
      scores[number] = 0;
      if (isOut[number] === 1) continue;
      if (series[self] !== noSeries && series[number] === series[self]) score += bonus.series;
      if (sections[number] === sections[self]) score += bonus.section;
      // Time can only lower a score.
      if (best.length >= room && !isBefore(number, score, best[room - 1])) continue;
      const days = Math.abs(at(dates, number) - at(dates, self)) / dayMs;
      score *= 0.4 + 0.6 * 0.5 ** (days / halfLifeDays);
      let rank = best.length;
      while (rank > 0 && isBefore(number, score, best[rank - 1])) rank--;
      if (rank >= room) continue;
      best.splice(rank, 0, { number, score });
      if (best.length > room) best.pop();
    }
    return best;
  }

  return {
    find(article, limit) {
      const self = numberOf.get(article.id);
      const chosen: RelatedStory[] = [];
      const out: number[] = [];
      const leaveOut = (id: string) => {
        const number = numberOf.get(id);
        if (number === undefined || isOut[number] === 1) return false;
        isOut[number] = 1;
        out.push(number);
        return true;
      };
      leaveOut(article.id);
      for (const id of article.unrelated) leaveOut(id);
      for (const { id } of catalog.translations.get(article.id) ?? []) leaveOut(id);
      for (const id of article.related) {
        const pinned = catalog.byId.get(id);
        if (pinned === undefined || chosen.length >= limit || !leaveOut(id)) continue;
        chosen.push({ article: pinned, reason: { kind: "pinned" }, score: Number.POSITIVE_INFINITY });
      }
      if (self !== undefined) {
        for (const { number, score } of takeBest(self, scoreByTerms(self), limit - chosen.length)) {
          const other = stories[number] as Article;
          const sameSeries = series[self] !== noSeries && series[number] === series[self];
          chosen.push({
            article: other,
            score,
            reason: reasonFor(article, other, sameSeries, catalog.topicOf),
          });
          leaveOut(other.id);
        }
      }
      for (const other of catalog.bySection.get(article.section) ?? []) {
        if (chosen.length >= limit) break;
        if (other.language !== article.language || !leaveOut(other.id)) continue;
        const name = catalog.sections.get(other.section)?.title ?? other.section;
        chosen.push({ article: other, score: 0, reason: { kind: "section", name } });
      }
      for (const number of out) isOut[number] = 0;
      return chosen;
    },
  };
}

/** Higher score first; of equal scores the lower number, which is the newer story. */
function isBefore(
  number: number,
  score: number,
  other: { number: number; score: number } | undefined,
): boolean {
  return other === undefined || score > other.score || (score === other.score && number < other.number);
}

/** Where `story` stands in the ascending list of a term's stories. */
function placeOf(story: number, postings: Int32Array, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(postings, middle) < story) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Equal texts get equal numbers. */
function numbersOf(texts: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
}

function reasonFor(
  article: Article,
  other: Article,
  sameSeries: boolean,
  topicOf: ReadonlyMap<string, Topic>,
): RelatedReason {
  if (sameSeries) return { kind: "series", name: article.series ?? "" };
  const theirs = new Set(other.tags.map((tag) => topicOf.get(tag)));
  let rarest: Topic | undefined;
  // Of several shared topics the rarest says most.
  for (const tag of article.tags) {
    const topic = topicOf.get(tag);
    if (topic === undefined || !theirs.has(topic)) continue;
    const rank =
      rarest && (topic.stories.length - rarest.stories.length || compareText(topic.key, rarest.key));
    if (rank === undefined || rank < 0) rarest = topic;
  }
  return rarest ? { kind: "topic", name: rarest.title } : { kind: "words" };
}

/** The reason as it stands in the page: `pinned`, `topic: मौसम`, `section: देश`. */
export function showReason(reason: RelatedReason): string {
  return "name" in reason ? `${reason.kind}: ${reason.name}` : reason.kind;
}
