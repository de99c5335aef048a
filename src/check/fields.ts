import type { z } from "zod";
import type { Finding } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import { writtenValue } from "../read/front-matter.ts";
import type { SourceFile } from "../read/read-source.ts";
import { examples } from "./schema.ts";

export type FieldPath = readonly (string | number)[];

type Schema<T> = z.ZodType<T> & { readonly shape: Readonly<Record<string, z.ZodType>> };

/** Fields as far as they could be read. */
export interface ReadFields<T> {
  /** What is right, field by field: with one field mistyped, the others can still be checked. */
  readonly fields: Partial<T>;
  /** The same if everything is right, all required fields included. */
  readonly whole: T | undefined;
}

/**
 * Reads plain data by a schema, and says in a writer's words what does not fit.
 *
 * A field left empty (`description:`) counts as left out.
 *
 * @param schema fields that do not depend on each other: no refinements of the whole
 * @param data what YAML gave; not modified
 * @param findings grows by whatever is missing, mistyped or unknown
 */
export function readFields<T>(
  schema: Schema<T>,
  data: Readonly<Record<string, unknown>>,
  file: SourceFile,
  findings: Finding[],
): ReadFields<T> {
  const fields: Record<string, unknown> = {};
  let known = 0;
  let allRight = true;
  for (const { name, field, required } of fieldsOf(schema)) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (isBlank(value)) {
      if (required) allRight = false;
      continue;
    }
    known++;
    const parsed = field.safeParse(value);
    if (parsed.success) fields[name] = parsed.data;
    else allRight = false;
  }
  const names = Object.keys(data).filter((name) => !isBlank(data[name]));
  if (allRight && names.length === known) return { fields: fields as Partial<T>, whole: fields as T };

  const filled = Object.fromEntries(names.map((name) => [name, data[name]]));
  for (const issue of schema.safeParse(filled).error?.issues ?? []) {
    for (const finding of explainIssue(issue, [], data, schema, file)) findings.push(finding);
  }
  return { fields: fields as Partial<T>, whole: undefined };
}

interface Field {
  readonly name: string;
  readonly field: z.ZodType;
  readonly required: boolean;
}

const fieldLists = new WeakMap<object, readonly Field[]>();

/**
 * The fields of a schema. Asking those that a story has takes 2 µs; the whole schema takes 10, as it asks each of
 * its 27 fields whatever the story has.
 */
function fieldsOf(schema: Schema<unknown>): readonly Field[] {
  const listed = fieldLists.get(schema);
  if (listed !== undefined) return listed;
  const fields = Object.entries(schema.shape).map(([name, field]) => ({
    name,
    field,
    required: !field.safeParse(undefined).success,
  }));
  fieldLists.set(schema, fields);
  return fields;
}

type Issue = z.core.$ZodIssue;

function explainIssue(
  issue: Issue,
  above: FieldPath,
  fields: unknown,
  schema: { shape?: Record<string, unknown> },
  file: SourceFile,
): Finding[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  const field = showPath(path);
  const written = valueAt(fields, path);
  const example = exampleOf(path);
  const finding = (
    code: Finding["code"],
    values: Finding["values"],
    place: Finding["place"] = { field: path },
  ): Finding => ({ code, file: file.shown, place, values });

  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(schema, path);
      return issue.keys.map((key) =>
        finding(
          "field-unknown",
          { field: showPath([...path, key]), allowed: known.join(", "), ...meantField(key, known) },
          { field: [...path, key], key: true },
        ),
      );
    }
    case "invalid_value": {
      const allowed = issue.values.map(String);
      // What is neither text nor a number may not even be printed: `{ toString: 1 }`.
      if (typeof written === "object" && written !== null) {
        return [finding("field-type", { field, found: kindOf(written), expected: "kind:text", example })];
      }
      const found = String(written);
      return [
        finding("field-value", { field, found, allowed: allowed.join(", "), ...didYouMean(found, allowed) }),
      ];
    }
    case "invalid_union": {
      // Of the shapes a value may have, the one meant is the one that its type fits: tell what that one misses.
      const meant = issue.errors.find(
        (errors) => errors.length > 0 && errors.every(({ path: p }) => p.length > 0),
      );
      const telling = meant ?? issue.errors.at(-1) ?? [];
      return telling.flatMap((inner) => explainIssue(inner, path, fields, {}, file));
    }
    case "invalid_type": {
      if (written === undefined) return [finding("field-missing", { field, example })];
      if (isBlank(written)) return [finding("field-empty", { field, example })];
      const expected = kindName(issue.expected);
      if (issue.expected === "string" && (typeof written === "number" || typeof written === "boolean")) {
        const found = writtenValue(file.text, path) ?? String(written);
        const name = path.filter((part) => typeof part === "string").at(-1) ?? field;
        return [finding("field-number-as-text", { field, found, example: `${name}: "${found}"` })];
      }
      return [finding("field-type", { field, found: kindOf(written), expected, example })];
    }
    default:
      return [finding("field-type", { field, found: kindOf(written), expected: "kind:text", example })];
  }
}

