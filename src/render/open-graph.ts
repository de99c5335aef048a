import type { Article, Picture, Section, Site } from "../check/types.ts";
import { isoInZone } from "../language/dates.ts";
import { absoluteUrl } from "./address.ts";
import type { HeadView } from "./head-view.ts";

/** What a shared link shows of a page. */
export interface SharedPage {
  readonly type: "article" | "website" | "profile";
  readonly title: string;
  readonly description: string | undefined;
  readonly address: string;
  /** BCP 47 */
  readonly language: string;
  readonly picture: Picture | undefined;
  /** A picture made for shared links. */
  readonly card?: SharedCard | undefined;
}

/** A picture made for shared links: a JPEG. */
export interface SharedCard {
  /** `/cards/bhari-barish.1a2b3c.jpg` */
  readonly address: string;
  /** In px, as `height`. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

type Meta = HeadView["meta"];
type MetaElement = Meta[number];

/**
 * Open Graph and X cards. A page without a card and a picture of its own shows the site's logo, small; a person is
 * shown by a portrait.
 *
 * @see https://ogp.me/
 */
export function openGraph(site: Site, page: SharedPage): Meta {
  const own = shareable(page.picture);
  const picture = own ?? shareable(site.logo);
  const { description } = page;
  const meta: MetaElement[] = [
    { property: "og:type", content: page.type },
    { property: "og:title", content: page.title },
  ];
  if (description !== undefined) meta.push({ property: "og:description", content: description });
  meta.push(
    { property: "og:url", content: absoluteUrl(site, page.address) },
    { property: "og:site_name", content: site.name },
    { property: "og:locale", content: openGraphLocale(page.language) },
  );
  const card = page.type === "profile" && own !== undefined ? undefined : page.card;
  if (card !== undefined) meta.push(...cardMeta(site, card));
  else if (picture !== undefined) meta.push(...pictureMeta(site, picture));
  const isLarge = card !== undefined || own !== undefined;
  meta.push({ name: "twitter:card", content: isLarge ? "summary_large_image" : "summary" });
  return meta;
}

/** What Open Graph says of an article beyond any page. Times are ISO 8601 with the zone's offset. */
export function openGraphArticle(site: Site, article: Article, section: Section): Meta {
  const { date, updated, tags } = article;
  const meta: MetaElement[] = [
    { property: "article:published_time", content: isoInZone(date, site.timeZone) },
  ];
  if (updated !== undefined) {
    meta.push({ property: "article:modified_time", content: isoInZone(updated, site.timeZone) });
  }
  meta.push({ property: "article:section", content: section.title });
  for (const tag of tags) meta.push({ property: "article:tag", content: tag });
  return meta;
}

/** No service that shows previews draws SVG. */
function shareable(picture: Picture | undefined): Picture | undefined {
  return picture?.src.toLowerCase().endsWith(".svg") ? undefined : picture;
}

function pictureMeta(site: Site, { src, width, height, alt }: Picture): Meta {
  return [
    { property: "og:image", content: absoluteUrl(site, src) },
    ...(width === undefined ? [] : [{ property: "og:image:width", content: String(width) }]),
    ...(height === undefined ? [] : [{ property: "og:image:height", content: String(height) }]),
    { property: "og:image:alt", content: alt },
  ];
}

function cardMeta(site: Site, { address, width, height, alt }: SharedCard): Meta {
  return [
    { property: "og:image", content: absoluteUrl(site, address) },
    { property: "og:image:type", content: "image/jpeg" },
    { property: "og:image:width", content: String(width) },
    { property: "og:image:height", content: String(height) },
    { property: "og:image:alt", content: alt },
  ];
}

/** `hi` is `hi_IN`: Open Graph wants a region, and CLDR knows the likely one. */
function openGraphLocale(tag: string): string {
  let locale = locales.get(tag);
  if (locale === undefined) {
    const { language, region } = new Intl.Locale(tag).maximize();
    locale = region === undefined ? language : `${language}_${region}`;
    locales.set(tag, locale);
  }
  return locale;
}

const locales = new Map<string, string>();
