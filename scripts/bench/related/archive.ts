import { isUtf8 } from "node:buffer";
import { suggest } from "../../../src/problems/suggest.ts";
import { type ItemDate, readDate, readText, readTexts, WrongField } from "./fields.ts";
import { compareDates, type Item } from "./item.ts";
import { WrongInput, wrongLines } from "./wrong-input.ts";

/** Which field tells what belongs together, and what no ranking may see besides. */
export interface Question {
  readonly field: string;
  readonly hidden: readonly string[];
}

/** The items of a file. A row is an item: newest first, undated ones last, ties as in the file. */
export interface Archive {
  /** Without the judged field and the hidden ones. */
  readonly items: readonly Item[];
  /** What the judged field holds, by row. */
  readonly labels: readonly (readonly string[])[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}

/** Fields that rankings look at. Any other field is only ever a label. */
const itemFields = ["id", "lang", "title", "body", "date", "section", "tags"];

/**
 * Reads JSON Lines, an object in each; empty lines are passed over.
 *
 * @param file its name, for messages
 * @throws {WrongInput} with the number of each line that cannot be read; if there is no item; if no item has the
 *   judged field
 * @see https://jsonlines.org/
 */
export function readArchive(file: string, bytes: Buffer, question: Question): Archive {
  const hidden = new Set([question.field, ...question.hidden]);
  const read: { item: Item; labels: readonly string[] }[] = [];
  const problems: string[] = [];
  const fields = new Set<string>();
  const lineOfId = new Map<string, number>();
  for (const { line, text } of linesOf(file, bytes)) {
    try {
      const record = readRecord(text);
      const id = inField("id", () => readText(record.id));
      if (id === "") throw new WrongField('has no "id".');
      const before = lineOfId.get(id);
      if (before !== undefined) throw new WrongField(`has the "id" ${JSON.stringify(id)} of line ${before}.`);
      lineOfId.set(id, line);
      const labels = inField(question.field, () => readTexts(record[question.field]));
      read.push({ item: readItem(id, record, hidden), labels });
      for (const field of Object.keys(record)) fields.add(field);
    } catch (error) {
      if (!(error instanceof WrongField)) throw error;
      problems.push(`line ${line}: ${error.message}`);
    }
  }
  if (problems.length > 0) throw wrongLines(file, problems);
  if (read.length === 0) throw new WrongInput(`There is no item in ${file}.`);
  if (!fields.has(question.field)) throw new WrongInput(unknownField(question.field, fields, file));
  const inRows = read.toSorted((a, b) => compareDates(a.item, b.item));
  return {
    items: inRows.map(({ item }) => item),
    labels: inRows.map(({ labels }) => labels),
    warnings: question.hidden
      .filter((field) => !fields.has(field) && !itemFields.includes(field))
      .map((field) => `There is nothing to hide. ${unknownField(field, fields, file)}`),
  };
}

/** Not with `node:readline`, which also breaks at U+2028, and that may stand in JSON text. */
function* linesOf(file: string, bytes: Buffer): Generator<{ line: number; text: string }> {
  const isText = isUtf8(bytes);
  for (let line = 1, start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    const part = bytes.subarray(start, end);
    if (!isText && !isUtf8(part)) throw wrongLines(file, [`line ${line}: is not UTF-8.`]);
    // A byte order mark is white space to trim(), as is the CR of Windows.
    const text = part.toString("utf8").trim();
    if (text !== "") yield { line, text };
    start = end + 1;
  }
}

function readRecord(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new WrongField(`is not JSON. ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new WrongField("is not an object, {…}.");
}

function readItem(id: string, record: Readonly<Record<string, unknown>>, hidden: ReadonlySet<string>): Item {
  const see = <T>(field: string, read: (value: unknown) => T): T =>
    inField(field, () => read(hidden.has(field) ? undefined : record[field]));
  const date: ItemDate | undefined = see("date", readDate);
  return {
    id,
    language: see("lang", readText),
    title: see("title", readText),
    body: see("body", readText),
    date: date?.date,
    year: date?.year,
    section: see("section", readText),
    tags: see("tags", readTexts),
  };
}

function inField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WrongField) throw new WrongField(`"${field}" ${error.message}`);
    throw error;
  }
}

function unknownField(field: string, fields: ReadonlySet<string>, file: string): string {
  const meant = suggest(field, fields);
  const help = meant === undefined ? `There are: ${[...fields].join(", ")}.` : `Did you mean "${meant}"?`;
  return `No item in ${file} has the field "${field}". ${help}`;
}
