import { describe, expect, it } from "vitest";
import { makeHtmlSafe } from "../../src/body/safe-html.ts";

const ours = {
  link: (href: string) => href,
  image: (src: string) => (src.startsWith("http") ? undefined : { url: src }),
};
const safe = (html: string) => makeHtmlSafe(html, ours).html;

describe("raw HTML in a story", () => {
  it.each([
    ["<script>alert(1)</script>", ""],
    ["<p onclick=x()>a</p>", "<p>a</p>"],
    ['<a href="javascript:alert(1)">a</a>', "<p>a</p>"],
    ['<a href="JaVaScRiPt:alert(1)">a</a>', "<p>a</p>"],
    ['<a href="data:text/html,x">a</a>', "<p>a</p>"],
    ["<svg onload=alert(1)><circle/></svg>", ""],
    ["<style>body{display:none}</style><p>a</p>", "<p>a</p>"],
    ["<form action=/x><input name=p></form>", ""],
    ["<p style=position:fixed>a</p>", "<p>a</p>"],
    ["<meta http-equiv=refresh content=0><p>a</p>", "<p>a</p>"],
    ["<base href=//evil.example/><p>a</p>", "<p>a</p>"],
    ["<!-- hidden --><p>a</p>", "<p>a</p>"],
    ["<math><mtext><script>x</script></mtext></math><p>a</p>", "<p>a</p>"],
  ])("makes %s harmless", (dirty, clean) => {
    expect(safe(dirty)).toBe(clean);
  });

  it("lets nobody but us say what opens in a frame", () => {
    const link = (href: string, frame: string) => `<p><a href="${href}" data-frame="${frame}">a</a></p>`;
    const evil = "https://evil.example/";
    expect(safe(link("https://youtu.be/aqz-KE-bpKQ", evil))).toBe(
      link("https://youtu.be/aqz-KE-bpKQ", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1"),
    );
    expect(safe(link(evil, evil))).toBe(`<p><a href="${evil}">a</a></p>`);
    expect(safe(`<p><a id="x" data-frame="${evil}">a</a></p>`)).toBe('<p><a id="x">a</a></p>');
  });

  it("keeps what old articles rightly use", () => {
    const html = '<p>H<sub>2</sub>O, <abbr title="World Health Organization">WHO</abbr> <kbd>Ctrl</kbd></p>';
    expect(safe(html)).toBe(html);
  });

  it("tells what it took out, once each", () => {
    const { removed } = makeHtmlSafe(
      "<script>1</script><script>2</script><p onclick=a>x</p><blink>y</blink>",
      ours,
    );
    expect(removed).toEqual(["<script>", "onclick", "<blink>"]);
  });

  it("turns a frame and a remote picture into links, so that nobody is called before a click", () => {
    expect(safe('<iframe src="https://video.example/1" title="बाढ़ का वीडियो"></iframe>')).toBe(
      '<p><a href="https://video.example/1">बाढ़ का वीडियो</a></p>',
    );
    expect(safe('<img src="https://pictures.example/a.jpg" alt="नदी">')).toBe(
      '<p><a href="https://pictures.example/a.jpg">नदी</a></p>',
    );
  });

  it("mends nesting that a validator refuses", () => {
    expect(safe("<span><div>a</div></span>")).toBe("<div>a</div>");
    expect(safe("<h2><p>a</p></h2>")).toBe("<h2>a </h2>");
    expect(safe("<ul>a<li>b</li></ul>")).toBe("<ul><li>a</li><li>b</li></ul>");
    expect(safe("<p></p><p>a</p>")).toBe("<p>a</p>");
    expect(safe("<li>lost</li>")).toBe("<p>lost</p>");
  });

  it("gives a link without words its address to show", () => {
    expect(safe('<a href="https://a.example/"> </a>')).toBe(
      '<p><a href="https://a.example/">https://a.example/</a></p>',
    );
  });

  it("leaves one headline to the page, and every id to one element", () => {
    expect(safe('<h1 id="a">x</h1><p id="a">y</p>')).toBe('<h2 id="a">x</h2><p>y</p>');
  });

  it.each([1_000, 5_000, 50_000])("survives %i elements in one another, and keeps the words", (depth) => {
    const html = makeHtmlSafe(`${"<div>".repeat(depth)}गहरा${"</div>".repeat(depth)}<p>बाद में</p>`, ours).html;
    expect(html).toContain("गहरा");
    expect(html).toContain("<p>बाद में</p>");
  });

  it("does not take many paragraphs without end tags for depth", () => {
    expect(safe("<p>a".repeat(1_000))).toBe("<p>a</p>".repeat(1_000));
  });
});
