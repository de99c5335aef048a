import { articleKinds } from "../../check/schema.ts";
import { readWrittenDate, type WrittenDate } from "../dates.ts";
import type { Loss } from "../losses.ts";
import { humanise, type WrittenAuthor } from "../people.ts";
import { plainWords } from "../plain-words.ts";
import { type Meaning, understandNames } from "./field-names.ts";
import {
  isBlank,
  isGroup,
  readAuthors,
  readComments,
  readFlag,
  readLanguage,
  readList,
  readPicture,
  type SourcePicture,
  show,
} from "./field-values.ts";
import { dateInName, firstHeading, nameOf } from "./file-clues.ts";
import type { SourceText } from "./find-sources.ts";
import type { SourceFields } from "./front-matter.ts";

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
  const fields = withoutParams(source.fields);
  const { meant, unknown } = understandNames(fields.keys(), rules.map);
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
  const list = (value: unknown, name: string) =>
    readList(value, rules.spacesPartLists && /s$/.test(name), (index) => source.written(name, index));

  const written = take("title", asWords);
  const heading = written === undefined ? firstHeading(source.body) : undefined;
  const title = written ?? heading?.text ?? (humanise(nameOf(path)) || path);
  if (written === undefined) lose("title", title);
  const body = heading?.bodyWithout ?? source.body;
  const bodyLine = source.bodyLine + countLines(source.body) - countLines(body);

  const isDraft = take("status", (value) => {
    const status = String(value).toLowerCase();
    return readFlag(value) ?? (status === "draft" ? true : status === "published" ? false : undefined);
  });
  const published = take("published", (value) => readFlag(value) ?? date(value));
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
    authors: take("authors", readAuthors) ?? [],
    tags: take("tags", list) ?? [],
    series: take("series", (value, name) =>
      Array.isArray(value) ? readList(value, false)?.[0] : asWords(value, name),
    ),
    kind: take("kind", (value) => articleKinds.find((kind) => kind === value)),
    image: image && {
      src: image.src,
      alt: image.alt ?? take("imageAlt", asWords),
      caption: image.caption ?? take("imageCaption", asWords),
      credit: image.credit ?? take("imageCredit", asWords),
    },
    language: take("language", readLanguage),
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
    draft: isDraft === true || published === false || /(^|\/)_drafts\//.test(path),
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

function lineOfField(text: string, field: string): number | undefined {
  const lines = text.slice(0, 50_000).split("\n");
  const line = lines.findIndex((candidate) =>
    new RegExp(`^["']?${field.replace(/\W/g, "\\$&")}["']?\\s*[:=]`).test(candidate.trimStart()),
  );
  return line === -1 ? undefined : line + 1;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
