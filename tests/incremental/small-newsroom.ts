import fc from "fast-check";
import { stringify } from "yaml";
import type { Options } from "../../src/index.ts";
import { slugOf } from "../../src/language/slug.ts";
import { editionToText } from "../../src/trend/edition-file.ts";
import { onePixel } from "../support/write-newsroom.ts";

/**
 * A newsroom as numbers, from which its files are made.
 *
 * Numbers choose from short lists, so that stories share words, tags, minutes and series, and any number will do.
 * Stories, authors and pictures name each other by keys that stay when others come and go; what names something
 * that is gone is left out of the file, as an editor would.
 */
export interface SmallNewsroom {
  readonly site: SmallSite;
  readonly stories: readonly SmallStory[];
  readonly authors: readonly SmallAuthor[];
  readonly pages: readonly SmallPage[];
  readonly pictures: readonly SmallPicture[];
  readonly trending: {
    readonly pinned: readonly number[];
    readonly outside: number;
    readonly blocked: readonly number[];
  };
  readonly edition: SmallEdition;
  /** 0 for none. */
  readonly strings: number;
  readonly options: SmallOptions;
  /** The project's own layouts by name. */
  readonly layouts: Readonly<Record<string, number>>;
  /** Something that keeps the site from being built. */
  readonly mistake: number | undefined;
}

/** In every field 0 is the plainest choice; of lists and moments it is none. */
export interface SmallStory {
  readonly key: number;
  readonly name: string;
  readonly folder: number;
  readonly section: number;
  readonly language: number;
  readonly title: number;
  readonly description: number;
  readonly kicker: number;
  readonly body: number;
  readonly date: number;
  readonly updated: number;
  readonly publish: number;
  readonly expire: number;
  readonly breaking: number;
  readonly kind: number;
  readonly authors: readonly number[];
  readonly tags: readonly number[];
  readonly picture: number;
  readonly inText: number;
  readonly series: number;
  readonly translationOf: number;
  readonly related: readonly number[];
  readonly unrelated: readonly number[];
  readonly alsoRead: readonly number[];
  readonly links: readonly SmallLink[];
  readonly draft: boolean;
  readonly canonical: boolean;
  readonly redirects: readonly string[];
  readonly permalink: number;
  readonly corrections: number;
  readonly comments: number;
}

/** A link to a story. As long as the address that was written leads somewhere, nobody changes it. */
export interface SmallLink {
  readonly key: number;
  readonly written: string;
}

/** What the trending job baked. */
export interface SmallEdition {
  /** When it did, from a short list; 0 if it never did. */
  readonly baked: number;
  readonly stories: readonly number[];
  /** 0 for no headline of another site. */
  readonly outside: number;
}

interface SmallSite {
  readonly name: number;
  readonly description: number;
  readonly sections: number;
  readonly sectionTitle: number;
  readonly navigation: number;
  readonly zone: number;
  readonly url: number;
  readonly language: number;
  readonly logo: number;
}

interface SmallAuthor {
  readonly key: number;
  readonly name: number;
  readonly role: number;
  readonly picture: number;
  readonly biography: number;
  readonly link: number;
}

interface SmallPage {
  readonly key: number;
  readonly title: number;
  readonly body: number;
  readonly links: readonly number[];
  readonly draft: boolean;
  readonly redirects: number;
}

interface SmallPicture {
  readonly key: number;
  readonly size: number;
  readonly content: number;
}

interface SmallOptions {
  readonly pageSize: number;
  readonly homeBlock: number;
  readonly related: number;
  readonly feeds: number;
  readonly trending: number;
  readonly slugs: number;
  readonly addresses: number;
  readonly comments: number;
}

export function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}

const hourMs = 3_600_000;
/** The first moment for which a small newsroom is built, epoch milliseconds. */
export const morning = Date.parse("2026-11-20T06:30:00+05:30");

/** Hours before the morning; some stories share a minute, some are yet to come. */
const ages = [0, 1, 1, 2, 5, 20, 30, 47, 49, 72, 100, 200, 400, 700, 1500, 3000, -3, -30] as const;
const waits = [0, 1, 5, 12, 17, 18, 30, 40, 60, 100] as const;

