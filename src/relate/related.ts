import type { Catalog } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { termsOf } from "./terms.ts";

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
  /** Dimensionless; pinned stories have `Infinity`. */
  readonly score: number;
}

/** Finds related stories of one catalog. */
export interface Relations {
  /**
   * The stories for the sidebar of `article`.
   *
   * Editors' pins come first, in their order. Then by score: the cosine of the idf-weighted terms of title,
   * deck and tags, plus 0.15 in the same series and 0.05 in the same section, times
   * `0.4 + 0.6 * 0.5 ** (ageDays / 14)`, where `ageDays` is the time between the two stories.
   * Stories of the same section fill what is left, newest first.
   *
   * @returns at most `limit`; never the story itself, one excluded by `unrelated`, a translation of it, or one
   *   that is not live. Ties newest first, then by id
   */
  find(article: Article, limit: number): RelatedStory[];
}

/** Days after which nearness in time counts half. */
const halfLifeDays = 14;
const dayMs = 86_400_000;

/** A term of every third story tells nothing, and its list is what would make relating slow. */
const commonShare = 1 / 3;

/**
 * Indexes the live stories of a catalog by their terms.
 *
 * idf is `ln(1 + N / n)` for a term in n of N stories. Stories are numbered newest first, postings are typed
 * arrays, and one scratch array holds the scores.
 *
 * @see https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html
 */
export function relateStories(catalog: Catalog): Relations {
  const { stories } = catalog;
  const numberOf = new Map(stories.map((story, number) => [story.id, number]));
  const termIds = new Map<string, number>();
  const names: string[] = [];
  const counts: number[] = [];
  const vectors = stories.map((story) => {
    const { weights } = termsOf(story);
    const ids = new Int32Array(weights.size);
    const values = new Float32Array(weights.size);
    let at = 0;
    for (const [term, weight] of weights) {
      let id = termIds.get(term);
      if (id === undefined) {
        id = termIds.size;
        termIds.set(term, id);
        names.push(term);
        counts.push(0);
      }
      counts[id] = (counts[id] ?? 0) + 1;
      ids[at] = id;
      values[at] = weight;
      at++;
    }
    return { ids, values };
  });

  const idf = Float64Array.from(counts, (count) => Math.log(1 + stories.length / count));
  const tooCommon = Math.max(20, stories.length * commonShare);
  const starts = new Int32Array(counts.length + 1);
  for (let id = 0; id < counts.length; id++) starts[id + 1] = (starts[id] ?? 0) + (counts[id] ?? 0);
  const postings = new Int32Array(starts.at(-1) ?? 0);
  const impacts = new Float32Array(postings.length);
  const fill = starts.slice();
  for (const [number, { ids, values }] of vectors.entries()) {
    let norm = 0;
    for (let at = 0; at < ids.length; at++) {
      const weight = (values[at] ?? 0) * (idf[ids[at] ?? 0] ?? 0);
      values[at] = weight;
      norm += weight * weight;
    }
    norm = Math.sqrt(norm) || 1;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      const impact = (values[at] ?? 0) / norm;
      values[at] = impact;
      const place = fill[id] ?? 0;
      postings[place] = number;
      impacts[place] = impact;
      fill[id] = place + 1;
    }
  }

  const scores = new Float64Array(stories.length);
  const touched = new Int32Array(stories.length);

  const find = (article: Article, limit: number): RelatedStory[] => {
    const self = numberOf.get(article.id);
    const vector = self === undefined ? undefined : vectors[self];
    const excluded = new Set<string>([article.id, ...article.unrelated]);
    for (const translation of catalog.translations.get(article.id) ?? []) excluded.add(translation.id);
    const chosen: RelatedStory[] = [];
    for (const id of article.related) {
      const pinned = catalog.byId.get(id);
      if (pinned === undefined || excluded.has(id) || chosen.length >= limit) continue;
      chosen.push({ article: pinned, reason: { kind: "pinned" }, score: Number.POSITIVE_INFINITY });
      excluded.add(id);
    }
    if (vector === undefined) return chosen;

    let touchedCount = 0;
    for (let at = 0; at < vector.ids.length; at++) {
      const id: number = vector.ids[at] ?? 0;
      if ((counts[id] ?? 0) > tooCommon) continue;
      const impact = vector.values[at] ?? 0;
      const end: number = starts[id + 1] ?? 0;
      for (let place: number = starts[id] ?? 0; place < end; place++) {
        const other: number = postings[place] ?? 0;
        if (scores[other] === 0) touched[touchedCount++] = other;
        scores[other] = (scores[other] ?? 0) + impact * (impacts[place] ?? 0);
      }
    }
    const series = article.series === undefined ? undefined : foldText(article.series);
    const room = limit - chosen.length;
    const best: { number: number; score: number }[] = [];
    for (let index = 0; index < touchedCount; index++) {
      const number = touched[index] ?? 0;
      const other = stories[number] as Article;
      let score = scores[number] ?? 0;
      scores[number] = 0;
      if (excluded.has(other.id)) continue;
      if (series !== undefined && other.series !== undefined && foldText(other.series) === series) score += 0.15;
      if (other.section === article.section) score += 0.05;
      score *= 0.4 + 0.6 * 0.5 ** (Math.abs(other.date - article.date) / dayMs / halfLifeDays);
      insertBest(best, number, score, room);
    }
    for (const { number, score } of best) {
      const other = stories[number] as Article;
      chosen.push({ article: other, score, reason: reasonFor(article, other, catalog, series) });
      excluded.add(other.id);
    }
    for (const other of catalog.bySection.get(article.section) ?? []) {
      if (chosen.length >= limit) break;
      if (excluded.has(other.id) || other.language !== article.language) continue;
      chosen.push({ article: other, score: 0, reason: sectionReason(other, catalog) });
    }
    return chosen;
  };
  return { find };
}

/** Keeps the `room` best, highest score first; of equal scores the lower number (the newer story) stays first. */
function insertBest(best: { number: number; score: number }[], number: number, score: number, room: number): void {
  const isBetter = (other: { number: number; score: number }) =>
    score > other.score || (score === other.score && number < other.number);
  const last = best.at(-1);
  if (room === 0 || (best.length >= room && last !== undefined && !isBetter(last))) return;
  let at = best.length;
  while (at > 0 && isBetter(best[at - 1] as { number: number; score: number })) at--;
  best.splice(at, 0, { number, score });
  if (best.length > room) best.pop();
}

function reasonFor(
  article: Article,
  other: Article,
  catalog: Catalog,
  series: string | undefined,
): RelatedReason {
  if (series !== undefined && other.series !== undefined && foldText(other.series) === series) {
    return { kind: "series", name: article.series ?? "" };
  }
  const theirs = new Set(other.tags.map(foldText));
  const shared = article.tags.map(foldText).filter((tag) => theirs.has(tag));
  // Of several shared topics the rarest says most.
  const rarest = shared
    .map((key) => catalog.topics.get(key))
    .filter((topic) => topic !== undefined)
    .sort((a, b) => a.stories.length - b.stories.length || (a.key < b.key ? -1 : 1))[0];
  return rarest ? { kind: "topic", name: rarest.title } : { kind: "words" };
}

function sectionReason(other: Article, catalog: Catalog): RelatedReason {
  return { kind: "section", name: catalog.sections.get(other.section)?.title ?? other.section };
}

/** The reason as it stands in the page: `pinned`, `topic: मौसम`, `section: देश`. */
export function showReason(reason: RelatedReason): string {
  return "name" in reason ? `${reason.kind}: ${reason.name}` : reason.kind;
}

