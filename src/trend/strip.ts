import type { Catalog } from "../catalog/catalog.ts";
import type { Article, TrendingChoices } from "../check/types.ts";
import { truncateGraphemes } from "../language/truncate.ts";

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
  /** What the list rests on, so that it is never called more than it is. */
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

/**
 * The trending strip without reading data: what editors pinned, then the newest stories of the last edition.
 *
 * Stories published since fill the strip only of a site that has too few others.
 *
 * @param edition moment of the last edition, epoch milliseconds
 * @returns at most `limit` links, none twice, none blocked, none unpublished
 */
export function buildStrip(
  catalog: Catalog,
  choices: TrendingChoices,
  limit: number,
  edition: number,
): TrendingStrip {
  const blocked = new Set(choices.blocked);
  const links: TrendingLink[] = [];
  const shown = new Set<string>();
  let generatedAt = 0;
  const add = (link: TrendingLink) => {
    if (links.length >= limit || shown.has(link.url)) return false;
    shown.add(link.url);
    links.push(link);
    return true;
  };
  const addStory = (article: Article | undefined) => {
    if (article === undefined || blocked.has(article.id)) return;
    const title = truncateGraphemes(article.title, headlineGraphemes);
    const isAdded = add({ title, url: article.address, language: article.language, source: undefined });
    if (isAdded) generatedAt = Math.max(generatedAt, article.liveFrom);
  };
  for (const pin of choices.pinned) {
    if ("article" in pin) addStory(catalog.byId.get(pin.article));
    else add({ ...pin, title: sisterTitle(pin.title, pin.source), language: catalog.site.language });
  }
  const pinned = links.length;
  for (const isOld of [true, false]) {
    for (const story of catalog.stories) {
      if (links.length >= limit) break;
      if (story.liveFrom <= edition === isOld) addStory(story);
    }
  }
  return { basis: pinned > 0 ? "editors" : "newest", generatedAt, links };
}

function sisterTitle(title: string, source: string | undefined): string {
  const short = truncateGraphemes(title, headlineGraphemes);
  return source === undefined ? short : `${short} – ${source}`;
}
