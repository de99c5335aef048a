import type { Catalog } from "../catalog/catalog.ts";
import type { Article, Picture, Site } from "../check/types.ts";
import { absoluteUrl } from "../render/address.ts";
import type { PictureFiles } from "../render/picture-files.ts";
import { absoluteHtml } from "./absolute-html.ts";
import { xmlText } from "./xml-text.ts";

/** A story as all feed formats need it: whole URLs, texts that may stand in XML. */
export interface FeedStory {
  /** Its own page, and its identity for as long as it exists. */
  readonly url: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly html: string;
  readonly published: Date;
  /** `published`, if nothing changed since. */
  readonly updated: Date;
  readonly authors: readonly { readonly name: string; readonly url: string }[];
  /** Section and topics, none twice. */
  readonly categories: readonly string[];
  readonly language: string;
  readonly picture: FeedPicture | undefined;
  /** Where the story comes from, if that is another site. */
  readonly original: string | undefined;
}

export interface FeedPicture {
  readonly url: string;
  /** Media type; empty for a file whose ending we do not know. */
  readonly type: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly alt: string;
  readonly credit: string | undefined;
}

/** @param html of the story's body; its links and pictures may be relative to the site */
export function feedStory(
  article: Article,
  html: string,
  { site, authors, sections }: Catalog,
  pictures: PictureFiles,
): FeedStory {
  const url = absoluteUrl(site, article.address);
  const section = sections.get(article.section)?.title;
  return {
    url,
    title: xmlText(article.title),
    description: article.description === undefined ? undefined : xmlText(article.description),
    html: xmlText(absoluteHtml(html, url)),
    published: new Date(article.date),
    updated: new Date(article.updated ?? article.date),
    authors: article.authors.flatMap((id) => {
      const author = authors.get(id);
      return author ? [{ name: xmlText(author.name), url: absoluteUrl(site, author.address) }] : [];
    }),
    categories: [...new Set([...(section ? [section] : []), ...article.tags].map(xmlText))],
    language: article.language,
    picture: article.image && feedPicture(pictures.whole(article.image), site),
    original: article.canonical === undefined ? undefined : new URL(article.canonical).href,
  };
}

const mediaTypes: Readonly<Record<string, string>> = {
  avif: "image/avif",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
};

function feedPicture({ src, width, height, alt, credit }: Picture, site: Site): FeedPicture {
  return {
    url: absoluteUrl(site, src),
    type: mediaTypes[src.slice(src.lastIndexOf(".") + 1).toLowerCase()] ?? "",
    width,
    height,
    alt: xmlText(alt),
    credit: credit === undefined ? undefined : xmlText(credit),
  };
}
