import * as z from "zod";
import {
  articleSchema,
  authorSchema,
  examples,
  pageSchema,
  siteSchema,
  trendingSchema,
} from "../../check/schema.ts";
import type { FieldWords } from "../screen/words.ts";

/** A JSON Schema, as editors read it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a newsroom has that its files may name. */
export interface KnownNames {
  readonly sections: readonly string[];
  readonly authors: readonly string[];
}

const schemas = {
  article: articleSchema,
  author: authorSchema,
  page: pageSchema,
  site: siteSchema,
  trending: trendingSchema,
} as const;

/** The kinds of files that a newsroom consists of. */
export type ContentKind = keyof typeof schemas;

/**
 * JSON Schemas (draft 7, which editors know best) of everything that writers own.
 *
 * They say less than `npm run check`: whether a reference names a story, a date exists or a picture is there is known to
 * the newsroom alone. Names of sections and authors are offered, and others are allowed, since a schema may be older
 * than the newsroom.
 *
 * @param help by the path of a field (`title`, `image.alt`); a field without help is shown with its example
 * @see https://json-schema.org/draft-07/json-schema-release-notes
 */
export function contentSchemas(
  known: KnownNames,
  help: (path: string) => FieldWords | undefined,
): Readonly<Record<ContentKind, JsonSchema>> {
  const made = Object.entries(schemas).map(([kind, schema]) => {
    const json = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
    return [kind, describe(json as JsonSchema, [], known, help)];
  });
  return Object.fromEntries(made);
}

/** A day, perhaps a time and an offset, as `language/dates.ts` reads them. */
const momentPattern = String.raw`^\d{4}-\d{2}-\d{2}([T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?)?$`;

function describe(
  schema: JsonSchema,
  path: readonly string[],
  known: KnownNames,
  help: (path: string) => FieldWords | undefined,
): JsonSchema {
  const name = path.join(".");
  const inner = (value: unknown, part?: string) => {
    const described = describe(value as JsonSchema, part === undefined ? path : [...path, part], known, help);
    if (part !== undefined) return described;
    // What the field as a whole says is not said again of each form that it may have.
    const { title: _title, description: _description, ...form } = described;
    return form;
  };
  const made: Record<string, unknown> = { ...schema };
  if (schema.properties) {
    made.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([part, value]) => {
        const isNeeded = (schema.required as readonly string[] | undefined)?.includes(part) ?? false;
        return [part, isNeeded ? inner(value, part) : orEmpty(inner(value, part))];
      }),
    );
  }
  if (schema.items) made.items = inner(schema.items);
  if (schema.anyOf) made.anyOf = (schema.anyOf as readonly unknown[]).map((each) => inner(each));
  if (schema.format === "date-time") {
    delete made.format;
    made.pattern = momentPattern;
  }
  if (schema.type === "string" && schema.enum === undefined) {
    const names =
      name === "section" ? known.sections : name === "authors" || name === "author" ? known.authors : [];
    if (names.length > 0) {
      delete made.type;
      made.anyOf = [{ enum: names }, { type: "string" }];
    }
  }
  const words = help(name);
  const example = examples[name];
  const lines = [words?.hint, example === undefined ? undefined : `\`${example}\``].filter(Boolean);
  if (path.length > 0 && words) made.title = words.label;
  if (path.length > 0 && lines.length > 0) made.description = lines.join("\n\n");
  return made;
}

/** A field that is left empty counts as left out. */
function orEmpty(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
  if (Array.isArray(schema.enum)) return { ...schema, type: undefined, enum: [...schema.enum, null] };
  return { ...schema, type: [schema.type, "null"] };
}
