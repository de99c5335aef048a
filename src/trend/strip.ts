import type { Catalog } from "../catalog/catalog.ts";
import type { Article, TrendingChoices } from "../check/types.ts";
import { truncateGraphemes } from "../language/truncate.ts";
import type { Edition } from "./edition-file.ts";

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

export interface TrendingStrip {
  /**
   * What the list rests on, so that it is never called more than it is: what is being read; else what editors pinned;
   * else nothing but the date.
   */
  readonly basis: "readers" | "editors" | "newest";
  readonly links: readonly TrendingLink[];
}

/** Longer headlines would fill a phone's screen three times over. */
const headlineGraphemes = 60;

/** What is known of the readers. */
export type StripRanking = Pick<Edition, "basis" | "stories" | "outside">;

/**
 * The trending strip: what editors pinned, then what is being read, then headlines of other sites; what is left is
 * filled with the newest stories of the last edition, and on a site that has too few of them, with those published
 * since.
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
  const add = (link: TrendingLink, most = limit) => {
    if (links.length >= most || shown.has(link.url)) return;
    shown.add(link.url);
    links.push(link);
  };
  const addStory = (article: Article | undefined, most?: number) => {
    if (article === undefined || blocked.has(article.id)) return;
    const title = truncateGraphemes(article.title, headlineGraphemes);
    add({ title, url: article.address, language: article.language, source: undefined }, most);
  };
  for (const pin of choices.pinned) {
    if ("article" in pin) addStory(catalog.byId.get(pin.article));
    else add({ ...pin, title: sisterTitle(pin.title, pin.source), language: catalog.site.language });
  }
  const pinned = links.length;
  const { stories: ranked = [], outside = [] } = ranking ?? {};
  const others = outside.filter(({ url }) => !shown.has(url));
  for (const id of ranked) addStory(catalog.byId.get(id), limit - others.length);
  const isRead = ranking?.basis === "readers" && links.length > pinned;
  for (const { title, url, source, language } of others) {
    add({ title: sisterTitle(title, source), url, source, language: language ?? catalog.site.language });
  }
  for (const isOld of [true, false]) {
    for (const story of catalog.stories) {
      if (links.length >= limit) break;
      if (story.liveFrom < fillBefore === isOld) addStory(story);
    }
  }
  if (isRead) return { basis: "readers", links };
  return { basis: pinned > 0 ? "editors" : "newest", links };
}

function sisterTitle(title: string, source: string | undefined): string {
  const short = truncateGraphemes(title, headlineGraphemes);
  return source === undefined ? short : `${short} – ${source}`;
}
