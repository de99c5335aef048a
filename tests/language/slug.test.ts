import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugOf } from "../../src/language/slug.ts";

describe("an address from a headline", () => {
  it("is Latin as people type it", () => {
    expect(slugOf("दिल्ली में भारी बारिश, सड़कों पर जलभराव")).toBe("dilli-men-bhari-barish-sadkon-par-jalabhrav");
    expect(slugOf("प्रधानमंत्री ने किया नई योजना का ऐलान")).toBe("pradhanmantri-ne-kiya-nai-yojna-ka-ailan");
  });

  it("keeps the script if the site says so", () => {
    expect(slugOf("हिंदी में ख़बर!", { script: "native" })).toBe("हिंदी-में-ख़बर".normalize("NFC"));
    expect(slugOf("Über Straße", { script: "native" })).toBe("über-straße");
  });

  it("is the same for composed and decomposed spelling", () => {
    expect(slugOf("Cafe\u0301 \u095e", { script: "native" })).toBe(
      slugOf("Caf\u00e9 फ\u093c", { script: "native" }),
    );
  });

  it("writes other alphabets in Latin", () => {
    expect(slugOf("Zürich, Łódź und Đà Nẵng: große Straße")).toBe("zurich-lodz-und-da-nang-grosse-strasse");
    expect(slugOf("Москва")).toBe("moskva");
    expect(slugOf("Θεσσαλονίκη")).toBe("thessaloniki");
  });

  it("keeps letters of scripts without a table", () => {
    expect(slugOf("東京で大雨 — 元号")).toBe("東京で大雨-元号");
    expect(slugOf("ข่าวด่วน วันนี้")).toBe("ข่าวด่วน-วันนี้");
    expect(slugOf("한국 뉴스 2026")).toBe("한국-뉴스-2026");
  });

  it("joins what an apostrophe, an abbreviation's dots or a thousands comma divides", () => {
    expect(slugOf("Don't panic, it’s the U.S.")).toBe("dont-panic-its-the-us");
    expect(slugOf("10,000 jobs")).toBe("10000-jobs");
  });

  it("keeps numbers apart that a dot or a colon divides", () => {
    expect(slugOf("2.5 लाख, 8:30 बजे")).toBe("2-5-lakh-8-30-baje");
  });

  it("says percent, and drops the other symbols instead of spelling them out in English", () => {
    expect(slugOf("50% छूट")).toBe("50-percent-chhut");
    expect(slugOf("₹500 & $5 | ♥ <b> @home #tag")).toBe("500-5-b-home-tag");
  });

  it("cannot lead out of its folder", () => {
    expect(slugOf("../../etc/passwd")).toBe("etc-passwd");
    expect(slugOf(".htaccess")).toBe("htaccess");
    expect(slugOf("a\\b\u0000c?d#e%2f")).toBe("a-b-c-d-e-2f");
  });

  it("is never empty", () => {
    expect(slugOf("🎉🎉")).toMatch(/^story-[0-9a-f]{8}$/);
    expect(slugOf("")).toMatch(/^story-[0-9a-f]{8}$/);
    expect(slugOf("🎉")).not.toBe(slugOf("🎊"));
    expect(slugOf("?!")).toBe(slugOf("?!"));
  });

  it("is cut after a word at 80 bytes", () => {
    const slug = slugOf("प्रधानमंत्री ने किया नई योजना का ऐलान ".repeat(4));
    expect(slug).toBe("pradhanmantri-ne-kiya-nai-yojna-ka-ailan-pradhanmantri-ne-kiya-nai-yojna-ka");
    expect(slugOf("one two three four", { maxBytes: 14 })).toBe("one-two-three");
  });

  it("is cut between graphemes where there are no words, and never loses more than half to a long word", () => {
    expect(slugOf("東".repeat(100))).toBe("東".repeat(26));
    expect(slugOf(`2026 ${"東".repeat(100)}`)).toBe(`2026-${"東".repeat(25)}`);
    expect(slugOf("क्षत्रिय".repeat(20), { script: "native" })).toMatch(/^(क्षत्रिय)+(क्ष|क्षत्रि)?$/);
  });

  it("is the text itself where that is an address already, however long it may be", () => {
    const text = fc.stringMatching(/^[a-z0-9-]{1,100}$/);
    fc.assert(
      fc.property(text, (any) => {
        // The invisible letter shuts the short way for what is an address already.
        expect(slugOf(any)).toBe(slugOf(/[a-z0-9]/.test(any) ? `${any}\u2060` : any));
      }),
    );
  });

  it("refuses a limit that has no room for any slug", () => {
    expect(() => slugOf("a", { maxBytes: 5 })).toThrow(RangeError);
  });
});

describe.each(["latin", "native"] as const)("any text at all, %s", (script) => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 150 }),
    fc.string({ unit: "grapheme", maxLength: 150 }),
    fc.string({ unit: fc.integer({ min: 0x2b0, max: 0x1000 }).map((code) => String.fromCodePoint(code)) }),
  );

  it("gives an address that is safe, not empty and at most 80 bytes", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const slug = slugOf(text, { script });
        expect(slug).toMatch(/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u);
        expect(slug).toBe(slug.normalize("NFC"));
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(80);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same address for its own address", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const slug = slugOf(text, { script });
        expect(slugOf(slug, { script })).toBe(slug);
      }),
      { numRuns: 1000 },
    );
  });
});
