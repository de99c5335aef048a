import { fromHtml } from "hast-util-from-html";

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;
/** Only marks that people put into headlines; "a < b" and "<T>" are words. */
const inlineTag =
  /<\/?(?:a|abbr|b|br|cite|code|em|i|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?\/?>/gi;

/**
 * The words of a headline or description that may carry HTML: `It&#8217;s <em>here</em>` is `It’s here`.
 *
 * White space becomes single spaces.
 */
export function plainWords(text: string): string {
  return decodeReferences(text.replace(inlineTag, " "))
    .replace(/\s+/g, " ")
    .replace(/ ([,.;:!?।])/g, "$1")
    .trim();
}

/** Replaces HTML's character references; what is none stays. */
export function decodeReferences(text: string): string {
  return text.replace(reference, (written) => {
    const [node] = fromHtml(written, { fragment: true }).children;
    return node?.type === "text" ? node.value : written;
  });
}
