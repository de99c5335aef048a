import type { Article, Author, Page, Site } from "../check/types.ts";
import { absoluteUrl, canonicalUrl, localUrl } from "./address.ts";
import { feedFiles, feedTitle } from "./feed-addresses.ts";
import type { HeadView } from "./head-view.ts";
import { languageVersions } from "./language-versions.ts";
import { openGraph, openGraphArticle, type SharedCard, type SharedPage } from "./open-graph.ts";
import {
  type ArticleFacts,
  type Breadcrumb,
  breadcrumbList,
  newsArticle,
  newsOrganization,
  profilePage,
  type StructuredData,
  serialiseStructuredData,
  webPage,
  webSite,
} from "./structured-data.ts";

export interface ArticleHeadFacts extends ArticleFacts {
  /** The story in other languages, without itself. */
  readonly translations: readonly Article[];
  /** What the page's language calls the home page. */
  readonly homeTitle: string;
  readonly card?: SharedCard | undefined;
}

/** A page of a list, or a directory. */
export interface ListHeadFacts {
  /** With the number of the page, if it has one. */
  readonly title: string;
  readonly description?: string | undefined;
  readonly address: string;
  /** The site's, if left out. */
  readonly language?: string | undefined;
  /** The page before it, with newer stories. */
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  /** Where the list is that of a section, which has feeds of its own. */
  readonly section?: Breadcrumb | undefined;
  /** Where the list is that of an author. */
  readonly author?: Author | undefined;
  /** From the home page to the list. */
  readonly breadcrumbs?: readonly Breadcrumb[] | undefined;
  readonly card?: SharedCard | undefined;
}

type Links = HeadView["links"];

/** Search engines may show pictures large, which Google Discover asks for. */
const everybody = "max-image-preview:large";

/** The head of a story. `seoTitle` is for the tab and search engines, the headline for shared links. */
export function articleHead(site: Site, article: Article, facts: ArticleHeadFacts): HeadView {
  const { section, translations, homeTitle, card } = facts;
  const { title, description, address, language, seoTitle, image: picture } = article;
  const common = head(site, { type: "article", title, description, address, language, picture, card }, [
    newsArticle(site, article, facts),
    breadcrumbList(site, [{ title: homeTitle, address: "/" }, section, { title, address }]),
  ]);
  return {
    ...common,
    title: pageTitle(site, seoTitle ?? title),
    canonical: canonicalUrl(site, article),
    meta: [...common.meta, ...openGraphArticle(site, article, section)],
    links: [
      ...languageVersions(article, translations).map((version) => ({
        rel: "alternate",
        href: absoluteUrl(site, version.address),
        hreflang: version.language,
      })),
      ...common.links,
    ],
  };
}

/** The head of a page of stories, or of a directory. */
export function listHead(site: Site, facts: ListHeadFacts): HeadView {
  const { title, description, address, previous, next, section, author, breadcrumbs, card } = facts;
  const language = facts.language ?? author?.language ?? site.language;
  const type = author === undefined ? "website" : "profile";
  const isFirst = author?.address === address;
  const steps: Links = [
    ...(previous === undefined ? [] : [{ rel: "prev", href: localUrl(site, previous) }]),
    ...(next === undefined ? [] : [{ rel: "next", href: localUrl(site, next) }]),
  ];
  const picture = author?.picture;
  const common = head(site, { type, title, description, address, language, picture, card }, [
    breadcrumbList(site, breadcrumbs ?? []),
    author && isFirst ? profilePage(site, author) : undefined,
  ]);
  return { ...common, links: [...steps, ...(section ? feedLinks(site, section) : []), ...common.links] };
}

export function homeHead(site: Site, card?: SharedCard): HeadView {
  const { name: title, description, language } = site;
  const page = {
    type: "website",
    title,
    description,
    address: "/",
    language,
    picture: undefined,
    card,
  } as const;
  return { ...head(site, page, [webSite(site), newsOrganization(site)]), title };
}

/** The head of about, contact, privacy … */
export function plainPageHead(site: Site, page: Page, card?: SharedCard): HeadView {
  return {
    ...head(site, { ...page, type: "website", picture: undefined, card }, [webPage(site, page)]),
    title: pageTitle(site, page.seoTitle ?? page.title),
  };
}

/** The head of the page that stands where there is none: nobody should keep it or share it. */
export function notFoundHead(
  site: Site,
  { title, description }: { readonly title: string; readonly description: string | undefined },
): HeadView {
  return {
    title: pageTitle(site, title),
    description,
    canonical: absoluteUrl(site, "/404.html"),
    robots: "noindex",
    meta: [],
    links: commonLinks(site),
    structuredData: [],
  };
}

function head(site: Site, page: SharedPage, data: readonly (StructuredData | undefined)[]): HeadView {
  return {
    title: pageTitle(site, page.title),
    description: page.description,
    canonical: absoluteUrl(site, page.address),
    robots: everybody,
    meta: openGraph(site, page),
    links: commonLinks(site),
    structuredData: data.flatMap((object) => (object === undefined ? [] : [serialiseStructuredData(object)])),
  };
}

function pageTitle(site: Site, title: string): string {
  return `${title} – ${site.name}`;
}

/** The same on every page. */
const linksOfSites = new WeakMap<Site, Links>();

function commonLinks(site: Site): Links {
  let links = linksOfSites.get(site);
  if (links === undefined) {
    links = [
      ...feedLinks(site),
      ...(site.logo === undefined ? [] : [{ rel: "icon", href: localUrl(site, site.logo.src) }]),
    ];
    linksOfSites.set(site, links);
  }
  return links;
}

/** Feeds of a section, or of the whole site. */
function feedLinks(site: Site, section?: Breadcrumb): Links {
  return feedFiles.map(({ file, type }) => ({
    rel: "alternate",
    href: localUrl(site, `${section?.address ?? "/"}${file}`),
    type,
    title: feedTitle(site.name, section?.title),
  }));
}
