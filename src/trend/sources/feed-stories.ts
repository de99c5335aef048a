import { parseFeed } from "feedsmith";
import { DateTime } from "luxon";
import type { SisterSite } from "../../check/types.ts";
import { isLanguageTag } from "../../language/languages.ts";
import { compareText } from "../../problems/problem.ts";
import { plainTitle } from "./plain-title.ts";
import type { OutsideStory } from "./source.ts";
import { SourceTrouble } from "./trouble.ts";

/** A story as a feed has it: any of it may be missing or be nonsense. */
interface Entry {
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly date: string | undefined;
  readonly language?: string | undefined;
}

/** Items of a feed that are looked at. Feeds of news have some dozens. */
const maxItems = 500;

/** A clock may go a little ahead. What is dated later is not out yet, or wrong. */
const aheadMs = 10 * 60_000;

/**
 * The stories of a sister site's feed: RSS, Atom, RDF or JSON Feed.
 *
 * Only links to the site's own hosts are taken, over http or https; stories dated later than `now` are left out.
 *
 * @param text hostile until here: what comes out is plain text and safe addresses
 * @param zone IANA name, for dates without an offset
 * @returns newest first, then those without a date as the feed has them; no address twice
 * @throws {SourceTrouble} if the text is no feed
 */
export function feedStories(
  text: string,
  { name, url, feed }: SisterSite,
  { now, zone }: { now: number; zone: string },
): OutsideStory[] {
  // No feed needs one, and whoever declares entities wants them to be put in.
  if (/<!ENTITY/i.test(prologOf(text)))
    throw new SourceTrouble(`The feed of ${name} declares entities, which is not read.`);
  const { language, entries } = readEntries(text, name);
  const hosts = [url, feed ?? url].map((address) => hostOf(address));
  const stories = new Map<string, OutsideStory>();
  let elsewhere = 0;
  for (const entry of entries) {
    const title = plainTitle(entry.title ?? "");
    const address = storyAddress(entry.link, feed ?? url);
    if (title === "" || address === undefined) continue;
    if (!hosts.some((host) => isOf(host, address.hostname))) {
      elsewhere++;
      continue;
    }
    const date = readDate(entry.date, zone);
    if (date !== undefined && date > now + aheadMs) continue;
    if (stories.has(address.href)) continue;
    stories.set(address.href, {
      title,
      url: address.href,
      source: name,
      language: languageOf(entry.language) ?? languageOf(language),
      date: date === undefined ? undefined : Math.min(date, now),
    });
  }
  if (stories.size === 0 && elsewhere > 0) {
    throw new SourceTrouble(`The feed of ${name} links to other hosts only. Check its address in site.yaml.`);
  }
  return [...stories.values()].sort(newestFirst);
}

/** What stands before the first element of an XML feed: a story about entities declares none. */
function prologOf(text: string): string {
  const start = text.search(/[{]|<(rss|feed|rdf:RDF)[\s>]/i);
  return start < 0 ? text : text.slice(0, start);
}

/** Those without a date last, as they come; of the same moment by address. */
export function newestFirst(a: OutsideStory, b: OutsideStory): number {
  if (a.date === b.date) return a.date === undefined ? 0 : compareText(a.url, b.url);
  return (b.date ?? Number.NEGATIVE_INFINITY) - (a.date ?? Number.NEGATIVE_INFINITY);
}

function readEntries(text: string, name: string): { language: string | undefined; entries: Entry[] } {
  const { format, feed } = parse(text, name);
  if (format === "rss") {
    const entries = (feed.items ?? []).map(({ title, link, guid, pubDate, dc }) => ({
      title,
      link: link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
      date: pubDate ?? dc?.dates?.[0],
    }));
    return { language: feed.language, entries };
  }
  if (format === "atom") {
    const entries = (feed.entries ?? []).map(({ title, links = [], published, updated }) => ({
      title: title?.value,
      link: (links.find(({ rel }) => rel === undefined || rel === "alternate") ?? links[0])?.href,
      date: published ?? updated,
    }));
    return { language: feed.xml?.lang, entries };
  }
  if (format === "rdf") {
    const entries = (feed.items ?? []).map(({ title, link, dc }) => ({ title, link, date: dc?.dates?.[0] }));
    return { language: feed.dc?.languages?.[0], entries };
  }
  const entries = (feed.items ?? []).map(({ title, url, date_published, language }) => ({
    title,
    link: url,
    date: date_published,
    language,
  }));
  return { language: feed.language, entries };
}

function parse(text: string, name: string) {
  try {
    return parseFeed<string>(text, { maxItems });
  } catch {
    throw new SourceTrouble(
      `What ${name} has at the address of its feed is not RSS, Atom or JSON Feed. Check the address.`,
    );
  }
}

/** Longer ones are attacks, not addresses. */
const maxAddress = 2_000;

function storyAddress(link: string | undefined, base: string): URL | undefined {
  if (link === undefined || link.length > maxAddress || !URL.canParse(link.trim(), base)) return undefined;
  const url = new URL(link.trim(), base);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && url.username === "" && url.password === "" ? url : undefined;
}

function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, "");
}

/** The host itself, or one below it. */
function isOf(own: string, host: string): boolean {
  return host === own || host.endsWith(`.${own}`);
}

function readDate(text: string | undefined, zone: string): number | undefined {
  if (text === undefined || text.length > 100) return undefined;
  const dates = [DateTime.fromRFC2822(text.trim(), { zone }), DateTime.fromISO(text.trim(), { zone })];
  const millis = dates.find(({ isValid }) => isValid)?.toMillis();
  return millis !== undefined && millis > 0 ? millis : undefined;
}

function languageOf(tag: string | undefined): string | undefined {
  return tag !== undefined && tag.length <= 35 && isLanguageTag(tag.trim()) ? tag.trim() : undefined;
}