export function dateOf({ date }: SmallStory): number {
  return morning - pick(ages, date) * hourMs;
}

const english = "rain river bridge school market cricket vote budget train doctor storm court farmer".split(
  " ",
);
const hindi = "बारिश नदी पुल स्कूल बाज़ार क्रिकेट चुनाव बजट रेल डॉक्टर तूफ़ान अदालत किसान".split(" ");
const sections = ["desh", "videsh", "khel", "karobar"] as const;
const tags = ["Rain", "rain", "C", "C++", "बारिश", "Élection", "election", "River Saryani"] as const;
const series = [undefined, undefined, undefined, "Floods 2026", "FLOODS 2026", "बाढ़"] as const;
const kinds = ["news", "news", "live", "opinion", "explainer", "photo", "video"] as const;
const zones = ["Asia/Kolkata", "America/St_Johns"] as const;
const patterns = ["/{section}/{slug}/", "/{section}/n-{slug}/"] as const;

function words(seed: number, count: number, language: number): string {
  const pool = language === 0 ? english : hindi;
  return Array.from({ length: count }, (_, at) => pick(pool, (seed + 3) * (at + 2) * 7 + seed)).join(" ");
}

function titleOf({ title, language }: SmallStory): string {
  return `${words(title, 3, language % 2)} ${title % 10}`;
}

function idOf({ folder, name }: SmallStory): string {
  return `${pick(["", "2026/", "desk/old/"], folder)}${name}`;
}

/** Small numbers as lists of the plugin's options. */
export function optionsOf({ options }: SmallNewsroom): Options {
  return {
    lists: { pageSize: 2 + (options.pageSize % 3), homeBlock: 1 + (options.homeBlock % 3) },
    related: { limit: 1 + (options.related % 5) },
    lite: options.related % 2 === 1,
    feeds: { limit: 2 + (options.feeds % 4) },
    trending: { limit: 1 + (options.trending % 4) },
    slugs: pick(["latin", "native"], options.slugs),
    addresses: pick(patterns, options.addresses),
    comments: { action: pick(["/comments/", "https://talk.example/"], options.comments) },
  };
}

function slugIn({ options }: SmallNewsroom, name: string): string {
  return slugOf(name, { script: pick(["latin", "native"], options.slugs) });
}

function sectionOf({ site }: SmallNewsroom, { section }: SmallStory): string {
  return sections[section % sectionCount(site)] as string;
}

function sectionCount(site: SmallSite): number {
  return 2 + (site.sections % 3);
}

export function addressOf(newsroom: SmallNewsroom, story: SmallStory): string {
  if (story.permalink > 0) return pick([`/old/p-${story.key}.html`, `/old/p-${story.key}/`], story.permalink);
  const pattern = pick(patterns, newsroom.options.addresses);
  return pattern
    .replace("{section}", sectionOf(newsroom, story))
    .replace("{slug}", slugIn(newsroom, story.name));
}

/** All files of a newsroom and its project, by path. */
export function filesOf(newsroom: SmallNewsroom): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const add = (path: string, content: string | Uint8Array) => files.set(path, content);
  const places = placesOf(newsroom);
  add("content/site.yaml", siteFile(newsroom, places));
  for (const story of newsroom.stories)
    add(`content/articles/${idOf(story)}.md`, storyFile(newsroom, story, places));
  for (const author of newsroom.authors) add(`content/authors/a${author.key}.md`, authorFile(author, places));
  for (const page of newsroom.pages) add(`content/pages/page-${page.key}.md`, pageFile(page, places));
  for (const picture of newsroom.pictures) add(`content/${picturePath(picture.key)}`, pictureFile(picture));
  const { pinned, outside, blocked } = newsroom.trending;
  const choices = {
    pinned: [
      ...places.slugs(pinned).map((article) => ({ article })),
      ...(outside === 0
        ? []
        : [{ title: words(outside, 9, 0), url: "https://khel.example/cup/", source: "Khel" }]),
    ],
    blocked: places.slugs(blocked),
  };
  if (choices.pinned.length + choices.blocked.length > 0) add("content/trending.yaml", stringify(choices));
  const edition = editionFile(newsroom, places);
  if (edition !== undefined) add(editionPath, edition);
  if (newsroom.strings > 0) {
    add("content/strings/en.json", JSON.stringify({ home: `Home ${newsroom.strings}`, alsoRead: "Also" }));
  }
  for (const [name, number] of Object.entries(newsroom.layouts)) {
    if (number > 0) add(`layouts/${name}`, layoutText(name, number));
  }
  if (newsroom.mistake !== undefined) addMistake(newsroom.mistake, files);
  return files;
}

