import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { foldText } from "../../src/language/fold.ts";
import { words } from "../../src/language/words.ts";

describe("two spellings of one word match", () => {
  test.each([
    ["हिंदी", "हिन्दी", "a nasal letter or a dot"],
    ["चंपा", "चम्पा", "a nasal letter or a dot"],
    ["गंगा", "गङ्गा", "a nasal letter or a dot"],
    ["पंच", "पञ्च", "a nasal letter or a dot"],
    ["अंडा", "अण्डा", "a nasal letter or a dot"],
    ["सेंटर", "सेन्टर", "a nasal letter or a dot"],
    ["गांव", "गाँव", "ं or ँ"],
    ["फिल्म", "फ़िल्म", "with or without nukta"],
    ["\u0958लम", "क\u093cलम", "nukta composed or not"],
    ["सड़क", "स\u095cक", "nukta composed or not"],
    ["২০২৬ ব\u09be\u09dcি", "2026 ব\u09beড\u09bcি", "Bengali letters composed or not"],
    ["আষা\u09dd সম\u09df", "আষাঢ\u09bc সময\u09bc", "Bengali letters composed or not"],
    ["সংকট", "সঙ্কট", "Bengali ং or ঙ"],
    ["ગાંધી", "ગાન્ધી", "Gujarati nasals"],
    ["ਪੰਜਾਬ", "ਪਂਜਾਬ", "tippi or bindi"],
    ["ਇੱਕ", "ਇਕ", "with or without addak"],
    ["అంధ్ర", "అన్ధ్ర", "Telugu nasals"],
    ["ಬೆಂಗಳೂರು", "ಬೆಙ್ಗಳೂರು", "Kannada nasals"],
    ["വാർത്ത", "വാര്\u200dത്ത", "Malayalam chillu letters"],
    ["क्ष\u200cत्रिय", "क्षत्रिय", "invisible joiners"],
    ["news\u00adpaper", "newspaper", "soft hyphens"],
    ["Café", "CAFE\u0301", "Latin diacritics and case"],
    ["Straße", "strasse", "ß"],
    ["İstanbul", "istanbul", "a dotted capital I"],
    ["ΟΔΟΣ", "οδος", "final sigma"],
    ["ﬁnal ２０２６", "final 2026", "compatibility forms"],
    ["don’t", "don't", "apostrophes"],
    ["२०२६", "2026", "digits"],
    ["۲۰۲۶ ٢٠", "2026 20", "digits"],
    ["پاكستاني", "پاکستانی", "Arabic yeh and kaf"],
    ["اُردُو", "اردو", "Urdu vowel signs"],
    ["خـــبر", "خبر", "tatweel"],
    ["جگه", "جگہ", "Arabic heh"],
    ["  नई \u00a0\n दिल्ली ", "नई दिल्ली", "white space"],
  ])("%s and %s (%s)", (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });
});

describe("different words stay different", () => {
  test.each([
    ["अन", "अन्न"],
    ["समान", "सम्मान"],
    ["दिन", "दीन"],
    ["বাড়ি", "বাডি"],
    ["আবার", "খাবার"],
    ["ڈر", "در"],
    ["آم", "ام"],
    ["мой", "мои"],
    ["か", "が"],
  ])("%s and %s", (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });
});

describe("foldText", () => {
  it("changes nothing the second time", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.integer({ min: 0x20, max: 0x1000 }).map((code) => String.fromCodePoint(code)) }),
    );
    fc.assert(
      fc.property(text, (any) => {
        const folded = foldText(any);
        expect(foldText(folded)).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["\u06dd", "\u06de", "\u06e5", "\u06e6", "\u06e9"])(
    "changes nothing the second time where %s stands between a letter and a mark",
    (sign) => {
      const folded = foldText(`υ${sign}\u0730`);
      expect(foldText(folded)).toBe(folded);
    },
  );

  it("takes no notice of an invisible letter, which shuts the short way for Hindi and English", () => {
    const letters = [..."‘’“”–—…  \t\n\u093c\u094dँंङञणनमaAzZ09०९।", "न्", "क़", "ऱ", "ज़"];
    const text = fc.array(
      fc.oneof(fc.constantFrom(...letters), fc.integer({ min: 0x900, max: 0x97f }).map(String.fromCharCode)),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const any = parts.join("");
        expect(foldText(any)).toBe(foldText(`${any}\u2060`));
        expect(words(any)).toEqual(words(`${any}\u2060`));
      }),
      { numRuns: 3000 },
    );
  });
});
