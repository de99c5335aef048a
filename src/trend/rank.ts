import type { Catalog } from "../catalog/catalog.ts";
import type { Article, TrendingChoices } from "../check/types.ts";
import { compareText } from "../problems/problem.ts";
import { indexAddresses } from "./addresses.ts";
import { type PastHours, usualReaders } from "./hours.ts";
import { headlineWords, isSameEvent } from "./same-event.ts";
import { type ScoreParts, scoreStory } from "./score.ts";
import type { Reading } from "./sources/source.ts";

export interface RankSettings {
  /** Stories of the list. */
  readonly limit: number;
  /** Minutes up to `now` whose readings count. */
  readonly windowMinutes: number;
  /** Fewer readers are chance. */
  readonly leastReaders: number;
  /** At most so many stories of a section, as long as other sections have any. */
  readonly perSection: number;
}

/** Why a story that is being read is not in the list. */
export type LeftOut =
  | { readonly kind: "blocked" }
  | { readonly kind: "too-few-readers" }
  | { readonly kind: "same-event"; readonly as: Article }
  | { readonly kind: "section-full" }
  | { readonly kind: "below" };

export interface ScoredStory {
  readonly story: Article;
  readonly parts: ScoreParts;
  /** `undefined` for a story of the list. */
  readonly leftOut: LeftOut | undefined;
}

export interface Ranking {
  /** The list, best first. */
  readonly ranked: readonly ScoredStory[];
  /** Every live story that was read in the window, best first. */
  readonly scored: readonly ScoredStory[];
  /** What was read and is no live story of this site, most readers first. */
  readonly strangers: readonly { readonly path: string; readonly readers: number }[];
}

/** The readings of each live story, by id, and what else was read. */
export function sortReadings(
  readings: readonly Reading[],
  catalog: Pick<Catalog, "site" | "stories">,
): { readonly byStory: ReadonlyMap<string, readonly Reading[]>; readonly strangers: readonly Reading[] } {
  const addresses = indexAddresses(catalog.stories, catalog.site);
  const byStory = new Map<string, Reading[]>();
  const strangers: Reading[] = [];
  for (const reading of readings) {
    if (!(reading.until > reading.from && reading.readers > 0)) continue;
    const story = addresses.find(reading.path);
    const list = story && byStory.get(story.id);
    if (list) list.push(reading);
    else if (story) byStory.set(story.id, [reading]);
    else strangers.push(reading);
  }
  return { byStory, strangers };
}

/**
 * Ranks stories by how much they are read now, see {@link scoreStory}.
 *
 * Out are stories that editors blocked, those with fewer than `leastReaders` readers in the window, and all but the
 * best of one event. Of a section at most `perSection` stories are taken; only if that leaves room, the others follow.
 *
 * @param hours how often stories were read in hours of past days
 * @param catalog of the moment for which is ranked
 * @returns at most `limit` stories, highest score first, ties newest first, then by id. None if nothing was read
 */
export function rankTrending(
  readings: readonly Reading[],
  hours: PastHours,
  catalog: Catalog,
  choices: Pick<TrendingChoices, "blocked">,
  { limit, windowMinutes, leastReaders, perSection }: RankSettings,
): Ranking {
  const { now } = catalog;
  const { byStory, strangers } = sortReadings(readings, catalog);
  const scored = [...byStory]
    .map(([id, list]) => {
      const story = catalog.byId.get(id) as Article;
      const parts = scoreStory(list, usualReaders(hours, id, now), story.liveFrom, now, windowMinutes);
      return { story, parts };
    })
    .filter(({ parts }) => parts.score > 0)
    .sort(
      (a, b) =>
        b.parts.score - a.parts.score || b.story.date - a.story.date || compareText(a.story.id, b.story.id),
    );

  const blocked = new Set(choices.blocked);
  const words = headlineWords();
  const reasons = new Map<string, LeftOut>();
  const events: Article[] = [];
  const candidates = scored.filter(({ story, parts }) => {
    const as = events.find((other) => isSameEvent(story, other, words));
    let reason: LeftOut | undefined;
    if (blocked.has(story.id)) reason = { kind: "blocked" };
    else if (parts.readers < leastReaders) reason = { kind: "too-few-readers" };
    else if (as) reason = { kind: "same-event", as };
    if (reason) reasons.set(story.id, reason);
    // Beyond that many, none of an event can enter the list any more.
    else if (events.length < mostCandidates) events.push(story);
    return reason === undefined;
  });
  const taken = new Set<string>();
  const ofSection = new Map<string, number>();
  for (const { story } of candidates) {
    const count = ofSection.get(story.section) ?? 0;
    if (taken.size >= limit) reasons.set(story.id, { kind: "below" });
    else if (count >= perSection) reasons.set(story.id, { kind: "section-full" });
    else {
      taken.add(story.id);
      ofSection.set(story.section, count + 1);
    }
  }
  for (const { story } of candidates) {
    if (taken.size >= limit || taken.has(story.id)) continue;
    taken.add(story.id);
    reasons.delete(story.id);
  }
  const judged = scored.map(({ story, parts }) => ({ story, parts, leftOut: reasons.get(story.id) }));
  return {
    ranked: judged.filter(({ leftOut }) => leftOut === undefined),
    scored: judged,
    strangers: countStrangers(strangers),
  };
}

const mostCandidates = 200;

function countStrangers(readings: readonly Reading[]): Ranking["strangers"] {
  const counts = new Map<string, number>();
  for (const { path, readers } of readings) counts.set(path, (counts.get(path) ?? 0) + readers);
  return [...counts]
    .map(([path, readers]) => ({ path, readers }))
    .sort((a, b) => b.readers - a.readers || compareText(a.path, b.path));
}
