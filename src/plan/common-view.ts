import { fileOfAddress } from "../check/values.ts";
import type { HeadView } from "./views.ts";
import { pictureView, storyLink, urlOf } from "./cards.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { CommonView, LinkView, PageKind, SiteView, TrendingView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** What every page has: the site around it, the banner, the strip. */
export function commonView<K extends PageKind>(
  kind: K,
  address: string,
  head: HeadView,
  facts: NewsroomFacts,
  words: PageWords,
): CommonView & { kind: K } {
  return {
    kind,
    address,
    file: fileOfAddress(address),
    language: words.language,
    direction: words.direction,
    head,
    site: siteView(address, facts, words),
    ui: words.ui,
    uiAttributes: words.uiAttributes,
    breaking: breakingLink(facts, words),
    trending: trendingView(facts, words),
  };
}

function siteView(address: string, facts: NewsroomFacts, words: PageWords): SiteView {
  const { site } = facts.catalog;
  const attributes = words.attributesFor(site.language);
  return {
    name: site.name,
    description: site.description,
    homeUrl: urlOf("/", facts),
    logo: pictureView(site.logo, facts),
    navigation: site.navigation.map(({ title, url }) => ({
      title,
      url: url.startsWith("/") ? urlOf(url, facts) : url,
      attributes: "",
      current: url !== "/" && address.startsWith(url),
    })),
    sisterSites: site.sisterSites.map(({ name, url }) => ({ title: name, url, attributes: "" })),
    feedUrl: urlOf("/feed.xml", facts),
    stylesheetUrl: urlOf(facts.stylesheet, facts),
    attributes,
  };
}

/** The newest story whose banner still stands. */
function breakingLink(facts: NewsroomFacts, words: PageWords): LinkView | undefined {
  const { stories, now } = facts.catalog;
  const story = stories.find(({ breakingUntil }) => breakingUntil !== undefined && now < breakingUntil);
  return story && storyLink(story, facts, words);
}

function trendingView(facts: NewsroomFacts, words: PageWords): TrendingView {
  const { basis, links } = facts.strip;
  return {
    basis,
    heading: basis === "newest" ? words.ui.trendingNewest : words.ui.trendingEditors,
    links: links.map(({ title, url, language }) => ({
      title,
      url: url.startsWith("/") ? urlOf(url, facts) : url,
      attributes: words.attributesFor(language),
    })),
  };
}
