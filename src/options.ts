import { fontScripts } from "./font/scripts.ts";
import type { FontSettings } from "./font/web-font.ts";
import type { PrintSettings } from "./pictures/prints.ts";
import type { SourceConfig } from "./trend/sources/open-sources.ts";

/**
 * Who puts the live trending list in place of the baked one: a script in the page, nobody, a server that reads SSI or
 * ESI, or a program at the edge. `docs/decisions/013-one-marker-for-the-live-list.md`
 */
export const deliveries = ["client", "baked", "ssi", "esi", "worker"] as const;
export type Delivery = (typeof deliveries)[number];

/** Whether embeds open in the page when a reader asks for them, or are links to where they come from. */
export const embedWays = ["load", "link"] as const;
export type EmbedWay = (typeof embedWays)[number];

/** Places that are kept free for advertising. `docs/designers-guide.md` says where they are. */
export const adPlaces = ["top", "story", "side", "foot"] as const;
export type AdPlace = (typeof adPlaces)[number];
/** `"300x250"`, or one size for narrow screens and one for wide ones. */
export type AdSize = string | readonly [narrow: string, wide: string];

/** What helps with reading; everything is shown without JavaScript or not at all. */
export interface ReadingSettings {
  /** The device's own share sheet, and a button that copies the link; plain links are always there. */
  readonly share: boolean;
  /** Save for later, on the device only, and the page `/saved/`. */
  readonly save: boolean;
  /** Reads aloud with a voice that the device has for the story's language. */
  readonly listen: boolean;
  /** A bar that shows how far one has read in a long story. */
  readonly progress: boolean;
  /** A table of contents in explainers. */
  readonly contents: boolean;
  readonly readingTime: boolean;
}

/** How the site stands on a reader's home screen. */
export interface InstallSettings {
  /** Under the icon; the site's name, if left out. */
  readonly shortName: string | undefined;
  /** `#a8201c`: the bar around the site, and the ground of a drawn icon. */
  readonly themeColor: string;
  /** `#ffffff`: the screen while the site opens. */
  readonly backgroundColor: string;
}

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
  /**
   * Whether every story has a page in words alone below `/lite/`, of one request, with a home page and sections of
   * its own. It doubles the number of pages.
   */
  readonly lite?: boolean;
  readonly feeds?: { readonly limit?: number };
  readonly search?: {
    /** How many of the newest headlines can be searched, at least; 0 for no search page. */
    readonly titles?: number;
    /** Whether the whole texts of so many of the newest stories can be searched too; needs the package `pagefind`. */
    readonly fullText?: false | { readonly stories: number };
  };
  /** A font that the site sends along. Without it, pages are set in what the reader's device has. */
  readonly font?: {
    /** A package of Fontsource, or a file, relative to the working directory, with `{weight}` in its name. */
    readonly from: string;
    /** Whose letters are kept: `Deva`, `Beng`, `Taml` or `Arab`. */
    readonly script?: string;
    readonly weights?: readonly number[];
  };
  /** How pictures are published; `false` publishes them as they are, for sites that have another way. */
  readonly pictures?:
    | false
    | {
        /** `["webp"]`, or `["avif", "webp"]`, which are smaller and take four times as long to make. */
        readonly formats?: readonly ("avif" | "webp")[];
        /** Widths in px in which pictures are published. */
        readonly widths?: readonly number[];
        /** 1 to 100 for each format. */
        readonly quality?: Partial<PrintSettings["quality"]>;
        /** Whether lead pictures are cut to 16:9, 4:3 and 1:1 for search engines. */
        readonly crops?: boolean;
      };
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
  readonly reading?: Partial<ReadingSettings>;
  /** `load`: a video or a post opens in the page after a click. `link`: it is a link, always. */
  readonly embeds?: EmbedWay;
  /**
   * `true` keeps what was read and saved for times without a connection, by a service worker. `false` takes the
   * service worker of an earlier time away again. Left out, the site has none.
   */
  readonly offline?: boolean;
  /** `true`, or how: the site can be put on the home screen. */
  readonly install?: boolean | Partial<InstallSettings>;
  /** Room for advertising, and for a script that counts. Empty until a layout fills it. */
  readonly slots?: { readonly ads?: Partial<Record<AdPlace, AdSize>>; readonly analytics?: boolean };
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
  readonly lite: boolean;
  readonly feeds: { readonly limit: number };
  readonly search: { readonly titles: number; readonly fullText: false | { readonly stories: number } };
  readonly font: FontSettings | undefined;
  readonly pictures: PrintSettings | false;
  readonly cards: Required<CardOptions> | false;
  readonly comments: { readonly action: string };
  readonly cms: "decap" | "sveltia" | "none";
  readonly review: boolean;
  readonly reading: ReadingSettings;
  readonly embeds: EmbedWay;
  readonly offline: boolean | undefined;
  readonly install: InstallSettings | undefined;
  readonly slots: { readonly ads: Readonly<Partial<Record<AdPlace, AdSize>>>; readonly analytics: boolean };
  readonly foreignPaths: readonly string[];
}

