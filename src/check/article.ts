import { createHash } from "node:crypto";
import type { z } from "zod";
import { type BodyOutline, outlineBody } from "../body/outline.ts";
import { localParts } from "../language/dates.ts";
import { slugOf } from "../language/slug.ts";
import { type Finding, severityOf } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import { type FrontMatter, readFrontMatter } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { findBodyProblems } from "./body.ts";
import { readFields } from "./fields.ts";
import type { PictureReader } from "./pictures.ts";
import { articleSchema } from "./schema.ts";
import type { Article, Author, Site } from "./types.ts";
import { asList, cleanPath, readValues, type ValueReader } from "./values.ts";

/** What an article is checked against. */
export interface ArticleSurroundings {
  readonly site: Site;
  readonly authors: ReadonlyMap<string, Pick<Author, "id" | "name">>;
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
 * @param outlineOf looks through a body; given by a caller who needs more of it than its outline
 * @returns `undefined` if a field that the others need is missing or broken
 */
export function readArticle(
  file: SourceFile,
  surroundings: ArticleSurroundings,
  findings: Finding[],
  outlineOf: (body: string) => BodyOutline = outlineBody,
): Article | undefined {
  const { frontMatter, troubles } = readFrontMatter(file.text);
  for (const trouble of troubles) findings.push({ ...trouble, file: file.shown });
  if (troubles.some(({ code }) => severityOf[code] === "error")) return undefined;
  const draft = frontMatter.fields.status === "draft";
  const own: Finding[] = [];
  const article = readChecked(file, frontMatter, surroundings, outlineOf, own);
  for (const finding of own) findings.push(draft ? { ...finding, severity: "warning" } : finding);
  return article;
}

function readChecked(
  file: SourceFile,
  frontMatter: FrontMatter,
  surroundings: ArticleSurroundings,
  outlineOf: (body: string) => BodyOutline,
  findings: Finding[],
): Article | undefined {
  const { site, pictures, addresses, slugs } = surroundings;
  const outline = outlineOf(frontMatter.body);
  const bodyIsRight = findBodyProblems(outline, frontMatter.bodyLine, file, pictures, findings, true);
  const { fields, whole } = readFields(articleSchema, frontMatter.fields, file, findings);
  const values = readValues(file, site.timeZone, findings);
  const times = readTimes(fields, values);
  const hasSection = checkSection(fields.section, site, values);
  const authors = readAuthorIds(fields, surroundings, values);
  const image = fields.image && pictures.read(file, ["image"], fields.image, findings, true);
  const language = fields.language && values.language(["language"], fields.language);
  const canonical = fields.canonical && values.webAddress(["canonical"], fields.canonical);
  const permalink = fields.permalink && values.path(["permalink"], fields.permalink);
  const redirectFrom = readRedirects(fields.redirectFrom, values);
  const { date } = times;
  if (whole === undefined || date === undefined || !hasSection || !bodyIsRight) return undefined;

  const id = file.path.replace(/^articles\//, "").replace(/\.md$/, "");
  const name = id.split("/").at(-1) ?? id;
  const slug = slugOf(whole.slug ?? name.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, ""), { script: slugs });
  const place = { section: whole.section, slug, id, at: date, zone: site.timeZone };
  return {
    id,
    file: file.shown,
    title: whole.title.trim(),
    description: whole.description?.trim(),
    slug,
    address: permalink || fillAddress(addresses, place),
    section: whole.section,
    authors,
    tags: asList(whole.tags),
    image,
    date,
    updated: times.updated,
    seoTitle: whole.seoTitle,
    kicker: whole.kicker,
    language: language || site.language,
    related: asList(whole.related),
    unrelated: asList(whole.unrelated),
    draft: whole.status === "draft",
    liveFrom: times.publishAt ?? date,
    liveUntil: times.expireAt ?? Number.POSITIVE_INFINITY,
    breakingUntil: times.breaking,
    kind: whole.kind ?? "news",
    corrections: times.corrections,
    comments: whole.comments ?? "open",
    canonical,
    redirectFrom,
    translationOf: whole.translationOf?.trim(),
    series: whole.series?.trim(),
    body: frontMatter.body,
    outline,
    bodyLine: frontMatter.bodyLine,
  };
}

type Fields = Partial<z.infer<typeof articleSchema>>;

function readTimes(fields: Fields, values: ValueReader) {
  const read = (name: "date" | "updated" | "publishAt" | "expireAt" | "breaking") => {
    const text = fields[name];
    return text === undefined ? undefined : values.dateTime([name], text);
  };
  const [date, updated, publishAt, expireAt] = [
    read("date"),
    read("updated"),
    read("publishAt"),
    read("expireAt"),
  ];
  type Moment = readonly ["date" | "updated" | "publishAt" | "expireAt", number | undefined];
  const checkOrder = ([later, at]: Moment, [earlier, from]: Moment) => {
    if (at === undefined || from === undefined || at >= from) return;
    const found = { found: String(fields[later]), other: earlier, otherFound: String(fields[earlier]) };
    values.report([later], "date-order", found);
  };
  checkOrder(["updated", updated], ["date", date]);
  checkOrder(["expireAt", expireAt], publishAt === undefined ? ["date", date] : ["publishAt", publishAt]);
  const corrections = (fields.corrections ?? []).flatMap(({ date: written, text }, index) => {
    const at = values.dateTime(["corrections", index, "date"], written);
    return at === undefined ? [] : [{ date: at, text }];
  });
  return { date, updated, publishAt, expireAt, breaking: read("breaking"), corrections };
}

/** A section may be meant by its title; what is not there at all was told already. */
function checkSection(found: string | undefined, { sections }: Site, values: ValueReader): boolean {
  if (found === undefined) return false;
  if (sections.some(({ id }) => id === found)) return true;
  const known = sections.map(({ id }) => id);
  const titled = sections.find(({ title }) => title === found)?.id;
  const meant = titled === undefined ? didYouMean(found, known) : { suggestion: titled };
  values.report(["section"], "section-unknown", { found, allowed: known.join(", "), ...meant });
  return false;
}

function readAuthorIds(
  fields: Fields,
  { authors, shownFolder }: ArticleSurroundings,
  values: ValueReader,
): readonly string[] {
  const field = fields.authors === undefined && fields.author !== undefined ? "author" : "authors";
  const written = fields.authors ?? fields.author;
  const ids = asList(written);
  for (const id of ids) {
    if (authors.has(id)) continue;
    const index = Array.isArray(written) ? written.indexOf(id) : -1;
    const named = [...authors.values()].find(({ name }) => name === id)?.id;
    const meant = named === undefined ? didYouMean(id, authors.keys()) : { suggestion: named };
    const path = `${shownFolder}/authors/${id}.md`;
    values.report(index >= 0 ? [field, index] : [field], "author-unknown", { found: id, path, ...meant });
  }
  return ids;
}

/** The paths of `redirectFrom`, each checked. */
export function readRedirects(
  written: readonly string[] | string | undefined,
  values: ValueReader,
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
