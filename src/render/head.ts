import type { Article, Author, Page, Picture, Site } from "../check/types.ts";
import { absoluteUrl, canonicalUrl, localUrl } from "./address.ts";
import { feedFiles, feedTitle } from "./feed-addresses.ts";
import type { HeadView } from "./head-view.ts";
import { languageVersions } from "./language-versions.ts";
import { openGraph, openGraphArticle, type SharedCard, type SharedPage } from "./open-graph.ts";
import { asTheyAre, type PictureFiles } from "./picture-files.ts";
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
  /** Left out where pictures are published as they are. */
  readonly pictures?: PictureFiles | undefined;
  /** From the home page to the list. */
  readonly breadcrumbs?: readonly Breadcrumb[] | undefined;
  readonly card?: SharedCard | undefined;
}

/** The picture that a shared link shows, where there is no card: in the shape of a preview, if there is such a crop. */
function previewOf(picture: Picture | undefined, pictures = asTheyAre): Picture | undefined {
  return picture && (pictures.crops(picture)[0] ?? pictures.whole(picture));
}

type Links = HeadView["links"];

/** Search engines may show pictures large, which Google Discover asks for. */
const everybody = "max-image-preview:large";

/** The head of a story. `seoTitle` is for the tab and search engines, the headline for shared links. */
export function articleHead(site: Site, article: Article, facts: ArticleHeadFacts): HeadView {
  const { section, translations, homeTitle, card } = facts;
  const { title, description, address, language, seoTitle } = article;
  const picture = previewOf(article.image, facts.pictures);
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
  const { pictures = asTheyAre } = facts;
  const picture = author?.picture && pictures.whole(author.picture);
  const common = head(site, { type, title, description, address, language, picture, card }, [
    breadcrumbList(site, breadcrumbs ?? []),
    author && isFirst ? profilePage(site, author, pictures) : undefined,
  ]);
  return { ...common, links: [...steps, ...(section ? feedLinks(site, section) : []), ...common.links] };
}

/** @param hasSearch whether there is a search page, of which search engines and browsers are told here */
export function homeHead(site: Site, card?: SharedCard, hasSearch = false): HeadView {
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
  const common = head(site, page, [webSite(site, hasSearch), newsOrganization(site)]);
  return { ...common, title, links: hasSearch ? [...common.links, openSearchLink(site)] : common.links };
}

/** The head of the search page, which is nothing for search engines to keep; its links they may follow. */
export function searchHead(site: Site, title: string): HeadView {
  return {
    title: pageTitle(site, title),
    description: undefined,
    canonical: absoluteUrl(site, "/search/"),
    robots: "noindex, follow",
    meta: [],
    links: [...commonLinks(site), openSearchLink(site)],
    structuredData: [],
  };
}

function openSearchLink(site: Site): Links[number] {
  return {
    rel: "search",
    href: localUrl(site, "/opensearch.xml"),
    type: "application/opensearchdescription+xml",
    title: site.name,
  };
}

/** The head of about, contact, privacy … */
export function plainPageHead(site: Site, page: Page, card?: SharedCard): HeadView {
  return {
    ...head(site, { ...page, type: "website", picture: undefined, card }, [webPage(site, page)]),
    title: pageTitle(site, page.seoTitle ?? page.title),
  };
}

/** The words of a page that no list leads to. */
interface UnlistedPage {
  readonly title: string;
  readonly description: string | undefined;
}

/** The head of the page that stands where there is none: nobody should keep it or share it. */
export function notFoundHead(site: Site, page: UnlistedPage): HeadView {
  return unlistedHead(site, "/404.html", page);
}

/** The head of a page that is nothing to search engines. */
export function unlistedHead(site: Site, address: string, { title, description }: UnlistedPage): HeadView {
  return {
    title: pageTitle(site, title),
    description,
    canonical: absoluteUrl(site, address),
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

/** The words of a tab: a page's own, then the site's. */
export function pageTitle(site: Site, title: string): string {
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
