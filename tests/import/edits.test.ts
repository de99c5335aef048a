import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, coveredBy, lineFinder } from "../../src/import/edits.ts";

describe("edits", () => {
  it("replace, insert and delete, in any order given", () => {
    const edits = [
      { start: 6, end: 11, text: "there" },
      { start: 0, end: 0, text: "> " },
      { start: 5, end: 6, text: "" },
    ];
    expect(applyEdits("hello world", edits).text).toBe("> hellothere");
  });

  it("that overlap give way to the one that begins first", () => {
    const edits = [
      { start: 2, end: 4, text: "X" },
      { start: 0, end: 3, text: "Y" },
    ];
    expect(applyEdits("abcdef", edits).text).toBe("Ydef");
  });

  it("know where every character that was kept came from", () => {
    const span = fc
      .tuple(fc.nat(40), fc.nat(40))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.string({ minLength: 40, maxLength: 40 }), fc.array(span), (text, spans) => {
        // Written text is upper case Greek, which the old text never has.
        const edited = applyEdits(
          text,
          spans.map((place) => ({ ...place, text: "ΩΩ" })),
        );
        for (const [at, letter] of [...edited.text].entries()) {
          if (letter !== "Ω") expect(text[edited.originalOffset(at)]).toBe(letter);
        }
      }),
    );
  });
});

describe("places of a text", () => {
  it("have the line that counting gives", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\n") }), fc.nat(), (text, number) => {
        const at = number % (text.length + 1);
        expect(lineFinder(text)(at)).toBe(text.slice(0, at).split("\n").length - 1);
      }),
    );
  });

  it("are covered by spans as looking at each span says", () => {
    const span = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(span), fc.nat(31), (spans, at) => {
        expect(coveredBy(spans)(at)).toBe(spans.some(({ start, end }) => start <= at && at < end));
      }),
    );
  });
});
