import type { Article } from "../check/types.ts";
import { newestFirst } from "./order.ts";

/** Google News reads only the last two days. */
export const newsSitemapHours = 48;

/** Whether readers may see the story at `now`. The moment of `publishAt` is in, that of `expireAt` is out. */
export function isLive(article: Article, now: number): boolean {
  return !article.draft && article.liveFrom <= now && now < article.liveUntil;
}

/** The story of the breaking banner: the newest whose time is not over. @param stories live, newest first */
export function findBreaking(stories: readonly Article[], now: number): Article | undefined {
  return stories.find(({ breakingUntil }) => breakingUntil !== undefined && now < breakingUntil);
}

/** The next moment at which the same files would give another site. */
export interface NextChange {
  readonly at: number;
  readonly because: "publish" | "expire" | "breaking-ends" | "leaves-news-sitemap" | "edition";
  /** Id of the story; of the newest one for an edition. */
  readonly article: string;
}

/**
 * When to build again though nobody has written anything.
 *
 * @param articles all of them, drafts too, in any order
 * @returns the earliest change after `now`, ties by the order of the kinds above, then of the stories;
 *   `undefined` if the site will stay as it is
 */
export function findNextChange(articles: readonly Article[], now: number): NextChange | undefined {
  let next: NextChange | undefined;
  const consider = (at: number | undefined, because: NextChange["because"], article: Article) => {
    if (at === undefined || at <= now || !Number.isFinite(at)) return;
    if (next === undefined || at < next.at) next = { at, because, article: article.id };
  };
  for (const article of articles) {
    if (article.draft || article.liveFrom >= article.liveUntil || article.liveUntil <= now) continue;
    consider(article.liveFrom, "publish", article);
    if (!isLive(article, now)) continue;
    consider(article.liveUntil, "expire", article);
    // The news sitemap names only stories that are at home here.
    if (article.canonical !== undefined) continue;
    consider(article.date + newsSitemapHours * 3_600_000, "leaves-news-sitemap", article);
  }
  const banner = findBreaking(articles.filter((article) => isLive(article, now)).toSorted(newestFirst), now);
  if (banner) consider(banner.breakingUntil, "breaking-ends", banner);
  return next;
}
