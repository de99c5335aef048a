import { isoInZone } from "../../language/dates.ts";
import type { ContentFields } from "../content-file.ts";
import type { WrittenDate } from "../dates.ts";
import type { Loss } from "../losses.ts";
import type { MediaFinder } from "./media.ts";
import type { PlannedStory } from "./plan-stories.ts";

/** What the fields of a story depend on besides the story. */
export interface FieldSurroundings {
  readonly media: MediaFinder;
  /** The site's language, which stories do not repeat. */
  readonly language: string;
  /** The site's zone, and the one that dates without an offset were written in. */
  readonly zone: string;
  readonly writtenZone: string;
  /** The same story in the site's language. */
  original(story: PlannedStory): PlannedStory | undefined;
  related(reference: string, story: PlannedStory): PlannedStory | undefined;
  /** The id under which an author has a file. */
  authorId(id: string, name: string): string;
}

/** The front matter of an article. */
export function articleFields(
  story: PlannedStory,
  around: FieldSurroundings,
): { fields: ContentFields; losses: Loss[] } {
  const { source } = story;
  const losses: Loss[] = [];
  const lose = (kind: Loss["kind"], what: string) =>
    losses.push({ kind, file: source.path, line: undefined, what });
  const notBefore = (name: string, date: WrittenDate | undefined, limit: WrittenDate | undefined) => {
    if (date === undefined || limit === undefined || date.at >= limit.at) return date;
    lose("date", `${name} ${date.text} is before ${limit.text}`);
    return undefined;
  };
  const moment = (date: WrittenDate | undefined) => date && momentText(date, around);
  const original = around.original(story);
  return {
    fields: {
      title: source.title,
      seoTitle: source.seoTitle,
      kicker: source.kicker,
      description: source.description,
      date: moment(source.date),
      updated: moment(notBefore("updated", source.updated, source.date)),
      publishAt: moment(source.publishAt),
      expireAt: moment(notBefore("expireAt", source.expireAt, source.publishAt ?? source.date)),
      section: story.section,
      kind: source.kind === "news" ? undefined : source.kind,
      status: source.draft ? "draft" : undefined,
      authors: [...new Set(source.authors.map(({ id, name }) => around.authorId(id, name)))],
      tags: story.tags,
      series: source.series,
      image: leadPicture(story, around.media, lose),
      language: languageField(story, around),
      translationOf: original && referenceTo(original),
      related: source.related.flatMap((reference) => {
        const target = around.related(reference, story);
        if (target !== undefined) return [referenceTo(target)];
        lose("reference", `related: ${reference}`);
        return [];
      }),
      slug: story.slug,
      permalink: story.permalink,
      redirectFrom: story.redirectFrom,
      canonical: source.canonical,
      comments: source.comments === "open" ? undefined : source.comments,
    },
    losses,
  };
}

/** The front matter of a page, and what a page has no place for. */
export function pageFields(
  story: PlannedStory,
  around: FieldSurroundings,
): { fields: ContentFields; losses: Loss[] } {
  const { source } = story;
  const losses: Loss[] = [];
  const others: readonly (readonly [string, boolean])[] = [
    ["tags", story.tags.length > 0],
    ["authors", source.authors.length > 0],
    ["section", source.categories.length > 0],
    ["image", source.image !== undefined],
    ["related", source.related.length > 0],
    ["expireAt", source.expireAt !== undefined],
    ["kicker", source.kicker !== undefined],
    ["series", source.series !== undefined],
    ["canonical", source.canonical !== undefined],
  ];
  for (const [what, isThere] of others) {
    if (isThere)
      losses.push({ kind: "field", file: source.path, line: undefined, what: `${what} (of a page)` });
  }
  return {
    fields: {
      title: source.title,
      seoTitle: source.seoTitle,
      description: source.description,
      updated: source.updated && momentText(source.updated, around),
      status: source.draft ? "draft" : undefined,
      language: languageField(story, around),
      slug: story.slug,
      permalink: story.permalink,
      redirectFrom: story.redirectFrom,
    },
    losses,
  };
}

/** A date keeps the form in which it is known, unless the newsroom would read it in another zone. */
function momentText({ text, at }: WrittenDate, { zone, writtenZone }: FieldSurroundings): string {
  const hasOffset = /T.*(Z|[+-]\d{2}:\d{2})$/.test(text);
  return hasOffset || zone === writtenZone ? text : isoInZone(at, zone);
}

function languageField({ language }: PlannedStory, around: FieldSurroundings): string | undefined {
  return language === around.language ? undefined : language;
}

/** The path below `articles/`: the one reference that cannot be ambiguous. */
function referenceTo({ file }: PlannedStory): string {
  return file.replace(/^articles\//, "").replace(/\.md$/, "");
}

function leadPicture(
  story: PlannedStory,
  media: MediaFinder,
  lose: (kind: Loss["kind"], what: string) => void,
): Record<string, string> | undefined {
  const { image, title, path } = story.source;
  if (image === undefined) return undefined;
  const page = story.oldAddresses[0] ?? story.address;
  const src = media.find(image.src, path, page);
  if (src === undefined) {
    lose(/^(https?:)?\/\//i.test(image.src) ? "image-remote" : "image-missing", image.src);
    return undefined;
  }
  const alt = image.alt ?? image.caption ?? title;
  if (image.alt === undefined) lose("image-alt", image.src);
  return {
    src,
    alt,
    ...(image.caption === undefined ? {} : { caption: image.caption }),
    ...(image.credit === undefined ? {} : { credit: image.credit }),
  };
}