/** A lead picture of 640 px, which a phone loads, has some 20 to 30 kB: half of what a whole page may cost there. */
const defaultPictures: PrintSettings = {
  formats: ["webp"],
  widths: [240, 480, 640, 960, 1440],
  quality: { avif: 45, webp: 58, jpeg: 64 },
  crops: true,
};

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
  lite: false,
  feeds: { limit: 30 },
  search: { titles: 10_000, fullText: false },
  font: undefined,
  pictures: defaultPictures,
  cards: false,
  comments: { action: "/comments/" },
  cms: "decap",
  review: false,
  reading: { share: true, save: true, listen: true, progress: true, contents: true, readingTime: true },
  embeds: "load",
  offline: undefined,
  install: undefined,
  slots: { ads: {}, analytics: false },
  foreignPaths: [],
};

const defaultInstall: InstallSettings = {
  shortName: undefined,
  themeColor: "#a8201c",
  backgroundColor: "#ffffff",
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
    search: { ...defaults.search, ...options.search },
    font: options.font && { script: "Deva", weights: [400, 700], ...options.font },
    pictures: resolvePictures(options.pictures),
    cards: resolveCards(options.cards ?? false),
    comments: { ...defaults.comments, ...options.comments },
    reading: { ...defaults.reading, ...options.reading },
    install: installFor(options),
    slots: { ...defaults.slots, ...options.slots },
  };
  for (const group of [
    "lists",
    "related",
    "trending",
    "feeds",
    "search",
    "comments",
    "reading",
    "slots",
  ] as const) {
    for (const name of Object.keys(settings[group])) {
      if (Object.hasOwn(defaults[group], name)) continue;
      const known = Object.keys(defaults[group]).join(", ");
      throw new TypeError(`The option ${group} has no "${name}". It has: ${known}.`);
    }
  }
  requireOneOf("slugs", settings.slugs, ["latin", "native"]);
  requireOneOf("reportLanguage", settings.reportLanguage, ["en", "hi"]);
  requireOneOf("cms", settings.cms, ["decap", "sveltia", "none"]);
  if (typeof settings.lite !== "boolean") {
    throw new TypeError(`The option lite is ${JSON.stringify(settings.lite)}, but must be true or false.`);
  }
  requireOneOf("trending.delivery", settings.trending.delivery, deliveries);
  requireOneOf("embeds", settings.embeds, embedWays);
  requireSwitches("reading", settings.reading);
  requireSwitches("", { offline: settings.offline ?? false });
  requireSwitches("slots", { analytics: settings.slots.analytics });
  checkAds(settings.slots.ads);
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
  if (settings.related.limit > mostRelated) {
    throw new TypeError(
      `The option related.limit is ${settings.related.limit}, but must be a whole number from 1 to ${mostRelated}.`,
    );
  }
  checkTrending(settings.trending);
  checkSearch(settings.search);
  checkFont(settings.font);
  checkPattern(settings.addresses);
  return settings;
}

/** A sidebar is for a few stories; every build keeps room for so many of each. */
const mostRelated = 50;

