import { formatMonth } from "../language/dates.ts";
import { compareText } from "../problems/problem.ts";
import { listHead } from "../render/head.ts";
import { urlOf } from "./cards.ts";
import { commonView } from "./common-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { DirectoryView, LinkView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** All topics, those with most stories first. */
export function topicsView(facts: NewsroomFacts): DirectoryView {
  const words = facts.words(facts.catalog.site.language);
  return directory("/topics/", words.ui.topics, topicLinks(facts, words), facts, words);
}

/** Links to all topics with their counts, those with most stories first. */
export function topicLinks(
  facts: NewsroomFacts,
  words: PageWords,
): (LinkView & { readonly note: string | undefined })[] {
  const topics = [...facts.catalog.topics.values()].sort(
    (a, b) => b.stories.length - a.stories.length || compareText(a.title, b.title),
  );
  return topics.map(({ title, address, stories }) => ({
    title,
    url: urlOf(address, facts),
    attributes: words.attributesFor(stories.at(-1)?.language),
    note: words.count(words.ui.storyCount, stories.length),
  }));
}

/** Everybody who writes here, by name. */
export function authorsView(facts: NewsroomFacts): DirectoryView {
  const words = facts.words(facts.catalog.site.language);
  const authors = [...facts.catalog.authors.values()].sort(
    (a, b) => compareText(a.name, b.name) || compareText(a.id, b.id),
  );
  const entries = authors.map(({ name, address, role, language }) => ({
    title: name,
    url: urlOf(address, facts),
    attributes: words.attributesFor(language),
    note: role,
  }));
  return directory("/authors/", words.ui.authors, entries, facts, words);
}

/** All months that have stories, the newest first. */
export function monthsView(facts: NewsroomFacts): DirectoryView {
  const words = facts.words(facts.catalog.site.language);
  const entries = facts.catalog.months.map(({ year, month, address, stories }) => ({
    title: formatMonth(year, month, words.ui),
    url: urlOf(address, facts),
    attributes: words.uiAttributes,
    note: words.count(words.ui.storyCount, stories.length),
  }));
  return directory("/archive/", words.ui.archive, entries, facts, words);
}

function directory(
  address: string,
  title: string,
  entries: readonly (LinkView & { readonly note: string | undefined })[],
  facts: NewsroomFacts,
  words: PageWords,
): DirectoryView {
  const head = listHead(facts.catalog.site, { title, address, card: facts.cards?.ofSite() });
  return { ...commonView("directory", address, head, facts, words), title, entries };
}
