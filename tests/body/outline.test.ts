import { describe, expect, it } from "vitest";
import { faultOfBlock, outlineBody } from "../../src/body/outline.ts";

const faults = (body: string) => outlineBody(body).blocks.map((block) => faultOfBlock(block));

describe("blocks", () => {
  it("may stand in one another, with Markdown and code inside", () => {
    const body = "::: live 18:05 बाढ़\ntext\n\n::: quote मीरा\nउद्धरण\n:::\n\n```\n:::\n```\n:::\n\nafter\n";
    const { blocks, strayCloses } = outlineBody(body);
    expect(blocks.map(({ name, argument }) => [name, argument])).toEqual([
      ["live", "18:05 बाढ़"],
      ["quote", "मीरा"],
    ]);
    expect(blocks.every(({ closed }) => closed)).toBe(true);
    expect(strayCloses).toEqual([]);
  });

  it.each([
    ["::: qoute\nx\n:::", "unknown"],
    ["::: quote\nx\n", "unclosed"],
    ["::: quote\n\n:::", "empty"],
    ["::: video youtube\n:::", "argument"],
    ["::: video javascript:alert(1)\n:::", "argument"],
    ["::: also-read\n:::", "argument"],
    ["::: live बाढ़\n:::", "argument"],
    ["::: gallery\nno picture\n:::", "empty"],
    ["::: note\nx\n:::", undefined],
    ["::: embed https://social.example/1\n:::", undefined],
  ])("finds the fault of %j", (body, fault) => {
    expect(faults(body)).toEqual([fault]);
  });

  it("notices a mark that closes nothing", () => {
    expect(outlineBody("a\n\n:::\n").strayCloses).toEqual([{ line: 2, column: 1 }]);
  });

  it("notices a language mark that marks nothing, with its place, and none in program text", () => {
    const body = "पहला [जनाब]{lang=ur}।\n\nफिर [x]{lang=ur_PK} और {lang=en}, `[x]{lang=}`।\n";
    expect(outlineBody(body).languageMarks).toEqual([
      { what: "{lang=ur_PK}", line: 2, column: 8 },
      { what: "{lang=en}", line: 2, column: 24 },
    ]);
  });

  it("knows the place of a link written in Hindi letters", () => {
    const { links } = outlineBody("पहली\n\nदेखें [यहाँ](/देश/खबर/) भी\n");
    expect(links).toMatchObject([{ line: 2, column: 14 }]);
  });

  it("finds pictures of galleries, links in raw HTML, anchors of headings", () => {
    const body =
      '# शीर्षक\n\n<a id="here" href="/a/">x</a>\n\n::: gallery\n![नदी](media/a.jpg)\n![](media/b.jpg)\n:::\n';
    const outline = outlineBody(body);
    expect(outline.images).toMatchObject([
      { src: "media/a.jpg", described: true, line: 5 },
      { src: "media/b.jpg", described: false, line: 6 },
    ]);
    expect(outline.links).toMatchObject([{ href: "/a/", line: 2 }]);
    expect(outline.anchors).toEqual(["shirshak", "here"]);
  });

  it("finds a heading whose line is drawn inside a quotation", () => {
    expect(outlineBody("> नदी\n> ---\n").anchors).toEqual(["nadi"]);
    expect(outlineBody("> - नदी\n>   ===\n").anchors).toEqual(["nadi"]);
  });

  it("gets to the end of brackets, quotes and blocks without end", () => {
    const marks = `${"[".repeat(20_000)}\n\n${"> ".repeat(5_000)}x\n\n${"*a_".repeat(10_000)}\n\n[last](/here/)\n`;
    expect(outlineBody(marks).links.map(({ href }) => href)).toEqual(["/here/"]);
    expect(faults("::: note\n".repeat(2_000))[0]).toBe("unclosed");
  });
});
