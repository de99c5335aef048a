import { stringify } from "yaml";

/** Fields in the order in which a writer wants to meet them. */
const fieldOrder = [
  "name",
  "title",
  "seoTitle",
  "kicker",
  "description",
  "date",
  "updated",
  "publishAt",
  "expireAt",
  "section",
  "kind",
  "status",
  "authors",
  "tags",
  "series",
  "image",
  "language",
  "translationOf",
  "related",
  "slug",
  "permalink",
  "redirectFrom",
  "canonical",
  "comments",
] as const;

export type ContentField = (typeof fieldOrder)[number];
export type ContentFields = Readonly<Partial<Record<ContentField, unknown>>>;

const moments: ReadonlySet<string> = new Set(["date", "updated", "publishAt", "expireAt"]);

/**
 * A file of the content folder: front matter and body.
 *
 * Text that some reader of YAML takes for something else (`no`, `12:30`, `2019-03-05` as a title) stands in
 * quotation marks; dates stand plain, as writers write them.
 *
 * @param body Markdown; not touched
 */
export function formatContentFile(fields: ContentFields, body: string): string {
  const yaml = fieldOrder.flatMap((field) => {
    const value = fields[field];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return [formatField(field, value, moments.has(field))];
  });
  const text = body.replace(/^\n+/, "");
  return `---\n${yaml.join("")}---\n${text}${text === "" || text.endsWith("\n") ? "" : "\n"}`;
}

/** One field as YAML, ending with a line break. */
export function formatField(name: string, value: unknown, isMoment = false): string {
  const isShortList =
    Array.isArray(value) && value.every((item) => typeof item === "string" && !item.startsWith("/"));
  return stringify(
    { [name]: value },
    {
      lineWidth: 0,
      version: "1.2",
      ...(isMoment ? {} : { compat: "yaml-1.1" }),
      ...(isShortList && String(value).length < 80
        ? { collectionStyle: "flow", flowCollectionPadding: false }
        : {}),
    },
  ).replace(/^\{(.*)\}\n$/s, "$1\n");
}
