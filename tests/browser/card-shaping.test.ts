import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTakumi, openTakumi } from "../../src/cards/takumi.ts";
import { directionOf } from "../../src/language/languages.ts";
import { aCard, fonts } from "../cards/a-card.ts";
import { openBrowser } from "../support/open-browser.ts";

/** Letters that change with their neighbours: conjuncts, reph, matras before and around, nukta, joiners. */
const lines: Readonly<Record<string, readonly [language: string, family: string, text: string]>> = {
  "Hindi conjuncts": ["hi", "noto-sans-devanagari-devanagari", "राष्ट्र क्षत्रिय विद्यार्थी श्रृंखला द्वारा ज्ञान"],
  "Hindi reph and matras": [
    "hi",
    "noto-sans-devanagari-devanagari",
    "कर्मियों वर्षा र्कि प्रार्थना हिंदी कौन तृप्ति रूपये रुक",
  ],
  "Hindi nukta and joiners": [
    "hi",
    "noto-sans-devanagari-devanagari",
    "ज़िला बढ़ेगी पढ़ाई क्‍ष क्‌ष हृदय ब्रह्म चिह्न सात्त्विक",
  ],
  "Bengali conjuncts": ["bn", "noto-sans-bengali-bengali", "শ্রমিক স্বপ্ন ত্রাণ ক্ষমতা বৃষ্টি"],
  "Bengali clusters of three": ["bn", "noto-sans-bengali-bengali", "ব্রহ্মপুত্র রাষ্ট্র বিদ্যুৎ উজ্জ্বল"],
  "Bengali reph and matras": ["bn", "noto-sans-bengali-bengali", "কর্মী র‍্যাব সর্বশেষ হৃদয় দৌড়"],
  "Tamil vowels": ["ta", "noto-sans-tamil-tamil", "கொடுத்தோம் மௌனம் ஸ்ரீ"],
  "Urdu Nastaliq": ["ur", "noto-nastaliq-urdu-arabic", "سیلاب میں اسپتال تک پہنچانے والی کشتیاں"],
};

const style = "width: 1152px; margin: 20px 24px; font-size: 54px; line-height: 3; white-space: nowrap;";
const width = 1200;
const height = 260;

const reach = 4;

type Mask = Uint8Array;

async function inkOf(picture: Buffer): Promise<Mask> {
  const { data } = await sharp(picture)
    .extract({ left: 0, top: 0, width, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Uint8Array.from(data, (value) => (value < 110 ? 1 : 0));
}

/** The share of one's ink that is farther than four pixels from any of the other's. */
function stray(one: Mask, other: Mask): number {
  let ink = 0;
  let lost = 0;
  for (let y = reach; y < height - reach; y++) {
    for (let x = reach; x < width - reach; x++) {
      if (one[y * width + x] === 0) continue;
      ink++;
      let isNear = false;
      for (let dy = -reach; dy <= reach && !isNear; dy++) {
        for (let dx = -reach; dx <= reach && !isNear; dx++) isNear = other[(y + dy) * width + x + dx] === 1;
      }
      if (!isNear) lost++;
    }
  }
  return ink === 0 ? 1 : lost / ink;
}

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

async function inBrowser(language: string, family: string, text: string): Promise<Mask> {
  // Spaces come from another font than letters do, in the same order as on a card.
  const rank = ({ name }: { name: string }) => (name === family ? 0 : 1);
  const order = fonts.fonts.toSorted((a, b) => rank(a) - rank(b));
  const faces = order.map(({ name, bytes }) => {
    const source = `data:font/ttf;base64,${bytes.toString("base64")}`;
    return `@font-face { font-family: ${name}; font-weight: 700; src: url(${source}); }`;
  });
  const page = await browser.newPage({ viewport: { width, height } });
  try {
    const rule = `body { margin: 0; text-rendering: geometricPrecision } p { ${style} font-family: ${order.map(({ name }) => name).join()}; font-weight: 700; color: #000; }`;
    await page.setContent(
      `<style>${faces.join(" ")} ${rule}</style><p lang="${language}" dir="auto">${text}</p>`,
    );
    await page.evaluate("document.fonts.ready");
    return await inkOf(await page.screenshot());
  } finally {
    await page.close();
  }
}

describe("the headline of a card", () => {
  const whole = "display: flex; width: 1200px; height: 630px;";
  const css = `.card { ${whole} background: #fff; color: #000; font-weight: 700 } .text, .room { ${whole} }
    .top, .foot { display: none } .headline { ${style} }`;
  const typesetter = openTakumi(findTakumi() ?? "", fonts, css);

  it.each(Object.entries(lines))(
    "has the letters that a browser has: %s",
    async (_, [language, family, text]) => {
      const { pixels } = await typesetter.typeset(
        aCard({ language, direction: directionOf(language), headline: text }),
        undefined,
      );
      const drawn = await inkOf(
        await sharp(pixels, { raw: { width: 1200, height: 630, channels: 4 } })
          .png()
          .toBuffer(),
      );
      const expected = await inBrowser(language, family, text);
      expect(stray(drawn, expected)).toBeLessThan(0.02);
      expect(stray(expected, drawn)).toBeLessThan(0.02);
    },
  );

  it("is not taken for right where it is wrong", async () => {
    const halant = await inBrowser("bn", "noto-sans-bengali-bengali", "শ্রমিক স্বপ্ন ত্রাণ");
    const loose = await inBrowser("bn", "noto-sans-bengali-bengali", "শ্‌রমিক স্‌বপ্‌ন ত্‌রাণ");
    expect(stray(loose, halant)).toBeGreaterThan(0.1);
  });
});
