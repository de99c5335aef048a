import type { Article } from "../../check/types.ts";
import { formatDateTime } from "../../language/dates.ts";
import { languageAttributes } from "../../language/languages.ts";
import { stringsFor } from "../../language/strings.ts";
import type { ReportLanguage } from "../../problems/report.ts";
import { escapeAttribute, escapeText } from "../../render/escape.ts";
import { deskStyle } from "./style.ts";
import { type DeskWords, deskWords } from "./words.ts";

/** In what a page of the desk is written, and where it lies. */
export interface DeskFrame {
  readonly language: ReportLanguage;
  readonly words: DeskWords;
  /** IANA name. */
  readonly zone: string;
  /** The path below which the site lies: `""`, `/news`. */
  readonly basePath: string;
  readonly siteName: string;
  /** Of the site's name. */
  readonly siteLanguage: string;
  /** The style sheet of the site. */
  readonly style: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function frameFor(
  language: ReportLanguage,
  site: Pick<DeskFrame, "zone" | "basePath" | "siteName" | "siteLanguage" | "style">,
  now: number,
): DeskFrame {
  return { language, words: deskWords[language], now, ...site };
}

/** @param main the content, in HTML */
export function deskPage(frame: DeskFrame, title: string, main: string): string {
  const { language, words, basePath } = frame;
  const home = `${basePath}/_desk/`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(title)}</title>
<style>${frame.style}${deskStyle}</style>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="masthead desk-masthead">
<a class="site-name" href="${escapeAttribute(home)}">${words.title}</a>
<p class="hint">${words.onlyHere} <a href="${escapeAttribute(`${basePath}/`)}">${words.toSite}</a></p>
</header>
<main id="main" class="page desk">
${main}
</main>
</body>
</html>
`;
}

/** A small chart of one number; the number itself stands beside it in words. */
export function bar(value: number, most: number): string {
  const share = most > 0 && Number.isFinite(value) ? Math.min(Math.max(value / most, 0), 1) : 0;
  const width = Math.round(share * 1000) / 10;
  return `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" width="100" height="4"/><rect class="bar-value" width="${width}" height="4"/></svg>`;
}

/** One part of a score: what it is, its value and its chart. @param note HTML */
export function part(name: string, shown: string, value: number, most: number, note = ""): string {
  const more = note === "" ? "" : ` <small>${note}</small>`;
  return `<div><dt>${escapeText(name)}</dt><dd><b>${escapeText(shown)}</b>${more}${bar(value, most)}</dd></div>`;
}

/** A headline that leads to its story on the site. */
export function storyLink({ title, address, language }: Article, frame: DeskFrame): string {
  return link(title, frame.basePath + encodeURI(address), language, frame);
}

/** @param url as it goes into `href`; no link is made of one that leads neither here nor to the web */
export function link(title: string, url: string, language: string, frame: DeskFrame): string {
  const attributes = languageAttributes(language, frame.language);
  const isSafe = /^(https?:\/\/|\/(?!\/))/i.test(url);
  const text = escapeText(title);
  if (!isSafe) return `<span${attributes}>${text}</span>`;
  return `<a href="${escapeAttribute(url)}"${attributes}>${text}</a>`;
}

/** The page of the desk that explains a story's sidebar. */
export function explanationUrl({ id }: Article, { basePath }: DeskFrame): string {
  return `${basePath}/_desk/related/?${new URLSearchParams({ story: id })}`;
}

/** A moment for people. */
export function shownTime(at: number, { zone, language }: DeskFrame): string {
  return formatDateTime(at, zone, stringsFor(language));
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** `12 minutes ago`, `in 3 hours`. */
export function shownAge(at: number, { now, language }: DeskFrame): string {
  const format = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "auto" });
  const [unit, length] = units.find(([, each]) => Math.abs(at - now) >= each) ?? ["minute", 60_000];
  return format.format(Math.trunc((at - now) / length), unit);
}

export function searchForm(frame: DeskFrame, asked: string): string {
  const { words, basePath } = frame;
  return `<form class="desk-search" action="${escapeAttribute(`${basePath}/_desk/related/`)}" method="get" role="search">
<label for="q">${words.find}</label>
<div><input id="q" name="q" type="search" value="${escapeAttribute(asked)}" autocomplete="off"> <button type="submit">${words.search}</button></div>
</form>`;
}

/** Stories with links to the explanations of their sidebars. */
export function storyList(stories: readonly Article[], frame: DeskFrame): string {
  const items = stories.map((story) => {
    const attributes = languageAttributes(story.language, frame.language);
    const url = escapeAttribute(explanationUrl(story, frame));
    return `<li><a href="${url}"${attributes}>${escapeText(story.title)}</a> <span class="hint">${escapeText(shownTime(story.date, frame))}</span></li>`;
  });
  return `<ul class="desk-stories">${items.join("\n")}</ul>`;
}
