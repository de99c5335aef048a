import type { Catalog } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";
import type { PageKind } from "../plan/views.ts";
import { emitFeeds } from "./feeds.ts";
import { emitNewsSitemap } from "./news-sitemap.ts";
import type { OutputFile } from "./output-file.ts";
import { emitRedirects } from "./redirects.ts";
import { emitRobots } from "./robots.ts";
import { emitSitemaps } from "./sitemaps.ts";

/** What the files beside the pages are made from. */
export interface EmitSource {
  readonly catalog: Catalog;
  /** Stories in a feed. */
  readonly feedLimit: number;
  /** Safe HTML of a story; its links and pictures may be relative to the site. */
  bodyOf(article: Article): string;
  /** All pages of the site, in a stable order; `lastModified` in epoch milliseconds. */
  readonly pageAddresses: readonly {
    readonly address: string;
    readonly kind: PageKind;
    readonly lastModified: number | undefined;
  }[];
}

/**
 * Every file of the finished site that is neither a page nor a picture.
 *
 * @returns in a stable order, no path twice
 */
export async function emitFiles(source: EmitSource): Promise<OutputFile[]> {
  return [
    ...emitFeeds(source),
    ...(await emitSitemaps(source)),
    await emitNewsSitemap(source.catalog),
    emitRobots(source.catalog.site),
    ...emitRedirects(source.catalog),
  ];
}
