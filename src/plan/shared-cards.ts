import { type Card, cardHeight, cardWidth } from "../cards/card.ts";
import { paletteColor, readableOn } from "../cards/colors.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Article, Section } from "../check/types.ts";
import { Digest } from "../language/digest.ts";
import { directionOf } from "../language/languages.ts";
import type { SharedCard } from "../render/open-graph.ts";
import type { PageWords } from "./words.ts";

/** The pictures of shared links: one for the site, for each section and for each story. */
export interface SharedCards {
  /** Of everything that they have in common. */
  readonly digest: number;
  /** Of a story's lead picture: something that changes when the file does. */
  pictureOf(article: Article): string;
  ofStory(article: Article): SharedCard;
  ofSection(section: Section): SharedCard;
  ofSite(): SharedCard;
  /** All of them, in a stable order; no path twice. */
  all(): CardPlan[];
}

/** A card that is to be. */
export interface CardPlan {
  /** Below the output folder; carries a digest of all that the card shows. */
  readonly path: string;
  card(): Card;
}

/** What cards are planned from. */
export interface CardSource {
  readonly catalog: Catalog;
  words(language: string): PageWords;
  /** Of how cards are drawn, and of the words of the interface. */
  readonly style: readonly string[];
  /** Digest of what a story's own file gives its card; its picture counts by its address alone. */
  ownDigest(article: Article): number;
  /** Address of a story's lead picture. */
  leadOf(article: Article): string | undefined;
  readonly pictures: {
    /** Something that changes when the file does; quickly known. */
    token(address: string): string;
    /** Of the bytes: the same on every machine. */
    digest(address: string): string;
    disk(address: string): string | undefined;
  };
}

/**
 * Plans cards without drawing any: their addresses are known when pages are rendered.
 *
 * An address carries a digest of all that its card shows, so that services which keep pictures for weeks fetch a changed
 * one. Stories are asked for their columns alone.
 */
export function planCards(source: CardSource): SharedCards {
  const { catalog, words, pictures } = source;
  const { site } = catalog;
  const common = new Digest().text(site.name).text(site.timeZone).text(site.language);
  for (const part of source.style) common.text(part);
  if (site.logo) common.text(pictures.digest(site.logo.src));
  const digest = common.end();
  const colors = new Map(
    site.sections.map(({ id, color }, place) => [id, color ?? paletteColor(place)] as const),
  );
  const colorsOf = (id: string | undefined) => {
    const color = (id !== undefined && colors.get(id)) || paletteColor(0);
    return { color, onColor: readableOn(color) };
  };
  const logo = site.logo && pictures.disk(site.logo.src);
  const plain = {
    logo,
    brand: site.name,
    deck: undefined,
    section: undefined,
    kicker: undefined,
    date: undefined,
    picture: undefined,
  };

  const storyPath = (article: Article) => {
    const { color } = colorsOf(article.section);
    const lead = source.leadOf(article);
    const own = new Digest()
      .number(digest)
      .number(source.ownDigest(article))
      .text(catalog.sections.get(article.section)?.title)
      .text(color)
      .text(lead && pictures.digest(lead));
    return pathOf(article.slug, own);
  };
  const storyCard = (article: Article): Card => {
    const { title, kicker, kind, section, date, language, image } = article;
    const { label, day } = words(language);
    const disk = image && pictures.disk(image.src);
    return {
      ...plain,
      ...colorsOf(section),
      kind: "story",
      language,
      direction: directionOf(language),
      headline: title,
      section: catalog.sections.get(section)?.title,
      kicker: kicker ?? label(kind),
      date: day(date).shown,
      picture: disk === undefined ? undefined : { disk, focus: image?.focus },
    };
  };
  const sectionPath = ({ id, title, description }: Section) => {
    const own = new Digest().number(digest).text(title).text(description).text(colorsOf(id).color);
    return pathOf(`section-${id}`, own);
  };
  const sectionCard = ({ id, title, description }: Section): Card => ({
    ...plain,
    ...colorsOf(id),
    kind: "section",
    language: site.language,
    direction: directionOf(site.language),
    headline: title,
    deck: description,
  });
  const sitePath = () => pathOf("site", new Digest().number(digest).text(site.description));
  const siteCard = (): Card => ({
    ...plain,
    ...colorsOf(undefined),
    kind: "site",
    language: site.language,
    direction: directionOf(site.language),
    headline: site.name,
    deck: site.description,
    brand: undefined,
  });
  const shared = (path: string, alt: string): SharedCard => ({
    address: `/${path}`,
    width: cardWidth,
    height: cardHeight,
    alt,
  });
  return {
    digest,
    pictureOf(article) {
      const lead = source.leadOf(article);
      return lead === undefined ? "" : pictures.token(lead);
    },
    ofStory: (article) => shared(storyPath(article), article.title),
    ofSection: (section) => shared(sectionPath(section), `${section.title} – ${site.name}`),
    ofSite: () => shared(sitePath(), site.name),
    all() {
      const planned = new Map<string, CardPlan>();
      const add = (path: string, card: () => Card) => planned.set(path, { path, card });
      add(sitePath(), siteCard);
      for (const section of site.sections) add(sectionPath(section), () => sectionCard(section));
      for (const story of catalog.stories) add(storyPath(story), () => storyCard(story));
      return [...planned.values()];
    },
  };
}

function pathOf(name: string, digest: Digest): string {
  return `cards/${name}.${digest.end().toString(36).padStart(11, "0")}.jpg`;
}
