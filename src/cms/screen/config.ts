import type { z } from "zod";
import { articleSchema, authorSchema, pageSchema, siteSchema, trendingSchema } from "../../check/schema.ts";
import type { Site } from "../../check/types.ts";
import { localParts } from "../../language/dates.ts";
import { formFields } from "./fields.ts";
import type { Choices, FieldSettings, Screen } from "./widgets.ts";
import { type ScreenWords, screenLanguage, screenWords } from "./words.ts";

/** What the configuration is made from. */
export interface ScreenRequest {
  readonly screen: Screen;
  readonly site: Pick<Site, "language" | "timeZone" | "url" | "name">;
  readonly choices: Choices;
  /** Of the site's words: languages that have a file, `strings/hi.json`. */
  readonly strings: readonly { readonly language: string; readonly words: readonly string[] }[];
  /** Whether writers move stories through draft, in review and ready. */
  readonly hasWorkflow: boolean;
  /** Where the local backend answers. */
  readonly backend: string;
  /** What the folder is called that a writer is to choose for Sveltia. */
  readonly projectName: string;
  /** The content folder as Sveltia finds it in the folder that the writer chooses, with `/` at the end. */
  readonly contentFolder: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What writers fill in first. The rest follows as the schema has it. */
const articleOrder = [
  "title",
  "kicker",
  "description",
  "section",
  "authors",
  "image",
  "body",
  "tags",
  "date",
  "status",
  "publishAt",
  "expireAt",
  "breaking",
  "kind",
  "updated",
  "related",
  "unrelated",
];

/** What stands for the content folder between Decap and the backend. */
export const contentRoot = "content/";

/**
 * The configuration of the editing screen, as Decap and Sveltia read it.
 *
 * For Decap every path in it begins with `content/`, whatever the content folder is called.
 *
 * @see https://decapcms.org/docs/configuration-options/
 */
export function screenConfig(request: ScreenRequest): Record<string, unknown> {
  const { screen, site, choices, backend, hasWorkflow, projectName } = request;
  const words = screenWords(site.language);
  const settings: FieldSettings = { screen, words, choices, zone: site.timeZone };
  const fields = (schema: z.ZodType, order: readonly string[]) => formFields(schema, order, settings);
  const named = (name: string) => {
    const { label, one } = words.collections[name] as { label: string; one: string };
    return { name, label, label_singular: one };
  };
  const root = screen === "decap" ? contentRoot : request.contentFolder;
  const folder = { create: true, extension: "md", format: "yaml-frontmatter" };
  return {
    backend:
      screen === "decap"
        ? { name: "proxy", proxy_url: backend, branch: "" }
        : { name: "github", repo: `local/${projectName}` },
    ...(screen === "decap"
      ? { locale: screenLanguage(site.language), search: true }
      : // Else every field that is empty would stand in the file.
        { output: { omit_empty_optional_fields: true } }),
    site_url: site.url,
    display_url: site.url,
    publish_mode: hasWorkflow ? "editorial_workflow" : "simple",
    show_preview_links: false,
    media_folder: `${root}media`,
    public_folder: "media",
    // What the backend makes a file's name of.
    slug: { encoding: "unicode", clean_accents: false },
    collections: [
      {
        ...named("articles"),
        ...folder,
        folder: `${root}articles`,
        slug: "{{title}}",
        path: "{{year}}/{{slug}}",
        // Else pictures would be put beside the story.
        media_folder: `/${root}media`,
        public_folder: "media",
        identifier_field: "title",
        summary: summaryOf(words),
        sortable_fields: sortingOf(request, words),
        view_filters: filtersOf(request, words),
        view_groups: groupsOf(words),
        editor: { preview: true },
        fields: fields(articleSchema, articleOrder),
      },
      {
        ...named("authors"),
        ...folder,
        folder: `${root}authors`,
        slug: "{{name}}",
        identifier_field: "name",
        summary: "{{name}} · {{role}}",
        sortable_fields: ["name"],
        fields: fields(authorSchema, ["name", "role", "picture", "body"]),
      },
      {
        ...named("pages"),
        ...folder,
        folder: `${root}pages`,
        slug: "{{title}}",
        identifier_field: "title",
        sortable_fields: ["title"],
        fields: fields(pageSchema, ["title", "description", "body", "status"]),
      },
      {
        ...named("settings"),
        editor: { preview: false },
        files: [
          { ...named("site"), file: `${root}site.yaml`, fields: fields(siteSchema, []) },
          { ...named("trending"), file: `${root}trending.yaml`, fields: fields(trendingSchema, []) },
        ],
      },
      ...stringsOf(request, root, words),
    ],
  };
}

/** `22.11.2026 08:00 · desh · draft · headline`, as far as there is anything to say. */
function summaryOf(words: ScreenWords): string {
  const published = words.fields.status?.values?.published ?? "published";
  return `{{date}} · {{section}} · {{status | default('${published}')}} · {{title}}`;
}

/** Newest first. The two screens write it in different ways. */
function sortingOf({ screen }: ScreenRequest, { fields }: ScreenWords) {
  const names = ["date", "title", "section"];
  if (screen === "sveltia") return { fields: names, default: { field: "date", direction: "Descending" } };
  return names.map((field) => ({
    field,
    label: fields[field]?.label ?? field,
    ...(field === "date" ? { default_sort: "desc" } : {}),
  }));
}

function filtersOf({ now, site }: ScreenRequest, { views }: ScreenWords) {
  const later = notBefore(now, site.timeZone);
  return [
    { label: views.drafts, field: "status", pattern: "^draft$" },
    { label: views.scheduled, field: "publishAt", pattern: later },
    { label: views.breaking, field: "breaking", pattern: later },
  ];
}

function groupsOf({ views }: ScreenWords) {
  return [
    { label: views.bySection, field: "section" },
    { label: views.byAuthor, field: "authors" },
    { label: views.byMonth, field: "date", pattern: "\\d{4}-\\d{2}" },
    { label: views.byKind, field: "kind" },
  ];
}

/**
 * A pattern for dates from a day on, since a list is filtered by patterns alone: `2026-11-22` and later.
 *
 * @param now epoch milliseconds
 */
export function notBefore(now: number, zone: string): string {
  const { year, month, day } = localParts(now, zone);
  const date = `${year}-${two(month)}-${two(day)}`;
  // Each digit may be greater than today's, with anything behind it.
  const greater = [...date].flatMap((digit, index) =>
    /[0-8]/.test(digit) ? [`${date.slice(0, index)}[${Number(digit) + 1}-9]`] : [],
  );
  return `^(?:${[date, ...greater].join("|")})`;
}

function two(count: number): string {
  return String(count).padStart(2, "0");
}

function stringsOf({ strings }: ScreenRequest, root: string, words: ScreenWords) {
  if (strings.length === 0) return [];
  const { label, one } = words.collections.strings as { label: string; one: string };
  return [
    {
      name: "strings",
      label,
      label_singular: one,
      editor: { preview: false },
      files: strings.map(({ language, words: names }) => ({
        name: language,
        label: language,
        file: `${root}strings/${language}.json`,
        format: "json",
        fields: names.map((name) => ({ name, label: name, widget: "string", required: false })),
      })),
    },
  ];
}
