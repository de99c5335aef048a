import { Readable } from "node:stream";
import {
  ErrorLevel,
  type IndexItem,
  SitemapIndexStream,
  type SitemapItemLoose,
  SitemapStream,
  streamToPromise,
} from "sitemap";

/** The vocabularies, besides the sitemap's own, that a file declares. */
export interface UrlsetVocabularies {
  readonly news: boolean;
  readonly image: boolean;
  readonly xhtml: boolean;
}

/** The package refuses to write a file without URLs, which search engines accept. */
const emptyUrlset =
  '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>';

/**
 * One sitemap file.
 *
 * @param items whole URLs, at most 50,000
 * @see https://www.sitemaps.org/protocol.html
 */
export function writeUrlset(
  items: readonly SitemapItemLoose[],
  vocabularies: UrlsetVocabularies,
): Promise<string> {
  if (items.length === 0) return Promise.resolve(emptyUrlset);
  // Not checked again: the package would write what it dislikes to the console, or end the process.
  return written(
    items,
    new SitemapStream({ xmlns: { ...vocabularies, video: false }, level: ErrorLevel.SILENT }),
  );
}

/** The file that names the sitemap files. @param items whole URLs, at most 50,000 */
export function writeSitemapIndex(items: readonly IndexItem[]): Promise<string> {
  return written(items, new SitemapIndexStream({ level: ErrorLevel.SILENT }));
}

async function written(
  items: readonly object[],
  stream: SitemapStream | SitemapIndexStream,
): Promise<string> {
  return (await streamToPromise(Readable.from(items).pipe(stream))).toString("utf8");
}
