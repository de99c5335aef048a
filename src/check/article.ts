import { createHash } from "node:crypto";
import { outlineBody } from "../body/outline.ts";
import { localParts } from "../language/dates.ts";
import { slugOf } from "../language/slug.ts";
import type { Finding } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import { readFrontMatter } from "../read/front-matter.ts";
import type { SourceFile } from "../read/list-content.ts";
import { findBodyProblems } from "./body.ts";
import { readFields } from "./fields.ts";
import type { PictureReader } from "./pictures.ts";
import { articleSchema } from "./schema.ts";
import type { Article, Author, Site } from "./types.ts";
import { asList, cleanPath, readValues } from "./values.ts";

/** What an article is checked against. */
export interface ArticleSurroundings {
  readonly site: Site;
  readonly authors: ReadonlyMap<string, Author>;
  readonly pictures: PictureReader;
  readonly addresses: string;
  readonly slugs: "latin" | "native";
  /** How messages call the content folder. */
  readonly shownFolder: string;
}

/**
 * Reads one story. Past this, an `Article` is right but for its references to others.
 *
 * @param findings grows by everything that is wrong, all at once. The findings of a draft are warnings,
 *   since nothing of it is published
 * @returns `undefined` if a field that the others need is missing or broken
 */
export function readArticle(
  file: SourceFile,
  surroundings: ArticleSurroundings,
  findings: Finding[],
): Article | undefined {
  const { frontMatter, troubles } = readFrontMatter(file.text);
  if (troubles.length > 0) {
    for (const trouble of troubles) findings.push({ ...trouble, file: file.shown });
    return undefined;
  }
  const draft = frontMatter.fields.status === "draft";
  const own: Finding[] = [];
  const article = readChecked(file, frontMatter, surroundings, own);
  for (const finding of own) findings.push(draft ? { ...finding, severity: "warning" } : finding);
  return article;
}

