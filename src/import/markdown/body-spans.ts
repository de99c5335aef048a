import type { Token } from "markdown-it";
import { createMarkdown } from "../../body/grammar.ts";
import { plainText } from "../../body/headings.ts";
import { lineStarts, type Span } from "../edits.ts";
import { placeContent } from "./place-content.ts";

/** A link or picture of Markdown, and where its parts stand. */
export interface LinkSpan extends Span {
  readonly kind: "link" | "image";
  /** Between the square brackets. */
  readonly label: Span;
  /** Words of the label without marks: a picture's description. */
  readonly words: string;
  /** With its `<>`, if any; `undefined` for `[words][reference]`. */
  readonly destination: Span | undefined;
  /** As the parser understands it. */
  readonly href: string;
  readonly title: string | undefined;
}

/** `[reference]: destination "title"` */
export interface DefinitionSpan extends Span {
  readonly destination: Span;
  readonly href: string;
}

/** Raw HTML: one tag or comment in a line of text, or a block of lines. */
export interface HtmlSpan extends Span {
  readonly isBlock: boolean;
  readonly html: string;
  /** The place in the body of a place in `html`: quotation marks and indents are not part of it. */
  at(offset: number): number;
}

/** Where in a body everything stands that an import may have to change. */
export interface BodySpans {
  readonly links: readonly LinkSpan[];
  /** `<https://…>` */
  readonly autolinks: readonly (Span & { readonly href: string })[];
  readonly definitions: readonly DefinitionSpan[];
  readonly html: readonly HtmlSpan[];
  /** Fenced, indented and inline code, marks included. */
  readonly code: readonly Span[];
}

/** Where a token began in its inline text, and for pictures where the label ends. */
const places = new WeakMap<Token, { at: number; labelEnd: number }>();
/** Destinations of definitions, in the order they were tried. */
let tried: Span[] = [];

const markdown = createPlacedMarkdown();

/**
 * The grammar of our bodies with a memory for places, which markdown-it only keeps as lines.
 * Reading with the grammar that renders means that a link is seen here exactly if the build will see it.
 */
function createPlacedMarkdown() {
  const placed = createMarkdown();
  placed.inline.State = class extends placed.inline.State {
    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token = super.push(type, tag, nesting);
      const labelEnd = type === "image" ? this.md.helpers.parseLinkLabel(this, this.pos + 1, false) : -1;
      places.set(token, { at: this.pos, labelEnd });
      return token;
    }
  };
  const { parseLinkDestination } = placed.helpers;
  placed.helpers = {
    ...placed.helpers,
    parseLinkDestination(text, start, max) {
      const result = parseLinkDestination(text, start, max);
      if (result.ok && /\]:\s*$/.test(text.slice(Math.max(0, start - 40), start))) {
        tried.push({ start, end: result.pos });
      }
      return result;
    },
  };
  return placed;
}

/** @param body Markdown with `\n` line endings */
export function findSpans(body: string): BodySpans {
  tried = [];
  const env: Record<string, unknown> = {};
  const tokens = markdown.parse(body, env);
  const lines = lineStarts(body);
  const links: LinkSpan[] = [];
  const autolinks: (Span & { href: string })[] = [];
  const html: HtmlSpan[] = [];
  const code: Span[] = [];
  let near = 0;
  const reached = new Map<number, number>();
  for (const [index, token] of tokens.entries()) {
    const isCell = /^t[dh]_open$/.test(tokens[index - 1]?.type ?? "");
    if (token.map) near = token.map[0];
    // The notes at the end have no lines of their own unless their paragraphs have.
    else if (token.type === "footnote_open") near = -1;
    if (token.type === "fence" || token.type === "code_block") {
      const [first, last] = token.map ?? [0, 0];
      code.push({ start: lines[first] ?? 0, end: lines[last] ?? body.length });
    } else if (token.type === "html_block") {
      const at = placeContent(token.content, near, body, lines, new Map(), false);
      const { start, end } = ends(at, token.content.length);
      html.push({ start, end, isBlock: true, html: token.content, at });
    } else if (token.type === "inline") {
      const at = placeContent(token.content, near, body, lines, reached, isCell);
      readInline(token.children ?? [], token.content, at, { links, autolinks, html, code });
    }
  }
  return { links, autolinks, definitions: readDefinitions(body, env), html, code };
}

interface Found {
  readonly links: LinkSpan[];
  readonly autolinks: (Span & { href: string })[];
  readonly html: HtmlSpan[];
  readonly code: Span[];
}

