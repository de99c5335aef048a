import type { Page } from "../check/types.ts";
import { fileOfAddress } from "../check/values.ts";
import { fill } from "../language/strings.ts";
import { absoluteUrl } from "../render/address.ts";
import { notFoundHead, plainPageHead, unlistedHead } from "../render/head.ts";
import { bodyHtml } from "./body-html.ts";
import { cardView, urlOf } from "./cards.ts";
import { commonView } from "./common-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { KeptStoriesView, NotFoundView, PlainPageView, RedirectView } from "./views.ts";

export function plainPageView(page: Page, facts: NewsroomFacts): PlainPageView {
  const words = facts.words(page.language);
  const head = plainPageHead(facts.catalog.site, page, facts.cards?.ofSite());
  return {
    ...commonView("page", page.address, head, facts, words),
    title: page.title,
    description: page.description,
    html: bodyHtml(page, 0, facts, words),
    updated: page.updated === undefined ? undefined : words.day(page.updated),
  };
}

/** What a reader gets at an address that does not exist: words, and the newest stories. */
export function notFoundView(facts: NewsroomFacts): NotFoundView {
  const { site, stories } = facts.catalog;
  const words = facts.words(site.language);
  const title = words.ui.notFoundTitle;
  return {
    ...commonView(
      "not-found",
      "/404.html",
      notFoundHead(site, { title, description: undefined }),
      facts,
      words,
    ),
    title,
    newest: stories.slice(0, 5).map((story) => cardView(story, facts, words)),
  };
}

/** The page that lists what a reader saved, or the one that stands where there is no connection. */
export function keptStoriesView(kind: KeptStoriesView["kind"], facts: NewsroomFacts): KeptStoriesView {
  const { site } = facts.catalog;
  const words = facts.words(site.language);
  const { savedStories, savedExplained, offlineTitle, offlineExplained } = words.ui;
  const [title, explanation] =
    kind === "saved" ? [savedStories, savedExplained] : [offlineTitle, offlineExplained];
  const address = `/${kind}/`;
  const head = unlistedHead(site, address, { title, description: undefined });
  return { ...commonView(kind, address, head, facts, words), title, explanation };
}

/** A page that leads on, for hosts that do not read `_redirects`. */
export function redirectView(from: string, to: string, facts: NewsroomFacts): RedirectView {
  const { site } = facts.catalog;
  const { ui, language, direction } = facts.words(site.language);
  const canonical = absoluteUrl(site, to);
  return {
    kind: "redirect",
    address: from,
    file: fileOfAddress(from),
    language,
    direction,
    ui,
    title: fill(ui.movedTo, { address: canonical }),
    targetUrl: urlOf(to, facts),
    canonical,
  };
}
