import type { Month, Topic } from "../catalog/catalog.ts";
import type { ListPage } from "../catalog/list-pages.ts";
import type { Author, Section } from "../check/types.ts";
import { formatMonth } from "../language/dates.ts";
import { fill } from "../language/strings.ts";
import { type ListHeadFacts, listHead } from "../render/head.ts";
import { bodyHtml } from "./body-html.ts";
import { cardView, pictureView, urlOf } from "./cards.ts";
import { commonView } from "./common-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { pictureFiles } from "./pictures.ts";
import type { LinkView, ListView } from "./views.ts";

/** What a list is a list of. */
export interface ListSubject {
  readonly kind: "section" | "topic" | "author" | "archive";
  readonly title: string;
  readonly description: string | undefined;
  readonly language: string;
  readonly address: string;
  readonly count: number;
  /** The directory above: all topics, all authors, all months. */
  readonly above: { readonly title: string; readonly address: string } | undefined;
  /** Whether it has feeds of its own. */
  readonly hasFeeds: boolean;
  readonly author: Author | undefined;
}

export function sectionList(section: Section, { catalog }: NewsroomFacts): ListSubject {
  const count = catalog.bySection.get(section.id)?.length ?? 0;
  const { title, description, address } = section;
  return {
    kind: "section",
    title,
    description,
    language: catalog.site.language,
    address,
    count,
    above: undefined,
    hasFeeds: true,
    author: undefined,
  };
}

export function topicList(topic: Topic, facts: NewsroomFacts): ListSubject {
  const { title, address, stories } = topic;
  // The name of a topic is in the language of the story that used it first.
  const language = stories.at(-1)?.language ?? facts.catalog.site.language;
  const { ui } = facts.words(language);
  return {
    kind: "topic",
    title,
    description: undefined,
    language,
    address,
    count: stories.length,
    above: { title: ui.topics, address: "/topics/" },
    hasFeeds: false,
    author: undefined,
  };
}

export function authorList(author: Author, facts: NewsroomFacts): ListSubject {
  const { ui } = facts.words(author.language);
  return {
    kind: "author",
    title: author.name,
    description: author.role,
    language: author.language,
    address: author.address,
    count: facts.catalog.byAuthor.get(author.id)?.length ?? 0,
    above: { title: ui.authors, address: "/authors/" },
    hasFeeds: false,
    author,
  };
}

export function monthList({ year, month, address, stories }: Month, facts: NewsroomFacts): ListSubject {
  const { language } = facts.catalog.site;
  const { ui } = facts.words(language);
  return {
    kind: "archive",
    title: fill(ui.archiveOf, { month: formatMonth(year, month, ui) }),
    description: undefined,
    language,
    address,
    count: stories.length,
    above: { title: ui.archive, address: "/archive/" },
    hasFeeds: false,
    author: undefined,
  };
}

/** One page of a list. */
export function listView(subject: ListSubject, page: ListPage, facts: NewsroomFacts): ListView {
  const { site } = facts.catalog;
  const words = facts.words(subject.language);
  const pageShown =
    page.number === undefined ? undefined : fill(words.ui.page, { number: words.number(page.number) });
  const title = pageShown === undefined ? subject.title : `${subject.title} – ${pageShown}`;
  const home: LinkView = { title: words.ui.home, url: urlOf("/", facts), attributes: words.uiAttributes };
  const above = subject.above;
  const section =
    subject.kind === "section" ? site.sections.find(({ address }) => address === subject.address) : undefined;
  const headFacts: ListHeadFacts = {
    title,
    description: subject.description,
    address: page.address,
    previous: page.newer,
    next: page.older,
    section: subject.hasFeeds ? { title: subject.title, address: subject.address } : undefined,
    author: subject.author,
    pictures: pictureFiles(facts.prints),
    breadcrumbs: [
      { title: words.ui.home, address: "/" },
      ...(above ? [above] : []),
      { title: subject.title, address: subject.address },
    ],
    card: section === undefined ? facts.cards?.ofSite() : facts.cards?.ofSection(section),
  };
  const common = commonView(subject.kind, page.address, listHead(site, headFacts), facts, words);
  return Object.assign(common, {
    title: subject.title,
    description: subject.description,
    breadcrumbs: above
      ? [home, { title: above.title, url: urlOf(above.address, facts), attributes: words.uiAttributes }]
      : [home],
    countShown: page.number === undefined ? words.count(words.ui.storyCount, subject.count) : undefined,
    pageShown,
    stories: page.stories.map((story) => cardView(story, facts, words)),
    olderUrl: page.older === undefined ? undefined : urlOf(page.older, facts),
    newerUrl: page.newer === undefined ? undefined : urlOf(page.newer, facts),
    feedUrl: subject.hasFeeds ? urlOf(`${subject.address}feed.xml`, facts) : undefined,
    author:
      subject.author === undefined
        ? undefined
        : {
            role: subject.author.role,
            picture: pictureView(subject.author.picture, facts),
            html: bodyHtml(subject.author, 0, facts, words),
            links: subject.author.links.map(({ title: name, url }) => ({ title: name, url, attributes: "" })),
          },
  });
}
