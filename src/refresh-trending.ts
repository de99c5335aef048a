import type { Catalog } from "./catalog/catalog.ts";
import type { TrendingChoices } from "./check/types.ts";
import type { Settings } from "./options.ts";
import { editionMoments } from "./trend/edition.ts";
import type { Edition } from "./trend/edition-file.ts";
import { type ExplainedList, mostExplained } from "./trend/explained-file.ts";
import { addHours, neededSince, type PastHours } from "./trend/hours.ts";
import { chooseOutside } from "./trend/outside.ts";
import { type Ranking, rankTrending, type ScoredStory, sortReadings } from "./trend/rank.ts";
import type { Answer, TrendSource } from "./trend/sources/source.ts";
import { buildStrip, type TrendingStrip } from "./trend/strip.ts";

/** A list of what is being read, and how it came about. */
export interface RefreshedTrending {
  readonly strip: TrendingStrip;
  readonly ranking: Ranking;
  readonly edition: Edition;
  readonly hours: PastHours;
  /** What each source answered, in their order. */
  readonly answers: readonly { readonly source: string; readonly answer: Answer }[];
}

/**
 * Asks all sources what is being read, and makes the list of it.
 *
 * @param hours what was kept of the past week
 * @param signal ends what takes too long; the list is then made of the answers that came
 */
export async function refreshTrending(
  { catalog, choices }: { readonly catalog: Catalog; readonly choices: TrendingChoices },
  sources: readonly TrendSource[],
  { trending }: Pick<Settings, "trending">,
  hours: PastHours,
  signal: AbortSignal,
): Promise<RefreshedTrending> {
  const { now, site } = catalog;
  const { limit, window, leastReaders, perSection } = trending;
  const since = neededSince(hours, now, window);
  const answers = await Promise.all(
    sources.map(async (source) => ({
      source: source.name,
      answer: await source.read({ now, since, signal }),
    })),
  );
  const readings = answers.flatMap(({ answer }) => answer.readings);
  const outside = chooseOutside(
    answers.flatMap(({ answer }) => answer.outside),
    now,
    trending.outside,
  ).map(({ title, url, source, language }) => ({ title, url, source, language }));
  const { byStory } = sortReadings(readings, catalog);
  // An hour that is kept stays: one of which a source knew nothing this time is asked for again.
  const hasFailed = answers.some(
    ({ source, answer: { readings: told, troubles } }) =>
      !withoutReaders.has(source) && troubles.length > 0 && told.length === 0,
  );
  const known = hasFailed ? hours : addHours(hours, byStory, since, now);
  const ranking = rankTrending(readings, known, catalog, choices, {
    limit,
    windowMinutes: window,
    leastReaders,
    perSection,
  });
  const stories = ranking.ranked.map(({ story }) => story.id);
  const basis = stories.length === 0 ? "newest" : "readers";
  const edition: Edition = { generatedAt: now, basis, window, stories, outside };
  const { last } = editionMoments(now, site.timeZone);
  const strip = buildStrip(catalog, choices, limit, last, edition);
  return {
    strip,
    ranking: asShown(ranking, strip),
    edition,
    hours: known,
    answers,
  };
}

/** Sources that know of stories, and not of readers. */
const withoutReaders: ReadonlySet<string> = new Set(["editors", "feeds"]);

/** The ranking as it came into the list: pins and other sites take places, and a pin may be what came next. */
function asShown(ranking: Ranking, { links }: TrendingStrip): Ranking {
  const shown = new Set(links.map(({ url }) => url));
  const scored = ranking.scored.map((each): ScoredStory => {
    const isShown = shown.has(each.story.address);
    if (each.leftOut === undefined) return isShown ? each : { ...each, leftOut: { kind: "below" } };
    return isShown && each.leftOut.kind === "below" ? { ...each, leftOut: undefined } : each;
  });
  return { ...ranking, scored, ranked: scored.filter(({ leftOut }) => leftOut === undefined) };
}

/** Paths that lead nowhere are told up to this number. */
const mostStrangers = 20;

/** What is kept of how a list came about. */
export function explainedOf(
  { strip, ranking, edition, answers }: RefreshedTrending,
  { trending: { leastReaders, perSection } }: Pick<Settings, "trending">,
): ExplainedList {
  return {
    generatedAt: new Date(edition.generatedAt).toISOString(),
    window: edition.window,
    basis: strip.basis,
    leastReaders,
    perSection,
    stories: ranking.scored.slice(0, mostExplained).map(({ story, parts, leftOut }) => ({
      id: story.id,
      ...parts,
      leftOut: leftOut?.kind,
      sameEventAs: leftOut?.kind === "same-event" ? leftOut.as.id : undefined,
    })),
    strangers: ranking.strangers.slice(0, mostStrangers),
    sources: answers.map(({ source, answer }) => ({
      source,
      readings: answer.readings.length,
      headlines: answer.outside.length,
      troubles: answer.troubles,
    })),
  };
}
