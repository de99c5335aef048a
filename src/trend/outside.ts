import type { OutsideStory } from "./sources/source.ts";
import { sisterTitle, type TrendingLink } from "./strip.ts";

/** Milliseconds after which a headline of another site is no news any more. */
const freshMs = 48 * 60 * 60_000;

/** What the choice of outside stories rests on. */
export interface OutsideChoice {
  /** Most links to other sites. */
  readonly limit: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of a story whose feed says no language. */
  readonly language: string;
  /** Addresses that the list has already, such as those that editors pinned. */
  readonly taken?: ReadonlySet<string>;
}

/**
 * The stories of sister sites that get into the trending list: the newest of each site in turn, so that a site which
 * publishes all day leaves room for the others.
 *
 * Sites take turns in the order of their newest stories. A story is out if it is older than two days, dated later than
 * `now`, or without a date while its site has dated ones.
 *
 * @param stories newest first, as sources answer; not modified
 * @returns at most `limit` links in the order chosen, none twice, titles as in the strip: cut, then " – name of the site"
 */
export function chooseOutside(
  stories: readonly OutsideStory[],
  { limit, now, language, taken = new Set() }: OutsideChoice,
): TrendingLink[] {
  const isFresh = ({ date }: OutsideStory) => date === undefined || (date <= now && now - date <= freshMs);
  const bySite = new Map<string, OutsideStory[]>();
  for (const story of stories.filter(isFresh)) {
    const own = bySite.get(story.source);
    if (own === undefined) bySite.set(story.source, [story]);
    else own.push(story);
  }
  const queues = [...bySite.values()].map((own) => {
    const dated = own.filter(({ date }) => date !== undefined);
    return dated.length > 0 ? dated : own;
  });
  const chosen: OutsideStory[] = [];
  const seen = new Set(taken);
  const most = Math.max(0, ...queues.map(({ length }) => length));
  for (let turn = 0; turn < most; turn++) {
    for (const queue of queues) {
      const story = queue[turn];
      if (story === undefined || chosen.length >= limit || seen.has(story.url)) continue;
      seen.add(story.url);
      chosen.push(story);
    }
  }
  return chosen.map((story) => ({
    title: sisterTitle(story.title, story.source),
    url: story.url,
    language: story.language ?? language,
    source: story.source,
  }));
}
