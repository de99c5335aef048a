import { parseBody } from "../../body/grammar.ts";
import { plainText } from "../../body/headings.ts";
import { articleKinds } from "../../check/schema.ts";
import { isLanguageTag } from "../../language/languages.ts";
import { readWrittenDate, type WrittenDate } from "../dates.ts";
import type { Loss } from "../losses.ts";
import { humanise, readAuthor, type WrittenAuthor } from "../people.ts";
import { plainWords } from "../plain-words.ts";
import { type Meaning, understandNames } from "./field-names.ts";
import type { SourceText } from "./find-sources.ts";
import type { SourceFields } from "./front-matter.ts";

/** A picture as a file's fields name it. */
export interface SourcePicture {
  readonly src: string;
  readonly alt: string | undefined;
  readonly caption: string | undefined;
  readonly credit: string | undefined;
}

/** A source file with its fields understood; nothing is decided yet about where it goes. */
export interface SourceStory {
  readonly path: string;
  readonly title: string;
  readonly seoTitle: string | undefined;
  readonly kicker: string | undefined;
  readonly description: string | undefined;
  readonly date: WrittenDate | undefined;
  readonly updated: WrittenDate | undefined;
  readonly publishAt: WrittenDate | undefined;
  readonly expireAt: WrittenDate | undefined;
  /** Sections and categories as written, the most important first. */
  readonly categories: readonly string[];
  readonly authors: readonly WrittenAuthor[];
  readonly tags: readonly string[];
  readonly series: string | undefined;
  readonly kind: string | undefined;
  readonly image: SourcePicture | undefined;
  readonly language: string | undefined;
  readonly translationKey: string | undefined;
  /** What other files call it by. */
  readonly id: string | undefined;
  readonly related: readonly string[];
  readonly slug: string | undefined;
  readonly permalink: string | undefined;
  readonly aliases: readonly string[];
  readonly canonical: string | undefined;
  readonly comments: "open" | "closed" | "off" | undefined;
  readonly draft: boolean;
  /** The layout or type it was shown with. */
  readonly layout: string | undefined;
  readonly body: string;
  readonly bodyLine: number;
}

/** What decides how fields are understood. */
export interface FieldRules {
  readonly map: ReadonlyMap<string, Meaning>;
  readonly zone: string;
  /** Jekyll writes several tags with spaces between them. */
  readonly spacesPartLists: boolean;
}

/**
 * Understands the fields of a file.
 *
 * The title is the field's, else the first heading's (which is then taken out of the body, where it would stand
 * twice), else made of the file's name. The date is the field's, else the one in the file's name.
 *
 * @returns the story, and everything that could not be understood
 */
