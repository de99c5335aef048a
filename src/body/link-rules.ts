import type { Token, Tokens } from "./grammar.ts";

/** Replaces the `href` of every link; a link for which `change` gives `undefined` keeps only its words. */
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
    token.children = children;
    return token;
  });
}
