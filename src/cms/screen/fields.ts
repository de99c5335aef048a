import * as z from "zod";
import type { FieldSettings, ScreenField } from "./widgets.ts";
import { fieldWords } from "./words.ts";

/** What a JSON Schema says of a field, as far as a form needs it. */
interface FieldSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
}

/** What a field is about, where its type does not tell. By its path. */
const roles: Readonly<Record<string, "section" | "authors" | "topics" | "stories" | "story" | "lines">> = {
  section: "section",
  authors: "authors",
  tags: "topics",
  related: "stories",
  unrelated: "stories",
  translationOf: "story",
  "pinned.article": "story",
  blocked: "stories",
  navigation: "lines",
};

/** Text of more than a few words. */
const longTexts: ReadonlySet<string> = new Set([
  "description",
  "image.caption",
  "picture.caption",
  "corrections.text",
  "sections.description",
]);

/** The second name of a field, for people who type: a form needs one. */
const secondNames: ReadonlySet<string> = new Set(["author"]);

/**
 * The fields of a form, from the schema by which files are checked: all of them, so that a field that is added to
 * the schema is in the form too.
 *
 * @param first the fields that come first, in this order; the others follow as in the schema. `body` is the text
 */
export function formFields(
  schema: z.ZodType,
  first: readonly string[],
  settings: FieldSettings,
): ScreenField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" }) as FieldSchema;
  const names = Object.keys(properties).filter((name) => !secondNames.has(name));
  const order = [...first.filter((name) => name === "body" || names.includes(name)), ...names];
  return [...new Set(order)].map((name) =>
    name === "body"
      ? textField(settings)
      : formField([name], properties[name] as FieldSchema, required.includes(name), settings),
  );
}

function formField(
  path: readonly string[],
  schema: FieldSchema,
  required: boolean,
  settings: FieldSettings,
): ScreenField {
  const { screen, words, choices, zone } = settings;
  const full = path.join(".");
  const said = fieldWords(path, words);
  const common = {
    name: path.at(-1) as string,
    label: said?.label ?? full,
    required,
    ...(said?.hint === undefined ? {} : { hint: said.hint }),
  };
  const isOwn = screen === "decap";
  const inner = (properties: Readonly<Record<string, FieldSchema>>, needed: readonly string[] = []) =>
    Object.entries(properties).map(([name, each]) =>
      formField([...path, name], each, needed.includes(name), settings),
    );

  switch (roles[full]) {
    case "section": {
      const options = choices.sections.map(({ id, title }) => ({ label: title, value: id }));
      // Where site.yaml cannot be read there is nothing to choose from.
      return options.length === 0
        ? { ...common, widget: "string" }
        : { ...common, widget: "select", options };
    }
    case "authors": {
      const options = choices.authors.map(({ id, name }) => ({ label: name, value: id }));
      if (isOwn) return { ...common, widget: "khabar-names", options, create: false };
      if (options.length === 0) return { ...common, widget: "list" };
      return { ...common, widget: "select", options, multiple: true };
    }
    case "topics": {
      const options = choices.topics.map((topic) => ({ label: topic, value: topic }));
      return isOwn
        ? { ...common, widget: "khabar-names", options, create: true }
        : { ...common, widget: "list" };
    }
    case "story":
    case "stories": {
      const multiple = roles[full] === "stories";
      if (isOwn) return { ...common, widget: "khabar-names", stories: true, multiple };
      const relation = { collection: "articles", value_field: "{{slug}}", search_fields: ["title"] };
      return { ...common, widget: "relation", ...relation, display_fields: ["title"], multiple };
    }
    case "lines":
      // A list of texts or groups is nothing that a plain form has.
      return isOwn ? { ...common, widget: "khabar-lines" } : { ...common, widget: "hidden" };
    default:
  }
  if (full.endsWith(".src") || full === "logo") {
    return { ...common, widget: "image", choose_url: false, ...(isOwn ? { allow_multiple: false } : {}) };
  }
  if (full.endsWith(".focus")) {
    if (isOwn) return { ...common, widget: "khabar-focus" };
    const number = { name: "part", label: "0 – 1", widget: "number", value_type: "float", min: 0, max: 1 };
    return { ...common, widget: "list", field: number };
  }
  if (schema.enum) {
    const options = schema.enum.map((value) => ({ label: said?.values?.[value] ?? value, value }));
    return { ...common, widget: "select", options };
  }
  if (schema.format === "date-time") {
    if (isOwn) return { ...common, widget: "khabar-moment", zone };
    // Without an offset a moment is in the site's zone.
    return { ...common, widget: "datetime", format: "YYYY-MM-DDTHH:mm", picker_utc: false };
  }
  const shapes = schema.anyOf ?? [schema];
  if (schema.type === "object" && schema.properties) {
    // Decap asks for what is needed inside a group that may be left out; the checks ask only where there is one.
    return { ...common, widget: "object", fields: inner(schema.properties, required ? schema.required : []) };
  }
  const list = shapes.find(({ type }) => type === "array");
  const items = list?.items?.anyOf ?? (list?.items ? [list.items] : []);
  const itemGroups = items.flatMap(({ properties }) => (properties ? [properties] : []));
  if (itemGroups.length > 0) {
    // Of several kinds of items each field may be missing in the others.
    const needed = items.length === 1 ? items[0]?.required : [];
    const fields = inner(Object.assign({}, ...itemGroups), needed);
    return { ...common, widget: "list", collapsed: true, fields };
  }
  if (list) {
    return isOwn
      ? { ...common, widget: "khabar-names", options: [], create: true }
      : { ...common, widget: "list" };
  }
  return { ...common, widget: longTexts.has(full) ? "text" : "string" };
}

function textField({ screen, words }: FieldSettings): ScreenField {
  const { label, hint } = words.fields.body as { label: string; hint?: string };
  const common = { name: "body", label, required: false, ...(hint === undefined ? {} : { hint }) };
  // Rich text would be written anew, and footnotes and blocks lost.
  return screen === "decap"
    ? { ...common, widget: "khabar-text" }
    : { ...common, widget: "markdown", modes: ["raw"] };
}
