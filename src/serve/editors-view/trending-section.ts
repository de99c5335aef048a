import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Article } from "../../check/types.ts";
import { explainedFile, readEdition } from "../../edition-input.ts";
import { formatNumber } from "../../language/numbers.ts";
import { fill } from "../../language/strings.ts";
import type { BuiltStories } from "../../live-stories.ts";
import { escapeText } from "../../render/escape.ts";
import { editionLastsMs } from "../../trend/edition-file.ts";
import { type ExplainedList, explainedFromText } from "../../trend/explained-file.ts";
import { liveListFromText } from "../../trend/live-list.ts";
import { scoring } from "../../trend/score.ts";
import { stripAt } from "../../trend/strip.ts";
import { type DeskFrame, link, part, shownAge, shownTime, storyLink } from "./html.ts";

/** What was read and is not in the list is told up to this number. */
const mostNotInList = 30;

/** The lists that readers see, and how the last of them came about. */
export function trendingSection(stories: BuiltStories, output: string, frame: DeskFrame): string {
  const { words } = frame;
  const explained = explainedFromText(textOf(explainedFile(stories.facts.settings)));
  const hasSources = stories.facts.settings.trending.sources.length > 0;
  return `<section aria-labelledby="trending">
<h2 class="rule-heading" id="trending">${words.trending}</h2>
<div class="columns">
<div>${bakedList(stories, frame)}</div>
<div>${liveList(stories, output, frame)}</div>
</div>
${hasSources ? "" : setUp(frame)}
<h3>${words.scores}</h3>
${explained ? scores(explained, stories, frame) : `<p>${words.noScores}</p>`}
</section>`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The list in all pages, for the moment of the last build. */
function bakedList({ catalog, choices, facts }: BuiltStories, frame: DeskFrame): string {
  const { words, basePath } = frame;
  const { edition } = readEdition(facts.settings);
  const strip = stripAt(facts.now, catalog, choices, facts.settings.trending.limit, edition);
  const lines = [fill(words.basisLine, { basis: words.basis[strip.basis] })];
  if (strip.basis === "readers" && edition) {
    lines.push(readIn(words.readAt, edition.generatedAt, edition.window, frame));
  } else if (strip.generatedAt > 0) {
    lines.push(sayTime(words.newestAt, strip.generatedAt, frame));
  }
  if (edition === undefined) lines.push(words.noEdition);
  else if (facts.now >= edition.generatedAt + editionLastsMs) {
    lines.push(sayTime(words.oldEdition, edition.generatedAt, frame));
  } else lines.push(words.edition);
  const links = strip.links.map(({ title, url, language, source }) => {
    const address = url.startsWith("/") ? basePath + encodeURI(url) : url;
    const mark = source === undefined ? "" : ` <span class="hint">(${words.sister})</span>`;
    return `<li>${link(title, address, language, frame)}${mark}</li>`;
  });
  return list(words.inPages, lines, links, frame);
}

/** The list that pages fetch, if one was made. */
function liveList({ catalog }: BuiltStories, output: string, frame: DeskFrame): string {
  const { words } = frame;
  const live = liveListFromText(textOf(join(output, "trending.json")));
  if (live === undefined) return `<h3>${words.live}</h3><p class="hint">${words.noLive}</p>`;
  const lines = [
    fill(words.basisLine, { basis: words.basis[live.basis] }),
    readIn(words.madeAt, Date.parse(live.generatedAt), live.window, frame),
  ];
  const links = live.links.map(
    ({ title, url, lang }) => `<li>${link(title, url, lang ?? catalog.site.language, frame)}</li>`,
  );
  return list(words.live, lines, links, frame);
}

function list(
  heading: string,
  lines: readonly string[],
  items: readonly string[],
  { words }: DeskFrame,
): string {
  const shown = items.length === 0 ? `<p>${words.noLinks}</p>` : `<ol>${items.join("\n")}</ol>`;
  return `<h3>${heading}</h3><p class="hint">${escapeText(lines.join(" "))}</p>${shown}`;
}

function sayTime(template: string, at: number, frame: DeskFrame): string {
  return fill(template, { time: shownTime(at, frame), ago: shownAge(at, frame) });
}

function readIn(template: string, at: number, minutes: number, frame: DeskFrame): string {
  return fill(template, { time: shownTime(at, frame), ago: shownAge(at, frame), minutes });
}

function setUp({ words }: DeskFrame): string {
  const code = 'trending: {\n  sources: [{ from: "logs", files: ["/var/log/nginx/access.log*"] }],\n}';
  return `<div class="desk-note"><p>${words.noSources}</p><pre class="desk-code"><code>${escapeText(code)}</code></pre><p>${words.thenRun}</p></div>`;
}

type ScoredLine = ExplainedList["stories"][number] & { readonly article: Article };

/** Every story that was read, with the parts of its score. */
function scores(explained: ExplainedList, { catalog }: BuiltStories, frame: DeskFrame): string {
  const { words, language } = frame;
  const at = Date.parse(explained.generatedAt);
  const of = fill(words.scoresOf, {
    time: shownTime(at, frame),
    ago: shownAge(at, frame),
    minutes: explained.window,
    basis: words.basis[explained.basis],
  });
  // What was taken back since is not told of.
  const lines: ScoredLine[] = explained.stories.flatMap((line) => {
    const article = catalog.byId.get(line.id);
    return article ? [{ ...line, article }] : [];
  });
  const most: Most = {
    score: Math.max(...lines.map(({ score }) => score), 0),
    readers: Math.max(...lines.map(({ readers }) => readers), 0),
    latest: Math.max(...lines.map(({ latest, usual = 0 }) => Math.max(latest, usual)), 0),
  };
  const inList = lines.filter(({ leftOut }) => leftOut === undefined);
  const others = lines.filter(({ leftOut }) => leftOut !== undefined);
  const html = [`<p class="hint">${escapeText(of)}</p>`];
  if (lines.length === 0) html.push(`<p>${words.noneRead}</p>`);
  if (inList.length > 0) {
    const items = inList.map((line, index) => scoredItem(line, most, frame, String(index + 1)));
    html.push(`<h4 id="in-list">${words.inList}</h4><ol class="scored">${items.join("\n")}</ol>`);
  }
  if (others.length > 0) {
    const items = others.slice(0, mostNotInList).map((line) => {
      const why = sayLeftOut(line, explained, catalog.byId, frame);
      return scoredItem(line, most, frame, "", why);
    });
    const more = others.length - items.length;
    html.push(`<h4>${words.notInList}</h4><ul class="scored">${items.join("\n")}</ul>`);
    if (more > 0) html.push(`<p>${fill(words.more, { count: more })}</p>`);
  }
  if (explained.strangers.length > 0) {
    const items = explained.strangers.map(
      ({ path, readers }) =>
        `<li><code>${escapeText(path.slice(0, 120))}</code> <span>${formatNumber(readers, language)}</span></li>`,
    );
    html.push(`<h4>${words.strangers}</h4><ul class="desk-words">${items.join("\n")}</ul>`);
  }
  if (explained.sources.length > 0) {
    html.push(
      `<h4>${words.sources}</h4><ul class="problems">${explained.sources.map(sourceItem).join("\n")}</ul>`,
    );
  }
  return html.join("\n");

  function sourceItem({ source, readings, headlines, troubles }: ExplainedList["sources"][number]): string {
    const counts = fill(words.source, {
      readings: formatNumber(readings, language),
      headlines: formatNumber(headlines, language),
    });
    const told = troubles.map((trouble) => `<p class="why-not">${escapeText(trouble)}</p>`).join("");
    return `<li><b>${escapeText(source)}</b> <span class="hint">${counts}</span>${told}</li>`;
  }
}

/** The highest of each part, for charts that can be compared. */
interface Most {
  readonly score: number;
  readonly readers: number;
  readonly latest: number;
}

function scoredItem(line: ScoredLine, most: Most, frame: DeskFrame, rank: string, why = ""): string {
  const { words, language } = frame;
  const whole = (number: number) => formatNumber(Math.round(number * 10) / 10, language);
  const usual = line.usual === undefined ? words.noUsual : fill(words.usual, { count: whole(line.usual) });
  const parts = [
    part(words.score, line.score.toFixed(2), line.score, most.score),
    part(words.readers, whole(line.readers), line.readers, most.readers),
    part(words.decayed, whole(line.decayed), line.decayed, most.readers),
    part(words.latest, whole(line.latest), line.latest, most.latest, escapeText(usual)),
    part(words.surge, line.surge.toFixed(1), line.surge, scoring.mostSurge),
    part(words.age, line.age.toFixed(2), line.age, 1),
  ];
  const number = rank === "" ? "" : `<span class="rank">${rank}.</span>`;
  const reason = why === "" ? "" : `<p class="why-not">${why}</p>`;
  return `<li><p>${number}${storyLink(line.article, frame)}</p>${reason}<dl class="parts">${parts.join("")}</dl></li>`;
}

/** HTML. */
function sayLeftOut(
  { leftOut, sameEventAs }: ScoredLine,
  { leastReaders, perSection }: ExplainedList,
  byId: ReadonlyMap<string, Article>,
  { words }: DeskFrame,
): string {
  if (leftOut === undefined) return "";
  const other = byId.get(sameEventAs ?? "")?.title ?? "…";
  return escapeText(
    fill(words.leftOut[leftOut], { least: leastReaders, most: perSection, story: `“${other}”` }),
  );
}
