import type { SourceConfig } from "./trend/sources/open-sources.ts";

/**
 * Who puts the live trending list in place of the baked one: a script in the page, nobody, a server that reads SSI or
 * ESI, or a program at the edge. `docs/decisions/013-one-marker-for-the-live-list.md`
 */
export const deliveries = ["client", "baked", "ssi", "esi", "worker"] as const;
export type Delivery = (typeof deliveries)[number];

/** What a site may set where it adds the plugin; everything else belongs to `content/site.yaml`. */
export interface Options {
  /** Pattern of a story's address, of `{section} {slug} {year} {month} {day} {id}`. */
  readonly addresses?: string;
  /** `latin` romanises slugs, `native` keeps the script of the headline. */
  readonly slugs?: "latin" | "native";
  /** Folder of layouts that replace ours of the same name, relative to the working directory. */
  readonly layouts?: string;
  /** The moment for which the site is built: ISO 8601 or epoch milliseconds. The clock, if left out. */
  readonly now?: string | number;
  /** Language of the report of problems. */
  readonly reportLanguage?: "en" | "hi";
  readonly lists?: {
    /** Stories on a list page. */
    readonly pageSize?: number;
    /** Stories in a section's block on the home page. */
    readonly homeBlock?: number;
  };
  readonly related?: { readonly limit?: number };
  readonly trending?: {
    /** Links of the strip. */
    readonly limit?: number;
    /** Who puts the live list in place of the one in the page. */
    readonly delivery?: Delivery;
    /** File of the baked edition, which `npm run trending -- --edition` writes, relative to the working directory. */
    readonly edition?: string;
    /** Who knows what is being read: `{ from: "logs", files: [...] }` and others. */
    readonly sources?: readonly SourceConfig[];
    /** Minutes whose readers count. */
    readonly window?: number;
    /** A story with fewer readers in that time is not in the list. */
    readonly leastReaders?: number;
    /** At most so many stories of one section. */
    readonly perSection?: number;
    /** At most so many headlines of sister sites. */
    readonly outside?: number;
  };
  readonly feeds?: { readonly limit?: number };
  /**
   * Whether every story gets a picture of its headline for shared links, which costs time for each story of an
   * archive once; `true`, or how these cards are drawn.
   */
  readonly cards?: boolean | CardOptions;
  readonly comments?: {
    /** Where the reply form posts to. */
    readonly action?: string;
  };
  /** The editing screen that `npm start` serves at `/admin/`; it is never part of the site. */
  readonly cms?: "decap" | "sveltia" | "none";
  /** Whether stories pass through review, on branches of git, before the editing screen publishes them. */
  readonly review?: boolean;
  /** Address prefixes that other templates of the site fill, such as `/shop/`: links there are not checked. */
  readonly foreignPaths?: readonly string[];
}

/** How cards are drawn. */
export interface CardOptions {
  /** Font files in TTF, OTF or WOFF, relative to the working directory, which are taken before ours. */
  readonly fonts?: readonly string[];
  /** What draws: Takumi where it has a program for the machine, else sharp; or always the one named. */
  readonly engine?: "auto" | "takumi" | "sharp";
}

/** Options with nothing left open. */
export interface Settings {
  readonly addresses: string;
  readonly slugs: "latin" | "native";
  readonly layouts: string;
  readonly now: string | number | undefined;
  readonly reportLanguage: "en" | "hi";
  readonly lists: { readonly pageSize: number; readonly homeBlock: number };
  readonly related: { readonly limit: number };
  readonly trending: {
    readonly limit: number;
    readonly delivery: Delivery;
    readonly edition: string;
    readonly sources: readonly SourceConfig[];
    readonly window: number;
    readonly leastReaders: number;
    readonly perSection: number;
    readonly outside: number;
  };
  readonly feeds: { readonly limit: number };
  readonly cards: Required<CardOptions> | false;
  readonly comments: { readonly action: string };
  readonly cms: "decap" | "sveltia" | "none";
  readonly review: boolean;
  readonly foreignPaths: readonly string[];
}

export const defaults: Settings = {
  addresses: "/{section}/{slug}/",
  slugs: "latin",
  layouts: "layouts",
  now: undefined,
  reportLanguage: "en",
  lists: { pageSize: 24, homeBlock: 5 },
  related: { limit: 5 },
  trending: {
    limit: 10,
    delivery: "baked",
    edition: ".khabar/trending/edition.json",
    sources: [],
    window: 180,
    leastReaders: 3,
    perSection: 4,
    outside: 2,
  },
  feeds: { limit: 30 },
  cards: false,
  comments: { action: "/comments/" },
  cms: "decap",
  review: false,
  foreignPaths: [],
};

/**
 * @throws {TypeError} for an option that does not exist or cannot be used, saying what to write
 */