function installFor({ install }: Options): InstallSettings | undefined {
  if (install === undefined || install === false) return undefined;
  const chosen = install === true ? {} : install;
  for (const name of Object.keys(chosen)) {
    if (Object.hasOwn(defaultInstall, name)) continue;
    const known = Object.keys(defaultInstall).join(", ");
    throw new TypeError(`The option install has no "${name}". It has: ${known}.`);
  }
  const settings = { ...defaultInstall, ...chosen };
  for (const name of ["themeColor", "backgroundColor"] as const) {
    if (/^#[0-9a-f]{6}$/i.test(settings[name])) continue;
    throw new TypeError(
      `The option install.${name} is "${settings[name]}", but must be a colour such as "#a8201c".`,
    );
  }
  return settings;
}

function requireSwitches(group: string, switches: object): void {
  for (const [name, value] of Object.entries(switches)) {
    if (typeof value === "boolean") continue;
    const option = group === "" ? name : `${group}.${name}`;
    throw new TypeError(`The option ${option} is "${value}", but must be true or false.`);
  }
}

function checkAds(ads: Settings["slots"]["ads"]): void {
  for (const [place, size] of Object.entries(ads)) {
    if (!adPlaces.includes(place as AdPlace)) {
      throw new TypeError(`The option slots.ads has no "${place}". It has: ${adPlaces.join(", ")}.`);
    }
    const sizes = typeof size === "string" ? [size] : size;
    const isRight =
      Array.isArray(sizes) &&
      sizes.length <= 2 &&
      sizes.every((each) => typeof each === "string" && /^[1-9]\d{0,3}x[1-9]\d{0,3}$/.test(each));
    if (isRight && sizes.length > 0) continue;
    throw new TypeError(
      `The option slots.ads.${place} is ${JSON.stringify(size)}, but must be a size such as "300x250", or two: ["320x100", "728x90"].`,
    );
  }
}

function resolvePictures(pictures: Options["pictures"]): PrintSettings | false {
  if (pictures === false) return false;
  if (
    pictures !== undefined &&
    (typeof pictures !== "object" || pictures === null || Array.isArray(pictures))
  ) {
    throw new TypeError(
      'The option pictures must be false, or a group such as { formats: ["avif", "webp"] }.',
    );
  }
  for (const [group, known] of [
    [pictures ?? {}, defaultPictures],
    [pictures?.quality ?? {}, defaultPictures.quality],
  ] as const) {
    for (const name of Object.keys(group)) {
      if (Object.hasOwn(known, name)) continue;
      const all = Object.keys(known).join(", ");
      throw new TypeError(`The option pictures has no "${name}". It has: ${all}.`);
    }
  }
  const quality = { ...defaultPictures.quality, ...pictures?.quality };
  const settings = { ...defaultPictures, ...pictures, quality };
  const { formats, widths, crops } = settings;
  if (!Array.isArray(formats) || formats.length === 0) {
    throw new TypeError('The option pictures.formats must be a list. Write ["webp"] or ["avif", "webp"].');
  }
  for (const format of formats) requireOneOf("pictures.formats", format, ["avif", "webp"]);
  const isWidth = (width: unknown) =>
    Number.isInteger(width) && (width as number) >= 16 && (width as number) <= 8000;
  if (!Array.isArray(widths) || widths.length === 0 || !widths.every(isWidth)) {
    throw new TypeError("The option pictures.widths must be a list of whole numbers from 16 to 8000.");
  }
  for (const [format, value] of Object.entries(quality)) {
    if (!Number.isInteger(value) || value < 1 || value > 100) {
      throw new TypeError(
        `The option pictures.quality.${format} is ${value}, but must be a whole number from 1 to 100.`,
      );
    }
  }
  if (typeof crops !== "boolean") throw new TypeError("The option pictures.crops must be true or false.");
  const best = (["avif", "webp"] as const).filter((format) => formats.includes(format));
  return { ...settings, formats: best, widths: [...new Set(widths)].sort((a, b) => a - b) };
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

function checkSearch({ titles, fullText }: Settings["search"]): void {
  if (!Number.isInteger(titles) || titles < 0) {
    throw new TypeError(
      `The option search.titles is ${titles}, but must be a whole number from 0, which means no search page.`,
    );
  }
  if (fullText === false) return;
  const stories: unknown = (fullText as { readonly stories?: unknown } | undefined)?.stories;
  if (!Number.isInteger(stories) || (stories as number) < 1) {
    throw new TypeError(
      "The option search.fullText must be false, or say how many of the newest stories: { stories: 1000 }.",
    );
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

function checkFont(font: Settings["font"]): void {
  if (font === undefined) return;
  const { from, script, weights, ...others } = font;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) {
    throw new TypeError(`The option font has no "${unknown}". It has: from, script, weights.`);
  }
  if (typeof from !== "string" || from === "") {
    throw new TypeError(
      'The option font.from must name a package or a file. Write { from: "@fontsource/noto-sans-devanagari" }.',
    );
  }
  requireOneOf("font.script", script, Object.keys(fontScripts));
  const areWeights =
    Array.isArray(weights) &&
    weights.length > 0 &&
    weights.every((weight, place) => Number.isInteger(weight) && weight > (weights[place - 1] ?? 0)) &&
    weights.every((weight) => weight <= 1000);
  if (!areWeights) {
    throw new TypeError("The option font.weights must be a list from thin to heavy, such as [400, 700].");
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
