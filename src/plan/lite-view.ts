import type { Article, Section } from "../check/types.ts";
import { fileOfAddress } from "../check/values.ts";
import { absoluteUrl, canonicalUrl } from "../render/address.ts";
import { pageTitle } from "../render/head.ts";
import { seriesStories, syndicationLink, translationLinks } from "./article-view.ts";
import { bodyHtml } from "./body-html.ts";
import { pictureView, sectionLink, storyLink, urlOf } from "./cards.ts";
import { trendingHeading } from "./common-view.ts";
import { liteAddress, liteHome, liteTwin } from "./lite-address.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type {
  LinkView,
  LiteCommonView,
  LiteEntryView,
  LiteListView,
  LiteSiteView,
  LiteView,
  PageKind,
} from "./views.ts";
import type { PageWords } from "./words.ts";

interface SameEverywhere {
  readonly site: LiteSiteView;
  readonly trending: LiteCommonView["trending"];
}

/** Menu and strip are the same on every page of one language. */
const sameEverywhere = new WeakMap<PageWords, SameEverywhere>();

/** The page of a story in words alone: one request, whatever the story has. */
export function liteView(article: Article, facts: NewsroomFacts): LiteView {
  const { catalog } = facts;
  const { site } = catalog;
  const words = facts.words(article.language);
  const picture = pictureView(article.image, facts);
  const authors = article.authors.flatMap((id) => catalog.authors.get(id) ?? []);
  return Object.assign(
    common("lite", article.address, pageTitle(site, article.seoTitle ?? article.title), facts, words),
    {
      canonical: canonicalUrl(site, article),
      description: article.description,
      title: article.title,
      kicker: article.kicker,
      label: words.label(article.kind),
      deck: article.description,
      section: inLite(
        sectionLink(catalog.sections.get(article.section) as Section, facts, words),
        catalog.sections.get(article.section)?.address,
        facts,
      ),
      byline: authors.map(({ name, role, language }) => ({
        name,
        role,
        attributes: words.attributesFor(language),
      })),
      published: words.time(article.date),
      updated: article.updated === undefined ? undefined : words.time(article.updated),
      picture: picture && {
        url: picture.url,
        alt: picture.alt,
        caption: picture.caption,
        credit: picture.credit,
      },
      html: facts.marks.html(article) ?? bodyHtml(article, article.date, facts, words, "lite"),
      corrections: article.corrections.map(({ date, text }) => ({ time: words.day(date), text })),
      syndicatedFrom: syndicationLink(article, words),
      series: seriesOf(article, facts, words),
      translations: translationLinks(article, facts, words).map(({ story, ...link }) =>
        inLite(link, story.address, facts),
      ),
      related: facts.related(article).map(({ article: other }) => entryOf(other, facts, words)),
    },
  );
}

/**
 * The newest stories, of the site or of a section, as links to their lite pages.
 *
 * @param section the whole site, if left out
 */
export function liteListView(section: Section | undefined, facts: NewsroomFacts): LiteListView {
  const { catalog, settings } = facts;
  const { site } = catalog;
  const words = facts.words(site.language);
  const stories = section ? (catalog.bySection.get(section.id) ?? []) : catalog.stories;
  const title = section?.title ?? site.name;
  const fullAddress = section?.address ?? "/";
  return Object.assign(
    common("lite-list", fullAddress, section ? pageTitle(site, title) : site.name, facts, words),
    {
      canonical: absoluteUrl(site, fullAddress),
      description: section ? section.description : site.description,
      title,
      isHome: section === undefined,
      stories: stories.slice(0, settings.lists.pageSize).map((story) => entryOf(story, facts, words)),
    },
  );
}

function common<K extends PageKind>(
  kind: K,
  fullAddress: string,
  title: string,
  facts: NewsroomFacts,
  words: PageWords,
): LiteCommonView & { kind: K } {
  let same = sameEverywhere.get(words);
  if (same === undefined) {
    same = { site: siteView(facts, words), trending: trendingView(facts, words) };
    sameEverywhere.set(words, same);
  }
  const address = liteAddress(fullAddress);
  return {
    kind,
    address,
    file: fileOfAddress(address),
    language: words.language,
    direction: words.direction,
    pageTitle: title,
    canonical: "",
    description: undefined,
    fullUrl: urlOf(fullAddress, facts),
    site: same.site,
    trending: same.trending,
    ui: words.ui,
    uiAttributes: words.uiAttributes,
  };
}

function siteView(facts: NewsroomFacts, words: PageWords): LiteSiteView {
  const { site } = facts.catalog;
  return {
    name: site.name,
    homeUrl: urlOf(liteHome, facts),
    attributes: words.attributesFor(site.language),
    sections: site.sections.map((section) =>
      inLite(sectionLink(section, facts, words), section.address, facts),
    ),
  };
}

function trendingView(facts: NewsroomFacts, words: PageWords): LiteCommonView["trending"] {
  const { strip } = facts;
  return {
    basis: strip.basis,
    heading: trendingHeading(strip.basis, words),
    links: strip.links.map(({ title, url, language }) => ({
      title,
      url: url.startsWith("/") ? urlOf(liteTwin(url, facts) ?? url, facts) : url,
      attributes: words.attributesFor(language),
    })),
  };
}

function entryOf(story: Article, facts: NewsroomFacts, words: PageWords): LiteEntryView {
  return {
    ...inLite(storyLink(story, facts, words), story.address, facts),
    label: words.label(story.kind),
    time: words.time(story.date),
  };
}

function seriesOf(article: Article, facts: NewsroomFacts, words: PageWords): LiteView["series"] {
  const stories = seriesStories(article, facts);
  if (article.series === undefined || stories.length === 0) return undefined;
  return {
    title: article.series,
    stories: stories.map((story) => ({
      ...inLite(storyLink(story, facts, words), story.address, facts),
      current: story.id === article.id,
    })),
  };
}

/** A link to the lite version of what it leads to. */
function inLite<L extends LinkView>(link: L, address: string | undefined, facts: NewsroomFacts): L {
  const twin = address === undefined ? undefined : liteTwin(address, facts);
  return twin === undefined ? link : { ...link, url: urlOf(twin, facts) };
}
