import createMarkdownIt, { type Token } from "markdown-it";
import type { Tokens } from "./grammar.ts";

/**
 * Replaces the `href` of every link; a link for which `change` gives `undefined` keeps only its words, one without
 * words shows its address.
 */
export function changeLinks(tokens: Tokens, change: (href: string) => string | undefined): Tokens {
  return tokens.map((token) => {
    if (!token.children?.some(({ type }) => type === "link_open")) return token;
    const dropped: boolean[] = [];
    const children = token.children.filter((child: Token) => {
      if (child.type === "link_open") {
        const href = change(String(child.attrGet("href")));
        if (href !== undefined) child.attrSet("href", href);
        dropped.push(href === undefined);
        return href !== undefined;
      }
      return child.type !== "link_close" || !dropped.pop();
    });
    token.children = children.flatMap((child, index) => {
      const isBare = child.type === "link_open" && children[index + 1]?.type === "link_close";
      if (!isBare) return [child];
      const words = new createMarkdownIt.Token("text", "", 0);
      words.content = String(child.attrGet("href"));
      return [child, words];
    });
    return token;
  });
}
