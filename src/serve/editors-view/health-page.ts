import { examinedStories } from "../../examined-stories.ts";
import { examine } from "../../health/examine.ts";
import { describeHealth } from "../../health/report.ts";
import { healthWords } from "../../health/words.ts";
import { fill } from "../../language/strings.ts";
import type { LiveStories } from "../../live-stories.ts";
import type { Problem } from "../../problems/problem.ts";
import { escapeText } from "../../render/escape.ts";
import { type DeskFrame, deskPage } from "./html.ts";

/** Nobody reads more; `npm run check -- --health --json` tells all. */
const mostShown = 100;

/** @param problems as the last attempt to build found them */
export function healthPage(stories: LiveStories, problems: readonly Problem[], frame: DeskFrame): string {
  const words = healthWords[frame.language];
  const lists = describeHealth(
    examine(examinedStories(stories, problems)),
    stories.shownFolder,
    frame.language,
  );
  const sections = lists.map(({ name, title, advice, items }) => {
    const shown = items.slice(0, mostShown).map((item) => `<li>${escapeText(item)}</li>`);
    const left = items.length - shown.length;
    const rest = left > 0 ? `<p>${escapeText(fill(words.more, { count: left }))}</p>` : "";
    return `<section aria-labelledby="${name}">
<h2 class="rule-heading" id="${name}">${escapeText(title)} (${items.length})</h2>
<p class="hint">${escapeText(advice)}</p>
<ul class="problems">${shown.join("\n")}</ul>${rest}</section>`;
  });
  const main = sections.length > 0 ? sections.join("\n") : `<p>${words.well}</p>`;
  return deskPage(frame, `${words.heading} – ${frame.siteName}`, `<h1>${words.heading}</h1>\n${main}`);
}
