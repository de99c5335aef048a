import type { Article, Author, Section } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { readingMinutes } from "../language/reading-time.ts";
import { hasStrings, stringsFor } from "../language/strings.ts";
import { absoluteUrl } from "../render/address.ts";
import { type LiveEntry, liveEntries } from "../render/body.ts";
import { articleHead } from "../render/head.ts";
import { bodyHtml } from "./body-html.ts";
import { cardView, pictureView, sectionLink, storyLink, urlOf } from "./cards.ts";
import { commonView } from "./common-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { pictureFiles } from "./pictures.ts";
import { shareLinks } from "./share.ts";
import type { ArticleView, BylineView, CommentsView, LinkView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** A story of so many minutes has a bar that shows how far one has read. */
const longMinutes = 4;

/** Fewer parts than this are seen at a glance. */
const worthContents = 3;

/** The page of a story. */
export function articleView(article: Article, facts: NewsroomFacts): ArticleView {
  const { catalog } = facts;
  const { site } = catalog;
  const words = facts.words(article.language);
  const section = catalog.sections.get(article.section) as Section;
  const authors = known(article.authors, catalog.authors);
  const topics = known(article.tags, catalog.topicOf);
  const translations = catalog.translations.get(article.id) ?? [];
  const entries = article.kind === "live" ? liveEntries(article.outline, article.date, site.timeZone) : [];
  const html = facts.marks.html(article) ?? bodyHtml(article, article.date, facts, words);
  const { reading } = facts.settings;
  const minutes = reading.readingTime || reading.progress ? readingMinutes(html, article.language) : 0;
  const head = articleHead(site, article, {
    section,
    authors,
    translations,
    liveEntries: entries,
    pictures: pictureFiles(facts.prints),
    homeTitle: words.ui.home,
    card: facts.cards?.ofStory(article),
  });
  const common = commonView("article", article.address, head, facts, words);
  // Not `{ ...common, … }`: twenty fields behind a spread cost V8 as much as a third of the page.
  return Object.assign(common, {
    // The story that the banner is about needs no banner.
    breaking: common.breaking?.url === urlOf(article.address, facts) ? undefined : common.breaking,
    articleKind: article.kind,
    title: article.title,
    kicker: article.kicker,
    label: words.label(article.kind),
    deck: article.description,
    section: sectionLink(section, facts, words),
    byline: bylineView(authors, facts, words),
    published: words.time(article.date),
    updated: article.updated === undefined ? undefined : words.time(article.updated),
    picture: pictureView(article.image, facts),
    html,
    // Pictures are looked at, and a live story is never read through.
    readingTime:
      reading.readingTime && article.kind !== "live" && article.kind !== "photo"
        ? words.count(words.ui.minutesToRead, minutes)
        : undefined,
    isLong: reading.progress && minutes >= longMinutes && article.kind !== "live",
    contents: reading.contents && article.kind === "explainer" ? contentsOf(article) : [],
    latest: latestEntry(entries, words),
    correctionsShown:
      article.corrections.length === 0
        ? undefined
        : words.count(words.ui.correctionCount, article.corrections.length),
    corrections: article.corrections.map(({ date, text }) => ({ time: words.day(date), text })),
    // Two spellings of one topic in one story are one link.
    topics: [...new Set(topics)].map(({ title, address, stories }) => ({
      title,
      url: urlOf(address, facts),
      attributes: words.attributesFor(stories.at(-1)?.language),
    })),
    series: seriesView(article, facts, words),
    translations: translationLinks(article, facts, words).map(({ story: _story, ...link }) => link),
    syndicatedFrom: syndicationLink(article, words),
    share: shareLinks(article.title, absoluteUrl(site, article.address), words),
    related: facts.related(article).map(({ article: other, reason }) => ({
      card: cardView(other, facts, words),
      reason,
    })),
    comments: commentsView(article, facts, words),
  });
}

/** A newsroom has some tens of bylines, and a layout keeps what it makes of each: they are made once for a language. */
const bylines = new WeakMap<PageWords, Map<string, readonly BylineView[]>>();

const bylinesAtHand = 1000;

function bylineView(
  authors: readonly Author[],
  facts: NewsroomFacts,
  words: PageWords,
): readonly BylineView[] {
  let made = bylines.get(words);
  if (made === undefined) {
    made = new Map();
    bylines.set(words, made);
  }
  const key = authors.map(({ id }) => id).join("\n");
  let byline = made.get(key);
  if (byline === undefined) {
    byline = authors.map(({ name, address, role, language }) => ({
      name,
      attributes: words.attributesFor(language),
      url: urlOf(address, facts),
      role,
    }));
    if (made.size >= bylinesAtHand) made.clear();
    made.set(key, byline);
  }
  return byline;
}

/** What the names stand for, as far as they stand for anything. */
function known<T>(names: readonly string[], things: ReadonlyMap<string, T>): T[] {
  const found: T[] = [];
  for (const name of names) {
    const thing = things.get(name);
    if (thing !== undefined) found.push(thing);
  }
  return found;
}

/** The headings of the first level, as links. */
function contentsOf({ outline }: Article): readonly LinkView[] {
  const parts = outline.headings.filter(({ level }) => level === 2);
  if (parts.length < worthContents) return [];
  return parts.map(({ id, text }) => ({ title: text, url: `#${encodeURI(id)}`, attributes: "" }));
}

/** The newest of several entries, wherever it stands. */
function latestEntry(entries: readonly LiveEntry[], words: PageWords): ArticleView["latest"] {
  if (entries.length < 2) return undefined;
  const { id, at, headline } = entries.reduce((newest, entry) => (entry.at > newest.at ? entry : newest));
  return { title: headline, url: `#${id}`, attributes: "", time: words.time(at) };
}

/** The story in other languages. */
export function translationLinks(
  article: Article,
  facts: NewsroomFacts,
  words: PageWords,
): (ArticleView["translations"][number] & { readonly story: Article })[] {
  return (facts.catalog.translations.get(article.id) ?? []).map((story) => ({
    ...storyLink(story, facts, words),
    languageName: hasStrings(story.language) ? stringsFor(story.language).languageName : story.language,
    hreflang: story.language,
    story,
  }));
}

/** All stories of a story's series, itself among them; `[]` where it stands alone. */
export function seriesStories({ series }: Article, { catalog }: NewsroomFacts): readonly Article[] {
  const stories = series === undefined ? [] : (catalog.series.get(foldText(series)) ?? []);
  return stories.length < 2 ? [] : stories;
}

function seriesView(article: Article, facts: NewsroomFacts, words: PageWords): ArticleView["series"] {
  const title = article.series;
  const stories = seriesStories(article, facts);
  if (title === undefined || stories.length === 0) return undefined;
  return {
    title,
    stories: stories.map((story) => ({
      ...storyLink(story, facts, words),
      current: story.id === article.id,
    })),
  };
}

/** Where a story was published first. */
export function syndicationLink({ canonical }: Article, words: PageWords): LinkView | undefined {
  if (canonical === undefined) return undefined;
  const name = new URL(canonical).host.replace(/^www\./, "");
  return { title: name, url: canonical, attributes: words.uiAttributes };
}

function commentsView(article: Article, facts: NewsroomFacts, words: PageWords): CommentsView {
  const { action } = facts.settings.comments;
  const count = 0;
  return {
    state: article.comments,
    count,
    countShown: count === 0 ? words.ui.noComments : words.count(words.ui.commentCount, count),
    action: action.startsWith("/") ? urlOf(action, facts) : action,
    story: article.address,
  };
}
