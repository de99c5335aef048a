/** Everything but the characters that XML 1.0 allows; lone surrogates are among them. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Text without the characters that no XML file may hold, not even escaped.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function xmlText(text: string): string {
  return text.replace(forbidden, "");
}
