import { leadsElsewhere } from "../check/links.ts";
import type { Article } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import { termsOf } from "../relate/terms.ts";
import { type FileTrace, type StoryFields, type StoryRow, storyFlags } from "./story-table.ts";

/** What is kept of a story as JSON: all that has no column of its own. */
export type StoryDetails = Pick<
  Article,
  | "title"
  | "description"
  | "image"
  | "seoTitle"
  | "kicker"
  | "related"
  | "unrelated"
  | "corrections"
  | "comments"
  | "canonical"
  | "redirectFrom"
  | "translationOf"
  | "outline"
  | "bodyLine"
>;

function detailsOf(article: Article): StoryDetails {
  const { title, description, image, seoTitle, kicker, related, unrelated, corrections } = article;
  const { comments, canonical, redirectFrom, translationOf, outline, bodyLine } = article;
  return {
    title,
    description,
    image,
    seoTitle,
    kicker,
    related,
    unrelated,
    corrections,
    comments,
    canonical,
    redirectFrom,
    translationOf,
    outline,
    bodyLine,
  };
}

/** Without the text: hundreds of stories wait for their table, and their files need not. */
function fieldsOf(article: Article): StoryFields {
  const { id, slug, address, section, language, series, image, kind, authors, tags } = article;
  const { date, updated, liveFrom, liveUntil, breakingUntil } = article;
  return {
    id,
    slug,
    address,
    section,
    language,
    series,
    image,
    kind,
    date,
    updated,
    liveFrom,
    liveUntil,
    breakingUntil,
    authors,
    tags,
  };
}

/**
 * A checked story as it is kept.
 *
 * @param article its references as they were written
 * @param html where its finished HTML waits
 * @param siteHost the host of the site's own address
 */
export function rowOf(
  article: Article,
  trace: FileTrace,
  hasFindings: boolean,
  html: StoryRow["html"],
  siteHost: string,
): StoryRow {
  return {
    fields: fieldsOf(article),
    trace,
    terms: termsOf(article).weights,
    hasFindings,
    flags: flagsOf(article, hasFindings, siteHost),
    own: ownDigest(article, trace.blob),
    card: cardDigest(article),
    shared: sharedDigest(article),
    details: JSON.stringify(detailsOf(article)),
    html,
  };
}

function flagsOf(article: Article, hasFindings: boolean, siteHost: string): number {
  const { outline } = article;
  const hasChoices =
    article.related.length > 0 || article.unrelated.length > 0 || article.translationOf !== undefined;
  const on = (is: boolean, flag: number) => (is ? flag : 0);
  return (
    on(article.draft, storyFlags.draft) |
    on(hasFindings, storyFlags.hasFindings) |
    on(hasChoices, storyFlags.hasChoices) |
    on(hasChoices || outline.blocks.some(({ name }) => name === "also-read"), storyFlags.hasReferences) |
    on(
      outline.links.some(({ href }) => !leadsElsewhere(href, siteHost)),
      storyFlags.hasLinks,
    ) |
    on(article.image !== undefined || mentionsMedia(article), storyFlags.hasPictures) |
    on(article.redirectFrom.length > 0, storyFlags.hasRedirects) |
    on(article.canonical !== undefined, storyFlags.isElsewhere) |
    on(article.updated !== undefined, storyFlags.hasUpdated)
  );
}

function mentionsMedia({ outline }: Article): boolean {
  return outline.images.length > 0 || outline.links.some(({ href }) => /media\//.test(href));
}

/** Everything that the story's own file gives its page. */
function ownDigest(article: Article, blob: string): number {
  const { address, date, updated, language, section, kind, image } = article;
  return new Digest()
    .text(blob)
    .text(address)
    .text(section)
    .text(language)
    .text(kind)
    .number(date)
    .number(updated ?? 0)
    .text(JSON.stringify(image))
    .end();
}

/** What other pages show of a story: a card, a link, an entry of a sitemap. */
function cardDigest(article: Article): number {
  const { title, description, kicker, kind, section, address, date, updated, language, image } = article;
  return new Digest()
    .text(title)
    .text(description)
    .text(kicker)
    .text(kind)
    .text(section)
    .text(address)
    .text(language)
    .number(date)
    .number(updated ?? 0)
    .text(article.canonical)
    .text(image && JSON.stringify(image))
    .end();
}

/** What the picture of a shared link shows of a story; its picture is looked at by its bytes, too. */
function sharedDigest({ title, kicker, kind, section, language, date, image }: Article): number {
  return new Digest()
    .text(title)
    .text(kicker)
    .text(kind)
    .text(section)
    .text(language)
    .number(date)
    .text(image && JSON.stringify([image.src, image.focus]))
    .end();
}
