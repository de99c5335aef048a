import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type articleKinds, articleSchema } from "../../check/schema.ts";
import { localParts } from "../../language/dates.ts";
import { contentKinds } from "../splice/field-kinds.ts";
import { changeFields } from "../splice/splice-content.ts";

/** What is known of a story before anything of it is written. */
export interface StoryIdea {
  readonly title: string;
  readonly section: string;
  readonly kind: (typeof articleKinds)[number];
  /** Ids. */
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** BCP 47, where it is not the site's. */
  readonly language: string | undefined;
  /** Epoch milliseconds. */
  readonly date: number;
  /** As a writer wrote it. */
  readonly publishAt: string | undefined;
  /** Whether it goes online with the next build. */
  readonly isPublished: boolean;
}

/**
 * The template of a kind of story: the newsroom's own `templates/KIND.md`, else ours in its language.
 *
 * @param folder the content folder
 * @param language BCP 47; ours are in Hindi, and in English for everybody else
 */
export function templateOf(
  folder: string,
  kind: StoryIdea["kind"],
  language: string,
): { path: string; text: string } {
  const own = join(folder, "templates", `${kind}.md`);
  const spoken = /^hi\b/i.test(language) ? "hi" : "en";
  const path = existsSync(own) ? own : join(import.meta.dirname, "templates", spoken, `${kind}.md`);
  return { path, text: readFileSync(path, "utf8") };
}

/**
 * A new story, ready to be written: the template with the fields that are known.
 *
 * Everything else of the template stays as it is, comments included; `{time}` in its text becomes the time of day.
 *
 * @param zone IANA name of the site's zone
 * @returns `undefined` if the template's fields cannot be read
 */
export function composeStory(template: string, idea: StoryIdea, zone: string): string | undefined {
  const { title, section, kind, authors, tags, language, publishAt, isPublished } = idea;
  const moment = wallTime(idea.date, zone);
  const known: Readonly<Record<string, unknown>> = {
    title,
    date: moment,
    section,
    ...(authors.length > 0 ? { authors } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(language === undefined ? {} : { language }),
    ...(publishAt === undefined ? {} : { publishAt }),
    ...(kind === "news" ? {} : { kind }),
  };
  const order = Object.keys(articleSchema.shape);
  const text = changeFields(template, { form: "markdown", kind: contentKinds.articles }, (fields) => {
    const { status, ...rest } = { ...fields, ...known } as Record<string, unknown>;
    const wanted = isPublished ? rest : { ...rest, status: status ?? "draft" };
    return Object.fromEntries(
      Object.entries(wanted).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
    );
  });
  return text?.replaceAll("{time}", moment.slice(11));
}

/** `2026-11-22T08:05`, as the clocks of the zone show it. */
function wallTime(at: number, zone: string): string {
  const { year, month, day, hour, minute } = localParts(at, zone);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
