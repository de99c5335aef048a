import type { Article } from "../check/types.ts";
import type { StoryDetails } from "./story-row.ts";
import { articleKindNumbers, type StoryTable, storyFlags } from "./story-table.ts";

/** Where the stories of a table have the parts that are not in its columns. */
export interface StoryArchive {
  readonly table: StoryTable;
  /** How messages call the content folder. */
  readonly shownFolder: string;
  details(row: number): StoryDetails;
  /** Markdown of the body, read again from the story's file. */
  body(row: number): string;
}

/**
 * A story of a table, which looks like any other: what is in columns is told at once, the rest is read when it is
 * asked for and forgotten again, so that memory holds the few stories that are being worked on.
 */
class StoredArticle implements Article {
  readonly row: number;
  // Not `#`: a story with resolved references inherits from this one.
  private readonly archive: StoryArchive;

  constructor(archive: StoryArchive, row: number) {
    this.archive = archive;
    this.row = row;
  }

  get id() {
    return this.archive.table.ids[this.row] as string;
  }
  get file() {
    return `${this.archive.shownFolder}/articles/${this.id}.md`;
  }
  get slug() {
    return this.archive.table.slugs[this.row] as string;
  }
  get address() {
    return this.archive.table.addresses[this.row] as string;
  }
  get section() {
    const { names, sections } = this.archive.table;
    return names[sections[this.row] as number] as string;
  }
  get language() {
    const { names, languages } = this.archive.table;
    return names[languages[this.row] as number] as string;
  }
  get series() {
    const { names, series } = this.archive.table;
    const number = series[this.row] as number;
    return number === -1 ? undefined : names[number];
  }
  get authors() {
    return this.namesIn("authors");
  }
  get tags() {
    return this.namesIn("tags");
  }
  get kind() {
    return articleKindNumbers[this.archive.table.kinds[this.row] as number] ?? "news";
  }
  get draft() {
    return ((this.archive.table.flags[this.row] as number) & storyFlags.draft) !== 0;
  }
  get date() {
    return this.archive.table.dates[this.row] as number;
  }
  get updated() {
    return known(this.archive.table.updated[this.row] as number);
  }
  get liveFrom() {
    return this.archive.table.liveFrom[this.row] as number;
  }
  get liveUntil() {
    return this.archive.table.liveUntil[this.row] as number;
  }
  get breakingUntil() {
    return known(this.archive.table.breakingUntil[this.row] as number);
  }
  get title() {
    return this.stored.title;
  }
  get description() {
    return this.stored.description;
  }
  get image() {
    return this.stored.image;
  }
  get seoTitle() {
    return this.stored.seoTitle;
  }
  get kicker() {
    return this.stored.kicker;
  }
  get related() {
    return this.has(storyFlags.hasChoices) ? this.stored.related : none;
  }
  get unrelated() {
    return this.has(storyFlags.hasChoices) ? this.stored.unrelated : none;
  }
  get translationOf() {
    return this.has(storyFlags.hasChoices) ? this.stored.translationOf : undefined;
  }
  get corrections() {
    return this.stored.corrections;
  }
  get comments() {
    return this.stored.comments;
  }
  get canonical() {
    return this.has(storyFlags.isElsewhere) ? this.stored.canonical : undefined;
  }
  get redirectFrom() {
    return this.has(storyFlags.hasRedirects) ? this.stored.redirectFrom : none;
  }
  get outline() {
    return this.stored.outline;
  }
  get bodyLine() {
    return this.stored.bodyLine;
  }
  get body() {
    return this.archive.body(this.row);
  }

  private get stored(): StoryDetails {
    return this.archive.details(this.row);
  }

  private has(flag: number): boolean {
    return ((this.archive.table.flags[this.row] as number) & flag) !== 0;
  }

  private namesIn(column: "authors" | "tags"): readonly string[] {
    const { names } = this.archive.table;
    const { from, values } = this.archive.table[column];
    const list: string[] = [];
    for (let at = from[this.row] as number; at < (from[this.row + 1] as number); at++) {
      list.push(names[values[at] as number] as string);
    }
    return list;
  }
}

const none: readonly string[] = [];

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** The stories of a table, one for each row. */
export function articlesOf(archive: StoryArchive): Article[] {
  return Array.from({ length: archive.table.count }, (_, row) => new StoredArticle(archive, row));
}

/** The row of a story of a table; -1 for any other story. */
export function rowOfArticle(article: Article): number {
  return (article as Partial<StoredArticle>).row ?? -1;
}
