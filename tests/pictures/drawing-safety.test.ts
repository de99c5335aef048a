import { describe, expect, it } from "vitest";
import { unsafeInDrawing } from "../../src/pictures/drawing-safety.ts";

const found = (inside: string, head = "") =>
  unsafeInDrawing(
    Buffer.from(
      `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`,
    ),
  );

describe("a drawing", () => {
  it.each([
    ["shapes", '<path d="M0 0h9v9z" fill="url(#sky)"/><style>.a{fill:red}</style>'],
    ["words about scripts", "<text>How to write on = in a script: onward!</text>"],
    ["a use of itself", '<use xlink:href="#a"/><a href="https://bhor.example/"><text>Bhor</text></a>'],
    ["a picture in it", '<image href="data:image/png;base64,iVBORw0KGgo="/>'],
    ["motion", '<animate attributeName="opacity" values="0;1" dur="2s"/>'],
  ])("may have %s", (_, inside) => {
    expect(found(inside)).toBeUndefined();
  });

  it.each([
    ["a script", "<script>alert(1)</script>", "<script>"],
    [
      "a script under another name",
      '<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>',
      "<script>",
    ],
    ["a handler", '<rect onload="alert(1)"/>', "onload"],
    ["a handler after a slash", "<rect/onclick='x'/>", "onclick"],
    ["HTML", "<foreignObject><p>hi</p></foreignObject>", "<foreignObject>"],
    ["a script as a link", '<a xlink:href="javascript:alert(1)"><rect/></a>', "javascript:alert(1)"],
    ["one written in numbers", '<a href="&#106;avascript:alert(1)"><rect/></a>', "javascript:alert(1)"],
    ["a page in a link", '<a href="data:text/html,hello"><rect/></a>', "data:text/html,hello"],
    ["a link that becomes a script", '<animate attributeName="href" to="javascript:x"/>', "<animate>"],
    [
      "a script behind something that moves",
      '<animate attributeName="opacity" to="0"/><script>alert(1)</script>',
      "<script>",
    ],
    [
      "a script behind another link",
      '<a href="page.html"/><a href="javascript:alert(1)"/>',
      "javascript:alert(1)",
    ],
    [
      "a script behind a link to another host",
      '<a href="https://a.example/"/><a href="javascript:alert(1)"/>',
      "javascript:alert(1)",
    ],
    ["a scheme with a line break in it", '<a href="java&#10;script:alert(1)"/>', "javascript:alert(1)"],
    ["a scheme behind white space", "<a href=' \tjava\tscript:alert(1)'/>", "javascript:alert(1)"],
    ["a picture of another host", '<image href="https://spy.example/a.png"/>', "https://spy.example/a.png"],
    ["a style of another host", "<style>@import 'https://spy.example/a.css';</style>", "url()"],
    ["a font of another host", "<style>a{src:url(//spy.example/a.woff)}</style>", "url()"],
  ])("may not have %s", (_, inside, what) => {
    expect(found(inside)).toBe(what);
  });

  it("may not hide words in entities or another encoding", () => {
    expect(found("&x;", '<!DOCTYPE svg [<!ENTITY x "<script/>">]>')).toBe("<!ENTITY>");
    expect(found("", '<?xml version="1.0" encoding="UTF-7"?>')).toBe("encoding");
    expect(found("", '<?xml version="1.0" encoding="UTF-8"?>')).toBeUndefined();
    expect(unsafeInDrawing(Buffer.from("\ufeff<svg/>", "utf16le"))).toBe("encoding");
  });
});
