import type { Article, Picture, Section } from "../check/types.ts";
import { localUrl } from "../render/address.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import { thumbnailView, wholeAddress, wideSources } from "./pictures.ts";
import type { CardView, LinkView, PictureView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** A link target on this site: the address below the site's base path, percent-encoded. */
export function urlOf(address: string, facts: Pick<NewsroomFacts, "catalog">): string {
  return localUrl(facts.catalog.site, address);
}

export function pictureView(picture: Picture | undefined, facts: NewsroomFacts): PictureView | undefined {
  if (picture === undefined) return undefined;
  const [x, y] = picture.focus ?? [0.5, 0.5];
  const { prints } = facts;
  const url = (address: string) => urlOf(address, facts);
  return {
    url: url(wholeAddress(picture, prints)),
    sources: wideSources(picture, prints, url),
    thumbnail: thumbnailView(picture, prints, url),
    tone: picture.facts?.tone,
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    caption: picture.caption,
    credit: picture.credit,
    position: `${tenth(x)}% ${tenth(y)}%`,
  };
}

export function sectionLink(section: Section, facts: NewsroomFacts, words: PageWords): LinkView {
  return {
    title: section.title,
    url: urlOf(section.address, facts),
    attributes: words.attributesFor(facts.catalog.site.language),
  };
}

export function storyLink(article: Article, facts: NewsroomFacts, words: PageWords): LinkView {
  return {
    title: article.title,
    url: urlOf(article.address, facts),
    attributes: words.attributesFor(article.language),
  };
}

/** In steps of ten, for which the stylesheet has rules: an inline style would need a looser security policy. */
function tenth(share: number): number {
  return Math.round(share * 10) * 10;
}

/** A story stands in many lists: its card is made once for each language of a page. */
const cards = new WeakMap<PageWords, Map<Article, CardView>>();

const cardsAtHand = 10_000;

/** A story as it stands in a list. */
export function cardView(article: Article, facts: NewsroomFacts, words: PageWords): CardView {
  let made = cards.get(words);
  if (made === undefined) {
    made = new Map();
    cards.set(words, made);
  }
  let card = made.get(article);
  if (card === undefined) {
    card = makeCard(article, facts, words);
    // A hundred thousand cards, with the HTML that layouts keep of them, would be half of the memory of a build.
    if (made.size >= cardsAtHand) made.clear();
    made.set(article, card);
  }
  return card;
}

function makeCard(article: Article, facts: NewsroomFacts, words: PageWords): CardView {
  const section = facts.catalog.sections.get(article.section) as Section;
  // Field by field: V8 takes 1 µs for each field that an object literal adds to a spread one.
  const { title, url, attributes } = storyLink(article, facts, words);
  return {
    title,
    url,
    attributes,
    description: article.description,
    kicker: article.kicker,
    kind: article.kind,
    label: words.label(article.kind),
    section: sectionLink(section, facts, words),
    time: words.time(article.date),
    picture: pictureView(article.image, facts),
  };
}
