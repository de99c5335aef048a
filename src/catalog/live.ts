import type { Article } from "../check/types.ts";

/** Google News reads only the last two days. */
export const newsSitemapHours = 48;

/** Whether readers may see the story at `now`. The moment of `publishAt` is in, that of `expireAt` is out. */
export function isLive(article: Article, now: number): boolean {
  return !article.draft && article.liveFrom <= now && now < article.liveUntil;
}

/** The next moment at which the same files would give another site. */
export interface NextChange {
  readonly at: number;
  readonly because: "publish" | "expire" | "breaking-ends" | "leaves-news-sitemap";
  /** Id of the story. */
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
    consider(article.breakingUntil, "breaking-ends", article);
    consider(article.date + newsSitemapHours * 3_600_000, "leaves-news-sitemap", article);
  }
  return next;
}
