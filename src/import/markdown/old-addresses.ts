import { cleanPath } from "../../check/values.ts";
import { isoInZone } from "../../language/dates.ts";
import type { WrittenDate } from "../dates.ts";
import { nameOf } from "./file-clues.ts";
import type { Generator } from "./generator.ts";
import type { PlacedStory } from "./place-story.ts";

/** What decides where the old site had its texts. */
export interface OldSite {
  readonly generator: Generator;
  /** Pattern of `{year} {month} {day} {slug} {name} {path} {folder} {category} {categories} {language}`. */
  readonly pattern: string | undefined;
  /** Jekyll puts the day of its own zone into addresses, others the day as it was written. */
  readonly zone: string;
  /** The language whose addresses had no language in them. */
  readonly mainLanguage: string;
}

/** Jekyll's names for patterns. */
const jekyllStyles: Readonly<Record<string, string>> = {
  date: "/{categories}/{year}/{month}/{day}/{slug}.html",
  pretty: "/{categories}/{year}/{month}/{day}/{slug}/",
  ordinal: "/{categories}/{year}/{yday}/{slug}.html",
  none: "/{categories}/{slug}.html",
};

/** Turns a `permalink` of Jekyll's configuration into a pattern: `/:year/:title/`, `pretty`. */
export function jekyllPattern(permalink: string | undefined): string | undefined {
  if (permalink === undefined) return undefined;
  return (
    jekyllStyles[permalink] ??
    permalink.replace(/:(\w+)/g, (_, name: string) => `{${name === "title" ? "slug" : name}}`)
  );
}

/** Whether the first old address is one that readers may have, and not only a guess to understand links by. */
export function hadAddress({ source }: PlacedStory, { generator, pattern }: OldSite): boolean {
  return source.permalink !== undefined || pattern !== undefined || generator.name !== "plain";
}

/**
 * Addresses under which a text could be reached, the first the one that readers know.
 *
 * An address of the file itself wins, then the pattern, then the generator's own habit. The others only help to
 * understand links between texts.
 *
 * @returns clean paths, decoded, each once
 */
export function oldAddresses(story: PlacedStory, site: OldSite): string[] {
  const { source } = story;
  const habit = habits[site.generator.name](story, site);
  const candidates = [
    source.permalink === undefined ? undefined : pathOfPermalink(source.permalink, story, site),
    site.pattern === undefined ? undefined : fillPattern(site.pattern, story, site),
    ...habit,
  ];
  const addresses = candidates.flatMap((candidate) =>
    candidate === undefined ? [] : (cleanPath(candidate) ?? []),
  );
  return [...new Set(addresses)];
}

/** `/about/`, `about.html`, `https://example.org/about/`, `/:year/:title/`; `undefined` for template code. */
function pathOfPermalink(written: string, story: PlacedStory, site: OldSite): string | undefined {
  if (/[{}]/.test(written)) return undefined;
  const path = /^https?:\/\/[^/]+(.*)$/.exec(written)?.[1] ?? written;
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return /\/:\w/.test(rooted) ? fillPattern(jekyllPattern(rooted) ?? rooted, story, site) : rooted;
}

const habits: Record<Generator["name"], (story: PlacedStory, site: OldSite) => (string | undefined)[]> = {
  hugo: (story, site) => [
    fillPattern("/{language}/{path}/", story, site),
    fillPattern("/{path}/", { ...story, plainPath: story.sitePath }, site),
  ],
  jekyll: (story, site) => {
    if (story.collection === "posts" || (story.source.date !== undefined && story.collection === undefined)) {
      return ["date", "pretty", "none"].map((style) => fillPattern(jekyllStyles[style] ?? "", story, site));
    }
    const folder = story.collection === undefined ? "" : `/${story.collection}`;
    const plain = `/${withoutEnding(story.sitePath)}`;
    return [`${folder}${plain}.html`, `${folder}${plain}/`, `${plain}/`].map(withoutIndex);
  },
  eleventy: (story) => [
    withoutIndex(`/${withoutEnding(story.sitePath).replace(/(^|\/)\d{4}-\d{2}-\d{2}-/, "$1")}/`),
  ],
  plain: (story) => [withoutIndex(`/${withoutEnding(story.sitePath)}/`)],
};

/**
 * Fills a pattern with what is known of a text.
 *
 * @returns `undefined` if something is missing that the pattern needs
 */
function fillPattern(
  pattern: string,
  story: PlacedStory,
  { generator, zone, mainLanguage }: OldSite,
): string | undefined {
  const { source } = story;
  const [year, month, day] = dayOf(source.date, generator.name === "jekyll" ? zone : undefined);
  const slug = source.slug ?? nameOf(source.path);
  const path = withoutIndex(`${withoutEnding(story.plainPath)}/`)
    .replace(/\/$/, "")
    .replace(/\s+/g, "-");
  const ownPath = source.slug === undefined ? path : path.replace(/[^/]*$/, source.slug);
  const known: Readonly<Record<string, string | undefined>> = {
    year,
    month,
    day,
    i_month: month === undefined ? undefined : String(Number(month)),
    i_day: day === undefined ? undefined : String(Number(day)),
    short_year: year?.slice(2),
    slug,
    name: nameOf(source.path),
    path: ownPath,
    folder: story.folder ?? "",
    collection: story.collection ?? "",
    category: source.categories[0]?.toLowerCase() ?? "",
    categories: source.categories.map((category) => category.toLowerCase().replace(/\s+/g, "-")).join("/"),
    language: story.language === undefined || story.language === mainLanguage ? "" : story.language,
  };
  let isComplete = true;
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) isComplete = false;
    return value ?? "";
  });
  return isComplete ? filled.replace(/\/{2,}/g, "/") : undefined;
}

function dayOf(date: WrittenDate | undefined, zone: string | undefined): string[] {
  if (date === undefined) return [];
  const text = zone === undefined || !date.text.includes("T") ? date.text : isoInZone(date.at, zone);
  return text.slice(0, 10).split("-");
}

function withoutEnding(path: string): string {
  return path.replace(/\.\w+$/, "");
}

function withoutIndex(path: string): string {
  return path.replace(/(^|\/)_?index(\.html|\/)?$/, "$1");
}
