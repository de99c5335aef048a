import type { BodyOutline } from "../body/outline.ts";
import { mediaPath } from "../check/pictures.ts";
import type { Article } from "../check/types.ts";
import type { Catalog } from "./catalog.ts";

/**
 * The files of `media/` that something published shows or links to.
 *
 * A picture that only a draft or an embargoed story uses would tell of it, and stays out.
 *
 * @param media paths below the content folder to places on disk
 * @param hasPictures whether to look at a story at all
 * @returns the same for those to be copied, in code unit order
 */
export function collectMedia(
  catalog: Catalog,
  media: ReadonlyMap<string, string>,
  hasPictures: (article: Article) => boolean,
): Map<string, string> {
  const wanted = new Set<string>();
  const want = (src: string | undefined) => {
    const path = src === undefined ? undefined : mediaPath(src.replace(catalog.site.url, ""));
    if (path !== undefined && media.has(path)) wanted.add(path);
  };
  const wantBody = ({ images, links }: BodyOutline) => {
    for (const { src } of images) want(src);
    for (const { href } of links) if (/media\//.test(href)) want(href);
  };
  want(catalog.site.logo?.src);
  for (const story of catalog.stories) {
    if (!hasPictures(story)) continue;
    want(story.image?.src);
    wantBody(story.outline);
  }
  for (const { picture, outline } of catalog.authors.values()) {
    want(picture?.src);
    wantBody(outline);
  }
  for (const { outline } of catalog.pages) wantBody(outline);
  return new Map([...wanted].sort().map((path) => [path, media.get(path) as string]));
}
