import { searchHead } from "../render/head.ts";
import type { SearchPageData } from "../search/page-data.ts";
import { shardRange, storiesPerTextIndex, titlesPerShard } from "../search/shard.ts";
import { cardView, sectionLink, urlOf } from "./cards.ts";
import { commonView } from "./common-view.ts";
import { topicLinks } from "./directory-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { SearchView } from "./views.ts";
import type { PageWords } from "./words.ts";

const newestCount = 10;
const topicCount = 16;

/** The search page. Without scripts it is a way into the site: newest stories, sections, topics, the archive. */
export function searchView(facts: NewsroomFacts): SearchView {
  const { site, stories } = facts.catalog;
  const words = facts.words(site.language);
  const title = words.ui.search;
  return {
    ...commonView("search", "/search/", searchHead(site, title), facts, words),
    title,
    newest: stories.slice(0, newestCount).map((story) => cardView(story, facts, words)),
    sections: site.sections.map((section) => sectionLink(section, facts, words)),
    topics: topicLinks(facts, words).slice(0, topicCount),
    data: JSON.stringify(pageData(facts, words)),
    searchScriptUrl: urlOf(facts.assets["search.js"] ?? "", facts),
    hasTexts: facts.settings.search.fullText !== false && stories.length > 0,
  };
}

function pageData(facts: NewsroomFacts, { ui, uiLanguage }: PageWords): SearchPageData {
  const { site, stories } = facts.catalog;
  const { titles, fullText } = facts.settings.search;
  const texts =
    fullText === false ? undefined : shardRange(stories.length, fullText.stories, storiesPerTextIndex);
  return {
    base: urlOf("/search/", facts),
    home: urlOf("/", facts),
    language: site.language,
    uiLanguage,
    titles: shardRange(stories.length, titles, titlesPerShard),
    texts,
    sections: Object.fromEntries(site.sections.map(({ id, title }) => [id, title])),
    months: ui.months,
    words: {
      dateFormat: ui.dateFormat,
      found: ui.searchFound,
      foundSome: ui.searchFoundSome,
      none: ui.searchNone,
      searched: ui.searchedTitles,
      searching: ui.searching,
      failed: ui.searchFailed,
      foundInTexts: ui.searchFoundInTexts,
      noneInTexts: ui.searchNoneInTexts,
    },
  };
}
