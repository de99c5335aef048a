import type { Article, Section } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { hasStrings, stringsFor } from "../language/strings.ts";
import { absoluteUrl } from "../render/address.ts";
import { liveEntries } from "../render/body.ts";
import { articleHead } from "../render/head.ts";
import { bodyHtml } from "./body-html.ts";
import { cardView, pictureView, sectionLink, storyLink, urlOf } from "./cards.ts";
import { commonView } from "./common-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { shareLinks } from "./share.ts";
import type { ArticleView, CommentsView, LinkView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** The page of a story. */
export function articleView(article: Article, facts: NewsroomFacts): ArticleView {
  const { catalog } = facts;
  const { site } = catalog;
  const words = facts.words(article.language);
  const section = catalog.sections.get(article.section) as Section;
  const authors = article.authors.flatMap((id) => catalog.authors.get(id) ?? []);
  const topics = article.tags.flatMap((tag) => catalog.topicOf.get(tag) ?? []);
  const translations = catalog.translations.get(article.id) ?? [];
  const head = articleHead(site, article, {
    section,
    authors,
    translations,
    liveEntries: article.kind === "live" ? liveEntries(article.outline, article.date, site.timeZone) : [],
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
    byline: authors.map(({ name, address, role, language }) => ({
      name,
      attributes: words.attributesFor(language),
      url: urlOf(address, facts),
      role,
    })),
    published: words.time(article.date),
    updated: article.updated === undefined ? undefined : words.time(article.updated),
    picture: pictureView(article.image, facts),
    html: facts.marks.html(article) ?? bodyHtml(article, article.date, facts, words),
    corrections: article.corrections.map(({ date, text }) => ({ time: words.day(date), text })),
    // Two spellings of one topic in one story are one link.
    topics: [...new Set(topics)].map(({ title, address, stories }) => ({
      title,
      url: urlOf(address, facts),
      attributes: words.attributesFor(stories.at(-1)?.language),
    })),
    series: seriesView(article, facts, words),
    translations: translations.map((other) => ({
      ...storyLink(other, facts, words),
      languageName: hasStrings(other.language) ? stringsFor(other.language).languageName : other.language,
      hreflang: other.language,
    })),
    syndicatedFrom: syndicationLink(article, words),
    share: shareLinks(article.title, absoluteUrl(site, article.address), words),
    related: facts.related(article).map(({ article: other, reason }) => ({
      card: cardView(other, facts, words),
      reason,
    })),
    comments: commentsView(article, facts, words),
  });
}

function seriesView(article: Article, facts: NewsroomFacts, words: PageWords): ArticleView["series"] {
  const title = article.series;
  const stories = title === undefined ? [] : (facts.catalog.series.get(foldText(title)) ?? []);
  if (title === undefined || stories.length < 2) return undefined;
  return {
    title,
    stories: stories.map((story) => ({
      ...storyLink(story, facts, words),
      current: story.id === article.id,
    })),
  };
}

function syndicationLink({ canonical }: Article, words: PageWords): LinkView | undefined {
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
