import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, paletteColor, readableOn } from "../../src/cards/colors.ts";
import { drawable } from "../../src/cards/drawable.ts";
import { openCardFonts } from "../../src/cards/fonts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const fonts = openCardFonts([]);

describe("the fonts of cards", () => {
  it("have all letters of the five languages, and the signs around them", () => {
    const letters = [
      [0x0904, 0x0939],
      [0x0993, 0x09a8],
      [0x0b95, 0x0b95],
      [0x0620, 0x064a],
      [0x20, 0x7e],
      [0xc0, 0xff],
    ] as const;
    for (const [first, last] of letters) {
      for (let code = first; code <= last; code++) expect(fonts.has(code), code.toString(16)).toBe(true);
    }
    for (const sign of "₹“”‘’–—…।॥،؟۔ٹڈڑںےঃ০௦०۰āś")
      expect(fonts.has(sign.codePointAt(0) ?? 0), sign).toBe(true);
  });

  it("of a site must be fonts", () => {
    const file = join(temporaryFolder("fonts"), "font.ttf");
    writeFileSync(file, "no font");
    expect(() => openCardFonts([file])).toThrow(
      /font\.ttf of the option cards\.fonts is not a TTF, OTF or WOFF/,
    );
    expect(() => openCardFonts(["missing.ttf"])).toThrow(
      /missing\.ttf of the option cards\.fonts cannot be read/,
    );
  });
});

describe("what is drawn of a text", () => {
  it.each([
    ["बारिश 🌧️ से", "बारिश से"],
    ["1️⃣ बड़ी ख़बर", "1 बड़ी ख़बर"],
    ["क्‍ष और क्‌ष", "क्‍ष और क्‌ष"],
    ["मैच 👨‍👩‍👧 देखा", "मैच देखा"],
    ["एक\n\n दो\t तीन", "एक दो तीन"],
    ["\u202eउलटा\u202c", "उलटा"],
    ["北 बीजिंग में भारी बारिश से नगर थमा", "बीजिंग में भारी बारिश से नगर थमा"],
  ])("of %j is %j", (text, drawn) => {
    expect(drawable(text, fonts)).toBe(drawn.normalize("NFC"));
  });

  it.each(["🎉", "ગુજરાત", "", " … ", "北京新闻 AB"])("of %j is nothing", (text) => {
    expect(drawable(text, fonts)).toBeUndefined();
  });
});

describe("the colours of sections", () => {
  it("can be read, whatever a site chooses", () => {
    for (let place = 0; place < 8; place++)
      expect(contrast(paletteColor(place), "#ffffff")).toBeGreaterThan(4.5);
    for (let color = 0; color <= 0xffffff; color += 0x010307) {
      const written = `#${color.toString(16).padStart(6, "0")}`;
      expect(contrast(written, readableOn(written)), written).toBeGreaterThan(4.3);
    }
  });
});
