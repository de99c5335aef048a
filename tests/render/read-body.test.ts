import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseBody } from "../../src/body/grammar.ts";
import { outlineBody } from "../../src/body/outline.ts";
import { readPlainBody } from "../../src/body/plain-body.ts";
import { resolveLink } from "../../src/check/links.ts";
import { stringsFor } from "../../src/language/strings.ts";
import { readFrontMatter } from "../../src/read/front-matter.ts";
import { type BodySurroundings, renderBody, renderParsed } from "../../src/render/body.ts";
import { readBody } from "../../src/render/read-body.ts";
import { anyBody, plainBody } from "../body/any-body.ts";

const siteUrl = "https://bhor.example";

/** A site that changes whatever it may: links on its own host, pictures, words of the interface. */
const around: BodySurroundings = {
  ui: stringsFor("ur"),
  uiAttributes: ' lang="ur" dir="rtl"',
  zone: "Asia/Kolkata",
  picturesAsLinks: false,
  skipsEmbeds: true,
  day: Date.UTC(2026, 10, 22),
  opensEmbeds: true,
  showTime: () => ({ iso: "2026-11-22T18:05:00+05:30", shown: "18:05" }),
  link(href) {
    if (href.startsWith("#")) return href;
    const target = resolveLink(href, "/desh/bhari-barish/", siteUrl);
    if (target === undefined) return href;
    return target.path.includes("x") ? undefined : `/below${encodeURI(target.path)}`;
  },
  picture: (src) =>
    src.startsWith("media/")
      ? { url: `/${src}`, width: 3, height: 2, tone: "3-1-0", sources: [] }
      : undefined,
  story: (reference) => ({ title: reference, url: `/${reference}/`, attributes: "" }),
};

const htmlOf = (body: string) => readBody(body, siteUrl).html;

function expectTheSame(body: string): void {
  const { outline, html } = readBody(body, siteUrl);
  expect(outline).toEqual(outlineBody(body));
  const byTheGrammar = () => renderParsed(parseBody(body), outline, around);
  if (html !== undefined) expect(html).toBe(byTheGrammar());
  if (readPlainBody(body) !== undefined) expect(renderBody(body, outline, around)).toBe(byTheGrammar());
}

describe("a body that is read once", () => {
  test.each([
    ["बारिश हुई।\n\nफिर धूप निकली।\n", "<p>बारिश हुई।</p>\n<p>फिर धूप निकली।</p>\n"],
    ["## नदी\n\n*पानी* बढ़ा\n", '<h2 id="nadi">नदी</h2>\n<p><em>पानी</em> बढ़ा</p>\n'],
    ["[x](https://example.org/a)\n", '<p><a href="https://example.org/a">x</a></p>\n'],
    ["[](https://example.org/)\n", '<p><a href="https://example.org/">https://example.org/</a></p>\n'],
    ["[x](mailto:a@b.example)\n", '<p><a href="mailto:a@b.example">x</a></p>\n'],
    [
      "::: quote मीरा\nहाँ\n:::\n",
      '<figure class="quote"><blockquote>\n<p>हाँ</p>\n</blockquote><figcaption>मीरा</figcaption></figure>\n',
    ],
    [
      "::: note ध्यान दें\nहाँ\n:::\n",
      '<aside class="note" aria-label="ध्यान दें"><p class="note-title">ध्यान दें</p>\n<p>हाँ</p>\n</aside>\n',
    ],
    ["", ""],
  ])("has its HTML at once: %j", (body, html) => {
    expect(htmlOf(body)).toBe(html);
    expectTheSame(body);
  });

  test.each([
    ["a link within the site", "[x](/desh/)"],
    ["a link to a part of the page", "[x](#nadi)"],
    ["a link to its own host", "[x](https://BHOR.example/desh/)"],
    ["a link to its own host, with the port", "[x](https://bhor.example:443/desh/)"],
    ["a link that is whole in its looks only", "[x](https:desh)"],
    ["a picture", "![x](media/a.jpg)"],
    ["a picture elsewhere", "![x](https://example.org/a.jpg)"],
    ["a table", "| a |\n|---|\n| b |"],
    ["a footnote", "a[^1]\n\n[^1]: b"],
    ["raw HTML", "<b>x</b>"],
    ["a note without a title", "::: note\nx\n:::"],
    ["a live entry", "::: live 18:05 बाढ़\nx\n:::"],
    ["a block that cannot be rendered", "::: video youtube\n:::"],
  ])("waits for the site with %s", (_, body) => {
    expect(htmlOf(`पहले\n\n${body}\n\nबाद में\n`)).toBeUndefined();
    expect(readBody(body, siteUrl).outline).toEqual(outlineBody(body));
  });

  it("is the same as one that is read for every page, whatever it holds", () => {
    fc.assert(fc.property(anyBody, expectTheSame), { numRuns: 3000 });
  });

  it("is the same where it is hardly more than paragraphs, headings and links", () => {
    let plain = 0;
    const isTheSame = (body: string) => {
      if (readPlainBody(body) !== undefined) plain++;
      expectTheSame(body);
    };
    fc.assert(fc.property(plainBody, isTheSame), { numRuns: 3000 });
    expect(plain).toBeGreaterThan(500);
  });

  it("is so in the sample newsroom, where a good part of the stories need no more", () => {
    const folder = resolve(import.meta.dirname, "../../content/articles");
    const bodies = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => readFrontMatter(readFileSync(resolve(folder, file), "utf8")).frontMatter.body);
    for (const body of bodies) expectTheSame(body);
    const certain = bodies.filter((body) => htmlOf(body) !== undefined);
    expect(certain.length).toBeGreaterThan(bodies.length / 3);
  });
});