/** What other systems call our fields. */
const otherNames: Readonly<Record<string, string>> = {
  summary: "description",
  excerpt: "description",
  deck: "description",
  subtitle: "description",
  headline: "title",
  category: "section",
  categories: "section",
  topics: "tags",
  keywords: "tags",
  labels: "tags",
  cover: "image",
  photo: "image",
  picture: "image",
  thumbnail: "image",
  featured_image: "image",
  lastmod: "updated",
  modified: "updated",
  draft: "status",
  published: "status",
  lang: "language",
  canonicalUrl: "canonical",
  aliases: "redirectFrom",
  redirects: "redirectFrom",
  url: "permalink",
  publishDate: "publishAt",
  expiryDate: "expireAt",
  byline: "authors",
  type: "kind",
};

/** The field that was probably meant, by its own name or by the one that another system has for it. */
function meantField(typed: string, known: readonly string[]): { suggestion?: string } {
  const others = Object.keys(otherNames).filter((name) => known.includes(otherNames[name] as string));
  const nearest = didYouMean(typed, [...known, ...others]).suggestion;
  if (nearest === undefined) return {};
  return { suggestion: known.includes(nearest) ? nearest : (otherNames[nearest] as string) };
}

function knownKeys(schema: { shape?: Record<string, unknown> }, path: FieldPath): string[] {
  let inner: unknown = schema;
  for (const part of path) {
    inner = unwrap(
      typeof part === "number" ? inner : (inner as { shape?: Record<string, unknown> }).shape?.[part],
    );
  }
  return Object.keys((unwrap(inner) as { shape?: Record<string, unknown> } | undefined)?.shape ?? {});
}

/** The schema inside `optional()` and `array()`. */
function unwrap(schema: unknown): unknown {
  const inner = schema as
    | { shape?: unknown; element?: unknown; unwrap?: () => unknown; def?: { type?: string } }
    | undefined;
  if (inner?.def?.type === "optional") return unwrap(inner.unwrap?.());
  if (inner?.def?.type === "array") return unwrap(inner.element);
  return inner;
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && !/\S/.test(value)) ||
    (Array.isArray(value) && value.every(isBlank))
  );
}

function valueAt(fields: unknown, path: FieldPath): unknown {
  let value = fields;
  for (const part of path) value = (value as Record<string | number, unknown> | null | undefined)?.[part];
  return value;
}

/** `image.alt`, `authors[1]`. */
export function showPath(path: FieldPath): string {
  return path.reduce<string>(
    (shown, part) =>
      typeof part === "number" ? `${shown}[${part}]` : shown === "" ? part : `${shown}.${part}`,
    "",
  );
}

export function exampleOf(path: FieldPath): string {
  const name = path.filter((part) => typeof part === "string").join(".");
  return examples[name] ?? `${name.split(".").at(-1) ?? ""}: …`;
}

function kindOf(value: unknown): string {
  if (isBlank(value)) return "kind:nothing";
  if (Array.isArray(value)) return "kind:list";
  if (typeof value === "object") return "kind:map";
  if (typeof value === "number") return "kind:number";
  if (typeof value === "boolean") return "kind:boolean";
  return "kind:text";
}

function kindName(expected: string): string {
  if (expected === "array") return "kind:list";
  if (expected === "object") return "kind:map";
  if (expected === "number") return "kind:number";
  return "kind:text";
}
