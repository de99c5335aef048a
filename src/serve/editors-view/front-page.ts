import { healthWords } from "../../health/words.ts";
import { languageAttributes } from "../../language/languages.ts";
import { formatNumber } from "../../language/numbers.ts";
import { fill } from "../../language/strings.ts";
import type { BuiltStories } from "../../live-stories.ts";
import { inReadingOrder, type Problem } from "../../problems/problem.ts";
import { countProblems, explainProblem } from "../../problems/report.ts";
import { escapeText } from "../../render/escape.ts";
import type { Attempt } from "../attempt.ts";
import { type DeskFrame, deskPage, searchForm, shownAge, shownTime, storyList } from "./html.ts";
import { trendingSection } from "./trending-section.ts";

/** What is wrong with a site, as of the last attempt to build it. */
export type Troubles = Pick<Attempt, "problems" | "files" | "report" | "written">;

/** Nobody reads more; the line above counts all. */
const mostProblems = 200;
export const newestShown = 20;

/** @param stories of the last good site; `undefined` if there is none */
export function frontPage(
  stories: BuiltStories | undefined,
  troubles: Troubles | undefined,
  output: string,
  frame: DeskFrame,
): string {
  const { words } = frame;
  const isBehind = troubles !== undefined && troubles.written === undefined;
  const parts = [
    `<h1${languageAttributes(frame.siteLanguage, frame.language)}>${escapeText(frame.siteName)}</h1>`,
    `<p class="hint">${escapeText(fill(words.asOf, { time: shownTime(frame.now, frame) }))}</p>`,
    `<nav aria-label="${words.contents}"><ul class="desk-contents">
<li><a href="#problems">${words.problems}</a></li>
${stories ? `<li><a href="#trending">${words.trending}</a></li>\n<li><a href="#related">${words.related}</a></li>\n<li><a href="health/">${healthWords[frame.language].heading}</a></li>` : ""}
</ul></nav>`,
  ];
  if (stories === undefined) parts.push(`<p class="desk-note">${words.neverBuilt}</p>`);
  else if (isBehind) parts.push(`<p class="desk-note">${words.standing}</p>`);
  parts.push(numbers(stories, troubles, frame), problemsSection(troubles, frame));
  if (stories) {
    parts.push(trendingSection(stories, output, frame), relatedSection(stories, frame));
  }
  return deskPage(frame, `${words.title} – ${frame.siteName}`, parts.join("\n"));
}

function numbers(
  stories: BuiltStories | undefined,
  troubles: Troubles | undefined,
  frame: DeskFrame,
): string {
  const { words, language } = frame;
  const count = (n: number) => formatNumber(n, language);
  const problems = troubles?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error").length;
  // A layout that throws is no problem of a file, and yet one.
  const failures = problems.length === 0 && troubles?.report ? 1 : 0;
  const tiles = [
    ...(stories
      ? [tile(words.stories, count(stories.facts.stories)), tile(words.pages, count(stories.facts.pages))]
      : []),
    tile(words.errors, count(errors + failures)),
    tile(words.warnings, count(problems.length - errors)),
    tile(words.next, nextChange(stories, frame)),
  ];
  return `<h2 class="visually-hidden">${words.counts}</h2><dl class="tiles">${tiles.join("\n")}</dl>`;
}

/** @param value HTML */
function tile(name: string, value: string): string {
  return `<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** When the site will be another by itself. A story is named only where readers may know it. */
function nextChange(stories: BuiltStories | undefined, frame: DeskFrame): string {
  const { words } = frame;
  const next = stories?.facts.next;
  if (stories === undefined || next === undefined) return `<small>${words.noNext}</small>`;
  const story = next.because === "edition" ? undefined : stories.catalog.byId.get(next.article);
  const name = story ? `: ${story.title}` : "";
  const because = `${words.nextBecause[next.because]}${name} (${shownAge(next.at, frame)})`;
  return `${escapeText(shownTime(next.at, frame))}<small>${escapeText(because)}</small>`;
}

function problemsSection(troubles: Troubles | undefined, frame: DeskFrame): string {
  const { words, language } = frame;
  const heading = `<h2 class="rule-heading" id="problems">${words.problems}</h2>`;
  const { problems = [], files = 0, report } = troubles ?? {};
  if (problems.length === 0) {
    const failure = report
      ? `<p class="why-not">${escapeText(report.summary)}</p><pre class="desk-code">${escapeText(report.details)}</pre>`
      : `<p>${words.noProblems}</p>`;
    return `<section aria-labelledby="problems">${heading}${failure}</section>`;
  }
  const rank = ({ severity }: Problem) => (severity === "error" ? 0 : 1);
  const shown = problems.toSorted((a, b) => rank(a) - rank(b) || inReadingOrder(a, b)).slice(0, mostProblems);
  const items = shown.map((problem) => {
    const { file, line, column, code, severity } = problem;
    const kind = `<span class="problem-kind problem-${severity}">${words[severity]}</span>`;
    const place = `<code>${escapeText(`${file}:${line}:${column}`)}</code> <span class="hint">${code}</span>`;
    return `<li>${kind}${place}<p>${escapeText(explainProblem(problem, language))}</p></li>`;
  });
  const more = problems.length - shown.length;
  const rest = more > 0 ? `<p>${fill(words.more, { count: more })}</p>` : "";
  return `<section aria-labelledby="problems">${heading}<p>${escapeText(countProblems(problems, files, language))}</p>
<ul class="problems">${items.join("\n")}</ul>${rest}</section>`;
}

function relatedSection({ catalog }: BuiltStories, frame: DeskFrame): string {
  const { words } = frame;
  return `<section aria-labelledby="related">
<h2 class="rule-heading" id="related">${words.related}</h2>
${searchForm(frame, "")}
<h3>${words.newest}</h3>
${storyList(catalog.stories.slice(0, newestShown), frame)}
</section>`;
}
