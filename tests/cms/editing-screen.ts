import matter from "gray-matter";
import { Document, parseDocument, Scalar, visit } from "yaml";
import type { CmsBackend } from "../../src/cms/backend/backend.ts";
import type { CmsAnswer } from "../../src/cms/backend/protocol.ts";

/**
 * What Decap CMS 3.16 does to a file, as observed in its sources (`formats/frontmatter.ts`, `formats/yaml.ts`) and by
 * running the libraries that it uses (gray-matter 4, yaml 1.10): it reads the fields into plain data, and writes all of
 * them anew in the order of its form, comments and quotation marks lost, long lines folded, lists one item a line,
 * `…Z` with milliseconds.
 */
export interface FormData {
  readonly fields: Record<string, unknown>;
  body: string;
}

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** @throws what Decap shows as an empty form */
export function readForm(text: string, form: "markdown" | "yaml" = "markdown"): FormData {
  if (form === "yaml") return { fields: parse(text), body: "" };
  const { content, data } = matter(text, {
    language: "yaml",
    engines: { yaml: { parse, stringify: write } },
  });
  return { fields: data, body: content.trim() === "" ? "" : content };
}

/** @param order of the fields that the form knows; the others are wherever they come to stand */
export function writeForm(
  { fields, body }: FormData,
  form: "markdown" | "yaml",
  order: readonly string[],
): string {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : -1);
  const scrambled = Object.fromEntries(
    Object.entries(fields).toSorted(([a], [b]) =>
      place(a) === -1 || place(b) === -1 ? 0 : place(a) - place(b),
    ),
  );
  if (form === "yaml") return write(scrambled);
  const text = matter.stringify(body, scrambled, {
    language: "yaml",
    engines: { yaml: { parse, stringify: write } },
  });
  return text.endsWith("\n") ? text : `${text}\n`;
}

function parse(text: string): Record<string, unknown> {
  const document = parseDocument(text.replace(/\r\n?/g, "\n").replace(/---\s*$/, ""), {
    prettyErrors: false,
  });
  if (document.errors.length > 0) throw new Error("YAML parsing error");
  visit(document, {
    Scalar(_, node) {
      // A plain text that looks like a moment in UTC is read as one.
      if (node.type === "PLAIN" && timestamp.test(String(node.value)))
        node.value = new Date(String(node.value));
    },
  });
  return (document.toJS() ?? {}) as Record<string, unknown>;
}

function write(fields: object): string {
  const document = new Document(fields, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (node.value instanceof Date) node.value = node.value.toISOString();
      if (typeof node.value === "string" && node.value.includes("\n")) node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString();
}

/** What was answered, whatever it is: a test says what it must be. */
// biome-ignore lint/suspicious/noExplicitAny: the assertions are the types.
export type Json = any;

/** A request as a browser sends it from the editing screen. */
export async function ask(
  backend: CmsBackend,
  action: string,
  params: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<CmsAnswer & { readonly json: Json }> {
  const answer = await backend.handle({
    method: "POST",
    headers: {
      host: "localhost:8080",
      origin: "http://localhost:8080",
      "content-type": "application/json; charset=utf-8",
      ...headers,
    },
    body: Buffer.from(JSON.stringify({ branch: "master", action, params: { branch: "master", ...params } })),
  });
  return { ...answer, json: JSON.parse(answer.body) };
}

/** A form that is open in somebody's browser. */
export interface OpenForm {
  readonly path: string;
  readonly fields: Record<string, Json>;
  body: string;
  /** The whole text that a save sends. */
  raw(): string;
  save(options?: object): ReturnType<typeof ask>;
}

/** Opens a file as a writer does. */
export async function openForm(
  backend: CmsBackend,
  path: string,
  order: readonly string[] = ["title", "section", "date"],
): Promise<OpenForm> {
  const { status, json } = await ask(backend, "getEntry", { path });
  if (status !== 200) throw new Error(json.error);
  const kind = path.endsWith(".yaml") ? "yaml" : "markdown";
  const form = readForm(json.data, kind);
  const opened: OpenForm = {
    path: json.file.path,
    fields: form.fields,
    body: form.body,
    raw: () => writeForm({ fields: opened.fields, body: opened.body }, kind, order),
    save: (options = {}) =>
      ask(backend, "persistEntry", {
        dataFiles: [
          {
            slug: path.split("/").slice(2).join("/").replace(/\.md$/, "") || path,
            path: opened.path,
            raw: opened.raw(),
          },
        ],
        assets: [],
        options: {
          commitMessage: "Update",
          collectionName: "articles",
          useWorkflow: false,
          newEntry: false,
          ...options,
        },
      }),
  };
  return opened;
}