export function resolveOptions(options: Options = {}): Settings {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new TypeError(
        `Khabar has no option "${name}". The options are: ${Object.keys(defaults).join(", ")}.`,
      );
    }
  }
  const settings: Settings = {
    ...defaults,
    ...options,
    now: options.now,
    lists: { ...defaults.lists, ...options.lists },
    related: { ...defaults.related, ...options.related },
    trending: { ...defaults.trending, ...deliveryFor(options), ...options.trending },
    feeds: { ...defaults.feeds, ...options.feeds },
    cards: resolveCards(options.cards ?? false),
    comments: { ...defaults.comments, ...options.comments },
  };
  for (const group of ["lists", "related", "trending", "feeds", "comments"] as const) {
    for (const name of Object.keys(settings[group])) {
      if (Object.hasOwn(defaults[group], name)) continue;
      const known = Object.keys(defaults[group]).join(", ");
      throw new TypeError(`The option ${group} has no "${name}". It has: ${known}.`);
    }
  }
  requireOneOf("slugs", settings.slugs, ["latin", "native"]);
  requireOneOf("reportLanguage", settings.reportLanguage, ["en", "hi"]);
  requireOneOf("cms", settings.cms, ["decap", "sveltia", "none"]);
  requireOneOf("trending.delivery", settings.trending.delivery, deliveries);
  for (const [name, count] of [
    ["lists.pageSize", settings.lists.pageSize],
    ["lists.homeBlock", settings.lists.homeBlock],
    ["related.limit", settings.related.limit],
    ["trending.limit", settings.trending.limit],
    ["trending.window", settings.trending.window],
    ["trending.leastReaders", settings.trending.leastReaders],
    ["trending.perSection", settings.trending.perSection],
    ["feeds.limit", settings.feeds.limit],
  ] as const) {
    if (!Number.isInteger(count) || count < 1) {
      throw new TypeError(`The option ${name} is ${count}, but must be a whole number from 1.`);
    }
  }
  checkTrending(settings.trending);
  checkPattern(settings.addresses);
  return settings;
}

const cardDefaults: Required<CardOptions> = { fonts: [], engine: "auto" };

function resolveCards(cards: boolean | CardOptions): Settings["cards"] {
  if (cards === false || cards === true) return cards && cardDefaults;
  if (typeof cards !== "object" || cards === null) {
    throw new TypeError(`The option cards is ${JSON.stringify(cards)}, but must be true, false or { … }.`);
  }
  for (const name of Object.keys(cards)) {
    if (Object.hasOwn(cardDefaults, name)) continue;
    throw new TypeError(
      `The option cards has no "${name}". It has: ${Object.keys(cardDefaults).join(", ")}.`,
    );
  }
  const { fonts, engine } = { ...cardDefaults, ...cards };
  if (!Array.isArray(fonts) || !fonts.every((file) => typeof file === "string" && file !== "")) {
    throw new TypeError('The option cards.fonts must be a list of font files. Write ["fonts/headline.ttf"].');
  }
  requireOneOf("cards.engine", engine, ["auto", "takumi", "sharp"]);
  return { fonts, engine };
}

/** Without anybody who counts readers there is no live list, and pages do not ask for one. */
function deliveryFor({ trending }: Options): { readonly delivery?: Delivery } {
  return (trending?.sources?.length ?? 0) > 0 ? { delivery: "client" } : {};
}

function requireOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new TypeError(`The option ${name} is "${value}", but must be one of: ${allowed.join(", ")}.`);
  }
}

/** Readers are told in buckets of five minutes for twelve hours. */
const longestWindow = 720;

function checkTrending({ edition, sources, window, outside }: Settings["trending"]): void {
  if (typeof edition !== "string" || edition === "") {
    throw new TypeError("The option trending.edition must be the path of a file.");
  }
  if (!Array.isArray(sources)) {
    throw new TypeError(
      'The option trending.sources must be a list. Write [{ from: "logs", files: [...] }].',
    );
  }
  if (window > longestWindow) {
    throw new TypeError(
      `The option trending.window is ${window}, but must be at most ${longestWindow} minutes.`,
    );
  }
  if (!Number.isInteger(outside) || outside < 0) {
    throw new TypeError(`The option trending.outside is ${outside}, but must be a whole number from 0.`);
  }
}

const placeholders = ["section", "slug", "year", "month", "day", "id"];

function checkPattern(pattern: string): void {
  const unknown = [...pattern.matchAll(/\{(\w*)\}/g)].find(([, name]) => !placeholders.includes(name ?? ""));
  if (unknown) {
    throw new TypeError(
      `The option addresses has "${unknown[0]}". Write only ${placeholders.map((name) => `{${name}}`).join(" ")}.`,
    );
  }
  if (!/^\/.*\/$/.test(pattern) || !/\{(slug|id)\}/.test(pattern)) {
    throw new TypeError(
      `The option addresses is "${pattern}", but must begin and end with "/" and have {slug} or {id}.`,
    );
  }
}
