import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";

/** Attributes of a story's HTML that hold a URL. */
const urlProperties = ["href", "src", "cite", "poster"];

/** What looks like such an attribute without a scheme; words that only look like it do no harm. */
const mayBeRelative = /(?:href|src|srcset|cite|poster)\s*=\s*(?!"?(?:https?|mailto|tel):)/i;

/**
 * HTML that can be read away from its page, as in a feed: every link and picture by its whole URL.
 *
 * @param html safe HTML; what is already a whole URL, `mailto:` or `tel:` stays as it is written
 * @param pageUrl of the page on which the HTML stands
 */
export function absoluteHtml(html: string, pageUrl: string): string {
  // Most texts have no such link, and to read HTML takes longer than all the rest of a feed.
  if (!mayBeRelative.test(html)) return html;
  const tree = fromHtml(html, { fragment: true });
  resolveUrls(tree, pageUrl);
  return toHtml(tree);
}

function resolveUrls(node: Nodes, pageUrl: string): void {
  if (node.type === "element") {
    const { srcSet } = node.properties;
    if (typeof srcSet === "string") {
      node.properties.srcSet = srcSet.replace(/(^|,\s+)([^\s,]+)/g, (whole, before: string, url: string) =>
        isRelative(url) && URL.canParse(url, pageUrl) ? before + new URL(url, pageUrl).href : whole,
      );
    }
    for (const name of urlProperties) {
      const url = node.properties[name];
      if (typeof url === "string" && isRelative(url) && URL.canParse(url, pageUrl)) {
        node.properties[name] = new URL(url, pageUrl).href;
      }
    }
  }
  if ("children" in node) for (const child of node.children) resolveUrls(child, pageUrl);
}

function isRelative(url: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(url);
}