export function readSourceStory(
  { path, text }: SourceText,
  source: SourceFields,
  rules: FieldRules,
): { story: SourceStory; losses: Loss[] } {
  const losses: Loss[] = [];
  const lose = (kind: Loss["kind"], what: string, field?: string) => {
    losses.push({ kind, file: path, line: field === undefined ? undefined : lineOfField(text, field), what });
  };
  const { meant, unknown } = understandNames(withoutParams(source.fields).keys(), rules.map);
  const fields = withoutParams(source.fields);
  for (const name of unknown) if (!isBlank(fields.get(name))) lose("field", name);

  /** The first field of a meaning that `read` can use; others that say something else are lost. */
  const take = <T>(
    meaning: Meaning,
    read: (value: unknown, name: string) => T | undefined,
  ): T | undefined => {
    let taken: T | undefined;
    for (const name of meant.get(meaning) ?? []) {
      const value = fields.get(name);
      if (isBlank(value)) continue;
      const result = read(value, name);
      // A status is a word of the old newsroom's own, and every file has one.
      if (result === undefined && meaning === "status") lose("field", `${name}: ${show(value)}`);
      else if (result === undefined) lose("value", `${name}: ${show(value)}`, name);
      else if (taken === undefined) taken = result;
      else if (JSON.stringify(result) !== JSON.stringify(taken)) lose("field", name);
    }
    return taken;
  };
  const asWords = (value: unknown, name: string): string | undefined => {
    const written =
      typeof value === "number" || typeof value === "boolean"
        ? (source.written(name) ?? String(value))
        : value;
    const words = typeof written === "string" ? plainWords(written) : "";
    return words === "" ? undefined : words;
  };
  const date = (value: unknown) => readWrittenDate(value, rules.zone);
  const list = (value: unknown, name: string) => readList(value, rules.spacesPartLists && /s$/.test(name));

  const heading = firstHeading(source.body);
  const written = take("title", asWords);
  const title = written ?? heading?.text ?? humanise(nameOf(path)) ?? path;
  if (written === undefined) lose("title", title);
  const body = written === undefined && heading !== undefined ? heading.bodyWithout : source.body;
  const bodyLine = source.bodyLine + countLines(source.body) - countLines(body);

  const draftField = take("status", (value) => {
    if (typeof value === "boolean" || /^(true|yes|false|no)$/i.test(String(value))) return isTrue(value);
    const status = String(value).toLowerCase();
    return status === "draft" ? true : status === "published" ? false : undefined;
  });
  const published = take("published", (value) =>
    typeof value === "boolean" || /^(true|yes|false|no)$/i.test(String(value)) ? isTrue(value) : date(value),
  );
  const publishAt = take("publishAt", date);
  const writtenDate =
    take("date", date) ??
    (typeof published === "object" ? published : undefined) ??
    publishAt ??
    readWrittenDate(dateInName(path), rules.zone);
  const image = take("image", readPicture);
  const story: SourceStory = {
    path,
    title,
    seoTitle: take("seoTitle", asWords),
    kicker: take("kicker", asWords),
    description: take("description", asWords),
    date: writtenDate,
    updated: take("updated", date),
    publishAt: publishAt !== undefined && publishAt.at !== writtenDate?.at ? publishAt : undefined,
    expireAt: take("expireAt", date),
    categories: take("section", list) ?? [],
    authors: unique(take("authors", (value) => readAuthors(value)) ?? []),
    tags: take("tags", list) ?? [],
    series: take("series", (value, name) => readList(value, false)?.[0] ?? asWords(value, name)),
    kind: take("kind", (value) => articleKinds.find((kind) => kind === value)),
    image: withImageTexts(
      image,
      take("imageAlt", asWords),
      take("imageCaption", asWords),
      take("imageCredit", asWords),
    ),
    language: take("language", (value) => readLanguage(value)),
    translationKey: take("translationKey", asWords),
    id: take("id", asWords),
    related: take("related", (value) => readList(value, false)) ?? [],
    slug: take("slug", asWords),
    permalink: take("permalink", (value) => (typeof value === "string" ? value.trim() : undefined)),
    aliases: take("redirectFrom", (value) => readList(value, false)) ?? [],
    canonical: take("canonical", (value) =>
      typeof value === "string" && /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value)
        ? value
        : undefined,
    ),
    comments: take("comments", readComments),
    draft: draftField === true || published === false || /(^|\/)_drafts\//.test(path),
    layout: [fields.get("layout"), fields.get("type")].find((value) => typeof value === "string") as
      | string
      | undefined,
    body,
    bodyLine,
  };
  return { story, losses };
}