/** Where everything is that a file may name. */
function placesOf(newsroom: SmallNewsroom) {
  const byKey = new Map(newsroom.stories.map((story) => [story.key, story]));
  const addresses = new Set(newsroom.stories.map((story) => addressOf(newsroom, story)));
  const old = new Set(newsroom.stories.flatMap(({ redirects }) => redirects));
  const pictures = new Set(newsroom.pictures.map(({ key }) => key));
  const authors = new Set(newsroom.authors.map(({ key }) => key));
  const others = (keys: readonly number[], own?: number) =>
    [...new Set(keys)].flatMap((key) => (key === own ? [] : (byKey.get(key) ?? [])));
  return {
    addresses,
    others,
    slugs: (keys: readonly number[], own?: number) =>
      others(keys, own).map(({ name }) => slugIn(newsroom, name)),
    ids: (keys: readonly number[], own?: number) => others(keys, own).map(idOf),
    /** Where a link leads that once was written so; `undefined` if the story is gone. */
    link({ key, written }: SmallLink): string | undefined {
      const story = byKey.get(key);
      if (story === undefined) return undefined;
      return addresses.has(written) || old.has(written) ? written : addressOf(newsroom, story);
    },
    addressesOf: (keys: readonly number[]) => others(keys).map((story) => addressOf(newsroom, story)),
    /** 0 is no picture, 1 is that of key 0. */
    picture: (number: number) => (pictures.has(number - 1) ? picturePath(number - 1) : undefined),
    authors: (keys: readonly number[]) =>
      [...new Set(keys)].filter((key) => authors.has(key)).map((key) => `a${key}`),
  };
}

type Places = ReturnType<typeof placesOf>;

function siteFile({ site, pages }: SmallNewsroom, places: Places): string {
  const shown = sections.slice(0, sectionCount(site));
  const page = pages.find(({ draft }) => !draft);
  return stringify({
    name: `Bhor ${site.name}`,
    url: pick(["https://bhor.example", "https://bhor.example/news"], site.url),
    language: pick(["en", "hi"], site.language),
    timeZone: pick(zones, site.zone),
    ...(site.description === 0 ? {} : { description: words(site.description, 6, 0) }),
    ...logoOf(places.picture(site.logo)),
    sections: shown.map((id) => ({ id, title: `${id.toUpperCase()} ${site.sectionTitle}` })),
    ...(site.navigation === 0
      ? {}
      : {
          navigation: [
            ...shown.slice(0, site.navigation % 3),
            ...(page === undefined ? [] : [{ title: "About", url: `/page-${page.key}/` }]),
          ],
        }),
  });
}

export const editionPath = "trending/edition.json";

/** Hours from the morning at which an edition was baked; the last one is a file that was cut short. */
const bakedAt = [-60, -40, -20, -1, 3, Number.NaN] as const;

function editionFile({ edition }: SmallNewsroom, places: Places): string | undefined {
  if (edition.baked === 0) return undefined;
  const hours = pick(bakedAt, edition.baked);
  if (Number.isNaN(hours)) return '{ "generatedAt": "2026-11-2';
  const stories = [...places.ids(edition.stories), "gone"];
  const outside = { title: words(edition.outside, 9, 0), url: "https://song.example/new/", source: "Song" };
  return editionToText({
    generatedAt: morning + hours * hourMs,
    basis: stories.length > 1 ? "readers" : "newest",
    window: 180,
    stories,
    outside:
      edition.outside === 0 ? [] : [{ ...outside, language: pick(["en", undefined], edition.outside) }],
  });
}

function logoOf(path: string | undefined) {
  return path === undefined ? {} : { logo: path };
}

