import type { PlacedHeading } from "../body/headings.ts";
import type { PlainBlock } from "../body/plain-body.ts";
import { escapeAttribute } from "./escape.ts";

/**
 * The HTML of a body of paragraphs, headings and links, as `renderBody` gives it where links stay as they are.
 *
 * @param headings of the blocks that are headings, in their order
 */
export function plainHtml(
  body: string,
  blocks: readonly PlainBlock[],
  headings: readonly PlacedHeading[],
): string {
  let html = "";
  let count = 0;
  for (const block of blocks) {
    const words = wordsHtml(body, block);
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

function wordsHtml(body: string, { from, to, links }: PlainBlock): string {
  let html = "";
  let at = from;
  for (const link of links) {
    const words = escapeWords(body.slice(at, link.from));
    html += `${words}<a href="${escapeAttribute(link.href)}">${escapeWords(link.words)}</a>`;
    at = link.to;
  }
  return html + escapeWords(body.slice(at, to));
}
