import { cutIntoPages, type ListPage, nextPage } from "../catalog/list-pages.ts";
import type { Article, Page, Section } from "../check/types.ts";
import { fileOfAddress } from "../check/values.ts";
import { Digest, digestOf } from "../language/digest.ts";
import { articleView } from "./article-view.ts";
import { authorsView, monthsView, topicsView } from "./directory-view.ts";
import { homeView } from "./home-view.ts";
import { authorList, type ListSubject, listView, monthList, sectionList, topicList } from "./list-view.ts";
import { liteAddress, liteHome } from "./lite-address.ts";
import { liteListView, liteView } from "./lite-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { articleParts, bodyDigest, type PageParts, partsOf } from "./page-parts.ts";
import { keptStoriesView, notFoundView, plainPageView, redirectView } from "./page-view.ts";
import { searchView } from "./search-view.ts";
import type { CommonView, PageKind, PageView } from "./views.ts";

/** A page of the site that is to be. */
export interface PagePlan {
  readonly kind: PageKind;
  readonly address: string;
  /** Below the output folder. */
  readonly file: string;
  /** Newest change of what stands on it; `undefined` for pages without stories. */
  readonly lastModified: number | undefined;
  /** Of the page; its interface follows it. */
  readonly language: string;
  /** Makes what the layout is given. Only called for pages that are rendered, and not kept. */
  view(): PageView;
  /** The story of a story's page. */
  readonly story?: Article;
  /** Tells whether the page is as it was, without making its view. */
  parts(): PageParts;
  /**
   * Whether the page is made of the same as in the last build, but for what {@link SitePlan.common} gives for its kind.
   * Then its parts need not be asked for.
   */
  readonly isAsBefore?: boolean;
}

/** The page of a story: there are as many as stories, most of which nobody asks for anything. */
class StoryPage implements PagePlan {
  readonly kind = "article";
  readonly address: string;
  readonly file: string;
  readonly story: Article;
  // Not `#`, which costs time in every constructor.
  private readonly facts: NewsroomFacts;

  constructor(story: Article, facts: NewsroomFacts) {
    this.address = story.address;
    this.file = fileOfAddress(story.address);
    this.story = story;
    this.facts = facts;
  }

  get lastModified() {
    return this.story.updated ?? this.story.date;
  }
  get language() {
    return this.story.language;
  }
  get isAsBefore() {
    return this.facts.asBefore?.story(this.story) ?? false;
  }
  view() {
    return articleView(this.story, this.facts);
  }
  parts() {
    return articleParts(this.story, this.facts);
  }
}

/** Addresses of the site's own pages, which no story may take, whether or not they exist today. */
export const ownAddresses: readonly string[] = [
  "/",
  "/topics/",
  "/authors/",
  "/archive/",
  "/saved/",
  "/offline/",
  "/search/",
  "/404.html",
];

/**
 * Every page of the site, in a stable order: home, lists, stories oldest first, each with its lite page behind it,
 * plain pages, redirects.
 *
 * @param redirects from old addresses to pages
 */
