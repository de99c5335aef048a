import type { Catalog } from "./catalog/catalog.ts";
import type { TrendingChoices } from "./check/types.ts";
import type { Settings } from "./options.ts";
import { editionMoments } from "./trend/edition.ts";
import type { Edition, OutsideLink } from "./trend/edition-file.ts";
import { addHours, neededSince, type PastHours } from "./trend/hours.ts";
import { type Ranking, rankTrending, sortReadings } from "./trend/rank.ts";
import type { Answer, OutsideStory, TrendSource } from "./trend/sources/source.ts";
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

/** Headlines of other sites are news for a day. */
const outsideLastsMs = 24 * 3_600_000;

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
  );
  const { byStory } = sortReadings(readings, catalog);
  const known = addHours(hours, byStory, since, now);
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
  return {
    strip: buildStrip(catalog, choices, limit, last, edition),
    ranking,
    edition,
    hours: known,
    answers,
  };
}

/**
 * The newest headlines of other sites: one of each site, then a second of each.
 *
 * @returns at most `most`; none without a date or older than a day
 */
function chooseOutside(stories: readonly OutsideStory[], now: number, most: number): OutsideLink[] {
  const fresh = stories
    .flatMap((story) => (story.date === undefined ? [] : [{ ...story, date: story.date }]))
    .filter(({ date }) => date <= now && date > now - outsideLastsMs)
    .sort((a, b) => b.date - a.date || (a.url < b.url ? -1 : 1));
  const ofSource = new Map<string, number>();
  return fresh
    .map(({ title, url, source, language }) => {
      const turn = ofSource.get(source) ?? 0;
      ofSource.set(source, turn + 1);
      return { turn, link: { title, url, source, language } };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ link }) => link)
    .filter(({ url }, index, all) => all.findIndex((other) => other.url === url) === index)
    .slice(0, most);
}
