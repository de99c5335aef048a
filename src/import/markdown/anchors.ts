import { parseBody } from "../../body/grammar.ts";
import { placeHeadings } from "../../body/headings.ts";
import { outlineBody } from "../../body/outline.ts";
import { lineFinder, lineStarts } from "../edits.ts";
import type { ConvertedBody } from "./templates/convert-templates.ts";

/**
 * The parts of a body that a link can lead to, by what the old site called them.
 *
 * Headings have the ids that generators made of their words (GitHub's way, kramdown's way) or that writers gave
 * them; here they get new ones, romanised. Anchors are compared without case and doubled hyphens.
 */
export function anchorsOf(body: ConvertedBody, source: string): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const add = (old: string, id: string) => {
    const folded = foldAnchor(old);
    if (folded !== "" && !anchors.has(folded)) anchors.set(folded, id);
  };
  const { tokens } = parseBody(body.text);
  const starts = lineStarts(body.text);
  const sourceLine = lineFinder(source);
  const counts = new Map<string, number>();
  const opened = tokens.filter(({ type }) => type === "heading_open");
  for (const [index, { id, text }] of placeHeadings(tokens).entries()) {
    const token = opened[index];
    const line = token?.map ? sourceLine(body.originalOffset(starts[token.map[0]] ?? 0)) : -1;
    const given = body.headingIds.get(line);
    if (given !== undefined) add(given, id);
    const made = githubId(text);
    const count = counts.get(made) ?? 0;
    counts.set(made, count + 1);
    add(count === 0 ? made : `${made}-${count}`, id);
    // Older kramdown begins with the first letter.
    add(made.replace(/^[^\p{L}]+/u, ""), id);
    add(id, id);
  }
  for (const id of outlineBody(body.text).anchors) add(id, id);
  // `<a name="x">` becomes `<a id="x">` where links are rewritten.
  for (const [, name = ""] of body.text.matchAll(/<a\s[^<>]*?\bname\s*=\s*["']?([^"'\s<>]+)/gi))
    add(name, name);
  return anchors;
}

/** @returns what anchors are compared by */
export function foldAnchor(anchor: string): string {
  return anchor
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_:.-]/gu, "")
    .replace(/-+/g, "-")
    .replace(/^-|-$/g, "");
}

/** @see https://github.com/gjtorikian/html-pipeline, whose rule Hugo and Jekyll follow */
function githubId(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}