export function planSite(
  facts: NewsroomFacts,
  redirects: readonly { readonly from: string; readonly to: string }[],
): PagePlan[] {
  const { catalog, settings, asBefore } = facts;
  const { site } = catalog;
  const pages: PagePlan[] = [];
  const add = (
    kind: PageKind,
    address: string,
    lastModified: number | undefined,
    view: () => PageView,
    parts: () => PageParts,
    language = site.language,
    isAsBefore = false,
  ) => {
    const file = fileOfAddress(address);
    pages.push({ kind, address, file, lastModified, language, view, parts, isAsBefore });
  };
  /** A page of which there are few: its view itself is looked at. */
  const addRare = (kind: PageKind, address: string, changed: number | undefined, view: () => PageView) => {
    add(kind, address, changed, view, () => {
      // What all pages have in common has parts of its own.
      const {
        site: _site,
        ui: _ui,
        trending: _trending,
        breaking: _breaking,
        ...rest
      } = view() as CommonView;
      return partsOf({ stories: digestOf(rest) }, kind, facts);
    });
  };
  const addRedirect = (from: string, to: string) => {
    const parts = () =>
      partsOf({ story: new Digest().text(from).text(to).end(), trending: 0, breaking: 0 }, "redirect", facts);
    add("redirect", from, undefined, () => redirectView(from, to, facts), parts);
  };
  const addList = (subject: ListSubject, stories: readonly Article[], isAsBefore = false) => {
    const { kind, address } = subject;
    const list = cutIntoPages(stories, address, settings.lists.pageSize);
    for (const page of list) {
      const view = () => listView(subject, page, facts);
      const parts = () => listParts(subject, page, facts);
      add(kind, page.address, newestChange(page.stories), view, parts, subject.language, isAsBefore);
    }
    const next = nextPage(list);
    // Not in `_redirects`: a CDN would remember it when the page is there.
    if (next !== undefined) addRedirect(next, address);
  };

  const addLiteStory = (story: Article) => {
    const address = liteAddress(story.address);
    const parts = () => articleParts(story, facts, "lite");
    const view = () => liteView(story, facts);
    add("lite", address, story.updated ?? story.date, view, parts, story.language, asBefore?.story(story));
  };
  /** One page: who wants older stories finds them on the full one. */
  const addLiteList = (section: Section | undefined, all: readonly Article[]) => {
    const stories = all.slice(0, settings.lists.pageSize);
    const listed = () => {
      const digest = new Digest();
      for (const story of stories) digest.number(facts.marks.card(story));
      return partsOf({ stories: digest.end(), breaking: 0 }, "lite-list", facts);
    };
    const address = section === undefined ? liteHome : liteAddress(section.address);
    add("lite-list", address, newestChange(stories), () => liteListView(section, facts), listed);
  };

  addRare("home", "/", newestChange(catalog.stories.slice(0, 50)), () => homeView(facts));
  for (const section of site.sections) {
    const stories = catalog.bySection.get(section.id) ?? [];
    addList(sectionList(section, facts), stories, asBefore?.section(section.id));
  }
  for (const topic of catalog.topics.values()) {
    addList(topicList(topic, facts), topic.stories, asBefore?.topic(topic.key));
  }
  for (const author of catalog.authors.values()) {
    const stories = catalog.byAuthor.get(author.id) ?? [];
    addList(authorList(author, facts), stories, asBefore?.author(author));
  }
  for (const month of catalog.months) {
    addList(monthList(month, facts), month.stories, asBefore?.month(month.year, month.month));
  }
  addRare("directory", "/topics/", undefined, () => topicsView(facts));
  addRare("directory", "/authors/", undefined, () => authorsView(facts));
  addRare("directory", "/archive/", undefined, () => monthsView(facts));
  if (settings.search.titles > 0) addRare("search", "/search/", undefined, () => searchView(facts));
  if (settings.lite) {
    addLiteList(undefined, catalog.stories);
    for (const section of site.sections) {
      addLiteList(section, catalog.bySection.get(section.id) ?? []);
    }
  }
  // Oldest first, so that what is written today comes last.
  for (let at = catalog.stories.length - 1; at >= 0; at--) {
    const story = catalog.stories[at] as Article;
    pages.push(new StoryPage(story, facts));
    if (settings.lite) addLiteStory(story);
  }
  for (const page of catalog.pages) {
    const parts = () => plainPageParts(page, facts);
    add("page", page.address, page.updated, () => plainPageView(page, facts), parts, page.language);
  }
  if (settings.reading.save) addRare("saved", "/saved/", undefined, () => keptStoriesView("saved", facts));
  if (settings.offline) addRare("offline", "/offline/", undefined, () => keptStoriesView("offline", facts));
  addRare("not-found", "/404.html", undefined, () => notFoundView(facts));
  for (const { from, to } of redirects) addRedirect(from, to);
  return pages;
}

function listParts(subject: ListSubject, page: ListPage, facts: NewsroomFacts): PageParts {
  const { marks, digests } = facts;
  const { title, description, language, count, above, author } = subject;
  const story = new Digest().text(title).text(description).text(language).text(above?.title);
  story
    .text(page.older)
    .text(page.newer)
    .number(page.number ?? 0);
  if (page.number === undefined) story.number(count);
  if (author) story.number(digests.author(author.id)).text(author.body);
  const stories = new Digest();
  for (const listed of page.stories) stories.number(marks.card(listed));
  const links = author && bodyDigest(author.address, author.outline, facts);
  const parts = { story: story.end(), stories: stories.end() };
  return partsOf(links === undefined ? parts : { ...parts, links }, subject.kind, facts);
}

function plainPageParts(page: Page, facts: NewsroomFacts): PageParts {
  const { title, description, seoTitle, address, language, updated, body } = page;
  const story = digestOf([title, description, seoTitle, address, language, updated, body]);
  return partsOf({ story, links: bodyDigest(address, page.outline, facts) }, "page", facts);
}

function newestChange(stories: readonly Article[]): number | undefined {
  let newest: number | undefined;
  for (const { date, updated } of stories) {
    const at = updated ?? date;
    if (newest === undefined || at > newest) newest = at;
  }
  return newest;
}
