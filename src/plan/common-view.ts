import { findBreaking } from "../catalog/live.ts";
import { fileOfAddress } from "../check/values.ts";
import { scriptOf } from "../language/languages.ts";
import { headHtml } from "../render/head-html.ts";
import type { HeadView } from "../render/head-view.ts";
import { trendingItems, trendingListAttributes } from "../render/trending-fragment.ts";
import { markList, stripAttributes } from "../render/trending-marker.ts";
import type { TrendingStrip } from "../trend/strip.ts";
import { pictureView, storyLink, urlOf } from "./cards.ts";
import { installView } from "./install-view.ts";
import { liteTwin } from "./lite-address.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { slotsView } from "./slots-view.ts";
import type {
  BreakingView,
  CommonView,
  InstallView,
  PageKind,
  SiteView,
  SlotsView,
  TrendingView,
} from "./views.ts";
import type { PageWords } from "./words.ts";

interface SameEverywhere {
  readonly breaking: BreakingView | undefined;
  readonly trending: TrendingView;
  readonly scriptUrl: string | undefined;
  readonly install: InstallView | undefined;
  readonly slots: SlotsView;
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
    const script = facts.assets["khabar.js"];
    same = {
      breaking: breakingLink(facts, words),
      trending: trendingView(facts, words),
      scriptUrl: script && urlOf(script, facts),
      install: installView(facts),
      slots: slotsView(facts.settings.slots),
      sites: new Map(),
    };
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
    scriptUrl: same.scriptUrl,
    reading: facts.settings.reading,
    isKeptOffline: facts.settings.offline === true,
    install: same.install,
    slots: same.slots,
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
  const isHome = address === "/";
  const key = [isHome, ...site.navigation.map(({ url }) => currentOf(url))].join(" ");
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
    isHome,
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
      ...(facts.settings.reading.save
        ? [{ title: words.ui.savedStories, url: urlOf("/saved/", facts), attributes: words.uiAttributes }]
        : []),
    ],
    feedUrl: urlOf("/feed.xml", facts),
    searchUrl: facts.settings.search.titles === 0 ? undefined : urlOf("/search/", facts),
    stylesheetUrl: assets["khabar.css"] ?? "",
    fontUrl: assets[fontOf(words.language, assets) ?? ""],
    assets,
    attributes,
  };
  made.set(key, view);
  return view;
}

/** The name of the lightest font of a language's script: text is set in it. */
function fontOf(language: string, assets: Readonly<Record<string, string>>): string | undefined {
  const start = `font-${scriptOf(language).toLowerCase()}-`;
  return Object.keys(assets).find((name) => name.startsWith(start));
}

/** The newest story whose banner still stands. */
function breakingLink(facts: NewsroomFacts, words: PageWords): BreakingView | undefined {
  const { stories, now } = facts.catalog;
  const story = findBreaking(stories, now);
  if (story?.breakingUntil === undefined) return undefined;
  return { ...storyLink(story, facts, words), until: words.time(story.breakingUntil).iso };
}

function headings({ ui }: PageWords): Readonly<Record<TrendingStrip["basis"], string>> {
  return { readers: ui.trending, editors: ui.trendingEditors, newest: ui.trendingNewest };
}

/** What a strip is called, which is never more than it is. */
export function trendingHeading(basis: TrendingStrip["basis"], words: PageWords): string {
  return headings(words)[basis];
}

function trendingView(facts: NewsroomFacts, words: PageWords): TrendingView {
  const { strip, settings } = facts;
  const { site } = facts.catalog;
  const { basis, links } = strip;
  const { delivery } = settings.trending;
  const titles = headings(words);
  return {
    basis,
    heading: titles[basis],
    attributes: stripAttributes(strip, titles, delivery, site),
    html: markList(trendingItems(strip, site), delivery, site),
    listAttributes: trendingListAttributes(site, words.language),
    links: links.map(({ title, url, language }) => ({
      title,
      url: url.startsWith("/") ? urlOf(url, facts) : url,
      attributes: words.attributesFor(language),
    })),
  };
}
