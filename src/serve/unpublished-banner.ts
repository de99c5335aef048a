import { escapeText } from "../render/escape.ts";

/**
 * Marks a page that readers do not see, at its top.
 *
 * Styles stand in the element, where those of the site do not reach them; colours are the system's, light or dark.
 *
 * @param language of the sentence
 */
export function addBanner(html: string, sentence: string, language: string): string {
  const look =
    "all: initial; color-scheme: light dark; display: block; position: sticky; inset-block-start: 0; z-index: 2147483646; box-sizing: border-box; padding: 0.5rem 1rem; background: Canvas; color: CanvasText; font: 600 1rem/1.5 system-ui, sans-serif; border-block-end: 0.25rem solid #c77700";
  const banner = `<div id="khabar-unpublished" role="status" lang="${language}" dir="auto" style="${look}">${escapeText(sentence)}</div>`;
  const body = /<body\b[^>]*>/.exec(html);
  const at = body === null ? 0 : body.index + body[0].length;
  return html.slice(0, at) + banner + html.slice(at);
}
