import type { PlacedHeading } from "../body/headings.ts";
import type { PlainBlock } from "../body/plain-body.ts";
import { escapeAttribute } from "./escape.ts";

/**
 * The HTML of a body of paragraphs, headings and links, as the grammar's renderer would write it.
 *
 * @param headings of the blocks that are headings, in their order
 * @param link where a link leads; `undefined` takes the link away and leaves its words
 */
export function plainHtml(
  body: string,
  blocks: readonly PlainBlock[],
  headings: readonly PlacedHeading[],
  link: (href: string) => string | undefined,
): string {
  let html = "";
  let count = 0;
  for (const block of blocks) {
    const words = wordsHtml(body, block, link);
    if (block.level === 0) {
      html += `<p>${words}</p>\n`;
      continue;
    }
    const { level, id } = headings[count++] as PlacedHeading;
    html += `<h${level} id="${escapeAttribute(id)}">${words}</h${level}>\n`;
  }
  return html;
}

/** markdown-it writes quotation marks as entities in texts, too. */
const escapeWords = escapeAttribute;

function wordsHtml(
  body: string,
  { from, to, links }: PlainBlock,
  link: (href: string) => string | undefined,
): string {
  let html = "";
  let at = from;
  for (const written of links) {
    const words = escapeWords(written.words);
    const href = link(written.href);
    html += escapeWords(body.slice(at, written.from));
    html += href === undefined ? words : `<a href="${escapeAttribute(href)}">${words}</a>`;
    at = written.to;
  }
  return html + escapeWords(body.slice(at, to));
}
