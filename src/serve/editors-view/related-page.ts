import type { Article } from "../../check/types.ts";
import { languageAttributes } from "../../language/languages.ts";
import { fill } from "../../language/strings.ts";
import type { ConsideredStory, ExplainedRelated } from "../../ledger/relating.ts";
import { sameSection } from "../../relate/score.ts";
import { relatedWords, sayFactors, sayNotShown, sayReason, showScore } from "../../related-words.ts";
import { escapeAttribute, escapeText } from "../../render/escape.ts";
import {
  type DeskFrame,
  deskPage,
  explanationUrl,
  part,
  searchForm,
  shownTime,
  storyLink,
  storyList,
} from "./html.ts";

/** Words that two stories share are shown up to this number. */
const mostWords = 12;
const mostLeftOut = 15;
/** The highest factor that there is: the same section. */
const mostFactor = sameSection;

/** The page that explains the sidebar of a story. */
export function relatedPage(story: Article, { shown, leftOut }: ExplainedRelated, frame: DeskFrame): string {
  const { words, language } = frame;
  const { shown: shownHeading, notShown, nothingShown, nothingLeft } = relatedWords[language];
  const considered = [...shown, ...leftOut];
  const most = Math.max(...considered.map(({ parts }) => parts.score), 0);
  const shownItems = shown.map((each, index) =>
    consideredItem(
      each,
      `<p class="why">${escapeText(sayReason(each, language))}</p>`,
      most,
      frame,
      index + 1,
    ),
  );
  const isChosen = ({ because, kind }: (typeof leftOut)[number]) =>
    kind === "pinned" || because.kind === "excluded" || because.kind === "translation";
  const best = new Set(leftOut.filter((each) => !isChosen(each)).slice(0, mostLeftOut));
  const told = leftOut.filter((each) => isChosen(each) || best.has(each));
  const leftItems = told.map((each) =>
    consideredItem(
      each,
      `<p class="why-not">${escapeText(sayNotShown(each.because, story, language))}</p>`,
      most,
      frame,
    ),
  );
  const attributes = languageAttributes(story.language, language);
  const main = `<h1${attributes}>${escapeText(story.title)}</h1>
<p class="hint">${escapeText(shownTime(story.date, frame))} · <a href="${escapeAttribute(frame.basePath + encodeURI(story.address))}">${words.goTo}</a></p>
<section aria-labelledby="shown">
<h2 class="rule-heading" id="shown">${shownHeading}</h2>
${shownItems.length === 0 ? `<p>${nothingShown}</p>` : `<ol class="scored">${shownItems.join("\n")}</ol>`}
</section>
<section aria-labelledby="not-shown">
<h2 class="rule-heading" id="not-shown">${notShown}</h2>
${leftItems.length === 0 ? `<p>${nothingLeft}</p>` : `<ul class="scored">${leftItems.join("\n")}</ul>`}
</section>
${searchForm(frame, "")}`;
  return deskPage(frame, `${story.title} – ${words.related}`, main);
}

function consideredItem(
  story: ConsideredStory,
  why: string,
  most: number,
  frame: DeskFrame,
  place?: number,
): string {
  const { words, language } = frame;
  const related = relatedWords[language];
  const { parts, article } = story;
  const factors = sayFactors(story, language);
  const isFixed = story.kind === "pinned" || story.kind === "section";
  const cells = [
    part(related.score, showScore(parts.score), parts.score, most, isFixed ? escapeText(related.fixed) : ""),
    part(related.sharedWords, showScore(parts.shared), parts.shared, most),
    part(related.section, `× ${showScore(parts.section)}`, parts.section, mostFactor, factors.section),
    part(related.language, `× ${showScore(parts.language)}`, parts.language, 1, factors.language),
    part(related.nearness, `× ${showScore(parts.nearness)}`, parts.nearness, 1, factors.nearness),
  ];
  const rank = place === undefined ? "" : `<span class="rank">${place}.</span>`;
  const explanation = `<a href="${escapeAttribute(explanationUrl(article, frame))}">${words.explain}</a>`;
  return `<li><p>${rank}${storyLink(article, frame)}</p>${why}
<p class="hint">${escapeText(shownTime(article.date, frame))} · ${explanation}</p>
<dl class="parts">${cells.join("")}</dl>
${sharedWords(story, frame)}</li>`;
}

function sharedWords({ words: shared, article }: ConsideredStory, frame: DeskFrame): string {
  const related = relatedWords[frame.language];
  if (shared.length === 0) return `<p class="hint">${related.noWords}</p>`;
  const attributes = languageAttributes(article.language, frame.language);
  const items = shared.slice(0, mostWords).map(({ kind, word, score }) => {
    const mark = related.kinds[kind];
    return `<li><b${attributes}>${escapeText(word)}</b>${mark === "" ? "" : ` (${mark})`} <span>${showScore(score)}</span></li>`;
  });
  const more = shared.length - items.length;
  if (more > 0) items.push(`<li>${fill(related.moreWords, { count: more })}</li>`);
  return `<p class="visually-hidden">${related.sharedWords}</p><ul class="desk-words">${items.join("\n")}</ul>`;
}

/**
 * The page that lists stories by their headlines.
 *
 * @param asked what was searched for; "" lists the newest
 */
export function searchPage(asked: string, found: readonly Article[], more: number, frame: DeskFrame): string {
  const { words } = frame;
  const template = asked === "" ? words.newest : found.length > 0 ? words.found : words.foundNone;
  const rest = more > 0 ? `<p>${fill(words.more, { count: more })}</p>` : "";
  const main = `<h1>${words.related}</h1>
${searchForm(frame, asked)}
<h2>${escapeText(fill(template, { words: asked }))}</h2>
${found.length > 0 ? storyList(found, frame) : ""}${rest}`;
  return deskPage(frame, `${words.related} – ${frame.siteName}`, main);
}
