import type { Edit, Span } from "../../edits.ts";
import { type OpenTag, pairTags, readArguments, type TemplateTag } from "./tag.ts";

/** Ends at the next `{{`, so that a tag that is never closed costs nothing. */
const shortcode = /\{\{([<%])((?:(?!\{\{)[\s\S])*?)([>%])\}\}/g;
const shownCode = /^\s*\/\*([\s\S]*?)\*\/\s*$/;
const parts = /^\s*(\/?)\s*([\w./-]+)([\s\S]*?)\s*(\/?)$/;

/**
 * Finds Hugo's shortcodes: `{{< name arguments >}}`, `{{% name %}}`, closed by `{{< /name >}}`.
 *
 * @returns the tags, and edits that turn `{{</* name *\/>}}`, which shows a shortcode, into what is shown
 * @see https://gohugo.io/content-management/shortcodes/
 */
export function findShortcodes(text: string): { tags: TemplateTag[]; edits: Edit[] } {
  const tags: OpenTag[] = [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(shortcode)) {
    const [raw, mark, inside = "", endMark] = match;
    const span: Span = { start: match.index, end: match.index + raw.length };
    const shown = shownCode.exec(inside);
    if (shown) {
      edits.push({ ...span, text: `{{${mark}${shown[1]}${endMark}}}` });
      continue;
    }
    const [, slash, name, written = "", selfClosing] = parts.exec(inside.trimEnd()) ?? [];
    if (name === undefined) continue;
    // Closed on the spot, it is like a tag that nothing closes.
    if (selfClosing === "/" && slash === "/") continue;
    tags.push({ ...span, name: name.toLowerCase(), ...readArguments(written), raw, closes: slash === "/" });
  }
  return { tags: pairTags(tags), edits };
}
