import type { z } from "zod";
import { articleSchema, authorSchema, pageSchema, siteSchema, trendingSchema } from "../../check/schema.ts";

/** What a field holds, as far as saving has to know. */
export type FieldKind =
  | { readonly kind: "moment" | "texts" | "text" | "number" | "any" }
  | { readonly kind: "list"; readonly item: FieldKind }
  | { readonly kind: "map"; readonly fields: ReadonlyMap<string, FieldKind> };

export type MapKind = Extract<FieldKind, { kind: "map" }>;

/** What is not in the schema: nobody knows what it means, so that it is only ever compared whole. */
export const unknownKind: FieldKind = { kind: "any" };

/** What editors open, by the first part of the path below the content folder. */
export const contentKinds = {
  articles: mapKind(articleSchema.shape),
  authors: mapKind(authorSchema.shape),
  pages: mapKind(pageSchema.shape),
  "site.yaml": mapKind(siteSchema.shape),
  "trending.yaml": mapKind(trendingSchema.shape),
} as const satisfies Record<string, MapKind>;

function mapKind(shape: Readonly<Record<string, unknown>>): MapKind {
  return {
    kind: "map",
    fields: new Map(Object.entries(shape).map(([name, field]) => [name, kindOf(field as z.ZodType)])),
  };
}

interface SchemaParts {
  readonly def: { readonly type: string; readonly options?: readonly z.ZodType[] };
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: z.ZodType;
  unwrap?(): z.ZodType;
  meta(): { format?: unknown } | undefined;
}

function kindOf(schema: z.ZodType): FieldKind {
  const parts = schema as unknown as SchemaParts;
  if (parts.meta()?.format === "date-time") return { kind: "moment" };
  switch (parts.def.type) {
    case "optional":
      return parts.unwrap ? kindOf(parts.unwrap()) : unknownKind;
    case "object":
      return mapKind(parts.shape ?? {});
    case "array":
      return { kind: "list", item: parts.element ? kindOf(parts.element) : unknownKind };
    case "union":
      return unionKind((parts.def.options ?? []).map(kindOf));
    case "number":
      return { kind: "number" };
    case "string":
    case "enum":
      return { kind: "text" };
    default:
      return unknownKind;
  }
}

/** A list or its one item; or one of several maps, of which all fields are known. */
function unionKind(options: readonly FieldKind[]): FieldKind {
  const kinds = options.map(({ kind }) => kind);
  if (kinds.includes("list") && kinds.includes("text")) return { kind: "texts" };
  const maps = options.filter((option) => option.kind === "map");
  if (maps.length === 0) return unknownKind;
  return { kind: "map", fields: new Map(maps.flatMap(({ fields }) => [...fields])) };
}
