import { applyEdits, type Edit } from "../../import/edits.ts";
import { type ContentForm, type ContentParts, readYamlMap, splitContent } from "./content-parts.ts";
import type { MapKind } from "./field-kinds.ts";
import { type Data, type FieldPath, mergeFields } from "./merge-fields.ts";
import { isSameBody, spliceBody } from "./splice-body.ts";
import { spliceYaml } from "./splice-yaml.ts";
import { writeField } from "./write-value.ts";

/** What is known of a file that is saved. */
export interface ContentShape {
  readonly form: ContentForm;
  readonly kind: MapKind;
  /** IANA name of the site's zone. */
  readonly zone: string;
}

/** The three texts that meet when a file is saved. */
export interface SavedTexts {
  /** What the editor was given. */
  readonly base: string;
  /** The file as it is. */
  readonly now: string;
  /** The whole text that the editor sends, written in its own way. */
  readonly wanted: string;
}

export type Spliced =
  | { readonly ok: true; readonly text: string }
  /** `broken`: the fields of the file, or those that were sent, cannot be read. `unwritable`: no way to write it. */
  | { readonly ok: false; readonly reason: "file-broken" | "sent-broken" | "unwritable" }
  /** Both sides changed these; `["body"]` is the text. */
  | { readonly ok: false; readonly reason: "conflict"; readonly fields: readonly FieldPath[] };

/**
 * What a file becomes when an editing screen saves it: the file as it is, with nothing but what was changed in it.
 *
 * A changed field is a change of its own lines. Comments, order, quotation marks, anchors, unknown fields, line ends,
 * a byte order mark and a missing last line end stay. What was changed on both sides is a conflict, unless it was
 * changed to the same.
 */
export function spliceContent({ base, now, wanted }: SavedTexts, shape: ContentShape): Spliced {
  if (wanted === base) return { ok: true, text: now };
  const file = readParts(now, shape.form);
  const given = readParts(base, shape.form);
  const sent = readParts(wanted, shape.form);
  if (file === undefined || given === undefined) return { ok: false, reason: "file-broken" };
  if (sent === undefined) return { ok: false, reason: "sent-broken" };
  const merged = mergeFields(given.data, file.data, sent.data, shape.kind, shape.zone);
  const isBodyChanged = !isSameBody(given.parts.body, sent.parts.body);
  const isBodyTaken =
    isBodyChanged &&
    !isSameBody(given.parts.body, file.parts.body) &&
    !isSameBody(file.parts.body, sent.parts.body);
  const conflicts = isBodyTaken ? [...merged.conflicts, ["body"]] : merged.conflicts;
  if (conflicts.length > 0) return { ok: false, reason: "conflict", fields: conflicts };
  const edits = fieldEdits(file, merged.data, shape.kind);
  if (edits === undefined) return { ok: false, reason: "unwritable" };
  const bodyEdits = isBodyChanged ? spliceBody(file.parts.body, sent.parts.body) : [];
  const bodyAt = file.source.length - file.parts.body.length;
  const moved = bodyEdits.map(({ start, end, text }) => ({ start: start + bodyAt, end: end + bodyAt, text }));
  const text = applyToOriginal(now, [...edits, ...moved]);
  // Front matter could come to an end in the middle of a text, however unlikely.
  const got = readParts(text, shape.form);
  const isRight = got !== undefined && (!isBodyChanged || isSameBody(got.parts.body, sent.parts.body));
  return isRight ? { ok: true, text } : { ok: false, reason: "unwritable" };
}

interface ReadContent {
  /** Lines ending in `\n`, no byte order mark. */
  readonly source: string;
  readonly parts: ContentParts;
  readonly data: Data;
}

/** @returns `undefined` if its fields cannot be read */
export function readParts(text: string, form: ContentForm): ReadContent | undefined {
  const source = unixLines(text);
  const parts = splitContent(source, form);
  const data = parts && readYamlMap(parts.yaml)?.data;
  return parts && data && { source, parts, data };
}

/** Edits of the whole text for its fields. */
function fieldEdits({ parts }: ReadContent, wanted: Data, kind: MapKind): readonly Edit[] | undefined {
  const edits = spliceYaml(parts.yaml, wanted, kind);
  if (edits === undefined || edits.length === 0) return edits;
  const hasFrontMatter = parts.head !== "" || parts.body === "";
  if (hasFrontMatter) {
    return edits.map(({ start, end, text }) => ({
      start: start + parts.head.length,
      end: end + parts.head.length,
      text,
    }));
  }
  const fields = edits.map(({ text }) => text).join("");
  return [{ start: 0, end: 0, text: `---\n${fields}---\n` }];
}

/**
 * Changes fields of a file, and leaves the rest of it as it is.
 *
 * @param change is given the fields and gives them back as they are to be; must not modify them
 * @returns the whole text; `undefined` if its fields cannot be read, or there is no way to write them
 */
export function changeFields(
  text: string,
  { form, kind }: Pick<ContentShape, "form" | "kind">,
  change: (fields: Data) => Data,
): string | undefined {
  const file = readParts(text, form);
  const edits = file && fieldEdits(file, change(file.data), kind);
  return edits && applyToOriginal(text, edits);
}

/**
 * A file that was not there, written by us.
 *
 * @param sent the whole text that an editing screen sends
 * @returns `undefined` if its fields cannot be read
 */
export function newContent(sent: string, { form, kind, zone }: ContentShape): string | undefined {
  const read = readParts(sent, form);
  if (read === undefined) return undefined;
  const data = mergeFields({}, {}, read.data, kind, zone).data;
  const order = [...kind.fields.keys()];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const style = { indent: 2, indentLists: true, flowLists: true };
  const fields = Object.keys(data)
    .toSorted((a, b) => place(a) - place(b))
    .map((name) => writeField(name, data[name], kind.fields.get(name) ?? { kind: "any" }, style));
  if (form === "yaml") return fields.join("");
  const body = read.parts.body.replace(/^(?:[ \t]*\n)+|\s+$/g, "");
  return `---\n${fields.join("")}---\n${body === "" ? "" : `${body}\n`}`;
}

export function unixLines(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

/** Applies edits of the text with plain line ends to the text as it is; new lines end as most of its lines do. */
function applyToOriginal(original: string, edits: readonly Edit[]): string {
  const bom = original.startsWith("\uFEFF") ? 1 : 0;
  if (!original.includes("\r")) {
    return original.slice(0, bom) + applyEdits(original.slice(bom), edits).text;
  }
  /** Where each character of the plain text begins in the original. */
  const places: number[] = [];
  for (let at = bom; at < original.length; at++) {
    places.push(at);
    if (original[at] === "\r" && original[at + 1] === "\n") at++;
  }
  places.push(original.length);
  const windows = original.match(/\r\n/g)?.length ?? 0;
  const all = original.match(/\r\n?|\n/g)?.length ?? 0;
  const lineEnd = windows * 2 >= all ? "\r\n" : original.includes("\n") ? "\n" : "\r";
  const placeOf = (offset: number) => places[offset] ?? original.length;
  return applyEdits(
    original,
    edits.map(({ start, end, text }) => ({
      start: placeOf(start),
      end: placeOf(end),
      text: text.replace(/\n/g, lineEnd),
    })),
  ).text;
}
