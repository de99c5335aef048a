import type { Catalog } from "../catalog/catalog.ts";
import { collectMedia } from "../catalog/media.ts";
import type { Article } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { type Code, compareText, inReadingOrder, type Problem } from "../problems/problem.ts";
import type { PictureSize } from "../read/picture-size.ts";

/** A file of `media/`. */
export interface MediaFile {
  /** `media/storm.jpg` */
  readonly path: string;
  readonly bytes: number;
}

/** A picture that is larger than any page needs. `width` and `height` in px. */
export interface LargePicture extends MediaFile {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** A topic that is written in several ways. Readers see one topic; writers see two tags. */
export interface TagSpellings {
  /** Most used first, ties in code unit order. */
  readonly spellings: readonly {
    readonly tag: string;
    readonly stories: number;
    /** Id of a story that writes it so: the first in the order of the files. */
    readonly example: string;
  }[];
}

/** What nobody calls wrong, and a newsroom wants to mend all the same. Every list in a fixed order. */
export interface Health {
  readonly deadLinks: readonly Problem[];
  /** Files of `media/` that nothing shows or links to, drafts and embargoed stories included. */
  readonly orphanPictures: readonly MediaFile[];
  readonly largePictures: readonly LargePicture[];
  readonly tagSpellings: readonly TagSpellings[];
  /** Authors of no story, drafts included. */
  readonly idleAuthors: readonly { readonly id: string; readonly name: string }[];
  /** Ids of stories that are, or will be, published without a lead picture. */
  readonly withoutPicture: readonly string[];
  readonly withoutDescription: readonly string[];
}

/** From these on, a picture is called large: no screen shows more, and every clone of the newsroom carries it. */
export const largeFrom = { bytes: 2_000_000, pixels: 6000 };

const linkCodes: ReadonlySet<Code> = new Set([
  "link-broken",
  "link-unpublished",
  "anchor-broken",
  "reference-unknown",
  "image-missing",
]);

/** What the examination looks at. */
export interface Examined {
  /** All stories, drafts and embargoed ones too. */
  readonly articles: readonly Article[];
  readonly catalog: Catalog;
  /** Paths below the content folder to places on disk. */
  readonly media: ReadonlyMap<string, string>;
  /** As the checks found them. */
  readonly problems: readonly Problem[];
  /** Whether a story may show or link to a file of `media/`; whether to look at all. */
  readonly hasPictures: (article: Article) => boolean;
  readonly bytesOf: (disk: string) => number;
  readonly sizeOf: (disk: string) => PictureSize;
}

/** Looks a whole newsroom over. */
export function examine(examined: Examined): Health {
  const { articles, catalog, media, problems, hasPictures, bytesOf } = examined;
  const shown = collectMedia({ ...catalog, stories: articles }, media, hasPictures);
  const files = [...media].map(([path, disk]) => ({ path, disk, bytes: bytesOf(disk) }));
  files.sort((a, b) => compareText(a.path, b.path));
  const busy = new Set(articles.flatMap(({ authors }) => authors));
  const published = articles.filter(({ draft, liveUntil }) => !draft && liveUntil > catalog.now);
  return {
    deadLinks: problems.filter(({ code }) => linkCodes.has(code)).toSorted(inReadingOrder),
    orphanPictures: files.filter(({ path }) => !shown.has(path)).map(({ path, bytes }) => ({ path, bytes })),
    largePictures: files.flatMap((file) => largePicture(file, examined.sizeOf) ?? []),
    tagSpellings: findSpellings(articles),
    idleAuthors: [...catalog.authors.values()]
      .filter(({ id }) => !busy.has(id))
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => compareText(a.id, b.id)),
    withoutPicture: published.filter(({ image }) => image === undefined).map(({ id }) => id),
    withoutDescription: published.filter(({ description }) => !description).map(({ id }) => id),
  };
}

/** How many things there are to look at. */
export function countFindings(health: Health): number {
  return Object.values(health).reduce((sum, list: readonly unknown[]) => sum + list.length, 0);
}

function largePicture(
  { path, disk, bytes }: MediaFile & { readonly disk: string },
  sizeOf: Examined["sizeOf"],
): LargePicture | undefined {
  if (!/\.(jpe?g|png|webp|avif|gif|tiff?)$/i.test(path)) return undefined;
  const { width, height } = sizeOf(disk);
  const isLarge = bytes >= largeFrom.bytes || Math.max(width ?? 0, height ?? 0) > largeFrom.pixels;
  return isLarge ? { path, bytes, width, height } : undefined;
}

function findSpellings(articles: readonly Article[]): TagSpellings[] {
  const topics = new Map<string, Map<string, { stories: number; example: string }>>();
  for (const { id, tags } of articles) {
    for (const tag of tags) {
      const key = foldText(tag);
      const spellings = topics.get(key) ?? new Map<string, { stories: number; example: string }>();
      topics.set(key, spellings);
      const known = spellings.get(tag);
      if (known) known.stories++;
      else spellings.set(tag, { stories: 1, example: id });
    }
  }
  return [...topics.values()]
    .filter((spellings) => spellings.size > 1)
    .map((spellings) => ({
      spellings: [...spellings]
        .map(([tag, counted]) => ({ tag, ...counted }))
        .sort((a, b) => b.stories - a.stories || compareText(a.tag, b.tag)),
    }))
    .sort((a, b) => compareText(a.spellings[0]?.tag ?? "", b.spellings[0]?.tag ?? ""));
}