function readInline(
  children: readonly Token[],
  text: string,
  at: (offset: number) => number,
  found: Found,
): void {
  const open: { token: Token; index: number }[] = [];
  for (const [index, token] of children.entries()) {
    const place = places.get(token);
    if (place === undefined) continue;
    const from = place.at;
    if (token.type === "code_inline") {
      const end = text.indexOf(token.markup, from + token.markup.length) + token.markup.length;
      found.code.push({ start: at(from), end: at(end - 1) + 1 });
    } else if (token.type === "html_inline") {
      const end = at(from + token.content.length - 1) + 1;
      found.html.push({
        start: at(from),
        end,
        isBlock: false,
        html: token.content,
        at: (offset) => at(from + offset),
      });
    } else if (token.type === "image") {
      const words = plainText(token.children ?? []);
      found.links.push(linkSpan("image", token, from, from + 2, place.labelEnd, words, text, at));
    } else if (token.type === "link_open") open.push({ token, index });
    else if (token.type === "link_close") {
      const opening = open.pop();
      const start = opening && places.get(opening.token)?.at;
      if (opening === undefined || start === undefined) continue;
      if (opening.token.markup === "autolink") {
        const end = text.indexOf(">", start);
        found.autolinks.push({
          start: at(start),
          end: at(end) + 1,
          href: String(opening.token.attrGet("href")),
        });
      } else {
        const words = plainText([...children.slice(opening.index + 1, index)]);
        // The parser opens a link behind its bracket and closes it before the other one.
        found.links.push(linkSpan("link", opening.token, start - 1, start, from, words, text, at));
      }
    }
  }
}

function linkSpan(
  kind: "link" | "image",
  token: Token,
  start: number,
  labelStart: number,
  labelEnd: number,
  words: string,
  text: string,
  at: (offset: number) => number,
): LinkSpan {
  const { destination, end } = readTail(text, labelEnd + 1);
  const title = token.attrGet("title");
  return {
    kind,
    start: at(start),
    end: at(end - 1) + 1,
    label: { start: at(labelStart), end: at(labelEnd) },
    words: words.trim(),
    destination: destination && { start: at(destination.start), end: endOf(destination, at) },
    href: String(token.attrGet(kind === "image" ? "src" : "href")),
    title: title === null ? undefined : String(title),
  };
}

function endOf({ start, end }: Span, at: (offset: number) => number): number {
  return end > start ? at(end - 1) + 1 : at(start);
}

/** What follows a label: `(destination "title")`, `[reference]`, or nothing. */
function readTail(text: string, from: number): { destination: Span | undefined; end: number } {
  const { parseLinkDestination, parseLinkTitle } = markdown.helpers;
  if (text[from] === "(") {
    let pos = skipSpace(text, from + 1);
    const parsed = parseLinkDestination(text, pos, text.length);
    const destination = { start: pos, end: parsed.ok ? parsed.pos : pos };
    pos = skipSpace(text, destination.end);
    const title = parseLinkTitle(text, pos, text.length);
    if (title.ok && pos > destination.end) pos = skipSpace(text, title.pos);
    if (text[pos] === ")") return { destination, end: pos + 1 };
  }
  const reference = /^\[(?:\\.|[^[\]\\])*\]/.exec(text.slice(from, from + 1200));
  return { destination: undefined, end: from + (reference?.[0].length ?? 0) };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/[ \t\n]/.test(text[at] ?? "")) at++;
  return at;
}

/** Definitions have no token: they are the tried destinations whose label the parser then knows. */
function readDefinitions(body: string, env: Record<string, unknown>): DefinitionSpan[] {
  const known = (env.references ?? {}) as Record<string, { href: string } | undefined>;
  const definitions = new Map<number, DefinitionSpan>();
  for (const destination of tried) {
    const close = body.lastIndexOf("]:", destination.start);
    const open = body.lastIndexOf("[", close);
    const reference = known[markdown.utils.normalizeReference(body.slice(open + 1, close))];
    if (reference === undefined || definitions.has(open)) continue;
    const lineEnd = body.indexOf("\n", destination.end);
    const end = lineEnd === -1 ? body.length : lineEnd;
    definitions.set(open, { start: open, end, destination, href: reference.href });
  }
  return [...definitions.values()];
}

function ends(at: (offset: number) => number, length: number): Span {
  return { start: at(0), end: length === 0 ? at(0) : at(length - 1) + 1 };
}
