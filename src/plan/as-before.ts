import type { Catalog } from "../catalog/catalog.ts";
import type { ListedStory } from "../catalog/listed-story.ts";
import { openMonths } from "../catalog/months.ts";
import type { Article, Author } from "../check/types.ts";
import { foldText } from "../language/fold.ts";
import type { CommonDigests } from "./newsroom-facts.ts";

/**
 * Which pages surely are made of the same as in the last build, but for what all pages have in common.
 *
 * Of an archive nearly all pages are. To ask each of them for its parts takes longer than to render the few that are not.
 */
export interface AsBefore {
  /** The page of a story and its lite page. */
  story(article: Article): boolean;
  section(id: string): boolean;
  topic(key: string): boolean;
  author(author: Author): boolean;
  month(year: number, month: number): boolean;
}

/** What is known of two builds, one after the other. */
export interface Changes {
  /** Stories that came, in their new version, and stories that went, in their old one. Edited ones are both. */
  readonly stories: Iterable<ListedStory>;
  /** Tags of which a page would say something else than before: their topic has another name or address. */
  readonly tags: ReadonlySet<string>;
  /** Whether a live story was live before, has the same file, and the same stories in its sidebar, all as they were. */
  isSame(article: Article): boolean;
  /** Whether the page of a story says something of others besides its sidebar. */
  looksAround(article: Article): boolean;
}

export function findAsBefore(
  { site, translations }: Catalog,
  { stories, tags, isSame, looksAround }: Changes,
): AsBefore {
  const sections = new Set<string>();
  const authors = new Set<string>();
  const topics = new Set<string>();
  const months = new Set<string>();
  const monthOf = openMonths(site.timeZone);
  for (const { section, authors: ids, tags: written, date } of stories) {
    sections.add(section);
    for (const id of ids) authors.add(id);
    for (const tag of written) topics.add(foldText(tag));
    months.add(monthOf(date).key);
  }
  for (const tag of tags) topics.add(foldText(tag));
  return {
    story: (article) =>
      isSame(article) &&
      article.series === undefined &&
      !looksAround(article) &&
      !translations.has(article.id) &&
      (tags.size === 0 || !article.tags.some((tag) => tags.has(tag))),
    section: (id) => !sections.has(id),
    topic: (key) => !topics.has(key),
    // A biography may say something of others, too.
    author: ({ id, outline: { links, images, blocks } }) =>
      !authors.has(id) && links.length + images.length + blocks.length === 0,
    month: (year, month) => !months.has(`${year}-${month}`),
  };
}

/** The tags of which pages say something else than at the last build, by its marks. */
export function changedTags(
  names: readonly string[],
  before: Float64Array,
  now: Float64Array,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (let name = 0; name < before.length; name++) {
    if (before[name] !== now[name]) changed.add(names[name] as string);
  }
  return changed;
}

/** What a page says of a tag, by its number; 0 for names that are no tags. To be compared by the next build. */
export function marksOfTags(
  names: readonly string[],
  { topicOf }: Catalog,
  { topic }: Pick<CommonDigests, "topic">,
): Float64Array {
  return Float64Array.from(names, (name) => (topicOf.has(name) ? topic(name) : 0));
}