/** Hugo keeps a theme's own fields in a group `params`: they count like the others, which win. */
function withoutParams(fields: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const params = fields.get("params");
  if (!isGroup(params)) return new Map(fields);
  const flat = new Map([...Object.entries(params), ...fields]);
  flat.delete("params");
  return flat;
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

function isTrue(value: unknown): boolean {
  return value === true || /^(true|yes)$/i.test(String(value));
}

function readList(value: unknown, spacesPart: boolean): string[] | undefined {
  const parts = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(value.includes(",") ? "," : spacesPart ? /\s+/ : "\u0000")
      : [value];
  const texts = parts.flatMap((part) =>
    typeof part === "string" || typeof part === "number" ? plainWords(String(part)) || [] : [],
  );
  return texts.length > 0 ? [...new Set(texts)] : undefined;
}

function readAuthors(value: unknown): WrittenAuthor[] | undefined {
  const parts = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(/,|;|\s&\s|\sand\s/)
      : [value];
  const authors = parts.flatMap((part) => readAuthor(part) ?? []);
  return authors.length > 0 ? authors : undefined;
}

function unique(authors: readonly WrittenAuthor[]): WrittenAuthor[] {
  return [...new Map(authors.map((author) => [author.id, author])).values()];
}

function readPicture(value: unknown): SourcePicture | undefined {
  if (Array.isArray(value)) return readPicture(value[0]);
  if (typeof value === "string")
    return { src: value.trim(), alt: undefined, caption: undefined, credit: undefined };
  if (!isGroup(value)) return undefined;
  const fields = new Map(Object.entries(value).map(([name, part]) => [name.toLowerCase(), part]));
  const first = (...names: string[]) => {
    const found = names
      .map((name) => fields.get(name))
      .find((part) => typeof part === "string" && part.trim() !== "");
    return typeof found === "string" ? found.trim() : undefined;
  };
  const src = first(
    "src",
    "url",
    "path",
    "image",
    "file",
    "filename",
    "feature",
    "teaser",
    "uid",
    "thumbnail",
  );
  if (src === undefined) return undefined;
  const words = (text: string | undefined) =>
    text === undefined ? undefined : plainWords(text) || undefined;
  return {
    src,
    alt: words(first("alt", "alttext", "alt_text", "description")),
    caption: words(first("caption", "title")),
    credit: words(first("credit", "source", "attribution")),
  };
}

function withImageTexts(
  image: SourcePicture | undefined,
  alt: string | undefined,
  caption: string | undefined,
  credit: string | undefined,
): SourcePicture | undefined {
  return (
    image && {
      src: image.src,
      alt: image.alt ?? alt,
      caption: image.caption ?? caption,
      credit: image.credit ?? credit,
    }
  );
}

function readLanguage(value: unknown): string | undefined {
  const tag = typeof value === "string" ? value.trim().replaceAll("_", "-") : "";
  return /^[a-z]{2,3}(-|$)/i.test(tag) && isLanguageTag(tag) ? tag : undefined;
}

function readComments(value: unknown): "open" | "closed" | "off" | undefined {
  if (value === "open" || value === "closed" || value === "off") return value;
  if (typeof value === "boolean") return value ? "open" : "off";
  return undefined;
}

/** The file's name without folders, language, date and ending; a bundle's is its folder's. */
export function nameOf(path: string): string {
  const parts = path.split("/");
  const name = (parts.at(-1) ?? "").replace(/\.\w+$/, "").replace(/\.[a-z]{2}(-[A-Za-z]{2,4})?$/, "");
  const own = /^_?index$/.test(name) && parts.length > 1 ? (parts.at(-2) ?? name) : name;
  return own.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_ ]+/, "") || own;
}

function dateInName(path: string): string | undefined {
  return /(?:^|\/)(\d{4}-\d{1,2}-\d{1,2})[-_ ][^/]*(?:\/index\.\w+)?$/.exec(path)?.[1];
}

/** The first heading, if nothing else stands above it. */
function firstHeading(body: string): { text: string; bodyWithout: string } | undefined {
  const { tokens } = parseBody(body.slice(0, 20_000));
  const [open, inline] = tokens;
  if (open?.type !== "heading_open" || !open.map) return undefined;
  const text = plainText(inline?.children ?? []).trim();
  const below = body.split("\n").slice(open.map[1]).join("\n").replace(/^\n+/, "");
  return text === "" ? undefined : { text, bodyWithout: below };
}

function lineOfField(text: string, field: string): number | undefined {
  const lines = text.slice(0, 50_000).split("\n");
  const line = lines.findIndex((candidate) =>
    new RegExp(`^["']?${field.replace(/\W/g, "\\$&")}["']?\\s*[:=]`).test(candidate.trimStart()),
  );
  return line === -1 ? undefined : line + 1;
}

function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
