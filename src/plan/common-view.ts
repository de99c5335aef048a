import { findBreaking } from "../catalog/live.ts";
import { fileOfAddress } from "../check/values.ts";
import { headHtml } from "../render/head-html.ts";
import type { HeadView } from "../render/head-view.ts";
import { trendingItems, trendingListAttributes } from "../render/trending-fragment.ts";
import { markList, stripAttributes } from "../render/trending-marker.ts";
import type { TrendingStrip } from "../trend/strip.ts";
import { pictureView, storyLink, urlOf } from "./cards.ts";
import { liteTwin } from "./lite-address.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { CommonView, LinkView, PageKind, SiteView, TrendingView } from "./views.ts";
import type { PageWords } from "./words.ts";

interface SameEverywhere {
  readonly breaking: LinkView | undefined;
  readonly trending: TrendingView;
  /** By the addresses of the navigation that are marked as current. */
  readonly sites: Map<string, SiteView>;
}

/** Banner and strip are the same on every page of one language. */
const sameEverywhere = new WeakMap<PageWords, SameEverywhere>();

/** What every page has: the site around it, the banner, the strip. */
export function commonView<K extends PageKind>(
  kind: K,
  address: string,
  head: HeadView,
  facts: NewsroomFacts,
  words: PageWords,
): CommonView & { kind: K } {
  let same = sameEverywhere.get(words);
  if (same === undefined) {
    same = { breaking: breakingLink(facts, words), trending: trendingView(facts, words), sites: new Map() };
    sameEverywhere.set(words, same);
  }
  const lite = liteTwin(address, facts);
  return {
    kind,
    address,
    file: fileOfAddress(address),
    language: words.language,
    direction: words.direction,
    head,
    headHtml: headHtml(head),
    site: siteView(address, facts, words, same.sites),
    ui: words.ui,
    uiAttributes: words.uiAttributes,
    breaking: same.breaking,
    trending: same.trending,
    liteUrl: lite === undefined ? undefined : urlOf(lite, facts),
  };
}

function siteView(
  address: string,
  facts: NewsroomFacts,
  words: PageWords,
  made: Map<string, SiteView>,
): SiteView {
  const { site } = facts.catalog;
  const currentOf = (url: string) =>
    url === address ? "page" : url !== "/" && address.startsWith(url) ? "true" : undefined;
  const key = site.navigation.map(({ url }) => currentOf(url)).join(" ");
  const known = made.get(key);
  if (known !== undefined) return known;
  const attributes = words.attributesFor(site.language);
  const assets = Object.fromEntries(
    Object.entries(facts.assets).map(([name, asset]) => [name, urlOf(asset, facts)]),
  );
  const view: SiteView = {
    name: site.name,
    description: site.description,
    homeUrl: urlOf("/", facts),
    logo: pictureView(site.logo, facts),
    navigation: site.navigation.map(({ title, url }) => ({
      title,
      url: url.startsWith("/") ? urlOf(url, facts) : url,
      attributes: "",
      current: currentOf(url),
    })),
    sisterSites: site.sisterSites.map(({ name, url }) => ({ title: name, url, attributes: "" })),
    directories: [
      { title: words.ui.topics, url: urlOf("/topics/", facts), attributes: words.uiAttributes },
      { title: words.ui.authors, url: urlOf("/authors/", facts), attributes: words.uiAttributes },
      { title: words.ui.archive, url: urlOf("/archive/", facts), attributes: words.uiAttributes },
    ],
    feedUrl: urlOf("/feed.xml", facts),
    stylesheetUrl: assets["khabar.css"] ?? "",
    assets,
    attributes,
  };
  made.set(key, view);
  return view;
}

/** The newest story whose banner still stands. */
function breakingLink(facts: NewsroomFacts, words: PageWords): LinkView | undefined {
  const { stories, now } = facts.catalog;
  const story = findBreaking(stories, now);
  return story && storyLink(story, facts, words);
}

function headings({ ui }: PageWords): Readonly<Record<TrendingStrip["basis"], string>> {
  return { readers: ui.trending, editors: ui.trendingEditors, newest: ui.trendingNewest };
}

/** What a strip is called, which is never more than it is. */
export function trendingHeading(basis: TrendingStrip["basis"], words: PageWords): string {
  return headings(words)[basis];
}

function trendingView(facts: NewsroomFacts, words: PageWords): TrendingView {
  const { strip, settings, assets } = facts;
  const { site } = facts.catalog;
  const { basis, links } = strip;
  const { delivery } = settings.trending;
  const titles = headings(words);
  const script = assets["trending.js"];
  return {
    basis,
    heading: titles[basis],
    attributes: stripAttributes(strip, titles, delivery, site),
    html: markList(trendingItems(strip, site), delivery, site),
    listAttributes: trendingListAttributes(site, words.language),
    scriptUrl: delivery === "client" && script !== undefined ? urlOf(script, facts) : undefined,
    links: links.map(({ title, url, language }) => ({
      title,
      url: url.startsWith("/") ? urlOf(url, facts) : url,
      attributes: words.attributesFor(language),
    })),
  };
}
