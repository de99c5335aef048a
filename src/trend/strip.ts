import type { Catalog } from "../catalog/catalog.ts";
import type { Article, TrendingChoices } from "../check/types.ts";
import { truncateGraphemes } from "../language/truncate.ts";
import { editionMoments } from "./edition.ts";
import { type Edition, editionLastsMs } from "./edition-file.ts";
import { headlineWords, isSameEvent } from "./same-event.ts";

/** One link of the strip at the foot of every page. */
export interface TrendingLink {
  /** At most 60 graphemes, cut at a word; a sister site's ends in " – its name". */
  readonly title: string;
  /** An address of this site, or a whole URL. */
  readonly url: string;
  readonly language: string;
  /** The sister site's name. */
  readonly source: string | undefined;
}

/** What a list may rest on, the best last. */
export const trendingBases = ["newest", "editors", "readers"] as const;
export type TrendingBasis = (typeof trendingBases)[number];

export interface TrendingStrip {
  /**
   * What the list rests on, so that it is never called more than it is: what is being read; else what editors pinned;
   * else nothing but the date.
   */
  readonly basis: TrendingBasis;
  /**
   * Epoch milliseconds. Of a list without reading data the moment of its newest story, so that the same list is not
   * another one every day; 0 if no story of ours is in it.
   */
  readonly generatedAt: number;
  readonly links: readonly TrendingLink[];
}

/** Longer headlines would fill a phone's screen three times over. */
const headlineGraphemes = 60;

/** What is known of the readers. */
export type StripRanking = Pick<Edition, "generatedAt" | "basis" | "stories" | "outside">;

/**
 * The trending strip: what editors pinned, then what is being read, then headlines of other sites; what is left is
 * filled with the newest stories of the last edition, and on a site that has too few of them, with those published
 * since. An event is there once, unless editors pinned it twice or there is too little else.
 *
 * @param fillBefore epoch milliseconds, the beginning of the last edition. A story with nothing but that day as its
 *   date is of midnight: it was not there yet when the edition was made
 * @param ranking stories that are not live are left out; `undefined` if nothing is known
 * @returns at most `limit` links, none twice, none blocked, none unpublished
 */
export function buildStrip(
  catalog: Catalog,
  choices: TrendingChoices,
  limit: number,
  fillBefore: number,
  ranking?: StripRanking,
): TrendingStrip {
  const blocked = new Set(choices.blocked);
  const links: TrendingLink[] = [];
  const shown = new Set<string>();
  let newestStory = 0;
  const add = (link: TrendingLink, most = limit) => {
    if (links.length >= most || shown.has(link.url)) return false;
    shown.add(link.url);
    links.push(link);
    return true;
  };
  const words = headlineWords();
  const own: Article[] = [];
  /** @param mayRepeat whether the event may be in the list already */
  const addStory = (article: Article | undefined, mayRepeat: boolean, most?: number) => {
    if (article === undefined || blocked.has(article.id)) return;
    if (!mayRepeat && own.some((other) => isSameEvent(article, other, words))) return;
    const title = truncateGraphemes(article.title, headlineGraphemes);
    const link = { title, url: article.address, language: article.language, source: undefined };
    if (!add(link, most)) return;
    own.push(article);
    newestStory = Math.max(newestStory, article.liveFrom);
  };
  for (const pin of choices.pinned) {
    if ("article" in pin) addStory(catalog.byId.get(pin.article), true);
    else add({ ...pin, title: sisterTitle(pin.title, pin.source), language: catalog.site.language });
  }
  const pinned = links.length;
  const { stories: ranked = [], outside = [] } = ranking ?? {};
  const others = outside.filter(({ url }) => !shown.has(url));
  for (const id of ranked) addStory(catalog.byId.get(id), false, limit - others.length);
  const isRead = ranking?.basis === "readers" && links.length > pinned;
  for (const { title, url, source, language } of others) {
    add({ title: sisterTitle(title, source), url, source, language: language ?? catalog.site.language });
  }
  // A site that tells of one thing alone has it more than once, rather than a short list.
  for (const mayRepeat of [false, true]) {
    for (const isOld of [true, false]) {
      for (const story of catalog.stories) {
        if (links.length >= limit) break;
        if (story.liveFrom < fillBefore === isOld) addStory(story, mayRepeat);
      }
    }
  }
  if (ranking !== undefined && isRead) return { basis: "readers", generatedAt: ranking.generatedAt, links };
  return { basis: pinned > 0 ? "editors" : "newest", generatedAt: newestStory, links };
}

/**
 * The strip that stands in all pages at a moment.
 *
 * @param edition what the trending job baked; counts for nothing when it is too old
 */
export function stripAt(
  moment: number,
  catalog: Catalog,
  choices: TrendingChoices,
  limit: number,
  edition: Edition | undefined,
): TrendingStrip {
  const { last } = editionMoments(moment, catalog.site.timeZone);
  const baked = edition && moment < edition.generatedAt + editionLastsMs ? edition : undefined;
  return buildStrip(catalog, choices, limit, last, baked);
}

function sisterTitle(title: string, source: string | undefined): string {
  const short = truncateGraphemes(title, headlineGraphemes);
  return source === undefined ? short : `${short} – ${source}`;
}
