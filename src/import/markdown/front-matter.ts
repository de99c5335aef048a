import { parse as parseToml, TomlError } from "smol-toml";
import { severityOf } from "../../problems/problem.ts";
import { explainProblem } from "../../problems/report.ts";
import { readFrontMatter, writtenValue } from "../../read/front-matter.ts";

/** The fields of a source file, whatever they were written in. */
export interface SourceFields {
  /** A `Map`, so that a field called `__proto__` is a field like any other. */
  readonly fields: ReadonlyMap<string, unknown>;
  readonly body: string;
  /** The line of the file on which `body` begins, from 1. */
  readonly bodyLine: number;
  /** A single value as it was typed: `0123` where YAML gives 123. */
  written(...field: (string | number)[]): string | undefined;
}

export interface FrontMatterFault {
  readonly line: number;
  readonly reason: string;
}

/**
 * Takes a file apart: YAML between `---`, TOML between `+++`, a JSON object on top, or no fields at all.
 *
 * @param text decoded, lines ending in `\n`
 */
export function readSourceFields(text: string): SourceFields | FrontMatterFault {
  const fence = /^(---|\+\+\+)(toml|json|yaml|yml)?[ \t]*\n/.exec(text);
  if (fence?.[1] === "+++" || fence?.[2] === "toml") return readFenced(text, fence[1] ?? "+++", tomlFields);
  if (fence?.[2] === "json") return readFenced(text, "---", jsonFields);
  if (/^\{\s*"/.test(text)) return readJson(text);
  if (!fence) return { fields: new Map(), body: text, bodyLine: 1, written: () => undefined };

  const { frontMatter, troubles } = readFrontMatter(text);
  const [trouble] = troubles;
  if (trouble !== undefined) {
    const at = "line" in trouble.place ? trouble.place : { line: 1, column: 1 };
    const problem = { ...trouble, ...at, file: "", severity: severityOf[trouble.code] };
    // Places in the YAML count from the line below the `---`.
    return { line: at.line, reason: explainProblem(problem, "en") };
  }
  return {
    fields: new Map(Object.entries(frontMatter.fields)),
    body: frontMatter.body,
    bodyLine: frontMatter.bodyLine,
    written: (...field) => writtenValue(text, field),
  };
}

type Parsed = { fields: ReadonlyMap<string, unknown> } | { line: number; reason: string };

function readFenced(
  text: string,
  mark: string,
  parse: (code: string) => Parsed,
): SourceFields | FrontMatterFault {
  const from = text.indexOf("\n") + 1;
  const close = text.indexOf(`\n${mark}`, from - 1);
  if (close === -1)
    return { line: 1, reason: `The front matter is opened with \`${mark}\` but never closed.` };
  const parsed = parse(text.slice(from, Math.max(from, close)));
  if ("reason" in parsed) return { line: parsed.line + 1, reason: parsed.reason };
  const lineEnd = text.indexOf("\n", close + 1);
  return below(text, lineEnd === -1 ? text.length : lineEnd + 1, parsed.fields);
}

/** Hugo also reads a bare object that ends with a `}` at the beginning of a line. */
function readJson(text: string): SourceFields | FrontMatterFault {
  const end = /^\}[ \t]*(?:\n|$)/m.exec(text);
  const length = end === null ? text.indexOf("\n") : end.index + 1;
  const parsed = jsonFields(text.slice(0, length === -1 ? text.length : length));
  if ("reason" in parsed) return parsed;
  return below(text, end === null ? length + 1 : end.index + end[0].length, parsed.fields);
}

function below(text: string, from: number, fields: ReadonlyMap<string, unknown>): SourceFields {
  const bodyLine = text.slice(0, from).split("\n").length;
  return { fields, body: text.slice(from), bodyLine, written: () => undefined };
}

function tomlFields(code: string): Parsed {
  try {
    return { fields: new Map(Object.entries(parseToml(code))) };
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    const reason = error instanceof TomlError ? (error.message.split("\n")[0] ?? "") : "it cannot be read";
    return { line, reason: `This is not valid TOML: ${reason.replace(/^Invalid TOML document: /, "")}.` };
  }
}

function jsonFields(code: string): Parsed {
  try {
    const value: unknown = JSON.parse(code);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { fields: new Map(Object.entries(value)) };
    return { line: 1, reason: "The JSON front matter is not an object." };
  } catch {
    return { line: 1, reason: "The JSON front matter is not valid JSON." };
  }
}
