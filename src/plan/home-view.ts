import { findBreaking } from "../catalog/live.ts";
import type { Article } from "../check/types.ts";
import { homeHead } from "../render/head.ts";
import { cardView, sectionLink } from "./cards.ts";
import { commonView } from "./common-view.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { HomeView } from "./views.ts";

/** Stories beside the lead. */
const newestCount = 8;

/**
 * The front page: the lead, the newest, and a block for each section that has stories.
 *
 * The lead is the newest story whose breaking banner stands, else the newest of all. No story stands twice.
 */
export function homeView(facts: NewsroomFacts): HomeView {
  const { site, stories, now, bySection } = facts.catalog;
  const words = facts.words(site.language);
  const lead = findBreaking(stories, now) ?? stories[0];
  const newest = stories.filter((story) => story !== lead).slice(0, newestCount);
  const shown = new Set<Article | undefined>([lead, ...newest]);
  const card = (story: Article) => cardView(story, facts, words);
  return {
    ...commonView(
      "home",
      "/",
      homeHead(site, facts.cards?.ofSite(), facts.settings.search.titles > 0),
      facts,
      words,
    ),
    title: site.name,
    lead: lead && card(lead),
    newest: newest.map(card),
    sections: site.sections.flatMap((section) => {
      const block: Article[] = [];
      for (const story of bySection.get(section.id) ?? []) {
        if (block.length >= facts.settings.lists.homeBlock) break;
        if (!shown.has(story)) block.push(story);
      }
      return block.length === 0 ? [] : [{ ...sectionLink(section, facts, words), stories: block.map(card) }];
    }),
  };
}
