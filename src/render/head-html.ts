import { escapeAttribute } from "./escape.ts";
import type { HeadView } from "./head-view.ts";

/** `meta` and `link` elements and structured data of a head, one a line: too many for the loops of a layout. */
export function headHtml({ meta, links, structuredData }: HeadView): string {
  const lines: string[] = [];
  for (const { name, property, content } of meta) {
    const key = property === undefined ? `name="${name}"` : `property="${property}"`;
    lines.push(`<meta ${key} content="${escapeAttribute(content)}">`);
  }
  for (const link of links) {
    let markup = markupOfLinks.get(link);
    if (markup === undefined) {
      markup = linkHtml(link);
      markupOfLinks.set(link, markup);
    }
    lines.push(markup);
  }
  for (const json of structuredData) lines.push(`<script type="application/ld+json">${json}</script>`);
  return lines.join("\n");
}

/** Most links of a head are those of the site, the same on every page. */
const markupOfLinks = new WeakMap<HeadView["links"][number], string>();

function linkHtml({ rel, href, type, hreflang, title }: HeadView["links"][number]): string {
  const attributes = Object.entries({ rel, href, type, hreflang, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(value as string)}"`);
  return `<link${attributes.join("")}>`;
}
