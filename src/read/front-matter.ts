import matter from "gray-matter";
import { isMap, isPair, isScalar, parseDocument, type YAMLError } from "yaml";
import type { Code, Finding, Place } from "../problems/problem.ts";
import { readSimpleYaml } from "./yaml-simple.ts";

/** A Markdown file taken apart. Lines count from 1. */
export interface FrontMatter {
  /** The fields as plain data, `{}` if there are none or they are broken. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The Markdown below the front matter, line endings as `\n`. */
  readonly body: string;
  /** The line of the file on which `body` begins. */
  readonly bodyLine: number;
}

type Trouble = Pick<Finding, "code" | "place" | "values">;

/**
 * Our YAML engine for gray-matter: YAML 1.2, core schema, as the `yaml` package reads it.
 * js-yaml 3, gray-matter's own, turns `0123` into 83, `12:30` into 750 and 30 February into 2 March.
 */
const engines = {
  yaml: { parse: (text: string) => ({ yaml: text }), stringify: refuse },
  javascript: { parse: refuse, stringify: refuse },
  json: { parse: refuse, stringify: refuse },
};

function refuse(): never {
  throw new Error("front matter is never code");
}

/**
 * Takes a Markdown file apart into its fields and its body.
 *
 * @param text the file, decoded; a byte order mark and any line endings are fine
 * @returns the fields as the writer's plain data, and every reason why they could not be read.
 *   With a reason, `fields` is `{}`: nothing is guessed.
 */
export function readFrontMatter(text: string): { frontMatter: FrontMatter; troubles: Trouble[] } {
  const source = unixLines(text);
  const whole = (body: string, bodyLine: number): FrontMatter => ({ fields: {}, body, bodyLine });
  const opening = /^---([^\n]*)(?:\n|$)/.exec(source);
  if (!opening || opening[1]?.startsWith("-")) {
    return { frontMatter: whole(source, 1), troubles: [trouble("front-matter-missing", 1, 1)] };
  }
  const language = opening[1]?.trim() ?? "";
  if (language !== "" && language !== "yaml" && language !== "yml") {
    return {
      frontMatter: whole("", 1),
      troubles: [trouble("front-matter-language", 1, 4, { language })],
    };
  }
  const closing = /\n---(.*)/.exec(source);
  if (closing === null || closing[1]?.trim() !== "") {
    // gray-matter would close at a line such as `---- ` too, and publish the fields below it as text.
    const line = closing ? 2 + countLines(source.slice(0, closing.index)) : 1;
    return { frontMatter: whole("", 1), troubles: [trouble("front-matter-unclosed", line, 1)] };
  }
  const lineEnd = source.indexOf("\n", closing.index + 1);
  const head = lineEnd === -1 ? source : source.slice(0, lineEnd + 1);
  // gray-matter encodes and hashes all it is given: without the body that takes 8 instead of 30 µs. An options
  // object also keeps it away from its cache, which forgets errors and shares arrays.
  const file = matter(head, { engines, language: "yaml" });
  const body = file.content + source.slice(head.length);
  const bodyLine = 1 + countLines(head.slice(0, head.length - file.content.length));
  const { fields, troubles } = parseYaml(file.matter);
  const cut = file.matter.includes("#") ? swallowedText.exec(file.matter) : null;
  if (cut && troubles.length === 0) {
    const { line, column } = placeAt(file.matter, cut.index + cut[0].length - 1);
    troubles.push(trouble("yaml-comment", line, column, { field: cut[1] ?? "" }));
  }
  return { frontMatter: { fields, body, bodyLine }, troubles };
}

/**
 * Reads a YAML file (`site.yaml`, `trending.yaml`) with the rules of front matter.
 *
 * @returns `fields: {}` for an empty file; troubles with places in the file
 */
export function readYaml(text: string): {
  fields: Readonly<Record<string, unknown>>;
  troubles: Trouble[];
} {
  return parseYaml(unixLines(text));
}

function unixLines(text: string): string {
  const marked = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return marked.includes("\r") ? marked.replace(/\r\n?/g, "\n") : marked;
}

function parseYaml(yaml: string): { fields: Record<string, unknown>; troubles: Trouble[] } {
  const simple = readSimpleYaml(yaml);
  if (simple !== undefined) return { fields: simple, troubles: [] };
  const document = parseDocument(yaml, { prettyErrors: false, version: "1.2", schema: "core" });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    // One mistake makes the parser stumble over the lines below it: the first is the one to mend.
    const first = faults.toSorted((a, b) => a.pos[0] - b.pos[0])[0] as YAMLError;
    return { fields: {}, troubles: [explainYaml(first, yaml)] };
  }
  const contents = document.contents;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { fields: {}, troubles: [] };
  }
  if (!isMap(contents)) {
    const { line, column } = placeAt(yaml, contents.range?.[0] ?? 0);
    const found = isScalar(contents) ? "kind:text" : "kind:list";
    return { fields: {}, troubles: [trouble("yaml-not-a-map", line, column, { found })] };
  }
  try {
    return { fields: document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>, troubles: [] };
  } catch {
    const reason = "phrase:tooManyAliases";
    return { fields: {}, troubles: [trouble("yaml-broken", 1, 1, { reason })] };
  }
}

