/** Parsers of HTML walk down an element inside an element by calling themselves; a thousand is far from their end. */
const deepest = 1000;

/** Elements that HTML never closes by itself. */
const container =
  /<(\/?)(?:article|aside|b|blockquote|center|details|div|em|figure|font|footer|header|i|main|nav|ol|section|small|span|strong|sub|sup|table|u|ul)\b[^<>]*>/gi;

/** Whether the HTML of a body is nested deeper than any text needs. */
export function isNestedTooDeeply(body: string): boolean {
  let depth = 0;
  for (const [, slash] of body.matchAll(container)) {
    depth = slash === "/" ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) return true;
  }
  return false;
}