function storyFile(newsroom: SmallNewsroom, story: SmallStory, places: Places): string {
  const { key, publish, expire, breaking, updated, corrections } = story;
  const date = dateOf(story);
  const moment = (at: number) => new Date(at).toISOString().replace(":00.000Z", "Z");
  const from = publish === 0 ? date : date + pick(waits, publish) * hourMs;
  const picture = places.picture(story.picture);
  const optional = {
    description: story.description === 0 ? undefined : `${words(story.description, 6, story.language % 2)}.`,
    kicker: story.kicker === 0 ? undefined : words(story.kicker, 1, story.language % 2),
    language: pick([undefined, "hi", "en", "ur"], story.language),
    updated: updated === 0 ? undefined : moment(date + pick(waits, updated) * hourMs),
    publishAt: publish === 0 ? undefined : moment(from),
    expireAt: expire === 0 ? undefined : moment(from + pick(waits, expire) * hourMs),
    breaking: breaking === 0 ? undefined : moment(date + pick(waits, breaking) * hourMs),
    kind: story.kind === 0 ? undefined : pick(kinds, story.kind),
    authors: places.authors(story.authors),
    tags: story.tags.map((tag) => pick(tags, tag)),
    image: picture === undefined ? undefined : { src: picture, alt: `Picture ${story.title % 3}` },
    series: pick(series, story.series),
    translationOf: story.translationOf === 0 ? undefined : places.slugs([story.translationOf - 1], key)[0],
    related: places.slugs(story.related, key),
    unrelated: places.ids(story.unrelated, key),
    status: story.draft ? "draft" : undefined,
    canonical: story.canonical ? `https://agency.example/${key}/` : undefined,
    redirectFrom: story.redirects.filter((path) => !places.addresses.has(path)),
    permalink: story.permalink > 0 ? addressOf(newsroom, story) : undefined,
    corrections: corrections === 0 ? undefined : [{ date: moment(date), text: words(corrections, 5, 0) }],
    comments: pick([undefined, "closed", "off"], story.comments),
  };
  const fields = Object.entries(optional).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  const head = { title: titleOf(story), date: moment(date), section: sectionOf(newsroom, story) };
  return `---\n${stringify({ ...head, ...Object.fromEntries(fields) })}---\n${bodyOf(story, places)}`;
}

function bodyOf({ key, body, language, inText, kind, links, alsoRead }: SmallStory, places: Places): string {
  const paragraphs = [words(body, 4 + (body % 9), language % 2)];
  if (body % 4 === 1)
    paragraphs.push(`## ${words(body, 2, language % 2)}`, words(body + 1, 12, language % 2));
  for (const [index, link] of links.entries()) {
    const address = places.link(link);
    if (address !== undefined) paragraphs.push(`See [story ${index}](${address}).`);
  }
  const picture = places.picture(inText);
  if (picture !== undefined) {
    const forms = [
      `![A dot](${picture})`,
      `::: gallery\n![A dot](${picture} "Dots")\n:::`,
      `[As a file](/${picture})`,
    ];
    paragraphs.push(pick(forms, body));
  }
  const named = places.slugs(alsoRead, key);
  if (named.length > 0) paragraphs.push(`::: also-read ${named.join(" ")}\n:::`);
  if (pick(kinds, kind) === "live") {
    for (let entry = 0; entry <= body % 3; entry++) {
      paragraphs.push(`::: live 1${entry}:05 ${words(body + entry, 2, 0)}\nWater ${entry}.\n:::`);
    }
  }
  if (body % 5 === 2) paragraphs.push("<details><summary>More</summary>Less</details>");
  return `${paragraphs.join("\n\n")}\n`;
}

function authorFile({ key, name, role, picture, biography, link }: SmallAuthor, places: Places): string {
  const path = places.picture(picture);
  const fields = {
    name: `Author ${key} ${name}`,
    ...(role === 0 ? {} : { role: words(role, 2, 0) }),
    ...(path === undefined ? {} : { picture: { src: path, alt: "A face" } }),
  };
  const [address] = places.addressesOf([link]);
  const text = address === undefined ? "" : ` Wrote [this](${address}).`;
  return `---\n${stringify(fields)}---\n${words(biography, 5, 0)}.${text}\n`;
}

