import type { Catalog } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";
import type { Settings } from "../options.ts";
import type { PageParts } from "../plan/page-parts.ts";
import type { PageKind } from "../plan/views.ts";
import type { PictureFiles } from "../render/picture-files.ts";
import { emitFeeds } from "./feeds.ts";
import { emitNewsSitemap } from "./news-sitemap.ts";
import type { OutputFile } from "./output-file.ts";
import { emitRedirects } from "./redirects.ts";
import { emitRobots } from "./robots.ts";
import { emitSearch } from "./search-files.ts";
import { emitSitemaps } from "./sitemaps.ts";

/** What the files beside the pages are made from. */
export interface EmitSource {
  readonly catalog: Catalog;
  readonly pictures: PictureFiles;
  /** Stories in a feed. */
  readonly feedLimit: number;
  readonly search: Settings["search"];
  /** Safe HTML of a story; its links and pictures may be relative to the site. */
  bodyOf(article: Article): string;
  /** All pages of the site, in a stable order; `lastModified` in epoch milliseconds. */
  readonly pageAddresses: readonly {
    readonly address: string;
    readonly kind: PageKind;
    readonly lastModified: number | undefined;
  }[];
  /** Digests that tell whether a file is as it was. */
  readonly digests: EmitDigests;
}

export interface EmitDigests {
  /** All that a feed tells of a story. */
  story(article: Article): number;
  /** What a sitemap tells of it. */
  card(article: Article): number;
  /** Of one file, by what it is made from. */
  parts(made: number): PageParts;
}

/**
 * Every file of the finished site that is neither a page nor a picture.
 *
 * @returns in a stable order, no path twice; each is made when it is asked for
 */
export function emitFiles(source: EmitSource): OutputFile[] {
  return [
    ...emitFeeds(source),
    ...emitSitemaps(source),
    emitNewsSitemap(source),
    emitRobots(source),
    ...emitRedirects(source),
    ...emitSearch(source),
  ];
}
