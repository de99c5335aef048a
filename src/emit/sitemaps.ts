import type { IndexItem, SitemapItemLoose } from "sitemap";
import type { Catalog } from "../catalog/catalog.ts";
import type { Article } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import type { PageKind } from "../plan/views.ts";
import { absoluteUrl } from "../render/address.ts";
import { languageVersions } from "../render/language-versions.ts";
import type { PictureFiles } from "../render/picture-files.ts";
import type { EmitSource } from "./emit.ts";
import type { OutputFile } from "./output-file.ts";
import { writeSitemapIndex, writeUrlset } from "./urlset.ts";

/** Stories in one file: some 300 kB, so that publishing one story rewrites no more. */
const storiesPerPart = 1000;

/** A sitemap may hold 50,000 URLs and 50 MB. Ours stay below 1 kB a URL, so that the number decides. */
const pagesPerPart = 50_000;

/** Stories have sitemaps of their own, and the others are no places to arrive at, or name a full page as theirs. */
const notListed: ReadonlySet<PageKind> = new Set([
  "article",
  "search",
  "saved",
  "offline",
  "not-found",
  "redirect",
  "lite",
  "lite-list",
]);

type ListedPage = EmitSource["pageAddresses"][number];

/** A file of the index, and when something in it changed last. */
interface Part {
  readonly path: string;
  readonly digest: number;
  readonly changed: number | undefined;
  items(): readonly SitemapItemLoose[];
}

/**
 * The sitemap index and its parts.
 *
 * Parts count from the oldest story, so that a full one never changes again: a new story rewrites the last
 * part, the pages that lists begin with, and the index. Stories whose original is elsewhere are left out, since sitemaps list originals.
 *
 * @see https://www.sitemaps.org/protocol.html
 * @see https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
 */
export function emitSitemaps({ catalog, pictures, pageAddresses, digests }: EmitSource): OutputFile[] {
  const { site, translations } = catalog;
  const originals = catalog.stories.filter(({ canonical }) => canonical === undefined).reverse();
  const pages = pageAddresses.filter(({ kind }) => !notListed.has(kind));
  const pagePart = (path: string, group: readonly ListedPage[]): Part => {
    const digest = new Digest();
    for (const { address, lastModified } of group) digest.text(address).number(lastModified ?? 0);
    return {
      path,
      digest: digest.end(),
      changed: newest(group.flatMap(({ lastModified }) => lastModified ?? [])),
      items: () =>
        group.map(({ address, lastModified }) => ({
          url: absoluteUrl(site, address),
          ...lastmod(lastModified),
        })),
    };
  };
  const parts: Part[] = [
    ...cut(originals, storiesPerPart).map((stories, index) => {
      const digest = new Digest();
      for (const story of stories) {
        digest.number(digests.card(story));
        for (const other of translations.get(story.id) ?? []) digest.number(digests.card(other));
      }
      return {
        path: `sitemaps/stories-${index + 1}.xml`,
        digest: digest.end(),
        changed: newest(stories.map(changeOf)),
        items: () => stories.map((story) => storyItem(story, catalog, pictures)),
      };
    }),
    ...cut(
      pages.filter(({ address }) => !isNumbered(address)),
      pagesPerPart,
    ).map((group, index) =>
      pagePart(index === 0 ? "sitemaps/pages.xml" : `sitemaps/pages-${index + 1}.xml`, group),
    ),
    ...shelve(pages.filter(({ address }) => isNumbered(address))).map((group, index) =>
      pagePart(`sitemaps/lists-${index + 1}.xml`, group),
    ),
  ];
  const index = new Digest();
  for (const { path, changed } of parts) index.text(path).number(changed ?? 0);
  return [
    {
      path: "sitemap.xml",
      parts: digests.parts(index.end()),
      make: () =>
        writeSitemapIndex(
          parts.map(
            ({ path, changed }): IndexItem => ({ url: absoluteUrl(site, `/${path}`), ...lastmod(changed) }),
          ),
        ),
    },
    ...parts.map(({ path, digest, items }) => ({
      path,
      parts: digests.parts(digest),
      make: () => writeUrlset(items(), { news: false, image: true, xhtml: true }),
    })),
  ];
}

/** Whether an address is that of a page of a list that does not change any more, but for its stories. */
function isNumbered(address: string): boolean {
  return /\/page\/\d+\/$/.test(address);
}

/**
 * Puts numbered pages into parts of some 1,000, each where its address alone says: a page more changes one part. All
 * change when there are twice as many.
 */
function shelve(pages: readonly ListedPage[]): ListedPage[][] {
  if (pages.length === 0) return [];
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(pages.length / storiesPerPart)));
  const parts: ListedPage[][] = Array.from({ length: count }, () => []);
  for (const page of pages) parts[new Digest().text(page.address).end() % count]?.push(page);
  return parts.filter((part) => part.length > 0);
}

function storyItem(
  story: Article,
  { site, translations }: Catalog,
  pictures: PictureFiles,
): SitemapItemLoose {
  return {
    url: absoluteUrl(site, story.address),
    ...lastmod(changeOf(story)),
    links: languageVersions(story, translations.get(story.id) ?? []).map(({ language, address }) => ({
      lang: language,
      url: absoluteUrl(site, address),
    })),
    img: story.image === undefined ? [] : [{ url: absoluteUrl(site, pictures.whole(story.image).src) }],
  };
}

function changeOf({ date, updated }: Article): number {
  return updated ?? date;
}

function lastmod(at: number | undefined): { lastmod?: string } {
  return at === undefined ? {} : { lastmod: new Date(at).toISOString() };
}

/** `undefined` for no moment at all. */
function newest(moments: readonly number[]): number | undefined {
  return moments.length === 0 ? undefined : moments.reduce((a, b) => Math.max(a, b));
}

function cut<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