function pageFile({ key, title, body, links, draft, redirects }: SmallPage, places: Places): string {
  const fields = {
    title: words(title, 2, 0),
    ...(draft ? { status: "draft" } : {}),
    ...(redirects === 0 ? {} : { redirectFrom: [`/once/page-${key}-${redirects}/`] }),
  };
  const linked = places.addressesOf(links).map((address) => `[There](${address}).`);
  const named = places.slugs(links);
  const boxes = body % 2 === 0 || named.length === 0 ? [] : [`::: also-read ${named.join(" ")}\n:::`];
  return `---\n${stringify(fields)}---\n${[words(body, 9, 0), ...linked, ...boxes].join("\n\n")}\n`;
}

function picturePath(key: number): string {
  return `media/p${key}.gif`;
}

/** By its header as wide as it says: nobody looks at it. */
function pictureFile({ size, content }: SmallPicture): Uint8Array {
  const bytes = Buffer.concat([onePixel, Buffer.from(`picture ${String(content % 100).padStart(2, "0")}`)]);
  // An error, with which a newsroom is not built: rare, so that most are looked at while they can be.
  if (size % 24 === 3) return Buffer.from("no picture at all");
  bytes.writeUInt16LE(pick([1200, 1300, 640], size), 6);
  bytes.writeUInt16LE(630, 8);
  return bytes;
}

/** Layouts that a project may have of its own. `parts/own.njk` is one that another names only if it is there. */
export const layoutNames = [
  "parts/kicker.njk",
  "parts/trending.njk",
  "parts/own.njk",
  "article.njk",
  "home.njk",
  "section.njk",
  "redirect.njk",
  "assets/own.css",
  "assets/khabar.css",
] as const;

function layoutText(name: string, number: number): string {
  if (name.endsWith(".css")) return `main { width: ${number}px }\n`;
  if (name === "parts/own.njk") return `<meta name="own" content="${number}">\n`;
  if (name === "parts/kicker.njk")
    return `{% if view.kicker %}<b>${number} {{ view.kicker }}</b>{% endif %}\n`;
  if (name === "parts/trending.njk")
    return `{% include "khabar-original/parts/trending.njk" %}<i>${number}</i>\n`;
  const own = name === "article.njk" ? '{% include "khabar/parts/own.njk" ignore missing %}' : "";
  if (name === "redirect.njk") return `{% extends "khabar-original/redirect.njk" %}{# ${number} #}\n`;
  return `{% extends "khabar-original/${name}" %}{% block brand %}<!-- ${number} -->${own}{% endblock %}\n`;
}

const plainFields = "title: Rain\ndate: 2026-11-01\nsection: desh\n";

function addMistake(mistake: number, files: Map<string, string | Uint8Array>): void {
  const file = (fields: string, body = "Rain.\n") =>
    files.set("content/articles/mistake.md", `---\n${fields}---\n${body}`);
  const mistakes = [
    () => file("date: 2026-11-01\nsection: desh\n"),
    () => file(`${plainFields}tags: [rain\n`),
    () => file(plainFields.replace("desh", "nowhere")),
    () => file(`${plainFields}related: [nobody-knows]\n`),
    () => file(`${plainFields}authors: [nobody]\n`),
    () => file(plainFields, "[Nowhere](/desh/nowhere/)\n"),
    () => file(`${plainFields}permalink: /authors/\n`),
    () => files.set("content/articles/mistake.md", Buffer.from([0xff, 0xfe, 0x00])),
    () => files.set("content/site.yaml", "name: Bhor\n"),
    () => files.set("content/trending.yaml", "blocked: [nobody-knows]\n"),
    () => files.set("layouts/parts/headline.njk", "{% nonsense %}\n"),
    () => files.set("layouts/parts/headline.njk", "{{ view.title | nonsense }}\n"),
  ];
  pick(mistakes, mistake)();
}

const number = fc.nat({ max: 99 });
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: number });
const often = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: number });
const some = fc.array(number, { maxLength: 3 });
const few = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some });

