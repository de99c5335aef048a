import type { Edit, Span } from "../../edits.ts";

/** A blockquote's or a table's line cannot hold a block that goes on in the next one. */
const unfitLine = /^\s*[>|]/;
const listMark = /^(\s*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?/;

/** How far the lines of a block must be indented to stay where its tag stands; `undefined` if it cannot stand there. */
export function indentAt(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  if (unfitLine.test(before)) return undefined;
  const [, space = "", mark = ""] = listMark.exec(before) ?? [];
  return space + " ".repeat(mark.length);
}

/**
 * Puts lines of a block into the place of a tag: they begin on a line of their own, and what follows them too.
 *
 * @param lines without indent; `""` is an empty line
 * @param indent of the lines after the first, and of the first if it has to move to a new line
 */
export function placeLines(
  text: string,
  { start, end }: Span,
  lines: readonly string[],
  indent: string,
): Edit {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const isFree = before.replace(listMark, "") === "";
  const lineEnd = text.indexOf("\n", end);
  const after = text.slice(end, lineEnd === -1 ? text.length : lineEnd);
  const goesOn = after.trim() !== "";
  const block = lines.map((line, index) => (index === 0 || line === "" ? line : indent + line)).join("\n");
  return {
    start: isFree ? start : start - (before.length - before.trimEnd().length),
    end: goesOn ? end + (after.length - after.trimStart().length) : end,
    text: `${isFree ? "" : `\n${indent}`}${block}${goesOn ? `\n${indent}` : ""}`,
  };
}
