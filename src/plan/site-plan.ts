import { cutIntoPages, type ListPage, nextPage } from "../catalog/list-pages.ts";
import type { Article } from "../check/types.ts";
import { fileOfAddress } from "../check/values.ts";
import { articleView } from "./article-view.ts";
import { authorsView, monthsView, topicsView } from "./directory-view.ts";
import { homeView } from "./home-view.ts";
import { authorList, listView, monthList, sectionList, topicList } from "./list-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { notFoundView, plainPageView, redirectView } from "./page-view.ts";
import type { PageKind, PageView } from "./views.ts";

/** A page of the site that is to be. */
export interface PagePlan {
  readonly kind: PageKind;
  readonly address: string;
  /** Below the output folder. */
  readonly file: string;
  /** Newest change of what stands on it; `undefined` for pages without stories. */
  readonly lastModified: number | undefined;
  /** Makes what the layout is given. Only called for pages that are rendered, and not kept. */
  view(): PageView;
}

/** Addresses of the site's own pages, which no story may take, whether or not they exist today. */
export const ownAddresses: readonly string[] = ["/", "/topics/", "/authors/", "/archive/", "/404.html"];

/**
 * Every page of the site, in a stable order: home, lists, stories oldest first, plain pages, redirects.
 *
 * @param redirects from old addresses to pages
 */
export function planSite(
  facts: NewsroomFacts,
  redirects: readonly { readonly from: string; readonly to: string }[],
): PagePlan[] {
  const { catalog, settings } = facts;
  const { site } = catalog;
  const pages: PagePlan[] = [];
  const add = (kind: PageKind, address: string, stories: readonly Article[], view: () => PageView) => {
    pages.push({ kind, address, file: fileOfAddress(address), lastModified: newestChange(stories), view });
  };
  const addList = (
    kind: "section" | "topic" | "author" | "archive",
    address: string,
    stories: readonly Article[],
    view: (page: ListPage) => PageView,
  ) => {
    const list = cutIntoPages(stories, address, settings.lists.pageSize);
    for (const page of list) add(kind, page.address, page.stories, () => view(page));
    const next = nextPage(list);
    // Not in `_redirects`: a CDN would remember it when the page is there.
    if (next !== undefined) add("redirect", next, [], () => redirectView(next, address, facts));
  };

  add("home", "/", catalog.stories.slice(0, 50), () => homeView(facts));
  for (const section of site.sections) {
    const stories = catalog.bySection.get(section.id) ?? [];
    addList("section", section.address, stories, (page) =>
      listView(sectionList(section, facts), page, facts),
    );
  }
  for (const topic of catalog.topics.values()) {
    addList("topic", topic.address, topic.stories, (page) => listView(topicList(topic, facts), page, facts));
  }
  for (const author of catalog.authors.values()) {
    const stories = catalog.byAuthor.get(author.id) ?? [];
    addList("author", author.address, stories, (page) => listView(authorList(author, facts), page, facts));
  }
  for (const month of catalog.months) {
    addList("archive", month.address, month.stories, (page) =>
      listView(monthList(month, facts), page, facts),
    );
  }
  add("directory", "/topics/", [], () => topicsView(facts));
  add("directory", "/authors/", [], () => authorsView(facts));
  add("directory", "/archive/", [], () => monthsView(facts));
  for (const story of catalog.stories.toReversed()) {
    add("article", story.address, [story], () => articleView(story, facts));
  }
  for (const page of catalog.pages) {
    const { address, updated } = page;
    const file = fileOfAddress(address);
    pages.push({
      kind: "page",
      address,
      file,
      lastModified: updated,
      view: () => plainPageView(page, facts),
    });
  }
  add("not-found", "/404.html", [], () => notFoundView(facts));
  for (const { from, to } of redirects) add("redirect", from, [], () => redirectView(from, to, facts));
  return pages;
}

function newestChange(stories: readonly Article[]): number | undefined {
  let newest: number | undefined;
  for (const { date, updated } of stories) {
    const at = updated ?? date;
    if (newest === undefined || at > newest) newest = at;
  }
  return newest;
}
