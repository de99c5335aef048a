import type { BodyOutline } from "../body/outline.ts";
import type { PictureFacts } from "../pictures/facts.ts";
import type { articleKinds } from "./schema.ts";

/** Moments are epoch milliseconds everywhere; addresses begin and (but for files) end with `/`. */

export type ArticleKind = (typeof articleKinds)[number];

/** A picture of the newsroom's own. `width` and `height` in px are missing where the file did not tell. */
export interface Picture {
  /** Address of the file, `/media/storm.jpg`. */
  readonly src: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly alt: string;
  readonly caption: string | undefined;
  readonly credit: string | undefined;
  /** What must stay visible when the picture is cropped: from the left and from the top, 0 to 1. */
  readonly focus: readonly [number, number] | undefined;
  /** What prints of it are made from; `undefined` where pictures are published as they are. */
  readonly facts?: PictureFacts | undefined;
}

export interface Correction {
  readonly date: number;
  readonly text: string;
}

/** A story that passed every check. References are resolved: each names an article that exists. */
export interface Article {
  /** Path below `articles/` without `.md`. */
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly slug: string;
  readonly address: string;
  readonly section: string;
  /** Ids of authors, in the order written. */
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly image: Picture | undefined;
  readonly date: number;
  readonly updated: number | undefined;
  readonly seoTitle: string | undefined;
  readonly kicker: string | undefined;
  readonly language: string;
  readonly related: readonly string[];
  readonly unrelated: readonly string[];
  readonly draft: boolean;
  /** First moment at which the story may be seen: `publishAt`, else `date`. */
  readonly liveFrom: number;
  /** First moment at which it may not be seen any more; `Infinity` without `expireAt`. */
  readonly liveUntil: number;
  readonly breakingUntil: number | undefined;
  readonly kind: ArticleKind;
  readonly corrections: readonly Correction[];
  readonly comments: "open" | "closed" | "off";
  readonly canonical: string | undefined;
  readonly redirectFrom: readonly string[];
  readonly translationOf: string | undefined;
  readonly series: string | undefined;
  /** Markdown, lines ending in `\n`. */
  readonly body: string;
  readonly outline: BodyOutline;
  /** The line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
}

export interface Author {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly role: string | undefined;
  readonly address: string;
  readonly picture: Picture | undefined;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly language: string;
  readonly body: string;
  readonly outline: BodyOutline;
  /** The line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
}

/** About, contact, privacy … */
export interface Page {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly seoTitle: string | undefined;
  readonly address: string;
  readonly language: string;
  readonly updated: number | undefined;
  readonly draft: boolean;
  readonly redirectFrom: readonly string[];
  readonly body: string;
  readonly outline: BodyOutline;
  /** The line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly address: string;
  /** `#rrggbb`, where the site chose one. */
  readonly color?: string;
}

export interface SisterSite {
  readonly name: string;
  readonly url: string;
  readonly feed: string | undefined;
}

/** `site.yaml`, complete. */
export interface Site {
  readonly name: string;
  /** Origin (and base path, if any) without a trailing slash: `https://bhor.example`. */
  readonly url: string;
  /** `""`, or the path below which the whole site lies: `/news`. */
  readonly basePath: string;
  readonly language: string;
  readonly timeZone: string;
  readonly description: string | undefined;
  readonly logo: Picture | undefined;
  readonly sections: readonly Section[];
  readonly navigation: readonly { readonly title: string; readonly url: string }[];
  readonly sisterSites: readonly SisterSite[];
}

/** A link that editors put on top of the trending strip. */
export type PinnedLink =
  | { readonly article: string }
  | { readonly title: string; readonly url: string; readonly source: string | undefined };

/** `trending.yaml`, its references resolved to article ids. */
export interface TrendingChoices {
  readonly pinned: readonly PinnedLink[];
  readonly blocked: readonly string[];
}
