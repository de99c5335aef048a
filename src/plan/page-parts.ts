import type { BodyOutline } from "../body/outline.ts";
import { fateOfLink, resolveLink } from "../check/links.ts";
import { storiesOf } from "../check/references.ts";
import type { Article } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import { foldText } from "../language/fold.ts";
import { liteTwin } from "./lite-address.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";

/**
 * What a page is made of, part by part. A page whose parts are all as they were is as it was.
 *
 * `story` is its own text, `stories` what a list shows, `related` the sidebar, `links` what its text says of other
 * stories and pictures, `site` the settings and names around it, `code` the layouts, options and programs.
 */
export const pageParts = [
  "story",
  "stories",
  "related",
  "links",
  "site",
  "trending",
  "breaking",
  "code",
] as const;

export type PagePart = (typeof pageParts)[number];

/** A digest for each of {@link pageParts}, in their order; 0 for a part that the page does not have. */
export type PageParts = readonly number[];

/** @param parts digests of the parts that differ from page to page */
export function partsOf(
  parts: Partial<Record<PagePart, number>>,
  kind: string,
  { digests }: NewsroomFacts,
): PageParts {
  const common: Partial<Record<PagePart, number>> = { site: digests.site, ...commonDigests(kind, digests) };
  return pageParts.map((part) => parts[part] ?? common[part] ?? 0);
}

/** What is the same on all pages of a kind, whatever they are about. */
function commonDigests(kind: string, { trending, breaking, code }: NewsroomFacts["digests"]) {
  return { trending, breaking, code: code(kind) };
}

/** Parts of a page of which all is as before, but for what pages of its kind have in common. */
export function commonParts(kind: string, { digests }: NewsroomFacts): CommonParts {
  return Object.entries(commonDigests(kind, digests)).map(
    ([part, digest]) => [pageParts.indexOf(part as PagePart), digest] as const,
  );
}

/** Places in {@link PageParts}, and what stands there. */
export type CommonParts = readonly (readonly [place: number, digest: number])[];

/** The page of a story, or its lite page, which shows less of the same. */
export function articleParts(
  article: Article,
  facts: NewsroomFacts,
  kind: "article" | "lite" = "article",
): PageParts {
  const { digests, marks } = facts;
  const site = new Digest().number(digests.site);
  for (const id of article.authors) site.number(digests.author(id));
  for (const tag of article.tags) site.number(digests.topic(tag));
  const related = new Digest();
  facts.addRelated(related, article, marks.card);
  return partsOf(
    {
      story: marks.own(article),
      related: related.end(),
      links: linksDigest(article, facts),
      site: site.end(),
    },
    kind,
    facts,
  );
}

/** What a story's page says of other stories besides the sidebar, and of pictures. */
export function linksDigest(article: Article, facts: NewsroomFacts): number {
  const { catalog, marks } = facts;
  const digest = new Digest();
  if (facts.cards) digest.text(facts.cards.pictureOf(article));
  for (const other of catalog.translations.get(article.id) ?? []) digest.number(marks.card(other));
  if (article.series !== undefined) {
    for (const other of catalog.series.get(foldText(article.series)) ?? []) digest.number(marks.card(other));
  }
  if (marks.looksAround(article)) addBody(digest, article.address, article.outline, facts);
  return digest.end();
}

/** What the HTML of a body takes from elsewhere. */
export function bodyDigest(address: string, outline: BodyOutline, facts: NewsroomFacts): number {
  const digest = new Digest();
  addBody(digest, address, outline, facts);
  return digest.end();
}

function addBody(
  digest: Digest,
  address: string,
  { links, images, blocks, anchors }: BodyOutline,
  facts: NewsroomFacts,
): void {
  for (const { href } of links) {
    digest.text(fateOfLink(href, address, anchors, facts.links));
    // A lite page leads to lite pages, as far as there are any: a story's address may come to be a redirect's.
    if (!facts.settings.lite) continue;
    const target = resolveLink(href, address, facts.catalog.site.url);
    digest.number(target !== undefined && liteTwin(target.path, facts) !== undefined ? 1 : 0);
  }
  for (const { src } of images) {
    const picture = facts.pictures.find(src);
    digest
      .text(picture?.src)
      .number(picture?.width ?? 0)
      .number(picture?.height ?? 0)
      .text(picture?.facts?.digest);
  }
  for (const { name, argument } of blocks) {
    if (name !== "also-read") continue;
    for (const reference of storiesOf(argument)) {
      const story = facts.catalog.byId.get(facts.catalog.references.find(reference)?.id ?? "");
      digest.number(story === undefined ? 0 : facts.marks.card(story));
    }
  }
}