function readChecked(
  file: SourceFile,
  frontMatter: ReturnType<typeof readFrontMatter>["frontMatter"],
  { site, authors, pictures, addresses, slugs, shownFolder }: ArticleSurroundings,
  findings: Finding[],
): Article | undefined {
  const outline = outlineBody(frontMatter.body);
  const bodyIsRight = findBodyProblems(outline, frontMatter.bodyLine, file, pictures, findings);
  const { fields: typed, whole } = readFields(articleSchema, frontMatter.fields, file, findings);
  const values = readValues(file, site.timeZone, findings);
  const optional = <T>(text: string | undefined, read: (text: string) => T | undefined) =>
    text === undefined ? undefined : read(text);

  const date = optional(typed.date, (text) => values.dateTime(["date"], text));
  const updated = optional(typed.updated, (text) => values.dateTime(["updated"], text));
  const publishAt = optional(typed.publishAt, (text) => values.dateTime(["publishAt"], text));
  const expireAt = optional(typed.expireAt, (text) => values.dateTime(["expireAt"], text));
  const breakingUntil = optional(typed.breaking, (text) => values.dateTime(["breaking"], text));
  const notBefore = (
    field: "updated" | "expireAt",
    at: number | undefined,
    other: "date" | "publishAt",
    otherAt: number | undefined,
  ) => {
    if (at === undefined || otherAt === undefined || at >= otherAt) return;
    values.report([field], "date-order", {
      found: String(typed[field]),
      other,
      otherFound: String(typed[other]),
    });
  };
  notBefore("updated", updated, "date", date);
  notBefore("expireAt", expireAt, publishAt === undefined ? "date" : "publishAt", publishAt ?? date);
  const corrections = (typed.corrections ?? []).map((correction, index) => ({
    date: values.dateTime(["corrections", index, "date"], correction.date) ?? 0,
    text: correction.text,
  }));

  const hasSection = site.sections.some(({ id }) => id === typed.section);
  if (typed.section !== undefined && !hasSection) {
    const known = site.sections.map(({ id }) => id);
    const titled = site.sections.find(({ title }) => title === typed.section)?.id;
    values.report(["section"], "section-unknown", {
      found: typed.section,
      allowed: known.join(", "),
      ...(titled ? { suggestion: titled } : didYouMean(typed.section, known)),
    });
  }

  const authorField = typed.authors === undefined && typed.author !== undefined ? "author" : "authors";
  const writtenAuthors = typed.authors ?? typed.author;
  const authorIds = asList(writtenAuthors);
  for (const id of authorIds) {
    if (authors.has(id)) continue;
    const index = Array.isArray(writtenAuthors) ? writtenAuthors.indexOf(id) : -1;
    const named = [...authors.values()].find(({ name }) => name === id)?.id;
    values.report(index >= 0 ? [authorField, index] : [authorField], "author-unknown", {
      found: id,
      path: `${shownFolder}/authors/${id}.md`,
      ...(named ? { suggestion: named } : didYouMean(id, authors.keys())),
    });
  }

  const image =
    typed.image === undefined ? undefined : pictures.read(file, ["image"], typed.image, findings, true);
  const language = optional(typed.language, (text) => values.language(["language"], text)) ?? site.language;
  const canonical = optional(typed.canonical, (text) => values.webAddress(["canonical"], text));
  const permalink = optional(typed.permalink, (text) => values.path(["permalink"], text));
  const redirectFrom = readRedirects(typed.redirectFrom, values);

  const id = file.path.replace(/^articles\//, "").replace(/\.md$/, "");
  const name = id.split("/").at(-1) ?? id;
  const slug = slugOf(typed.slug ?? name.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, ""), { script: slugs });
  if (whole === undefined || date === undefined || !hasSection || !bodyIsRight) return undefined;
  const place = { section: whole.section, slug, id, at: date, zone: site.timeZone };
  return {
    id,
    file: file.shown,
    title: whole.title.trim(),
    description: typed.description?.trim(),
    slug,
    address: permalink ?? fillAddress(addresses, place),
    section: whole.section,
    authors: authorIds,
    tags: asList(typed.tags),
    image,
    date,
    updated,
    seoTitle: typed.seoTitle,
    kicker: typed.kicker,
    language,
    related: asList(typed.related),
    unrelated: asList(typed.unrelated),
    draft: typed.status === "draft",
    liveFrom: publishAt ?? date,
    liveUntil: expireAt ?? Number.POSITIVE_INFINITY,
    breakingUntil,
    kind: typed.kind ?? "news",
    corrections,
    comments: typed.comments ?? "open",
    canonical,
    redirectFrom,
    translationOf: typed.translationOf?.trim(),
    series: typed.series?.trim(),
    body: frontMatter.body,
    outline,
    bodyLine: frontMatter.bodyLine,
  };
}

/** The paths of `redirectFrom`, each checked. */
export function readRedirects(
  written: readonly string[] | string | undefined,
  values: ReturnType<typeof readValues>,
): string[] {
  const list = asList(written);
  return list.flatMap((path, index) => {
    const address = values.path(Array.isArray(written) ? ["redirectFrom", index] : ["redirectFrom"], path);
    return address === undefined ? [] : [address];
  });
}

interface AddressParts {
  readonly section: string;
  readonly slug: string;
  readonly id: string;
  readonly at: number;
  readonly zone: string;
}

/**
 * Fills a pattern such as `/{section}/{slug}/`. The day is that of the site's zone; `{id}` is eight digits that
 * depend on the file's path alone.
 */
function fillAddress(pattern: string, { section, slug, id, at, zone }: AddressParts): string {
  const two = (count: number) => String(count).padStart(2, "0");
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "section") return section;
    if (name === "slug") return slug;
    if (name === "id") return createHash("sha1").update(id).digest("hex").slice(0, 8);
    const { year, month, day } = localParts(at, zone);
    return name === "year" ? String(year) : two(name === "month" ? month : day);
  });
  return cleanPath(filled) ?? filled;
}
