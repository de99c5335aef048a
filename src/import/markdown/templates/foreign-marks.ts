import { coveredBy, type Edit, lineFinder, type Span } from "../../edits.ts";

/** Line of a heading (from 0) to the id it was given by hand. */
export type HeadingIds = ReadonlyMap<number, string>;

/** `## Title {#id .class}`, also over a line of `===`. */
const headingAttributes =
  /^( {0,3}#{1,6}[^\n]{0,1000}?|[^\n]{0,1000}?\S)([ \t]{0,20}\{:?[ \t]*((?:[#.][^}\n]*))\})[ \t]*#*[ \t]*$(?=(\n {0,3}(?:=+|-+)[ \t]*$)?)/gm;
const tableOfContents = /^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:\s*toc[^}\n]*\}[ \t]*(?:\n|$)/gm;
const comment = /\{::comment\}[\s\S]*?\{:\/(?:comment)?\}/g;
const attributes = /^[ \t]*\{:[^}\n]*\}[ \t]*(?:\n|$)|\{::?\/?[^}\n]*\}/gm;

/** Attributes that kramdown and Hugo read behind Markdown, and what only kramdown knows. */
export interface ForeignMarks {
  readonly edits: readonly Edit[];
  readonly headingIds: HeadingIds;
  readonly removed: readonly { readonly start: number; readonly what: string }[];
}

/**
 * Finds marks that are text to us and would be printed: `{#id}` behind headings, and for kramdown `{: .class}`,
 * `{:toc}` with its list, `{::comment}`.
 *
 * @param code where nothing is a mark
 * @see https://kramdown.gettalong.org/syntax.html#attribute-list-definitions
 */
export function findForeignMarks(body: string, code: readonly Span[], isKramdown: boolean): ForeignMarks {
  const isCode = coveredBy(code);
  const lineAt = lineFinder(body);
  const headingIds = new Map<number, string>();
  const marks: Span[] = [];
  for (const match of body.matchAll(headingAttributes)) {
    const [, before = "", written = "", list = "", underline] = match;
    const start = match.index + before.length;
    if ((!/^ {0,3}#/.test(before) && underline === undefined) || isCode(start)) continue;
    marks.push({ start, end: start + written.length });
    const id = /#([^\s}]+)/.exec(list)?.[1];
    if (id !== undefined) headingIds.set(lineAt(start), id);
  }
  if (isKramdown) {
    for (const pattern of [tableOfContents, comment, attributes]) {
      for (const { index: start, 0: written } of body.matchAll(pattern)) {
        if (!isCode(start)) marks.push({ start, end: start + written.length });
      }
    }
  }
  const removed: { start: number; what: string }[] = [];
  const edits: Edit[] = [];
  let reached = 0;
  for (const { start, end } of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < reached) continue;
    reached = end;
    edits.push({ start, end, text: "" });
    removed.push({ start, what: body.slice(start, end).trim() });
  }
  return { edits, headingIds, removed };
}
