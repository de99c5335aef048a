import createMarkdownIt, { type MarkdownIt, type Token } from "markdown-it";
import footnotes from "markdown-it-footnote";
import { newsBlocks } from "./blocks.ts";
import { foreignWords } from "./foreign-words.ts";
import { quickRules } from "./quick-rules.ts";

/**
 * The Markdown that stories are written in: CommonMark, tables, strikethrough, footnotes, and our blocks.
 * Raw HTML is read here and made safe where it is rendered. There is no template language in a body.
 */
export function createMarkdown(): MarkdownIt {
  const markdown = new createMarkdownIt({ html: true, linkify: false, typographer: false });
  markdown.use(footnotes).use(newsBlocks).use(foreignWords).use(quickRules);
  return markdown;
}

const markdown = createMarkdown();

export type { Token };
export type Tokens = Token[];

/** A body taken apart. `env` carries the footnotes and must go along to the renderer. */
export interface ParsedBody {
  readonly tokens: Tokens;
  readonly env: Record<string, unknown>;
}

/**
 * @param text Markdown with `\n` line endings
 * @returns tokens whose `map` counts lines of `text` from 0
 */
export function parseBody(text: string): ParsedBody {
  const env: Record<string, unknown> = {};
  return { tokens: markdown.parse(text, env), env };
}