/** A text without quotation marks that YAML ends at ` #`, as in `title: खेल #1 दिन`. */
const swallowedText = /^(title|seoTitle|description|kicker|series):[ \t]+(?!["'|>[{])[^\n]*?[ \t]#/m;

/** The parser's error codes in a journalist's words. */
const yamlReasons: Readonly<Record<string, string>> = {
  BAD_INDENT: "phrase:indent",
  BAD_ALIAS: "phrase:alias",
  BAD_SCALAR_START: "phrase:startCharacter",
  FLOW_COLLECTION_NOT_CLOSED: "phrase:brackets",
};

function explainYaml(error: YAMLError, yaml: string): Trouble {
  const { line, column } = placeAt(yaml, error.pos[0]);
  const lineText = yaml.split("\n")[line - 1] ?? "";
  const at = (code: Code, values: Record<string, string> = {}) => trouble(code, line, column, values);
  switch (error.code) {
    case "TAB_AS_INDENT":
      return at("yaml-tab");
    case "DUPLICATE_KEY":
      return at("yaml-duplicate", { field: /^\s*["']?([^:"']+)/.exec(yaml.slice(error.pos[0]))?.[1] ?? "" });
    case "TAG_RESOLVE_FAILED":
      return at("yaml-tag", { tag: /![^\s,\]}]*/.exec(yaml.slice(error.pos[0]))?.[0] ?? "!" });
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY": {
      const pair = /^(\s*(?:- )?[\w-]+:)\s+(\S.*)$/.exec(lineText);
      if (pair?.[2]?.includes(":")) {
        return at("yaml-colon", { example: `${pair[1]?.trim()} "${pair[2].replaceAll('"', '\\"')}"` });
      }
      return at("yaml-broken", { reason: "phrase:unexpected" });
    }
    case "MISSING_CHAR":
      return at("yaml-broken", {
        reason: /quote/.test(error.message) ? "phrase:unclosedQuote" : "phrase:noColon",
      });
    default:
      if (/^\t/.test(lineText)) return at("yaml-tab");
      return at("yaml-broken", { reason: yamlReasons[error.code] ?? "phrase:unexpected" });
  }
}

/**
 * Where a field stands in a file, found again only when there is something to say about it.
 *
 * @param field a path such as `["image", "alt"]` or `["authors", 1]`; where a part of it is missing, the
 *   nearest part that is there is meant, in the end the first line of the fields
 * @param key the place of the field's name instead of its value's
 * @returns line and column, both from 1
 */
export function locateField(
  text: string,
  field: readonly (string | number)[],
  key = false,
): { line: number; column: number } {
  const { offset, yaml, linesAbove } = findField(text, field);
  const at = key ? offset.key : offset.value;
  const { line, column } = placeAt(yaml, at);
  return { line: line + linesAbove, column };
}

/**
 * How the writer typed a value: `0123` where YAML gives 123.
 *
 * @returns `undefined` if the field is not a single value
 */
export function writtenValue(text: string, field: readonly (string | number)[]): string | undefined {
  const { node } = findField(text, field);
  return isScalar(node) ? node.source : undefined;
}

function findField(text: string, field: readonly (string | number)[]) {
  const source = unixLines(text);
  const opened = /^---[^\n]*\n/.exec(source);
  const from = opened ? opened[0].length : 0;
  const closing = opened ? source.slice(from - 1).search(/\n---[ \t]*(\n|$)/) : -1;
  const yaml = closing >= 0 ? source.slice(from, from + closing) : source.slice(from);
  const document = parseDocument(yaml, { prettyErrors: false });
  let offset = { key: 0, value: 0 };
  let node: unknown = document.contents;
  for (const part of field) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (!isPair(pair)) return { node: undefined, offset, yaml, linesAbove: opened ? 1 : 0 };
      const key = rangeStart(pair.key) ?? offset.key;
      offset = { key, value: rangeStart(pair.value) ?? key };
      node = pair.value;
    } else if (hasItems(node) && typeof part === "number" && node.items[part] !== undefined) {
      node = node.items[part];
      const at = rangeStart(node) ?? offset.value;
      offset = { key: at, value: at };
    } else return { node: undefined, offset, yaml, linesAbove: opened ? 1 : 0 };
  }
  return { node, offset, yaml, linesAbove: opened ? 1 : 0 };
}

function placeAt(text: string, offset: number): { line: number; column: number } {
  const above = text.slice(0, offset);
  return { line: countLines(above) + 1, column: offset - (above.lastIndexOf("\n") + 1) + 1 };
}

function rangeStart(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
  return range?.[0];
}

function hasItems(node: unknown): node is { items: unknown[] } {
  return Array.isArray((node as { items?: unknown } | null)?.items);
}

function trouble(
  code: Code,
  line: number,
  column: number,
  values: Record<string, string | number> = {},
): Trouble {
  const place: Place = { line, column };
  return { code, place, values };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
