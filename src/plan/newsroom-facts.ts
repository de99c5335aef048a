import type { Catalog } from "../catalog/catalog.ts";
import type { LinkTargets } from "../check/links.ts";
import type { PictureReader } from "../check/pictures.ts";
import type { Article } from "../check/types.ts";
import type { Digest } from "../language/digest.ts";
import type { Settings } from "../options.ts";
import type { PrintRoom } from "../pictures/prints.ts";
import type { TrendingStrip } from "../trend/strip.ts";
import type { AsBefore } from "./as-before.ts";
import type { SharedCards } from "./shared-cards.ts";
import type { PageWords } from "./words.ts";

/** Everything that is known when pages are planned. */
export interface NewsroomFacts {
  readonly catalog: Catalog;
  readonly settings: Settings;
  /** The stories for the sidebar of a story, best first, each with its reason as the page shows it. */
  related(article: Article): readonly { readonly article: Article; readonly reason: string }[];
  /** Adds to a digest what {@link related} gives, with a digest of what a sidebar shows of each story. */
  addRelated(digest: Digest, article: Article, card: (article: Article) => number): void;
  readonly marks: StoryMarks;
  readonly digests: CommonDigests;
  /** Which pages are as in the last build but for what all have in common; `undefined` if that is not known. */
  readonly asBefore: AsBefore | undefined;
  readonly strip: TrendingStrip;
  /** The pictures of shared links; `undefined` where the site has none. */
  readonly cards: SharedCards | undefined;
  readonly pictures: PictureReader;
  /** Which prints there are of pictures; `undefined` where these are published as they are. */
  readonly prints: PrintRoom | undefined;
  readonly links: LinkTargets;
  /** The language of a page, made once for each language. */
  words(language: string): PageWords;
  /** Addresses of the layouts' files (`khabar.css`), with a digest of their text in them. */
  readonly assets: Readonly<Record<string, string>>;
}

/** What is kept of each story, so that nothing need be read to tell whether its page is as it was. */
export interface StoryMarks {
  /** A digest of all that the story's own file gives its page. */
  own(article: Article): number;
  /** A digest of what other pages show of it. */
  card(article: Article): number;
  /** Whether its text has links within the site, pictures or blocks that name stories. */
  looksAround(article: Article): boolean;
  /** The finished HTML of its text, where it waits from the check and depends on nothing else. */
  html(article: Article): string | undefined;
}

/** Digests of what many pages have in common. */
export interface CommonDigests {
  readonly site: number;
  readonly trending: number;
  readonly breaking: number;
  /** Of the layouts of a kind of page, the options, and the programs that render it. */
  code(kind: string): number;
  author(id: string): number;
  /** Of what a story's page says of one of its tags. */
  topic(tag: string): number;
}
