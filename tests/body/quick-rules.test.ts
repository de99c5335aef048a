import fc from "fast-check";
import createMarkdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";
import { describe, expect, it, test } from "vitest";
import { newsBlocks } from "../../src/body/blocks.ts";
import { createMarkdown } from "../../src/body/grammar.ts";
import { anyBody } from "./any-body.ts";

/** The grammar as its libraries have it. */
const plain = new createMarkdownIt({ html: true, linkify: false, typographer: false });
plain.use(footnotes).use(newsBlocks);
const quick = createMarkdown();

describe("the quick rules", () => {
  test.each([
    ["plain words, with $ % + - : = > @ { } ^ ! ] in them"],
    ["two\nlines  \nand a hard break"],
    ["\\*escaped\\* and `code` and &amp; and <b>raw</b>"],
    ["[link](https://a.example/) ![picture](media/a.jpg) <https://b.example/> [^1]\n\n[^1]: note"],
    ["*a _b* c_ **d** ~~e~~ ~f"],
    ["a\r\nb\rc\0d"],
    ["[a *b](x) c* [d[e]f](g) [h"],
    ["^[a [b] c] [x^y]"],
  ])("give the tokens that markdown-it gives: %j", (body) => {
    expect(quick.parse(body, {})).toEqual(plain.parse(body, {}));
  });

  it("give the tokens that markdown-it gives, whatever a body holds", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const [env, plainEnv] = [{}, {}];
        expect(quick.parse(body, env)).toEqual(plain.parse(body, plainEnv));
        expect(env).toEqual(plainEnv);
      }),
      { numRuns: 2000 },
    );
  });

  it("write addresses as markdown-it does", () => {
    const part = fc.constantFrom(
      ...["https://", "http://", "//", "/", "a.example", "xn--p1ai", "A.Example", "b", ".", ":", "8080", "@"],
      ...["?", "#", "=", "&", "%41", "%zz", "%", "बारिश", " ", "'", "(", "[", "_", "~", "!", "mailto:"],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const url = parts.join("");
        expect(quick.normalizeLink(url)).toBe(plain.normalizeLink(url));
      }),
      { numRuns: 3000 },
    );
  });
});
