import { indexReferences, type ReferenceIndex } from "../check/references.ts";
import type { Article, Author, Page, Section, Site } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import { slugOf } from "../language/slug.ts";
import { compareText } from "../problems/problem.ts";
import { isLive } from "./live.ts";
import { openMonths } from "./months.ts";
import { newestFirst, oldestFirst } from "./order.ts";

/** A topic: all spellings of a tag that are the same after folding. */
export interface Topic {
  /** The folded tag. */
  readonly key: string;
  /** As the first story ever that used it wrote it, so that neither name nor address changes later. */
  readonly title: string;
  readonly address: string;
  readonly stories: readonly Article[];
}

export interface Month {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly address: string;
  readonly stories: readonly Article[];
}

/** What can be seen at one moment, every list newest first. */
export interface Catalog {
  readonly site: Site;
  readonly now: number;
  readonly stories: readonly Article[];
  readonly byId: ReadonlyMap<string, Article>;
  readonly bySection: ReadonlyMap<string, readonly Article[]>;
  readonly byAuthor: ReadonlyMap<string, readonly Article[]>;
  /** By folded tag, in the order of first use. */
  readonly topics: ReadonlyMap<string, Topic>;
  /** By the tag as a story writes it. */
  readonly topicOf: ReadonlyMap<string, Topic>;
  /** Newest month first. */
  readonly months: readonly Month[];
  /** Stories of a series, oldest first. */
  readonly series: ReadonlyMap<string, readonly Article[]>;
  /** A story's other languages (without itself), by id. */
  readonly translations: ReadonlyMap<string, readonly Article[]>;
  readonly authors: ReadonlyMap<string, Author>;
  readonly sections: ReadonlyMap<string, Section>;
  readonly pages: readonly Page[];
  /** Resolves references to any story; what it finds may not be live. */
  readonly references: ReferenceIndex;
}

/** @param articles all of them, with resolved references; not modified */
export function buildCatalog(
  site: Site,
  articles: readonly Article[],
  authors: ReadonlyMap<string, Author>,
  pages: readonly Page[],
  slugs: "latin" | "native",
  now: number,
): Catalog {
  const stories = articles.filter((article) => isLive(article, now)).toSorted(newestFirst);
  const bySection = new Map<string, Article[]>(site.sections.map(({ id }) => [id, []]));
  const byAuthor = new Map<string, Article[]>([...authors.keys()].map((id) => [id, []]));
  const series = new Map<string, Article[]>();
  const months = new Map<string, { year: number; month: number; stories: Article[] }>();
  const monthOf = openMonths(site.timeZone);
  for (const story of stories) {
    bySection.get(story.section)?.push(story);
    for (const author of story.authors) byAuthor.get(author)?.push(story);
    if (story.series !== undefined) push(series, foldText(story.series), story);
    const { year, month, key } = monthOf(story.date);
    const list = months.get(key);
    if (list) list.stories.push(story);
    else months.set(key, { year, month, stories: [story] });
  }
  for (const list of series.values()) list.sort(oldestFirst);
  const byId = new Map(stories.map((story) => [story.id, story]));
  return {
    site,
    now,
    stories,
    byId,
    bySection,
    byAuthor,
    ...collectTopics(stories, slugs),
    months: [...months.values()].map(({ year, month, stories: list }) => ({
      year,
      month,
      address: `/archive/${String(year).padStart(4, "0")}/${String(month).padStart(2, "0")}/`,
      stories: list,
    })),
    series,
    translations: collectTranslations(stories, byId),
    authors,
    sections: new Map(site.sections.map((section) => [section.id, section])),
    pages: pages.filter(({ draft }) => !draft),
    references: indexReferences(articles),
  };
}

/**
 * Tags that fold to the same word are one topic.
 *
 * Two topics whose names romanise alike ("C", "C++") would share an address: the one that was used first keeps
 * it, the later one gets a digest of its name.
 */
function collectTopics(
  stories: readonly Article[],
  slugs: "latin" | "native",
): { topics: Map<string, Topic>; topicOf: Map<string, Topic> } {
  const found = new Map<string, { title: string; stories: Article[] }>();
  const keys = new Map<string, string>();
  const keyOf = (tag: string): string => {
    let key = keys.get(tag);
    if (key === undefined) {
      key = foldText(tag);
      keys.set(tag, key);
    }
    return key;
  };
  for (const story of stories.toReversed()) {
    for (const tag of story.tags) {
      const key = keyOf(tag);
      const topic = found.get(key);
      // A story may have a topic in two spellings.
      if (topic) {
        if (topic.stories.at(-1) !== story) topic.stories.push(story);
      } else found.set(key, { title: tag, stories: [story] });
    }
  }
  const taken = new Set<string>();
  const topics = new Map<string, Topic>();
  for (const [key, { title, stories: list }] of found) {
    let slug = slugOf(title, { script: slugs });
    if (taken.has(slug)) slug = `${slugOf(title, { script: slugs, maxBytes: 70 })}-${digest(key)}`;
    taken.add(slug);
    topics.set(key, { key, title, address: `/topics/${slug}/`, stories: list.toReversed() });
  }
  const topicOf = new Map([...keys].map(([tag, key]) => [tag, topics.get(key) as Topic]));
  return { topics, topicOf };
}

/** FNV-1a, 32 bits. @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Stories that are translations of one another, however they point: to a common original, or in a chain. */
function collectTranslations(
  stories: readonly Article[],
  byId: ReadonlyMap<string, Article>,
): Map<string, readonly Article[]> {
  const groupOf = new Map<string, Set<Article>>();
  for (const story of stories) {
    const original = story.translationOf === undefined ? undefined : byId.get(story.translationOf);
    if (original === undefined) continue;
    const group = new Set([
      ...(groupOf.get(story.id) ?? [story]),
      ...(groupOf.get(original.id) ?? [original]),
    ]);
    for (const member of group) groupOf.set(member.id, group);
  }
  return new Map(
    [...groupOf].map(([id, group]) => [
      id,
      [...group]
        .filter((member) => member.id !== id)
        .sort((a, b) => compareText(a.language, b.language) || compareText(a.id, b.id)),
    ]),
  );
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
