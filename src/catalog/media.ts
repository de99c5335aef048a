import type { BodyOutline } from "../body/outline.ts";
import { mediaPath } from "../check/pictures.ts";
import type { Article, Picture } from "../check/types.ts";
import type { Catalog } from "./catalog.ts";

/** Where a file of `media/` stands in what is published. */
export interface MediaUse {
  /** Focal points of the stories whose lead picture it is. */
  readonly leads: (readonly [number, number])[];
  inBody: boolean;
  isPortrait: boolean;
  isLogo: boolean;
  /** A text links to the file itself. */
  isLinked: boolean;
}

/** Where nobody wrote a focal point. */
const middle: readonly [number, number] = [0.5, 0.5];

/**
 * The files of `media/` that something published shows or links to.
 *
 * A picture that only a draft or an embargoed story uses would tell of it, and stays out.
 *
 * @param media paths below the content folder to places on disk
 * @param hasPictures whether to look at a story at all
 * @returns by path, in code unit order
 */
export function collectMedia(
  catalog: Catalog,
  media: ReadonlyMap<string, string>,
  hasPictures: (article: Article) => boolean,
): Map<string, MediaUse> {
  const uses = new Map<string, MediaUse>();
  const useOf = (src: string): MediaUse | undefined => {
    const path = mediaPath(src.replace(catalog.site.url, ""));
    if (path === undefined || !media.has(path)) return undefined;
    let use = uses.get(path);
    if (use === undefined) {
      use = { leads: [], inBody: false, isPortrait: false, isLogo: false, isLinked: false };
      uses.set(path, use);
    }
    return use;
  };
  const mark = (src: string | undefined, how: "inBody" | "isPortrait" | "isLogo" | "isLinked") => {
    const use = src === undefined ? undefined : useOf(src);
    if (use) use[how] = true;
  };
  const markLead = (picture: Picture | undefined) => {
    const [x, y] = picture?.focus ?? middle;
    const leads = picture && useOf(picture.src)?.leads;
    if (leads && !leads.some((known) => known[0] === x && known[1] === y)) leads.push([x, y]);
  };
  const markBody = ({ images, links }: BodyOutline) => {
    for (const { src } of images) mark(src, "inBody");
    for (const { href } of links) if (/media\//.test(href)) mark(href, "isLinked");
  };
  mark(catalog.site.logo?.src, "isLogo");
  for (const story of catalog.stories) {
    if (!hasPictures(story)) continue;
    markLead(story.image);
    markBody(story.outline);
  }
  for (const { picture, outline } of catalog.authors.values()) {
    mark(picture?.src, "isPortrait");
    markBody(outline);
  }
  for (const { outline } of catalog.pages) markBody(outline);
  return new Map([...uses].sort(([a], [b]) => (a < b ? -1 : 1)));
}
