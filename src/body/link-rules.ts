import createMarkdownIt, { type Token } from "markdown-it";
import type { Tokens } from "./grammar.ts";

/**
 * Replaces the `href` of every link; a link for which `change` gives `undefined` keeps only its words, one without
 * words shows its address.
 *
 * @returns the tokens given, which are changed
 */
export function changeLinks(tokens: Tokens, change: (href: string) => string | undefined): Tokens {
  for (const token of tokens) {
    if (token.children?.some(({ type }) => type === "link_open")) {
      token.children = changeLinksIn(token.children, change);
    }
  }
  return tokens;
}

function changeLinksIn(children: readonly Token[], change: (href: string) => string | undefined): Tokens {
  const changed: Tokens = [];
  const dropped: boolean[] = [];
  for (const child of children) {
    if (child.type === "link_open") {
      const href = change(String(child.attrGet("href")));
      dropped.push(href === undefined);
      if (href === undefined) continue;
      child.attrSet("href", href);
    } else if (child.type === "link_close") {
      if (dropped.pop()) continue;
      const before = changed.at(-1);
      if (before?.type === "link_open") changed.push(wordsOf(before));
    }
    changed.push(child);
  }
  return changed;
}

function wordsOf(link: Token): Token {
  const words = new createMarkdownIt.Token("text", "", 0);
  words.content = String(link.attrGet("href"));
  return words;
}