const storyNumbers = fc.record({
  folder: rarely,
  section: number,
  language: often,
  title: number,
  description: often,
  kicker: rarely,
  body: number,
  date: number,
  updated: rarely,
  publish: rarely,
  expire: rarely,
  breaking: rarely,
  kind: rarely,
  authors: some,
  tags: some,
  picture: often,
  inText: rarely,
  series: number,
  translationOf: often,
  related: few,
  unrelated: few,
  alsoRead: few,
  links: few,
  draft: rarely.map((given) => given % 2 === 1),
  canonical: rarely.map((given) => given % 3 === 1),
  permalink: rarely,
  corrections: rarely,
  comments: rarely,
});

/** What a new story is made from. */
export type StoryNumbers = typeof storyNumbers extends fc.Arbitrary<infer T> ? T : never;
export const storyArbitrary: fc.Arbitrary<StoryNumbers> = storyNumbers;

const names = ["rain", "बारिश", "flood-news"] as const;

/** A story among others, whose keys its numbers choose from. */
export function makeStory(
  key: number,
  numbers: StoryNumbers,
  keys: readonly number[],
  addressOfKey: (key: number) => string,
): SmallStory {
  const known = (list: readonly number[]) => (keys.length === 0 ? [] : list.map((each) => pick(keys, each)));
  return {
    ...numbers,
    key,
    name: `${pick(names, key)}-${key}`,
    picture: numbers.picture % 6,
    inText: numbers.inText % 6,
    authors: numbers.authors.map((author) => author % 5),
    translationOf: numbers.translationOf === 0 ? 0 : (known([numbers.translationOf])[0] ?? -1) + 1,
    related: known(numbers.related),
    unrelated: known(numbers.unrelated),
    alsoRead: known(numbers.alsoRead),
    links: known(numbers.links).map((target) => ({ key: target, written: addressOfKey(target) })),
    redirects: [],
  };
}

const keyed = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) =>
  fc.array(arbitrary, { maxLength }).map((list) => list.map((each, key) => ({ ...each, key })));

/** A newsroom of a dozen to two dozen stories. */
export const newsroomArbitrary: fc.Arbitrary<SmallNewsroom> = fc
  .record({
    site: fc.record({
      name: rarely,
      description: rarely,
      sections: number,
      sectionTitle: rarely,
      navigation: often,
      zone: rarely,
      url: rarely,
      language: rarely,
      logo: rarely.map((given) => given % 5),
    }),
    // Fewer only where a mistake is being narrowed down.
    stories: fc
      .tuple(
        fc.constantFrom(0, 1, 2, 4, 7, ...Array.from({ length: 14 }, (_, more) => 12 + more)),
        fc.array(storyArbitrary, { minLength: 25, maxLength: 25 }),
      )
      .map(([count, stories]) => stories.slice(0, count)),
    authors: keyed(
      fc.record({
        name: number,
        role: often,
        picture: rarely.map((given) => given % 5),
        biography: number,
        link: number.map((given) => given % 12),
      }),
      4,
    ),
    pages: keyed(
      fc.record({
        title: number,
        body: number,
        links: few,
        draft: rarely.map((given) => given % 2 === 1),
        redirects: rarely,
      }),
      3,
    ),
    pictures: keyed(fc.record({ size: number, content: number }), 5),
    trending: fc.record({ pinned: few, outside: rarely, blocked: few }),
    edition: fc.record({ baked: often, stories: some, outside: rarely }),
    strings: rarely,
    options: fc.record({
      pageSize: number,
      homeBlock: rarely,
      related: number,
      feeds: rarely,
      trending: number,
      slugs: rarely,
      addresses: rarely,
      comments: rarely,
    }),
  })
  .map(({ stories, ...rest }) => {
    const keys = stories.map((_, key) => key);
    const bare: SmallNewsroom = { ...rest, stories: [], layouts: {}, mistake: undefined };
    const first = stories.map((numbers, key) => makeStory(key, numbers, keys, () => ""));
    const address = (key: number) => addressOf(bare, first[key] as SmallStory);
    return { ...bare, stories: stories.map((numbers, key) => makeStory(key, numbers, keys, address)) };
  });
