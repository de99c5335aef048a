import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fontCss } from "../../src/font/font-css.ts";
import { loadFontTools } from "../../src/font/font-tools.ts";
import { fontScripts } from "../../src/font/scripts.ts";
import { cutFont, fontSources } from "../../src/font/web-font.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const packages = {
  Deva: "@fontsource/noto-sans-devanagari",
  Beng: "@fontsource/noto-sans-bengali",
  Taml: "@fontsource/noto-sans-tamil",
  Arab: "@fontsource/noto-nastaliq-urdu",
};
const hindi = { from: packages.Deva, script: "Deva", weights: [400] };
const { resolve } = createRequire(import.meta.url);

async function openFont(woff2: Buffer) {
  const { harfBuzz, unpack } = await loadFontTools();
  const { buffer, byteOffset, byteLength } = await unpack(woff2, "sfnt");
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const face = new harfBuzz.Face(new harfBuzz.Blob(bytes));
  const font = new harfBuzz.Font(face);
  return {
    letters: new Set(face.collectUnicodes()),
    advances(text: string) {
      const line = new harfBuzz.Buffer();
      line.addText(text);
      line.guessSegmentProperties();
      harfBuzz.shape(font, line);
      return line.getGlyphPositions().map(({ xAdvance }) => xAdvance);
    },
  };
}

describe("the font that a site sends along", () => {
  it("is cut down to its script, and is the same bytes each time", async () => {
    const [[first], [again]] = [await cutFont(hindi), await cutFont(hindi)];
    const original = readFileSync(
      join(
        dirname(resolve(`${packages.Deva}/package.json`)),
        "files/noto-sans-devanagari-devanagari-400-normal.woff2",
      ),
    );
    expect(first?.name).toBe("font-deva-400.woff2");
    expect(first?.woff2.length).toBeLessThan(36 * 1024);
    expect(first?.woff2.length).toBeLessThan(0.75 * original.length);
    expect(first?.woff2.equals(again?.woff2 ?? Buffer.of())).toBe(true);
  });

  it("joins letters as before, and has both ways to write a nukta", async () => {
    const [cut] = await cutFont(hindi);
    const path = join(
      dirname(resolve(`${packages.Deva}/package.json`)),
      "files/noto-sans-devanagari-devanagari-400-normal.woff2",
    );
    const [whole, own] = [await openFont(readFileSync(path)), await openFont(cut?.woff2 ?? Buffer.of())];
    for (const word of [
      "राष्ट्रपति",
      "क्षेत्र",
      "ख़बर",
      "ख\u093cबर",
      "\u0958\u0959\u095a\u095b\u095c\u095d\u095e",
      "र्‍या",
      "१९४७",
      "ॐ",
      "ॲप",
    ]) {
      expect(own.advances(word), word).toEqual(whole.advances(word));
      for (const letter of word) expect(own.letters.has(letter.codePointAt(0) ?? 0), letter).toBe(true);
    }
    expect(own.letters.size).toBeLessThan(whole.letters.size);
  });

  it("is one file for all weights where it is variable", async () => {
    const from = "@fontsource-variable/noto-sans-devanagari";
    const files = await cutFont({ from, script: "Deva", weights: [400, 700] });
    expect(files.map(({ name }) => name)).toEqual(["font-deva-400-700.woff2"]);
    expect(files[0]?.woff2.length).toBeLessThan(58 * 1024);
    expect(files[0]?.faces.map(({ weight, measured }) => [weight, measured])).toEqual([
      ["400 700", 400],
      ["400 700", 700],
    ]);
    expect(files[0]?.faces[1]?.width).toBeGreaterThan(files[0]?.faces[0]?.width ?? 99);
  });

  it("has a stand-in that is as wide and as high, and is the phone's own font where that is the same", async () => {
    const files = await cutFont(hindi);
    const css = (width: number) => {
      const other = files.map((file) => ({ ...file, faces: file.faces.map((face) => ({ ...face, width })) }));
      return fontCss("Deva", other, new Map(files.map(({ name }) => [name, `x/${name}`])));
    };
    const own = css(files[0]?.faces[0]?.width ?? 0);
    expect(own).toContain(
      "size-adjust:100%;ascent-override:89.6%;descent-override:40.8%;line-gap-override:0%",
    );
    expect(own).toContain("url(x/font-deva-400.woff2)");
    expect(own).toContain('--web-deva:"Khabar Deva","Khabar Deva Fallback","Noto Sans Devanagari"');
    const wide = css(2 * (files[0]?.faces[0]?.width ?? 0));
    expect(wide).toContain("size-adjust:200%;ascent-override:44.8%;descent-override:20.4%");
  });

  it.each(Object.entries(packages))(
    "is compared with how wide the font of phones is: %s",
    async (script, from) => {
      const widths: number[] = [];
      for (const { path } of fontSources({ from, script, weights: [400, 700] })) {
        const advances = (await openFont(readFileSync(path))).advances(fontScripts[script]?.sample ?? "");
        widths.push(advances.reduce((sum, advance) => sum + advance, 0) / 1000);
      }
      const { localWidth } = fontScripts[script] ?? { localWidth: undefined };
      expect(widths).toEqual([localWidth?.regular, localWidth?.bold]);
    },
  );
});

describe("a font that cannot be used", () => {
  it("is named, with what to do", async () => {
    const file = join(temporaryFolder(), "mine.woff2");
    writeFileSync(file, "no font");
    await expect(cutFont({ ...hindi, from: "@fontsource/no-such-font" })).rejects.toThrow(
      "run npm install @fontsource/no-such-font",
    );
    await expect(cutFont({ ...hindi, from: "fonts/Mukta-{weight}.ttf" })).rejects.toThrow(
      /needs .*fonts\/Mukta-400\.ttf, but there is no such file/,
    );
    await expect(cutFont({ ...hindi, from: file })).rejects.toThrow(/mine\.woff2, which is no font/);
    const tamil = resolve(`${packages.Taml}/files/noto-sans-tamil-tamil-400-normal.woff2`);
    await expect(cutFont({ ...hindi, from: tamil })).rejects.toThrow(/has no ".". The script Deva needs it/);
  });
});
