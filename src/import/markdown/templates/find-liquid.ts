import type { Edit, Span } from "../../edits.ts";
import { type OpenTag, pairTags, readArguments, type TemplateTag } from "./tag.ts";

/** `{{ site.baseurl }}`, `{{ "/about/" | relative_url }}` */
export interface TemplateOutput extends Span {
  readonly raw: string;
  /** What is between the braces, without the filters. */
  readonly value: string;
  readonly filters: readonly string[];
}

/** Each ends at the next opening mark, so that code that is never closed costs nothing. */
const tagOrOutput =
  /\{%-?\s*(\w+)((?:(?!\{%|%\})[\s\S])*?)-?%\}|\{\{-?(\s*(?:"[^"\n]*"|'[^'\n]*')\s*|(?:(?!\{\{|\}\})[\s\S])*?)-?\}\}/g;
const endings = {
  raw: /\{%-?\s*endraw\s*-?%\}/g,
  verbatim: /\{%-?\s*endverbatim\s*-?%\}/g,
  comment: /\{%-?\s*endcomment\s*-?%\}/g,
};

/**
 * Finds the code of Liquid (Jekyll, Eleventy) and Nunjucks (Eleventy).
 *
 * @returns tags and outputs, and edits that take away the marks around `{% raw %}…{% endraw %}`, whose text is
 *   no code, and whole `{% comment %}`s
 */
export function findLiquid(text: string): { tags: TemplateTag[]; outputs: TemplateOutput[]; edits: Edit[] } {
  const tags: OpenTag[] = [];
  const outputs: TemplateOutput[] = [];
  const edits: Edit[] = [];
  const pattern = new RegExp(tagOrOutput);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [raw, name, written = "", output] = match;
    const span: Span = { start: match.index, end: match.index + raw.length };
    if (output !== undefined) {
      const [value = "", ...filters] = output.split("|").map((part) => part.trim());
      outputs.push({ ...span, raw, value, filters });
      continue;
    }
    if (name === undefined) continue;
    if (name === "raw" || name === "verbatim" || name === "comment") {
      const ending = endings[name];
      ending.lastIndex = span.end;
      const end = ending.exec(text);
      const closing = end
        ? { start: end.index, end: end.index + end[0].length }
        : { start: text.length, end: text.length };
      pattern.lastIndex = closing.end;
      if (name === "comment") edits.push({ start: span.start, end: closing.end, text: "" });
      else edits.push({ ...span, text: "" }, { ...closing, text: "" });
      continue;
    }
    tags.push(openTag(name.toLowerCase(), written.trim(), span, raw));
  }
  return { tags: pairTags(tags), outputs, edits };
}

function openTag(name: string, written: string, span: Span, raw: string): OpenTag {
  const end = /^end_?(\w+)$/.exec(name);
  if (end) return { ...span, name: end[1] ?? "", positional: [], named: new Map(), raw, closes: true };
  const args = readArguments(written);
  if (/^include(_relative|_cached)?$|^render$/.test(name)) {
    const [file = "", ...positional] = args.positional;
    const partial = file
      .replace(/^.*\//, "")
      .replace(/\.\w+$/, "")
      .toLowerCase();
    return { ...span, name: partial || name, positional, named: args.named, raw, closes: false };
  }
  return { ...span, name, ...args, raw, closes: false };
}
