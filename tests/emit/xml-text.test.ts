import fc from "fast-check";
import { expect, test } from "vitest";
import { xmlText } from "../../src/emit/xml-text.ts";

/** XML 1.0, production 2, letter by letter. */
function isXmlCharacter(code: number): boolean {
  if (code === 0x9 || code === 0xa || code === 0xd) return true;
  return (
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

test("keeps exactly the characters of XML 1.0", () => {
  const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 });
  fc.assert(
    fc.property(anyText, (units) => {
      const text = String.fromCharCode(...units);
      const expected = [...text]
        .filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0))
        .join("");
      expect(xmlText(text)).toBe(expected);
    }),
    { seed: 1 },
  );
});

test("keeps emoji, joiners and the marks of direction", () => {
  const text = "👩🏽‍🚀 क्‍ष می‌خواهم ‏‎";
  expect(xmlText(text)).toBe(text);
});
