import type { Article, Author, Page, Picture, Section, Site } from "../check/types.ts";
import { isoInZone } from "../language/dates.ts";
import { absoluteUrl, canonicalUrl } from "./address.ts";
import type { LiveEntry } from "./body.ts";
import { asTheyAre, type PictureFiles } from "./picture-files.ts";
import { videoObject } from "./video-data.ts";

/**
 * What search engines read of a page, in the words of schema.org.
 *
 * Each function gives one plain object; a property that is `undefined` is not written.
 *
 * @see https://developers.google.com/search/docs/appearance/structured-data/article
 */
export type StructuredData = Readonly<Record<string, unknown>>;

/** What an article's data need besides the article. */
export interface ArticleFacts {
  readonly section: Section;
  /** In the order of the byline; where there are none, the site is the author. */
  readonly authors: readonly Author[];
  /** Of a live blog, in the order written. */
  readonly liveEntries: readonly LiveEntry[];
  /** Left out where pictures are published as they are. */
  readonly pictures?: PictureFiles | undefined;
  /** Left out where nobody has counted. */
  readonly commentCount?: number | undefined;
}

/** A step on the way to a page. */
export interface Breadcrumb {
  readonly title: string;
  readonly address: string;
}

const context = "https://schema.org";

/** A story: `NewsArticle`, `OpinionNewsArticle` or `LiveBlogPosting`. */
export function newsArticle(site: Site, article: Article, facts: ArticleFacts): StructuredData {
  const url = absoluteUrl(site, article.address);
  const { section, authors, pictures = asTheyAre, commentCount } = facts;
  return {
    "@context": context,
    "@type": typeOf(article),
    headline: article.title,
    description: article.description,
    url,
    mainEntityOfPage: { "@type": "WebPage", "@id": canonicalUrl(site, article) },
    image: article.image && imagesOf(article.image, pictures).map((picture) => imageObject(site, picture)),
    datePublished: isoInZone(article.date, site.timeZone),
    dateModified: isoInZone(article.updated ?? article.date, site.timeZone),
    author: authors.length > 0 ? authors.map((author) => person(site, author)) : [organization(site)],
    publisher: organization(site),
    inLanguage: article.language,
    articleSection: section.title,
    keywords: article.tags.length > 0 ? article.tags : undefined,
    isAccessibleForFree: true,
    correction:
      article.corrections.length > 0
        ? article.corrections.map(({ date, text }) => ({
            "@type": "CorrectionComment",
            text,
            datePublished: isoInZone(date, site.timeZone),
          }))
        : undefined,
    commentCount: article.comments === "off" ? undefined : commentCount,
    video: videoObject(site, article, pictures),
    ...(article.kind === "live" ? liveCoverage(site, article, url, facts.liveEntries) : {}),
  };
}

/** Google asks for the same picture in three shapes, each as large as it can be. */
function imagesOf(picture: Picture, pictures: PictureFiles): readonly Picture[] {
  const crops = pictures.crops(picture);
  return crops.length > 0 ? crops : [pictures.whole(picture)];
}

function typeOf({ kind }: Article): string {
  if (kind === "live") return "LiveBlogPosting";
  return kind === "opinion" ? "OpinionNewsArticle" : "NewsArticle";
}

/**
 * A live blog covers from its first entry, or its publication, to its last. While its breaking banner stands
 * it is going on.
 *
 * @see https://schema.org/LiveBlogPosting
 */
function liveCoverage(
  site: Site,
  article: Article,
  url: string,
  entries: readonly LiveEntry[],
): StructuredData {
  const times = entries.map(({ at }) => at);
  const start = times.reduce((a, b) => Math.min(a, b), article.date);
  const lasts = [article.updated ?? start, article.breakingUntil ?? start, ...times];
  const end = lasts.reduce((a, b) => Math.max(a, b));
  return {
    coverageStartTime: isoInZone(start, site.timeZone),
    coverageEndTime: isoInZone(end, site.timeZone),
    liveBlogUpdate: entries.map(({ at, headline, id }) => ({
      "@type": "BlogPosting",
      headline,
      url: `${url}#${id}`,
      datePublished: isoInZone(at, site.timeZone),
    })),
  };
}

/** The way to a page; `undefined` for fewer than two steps, which are no way. */
export function breadcrumbList(site: Site, steps: readonly Breadcrumb[]): StructuredData | undefined {
  if (steps.length < 2) return undefined;
  return {
    "@context": context,
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ title, address }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: title,
      item: absoluteUrl(site, address),
    })),
  };
}

/**
 * The site as a whole, for the home page.
 *
 * @param hasSearch whether `/search/?q=` answers
 * @see https://schema.org/SearchAction
 */
export function webSite(site: Site, hasSearch = false): StructuredData {
  return {
    "@context": context,
    "@type": "WebSite",
    name: site.name,
    url: absoluteUrl(site, "/"),
    description: site.description,
    inLanguage: site.language,
    publisher: { "@id": organizationId(site) },
    potentialAction: hasSearch
      ? {
          "@type": "SearchAction",
          target: {
            "@type": "EntryPoint",
            urlTemplate: `${absoluteUrl(site, "/search/")}?q={search_term_string}`,
          },
          "query-input": "required name=search_term_string",
        }
      : undefined,
  };
}

/** Who publishes the site, for the home page. */
export function newsOrganization(site: Site): StructuredData {
  return { "@context": context, ...organization(site), description: site.description };
}

/** @see https://developers.google.com/search/docs/appearance/structured-data/profile-page */
export function profilePage(site: Site, author: Author, pictures = asTheyAre): StructuredData {
  return {
    "@context": context,
    "@type": "ProfilePage",
    url: absoluteUrl(site, author.address),
    inLanguage: author.language,
    mainEntity: {
      ...person(site, author),
      jobTitle: author.role,
      image: author.picture && absoluteUrl(site, pictures.whole(author.picture).src),
      sameAs: author.links.length > 0 ? author.links.map(({ url }) => url) : undefined,
      worksFor: { "@id": organizationId(site), "@type": "NewsMediaOrganization", name: site.name },
    },
  };
}

/** A plain page. */
export function webPage(site: Site, page: Page): StructuredData {
  return {
    "@context": context,
    "@type": "WebPage",
    name: page.title,
    description: page.description,
    url: absoluteUrl(site, page.address),
    inLanguage: page.language,
    dateModified: page.updated === undefined ? undefined : isoInZone(page.updated, site.timeZone),
  };
}

function organization(site: Site): StructuredData {
  return {
    "@type": "NewsMediaOrganization",
    "@id": organizationId(site),
    name: site.name,
    url: absoluteUrl(site, "/"),
    logo: site.logo && imageObject(site, { ...site.logo, caption: undefined, credit: undefined }),
  };
}

/** The same on every page, so that search engines see one publisher and not many. */
function organizationId(site: Site): string {
  return `${absoluteUrl(site, "/")}#publisher`;
}

function person(site: Site, { name, address }: Author): StructuredData {
  return { "@type": "Person", name, url: absoluteUrl(site, address) };
}

function imageObject(site: Site, { src, width, height, caption, credit }: Picture): StructuredData {
  return { "@type": "ImageObject", url: absoluteUrl(site, src), width, height, caption, creditText: credit };
}

const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** JSON that may stand inside `<script>`: no `</script>`, no `<!--`, nothing that old parsers trip over. */
export function serialiseStructuredData(data: StructuredData): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] as string);
}
