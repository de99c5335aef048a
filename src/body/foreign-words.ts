import type { MarkdownIt, StateInline } from "markdown-it";
import { directionOf, isLanguageTag } from "../language/languages.ts";

const attribute = /\{lang=["']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)["']?\}/y;

/**
 * Words of another language: `[جناب عالی]{lang=ur}`, as Pandoc and Djot write them.
 *
 * Gives a `foreign_open` token with `lang` and `dir`, what stands between the brackets, and a `foreign_close`. What is
 * no language tag stays as it was written.
 *
 * @see https://pandoc.org/MANUAL.html#extension-bracketed_spans
 */
export function foreignWords(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("link", "foreign", readForeignWords);
}

/** Where the last mark of a text stands: most texts have none, and their brackets are links. */
const lastMarks = new WeakMap<StateInline, number>();

function readForeignWords(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "[") return false;
  let last = lastMarks.get(state);
  if (last === undefined) {
    last = state.src.lastIndexOf("]{lang=");
    lastMarks.set(state, last);
  }
  if (last < state.pos) return false;
  const start = state.pos + 1;
  const end = state.md.helpers.parseLinkLabel(state, state.pos);
  if (end < 0) return false;
  attribute.lastIndex = end + 1;
  const language = attribute.exec(state.src)?.[1];
  if (language === undefined || attribute.lastIndex > state.posMax || !isLanguageTag(language)) return false;
  const after = attribute.lastIndex;
  if (!silent) {
    const max = state.posMax;
    state.pos = start;
    state.posMax = end;
    const open = state.push("foreign_open", "span", 1);
    open.attrSet("lang", language);
    open.attrSet("dir", directionOf(language));
    state.md.inline.tokenize(state);
    state.push("foreign_close", "span", -1);
    state.posMax = max;
  }
  state.pos = after;
  return true;
}
