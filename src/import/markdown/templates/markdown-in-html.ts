import { coveredBy, type Edit, type Span } from "../../edits.ts";
import { indentAt, placeLines } from "./place-block.ts";

const opening =
  /<([a-z][\w-]*)((?:\s+(?!markdown\b)[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)(\s+markdown(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)([^<>]*)>/gi;

/**
 * Opens up HTML that kramdown reads Markdown in (`<div markdown="1">`): CommonMark does so only between empty lines.
 *
 * An `aside` becomes a block of ours, a quotation if its class says so; paragraphs lose tags that Markdown writes
 * by itself.
 *
 * @param code where nothing is HTML
 * @param withBlocks whether an `aside` may become a block
 */
export function openMarkdownInHtml(body: string, code: readonly Span[], withBlocks: boolean): Edit[] {
  const isCode = coveredBy(code);
  const edits: Edit[] = [];
  for (const match of body.matchAll(opening)) {
    const [whole, name = "", before = "", attribute = "", after = ""] = match;
    const open: Span = { start: match.index, end: match.index + whole.length };
    if (isCode(open.start)) continue;
    const tag = name.toLowerCase();
    const close = findClose(body, tag, open.end);
    const at = open.start + 1 + name.length + before.length;
    const withoutMark: Edit = { start: at, end: at + attribute.length, text: "" };
    if (close === undefined || /^(span|a|b|i|em|strong|small|code|sub|sup|label)$/.test(tag)) {
      edits.push(withoutMark);
      continue;
    }
    const indent = indentAt(body, open.start);
    const inner = { start: open.end, end: close.start };
    if (tag === "aside" && withBlocks && indent !== undefined && indent.length < 4) {
      const name = /class\s*=\s*["'][^"']*quote/i.test(before + after) ? "quote" : "note";
      edits.push(placeLines(body, open, [`::: ${name}`], ""), placeLines(body, close, [":::"], ""));
    } else if (tag === "p") {
      edits.push({ ...wholeLine(body, open), text: "\n" }, { ...wholeLine(body, close), text: "" });
    } else {
      edits.push(withoutMark, insertion(open.end, body[open.end] === "\n" ? "\n" : "\n\n"));
      const lineStart = body.lastIndexOf("\n", close.start - 1) + 1;
      const isAlone = body.slice(lineStart, close.start).trim() === "";
      edits.push(isAlone ? insertion(lineStart, "\n") : insertion(close.start, "\n\n"));
    }
    edits.push(...freeLoneTags(body, inner));
    if (/^[ \t]*\n[ \t]*[^\s<]/.test(body.slice(close.end, close.end + 200)))
      edits.push(insertion(close.end, "\n"));
  }
  return edits;
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** A tag with the line that it has to itself; else only the tag. */
function wholeLine(body: string, tag: Span): Span {
  const start = body.lastIndexOf("\n", tag.start - 1) + 1;
  const isAlone = body.slice(start, tag.start).trim() === "" && body[tag.end] === "\n";
  return isAlone ? { start, end: tag.end + 1 } : tag;
}

/** No element of a text is longer; a bound keeps a file of nothing but opening tags from taking for ever. */
const longestElement = 100_000;

function findClose(body: string, tag: string, from: number): Span | undefined {
  const pattern = new RegExp(`<(/?)${tag}(?=[\\s>/])[^<>]*>`, "gi");
  let depth = 1;
  for (const match of body.slice(from, from + longestElement).matchAll(pattern)) {
    depth += match[1] === "/" ? -1 : 1;
    const start = from + match.index;
    if (depth === 0) return { start, end: start + match[0].length };
  }
  return undefined;
}

/** A line that is only a tag would begin a block of HTML that swallows the Markdown below it. */
function freeLoneTags(body: string, { start, end }: Span): Edit[] {
  const edits: Edit[] = [];
  for (const match of body
    .slice(start, end)
    .matchAll(/^[ \t]*<(?:img|a|span|br)\b[^<>\n]*>[ \t]*\n(?=[ \t]*[^\s<])/gim)) {
    edits.push(insertion(start + match.index + match[0].length, "\n"));
  }
  return edits;
}
