import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBody } from "../../../src/body/grammar.ts";
import { findSpans } from "../../../src/import/markdown/body-spans.ts";
import { rewriteBody } from "../../../src/import/markdown/rewrite-body.ts";

/** Pieces that meet in surprising ways. */
const piece = fc.constantFrom(
  "[a](/x)",
  "![b](/y.png)",
  "[c](</z z> 'title')",
  "[d][ref]",
  "[ref]",
  "<a href='/h'>e</a>",
  "<https://a.example>",
  "`[f](/code)`",
  '\n\n[ref]: /def "title"\n\n',
  "\n\n> ",
  "\n- ",
  "\n  ",
  "\n\n```\n",
  "\n```\n",
  "\n\n| ",
  " | ",
  "\n|---|---|\n",
  "\\",
  "*",
  "[",
  "](",
  ")",
  "!",
  " ",
  "\t",
  "\n",
  "::: note\n",
  "\n:::\n",
  "# ",
  "[^1]",
  "\n\n[^1]: ",
  "^[",
  "]",
  "<div>",
  "</div>",
  "हिन्दी",
);
const body = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

describe("places in a body", () => {
  it("are found for exactly the links and pictures that the build will see", () => {
    fc.assert(
      fc.property(body, (text) => {
        const seen: string[] = [];
        for (const token of parseBody(text).tokens) {
          for (const child of token.children ?? []) {
            if (child.type === "link_open") seen.push(String(child.attrGet("href")));
            else if (child.type === "image") seen.push(String(child.attrGet("src")));
          }
        }
        const { links, autolinks } = findSpans(text);
        expect([...links, ...autolinks].map(({ href }) => href).sort()).toEqual(seen.sort());
      }),
      { numRuns: 1000 },
    );
  });

  it("hold what they say", () => {
    const text =
      "> a [b](</y z> 'T') and\n> ![c](p.png) `[d](e)`\n\n| [x](/1) | [x](/1) |\n|---|---|\n| `a\\|b` [y](/2) | z |\n";
    const { links } = findSpans(text);
    const shown = links.map(({ start, end, destination }) => [
      text.slice(start, end),
      destination && text.slice(destination.start, destination.end),
    ]);
    expect(shown).toEqual([
      ["[b](</y z> 'T')", "</y z>"],
      ["![c](p.png)", "p.png"],
      ["[x](/1)", "/1"],
      ["[x](/1)", "/1"],
      ["[y](/2)", "/2"],
    ]);
    expect(links[3]?.start).toBeGreaterThan(links[2]?.end ?? 0);
  });
});

describe("rewriting a body", () => {
  it("changes nothing where every address stays", () => {
    const keep = { link: (href: string) => href, picture: (src: string) => src, description: () => "words" };
    fc.assert(
      fc.property(body, (text) => {
        const { links } = findSpans(text);
        fc.pre(links.every(({ kind, words }) => kind === "link" || words !== ""));
        expect(rewriteBody(text, keep).text).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves no link where none leads anywhere", () => {
    const drop = { link: () => undefined, picture: () => undefined, description: () => "words" };
    const simple =
      "A [b *c*](/x) [d][ref] [ref] ![e](y.png) [![f](z.png)](/w) <a href='/h'>g</a> <img src=q alt='r<s'>\n\n[ref]: /def\n";
    expect(rewriteBody(simple, drop).text).toBe("A b *c* d ref e f <a >g</a> r&lt;s\n\n\n");
  });

  it("removes a link that would have nothing left to click on", () => {
    const noPicture = { link: (href: string) => href, picture: () => undefined, description: () => "" };
    expect(rewriteBody("a [![](gone.png)](https://a.example) b", noPicture).text).toBe("a  b");
  });

  it("keeps the words of a picture apart from those beside it", () => {
    const noPicture = { link: (href: string) => href, picture: () => undefined, description: () => "" };
    expect(rewriteBody("![A river](gone.png)The water", noPicture).text).toBe("A river The water");
  });
});
