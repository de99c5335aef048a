import { describe, expect, it } from "vitest";
import { createMarkdown } from "../../src/body/grammar.ts";
import { readBody } from "../../src/render/read-body.ts";

const markdown = createMarkdown();
const html = (text: string) => markdown.render(text).trim();

describe("words of another language in a text", () => {
  it.each([
    ["वे बोले, [جناب عالی]{lang=ur}।", '<p>वे बोले, <span lang="ur" dir="rtl">جناب عالی</span>।</p>'],
    ["[*Fiat* lux]{lang=la}", '<p><span lang="la" dir="ltr"><em>Fiat</em> lux</span></p>'],
    ['[a b]{lang="en-IN"}', '<p><span lang="en-IN" dir="ltr">a b</span></p>'],
    ["[[आगे](/x/)]{lang=hi}", '<p><span lang="hi" dir="ltr"><a href="/x/">आगे</a></span></p>'],
    ["## [Lux]{lang=la} बाद में", '<h2><span lang="la" dir="ltr">Lux</span> बाद में</h2>'],
  ])("%s are marked", (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it.each([
    ["[link](/x/) [brackets] {lang=ur}", '<p><a href="/x/">link</a> [brackets] {lang=ur}</p>'],
    ["[x]{lang=no_tag}", "<p>[x]{lang=no_tag}</p>"],
    ["[x]{class=red}", "<p>[x]{class=red}</p>"],
    ['[x]{lang=en" onclick="y"}', "<p>[x]{lang=en&quot; onclick=&quot;y&quot;}</p>"],
    ["\\[x]{lang=en}", "<p>[x]{lang=en}</p>"],
    ["`[x]{lang=en}`", "<p><code>[x]{lang=en}</code></p>"],
  ])("%s are left as they are written", (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it("leave a story's HTML as quick to make as before", () => {
    expect(readBody("वे बोले, [Fiat lux]{lang=la}।", "https://bhor.example").html).toContain('lang="la"');
  });
});
