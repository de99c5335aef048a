import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";

/** Whether a file is Markdown below front matter, or YAML and nothing else. */
export type ContentForm = "markdown" | "yaml";

/** A content file taken apart: `head + yaml + foot + body` is the whole text, lines ending in `\n`. */
export interface ContentParts {
  /** `---` and its line end; `""` where there is no front matter. */
  readonly head: string;
  readonly yaml: string;
  /** The closing `---` and its line end. */
  readonly foot: string;
  readonly body: string;
}

/** Fields as they stand in a file. */
export interface ReadYaml {
  /** `undefined` for an empty file, or one with nothing but comments. */
  readonly map: YAMLMap | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Takes a text apart where the checks do (`read/front-matter.ts`).
 *
 * @param text lines ending in `\n`, without a byte order mark
 * @returns `undefined` for front matter that has no end or is not YAML: nothing is guessed
 */
export function splitContent(text: string, form: ContentForm): ContentParts | undefined {
  if (form === "yaml") return { head: "", yaml: text, foot: "", body: "" };
  const opening = /^---([^\n]*)(?:\n|$)/.exec(text);
  if (opening === null || opening[1]?.startsWith("-")) return { head: "", yaml: "", foot: "", body: text };
  const language = opening[1]?.trim() ?? "";
  if (language !== "" && language !== "yaml" && language !== "yml") return undefined;
  const from = opening[0].length;
  const closing = /\n---(.*)/.exec(text);
  if (closing === null || closing[1]?.trim() !== "") return undefined;
  const to = closing.index + 1;
  const lineEnd = text.indexOf("\n", to);
  const end = lineEnd === -1 ? text.length : lineEnd + 1;
  return {
    head: text.slice(0, from),
    yaml: text.slice(from, to),
    foot: text.slice(Math.max(from, to), end),
    body: text.slice(end),
  };
}

/** @returns `undefined` for what is broken, has a name twice, or is no list of named fields */
export function readYamlMap(yaml: string): ReadYaml | undefined {
  const document = parseDocument(yaml, {
    prettyErrors: false,
    version: "1.2",
    schema: "core",
    keepSourceTokens: true,
  });
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { map: undefined, data: {} };
  if (!isMap(contents)) return undefined;
  try {
    return { map: contents, data: document.toJS({ maxAliasCount: 100 }) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}
