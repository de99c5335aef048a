import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { Card } from "../../src/cards/card.ts";
import { type CardDrawer, openCardDrawer } from "../../src/cards/draw-card.ts";
import { directionOf } from "../../src/language/languages.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { aCard, engines, fonts, headlines, paper } from "./a-card.ts";

interface Look {
  readonly bytes: number;
  readonly format: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Whether all of a part of the card has the ground's colour. */
  isPaper(left: number, top: number, width: number, height: number): boolean;
  /** Share of pixels of a part that are dark. */
  ink(left: number, top: number, width: number, height: number): number;
}

async function lookAt(jpeg: Buffer): Promise<Look> {
  const { format } = await sharp(jpeg).metadata();
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const count = (left: number, top: number, width: number, height: number, is: (at: number) => boolean) => {
    let found = 0;
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) if (is((y * info.width + x) * 3)) found++;
    }
    return found / (width * height);
  };
  return {
    bytes: jpeg.length,
    format,
    width: info.width,
    height: info.height,
    isPaper: (...part) =>
      // JPEG makes a little of its own near letters.
      count(...part, (at) =>
        paper.every((value, part) => Math.abs((data[at + part] as number) - value) < 24),
      ) === 1,
    ink: (...part) => count(...part, (at) => (data[at] as number) < 100 && (data[at + 1] as number) < 100),
  };
}

/** A picture of four flat quarters: red and green above, blue and white below. */
async function quarters(): Promise<string> {
  const file = join(temporaryFolder("quarters"), "quarters.png");
  const quarter = (background: string) =>
    sharp({ create: { width: 800, height: 600, channels: 3, background } })
      .png()
      .toBuffer();
  const [red, green, blue] = await Promise.all(["#f00", "#0f0", "#00f"].map(quarter));
  await sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#fff" } })
    .composite([
      { input: red as Buffer, left: 0, top: 0 },
      { input: green as Buffer, left: 800, top: 0 },
      { input: blue as Buffer, left: 0, top: 600 },
    ])
    .png()
    .toFile(file);
  return file;
}

const hostile: Readonly<Record<string, string>> = {
  "a headline of 500 letters": "राष्ट्रीय समाचार और विश्लेषण ".repeat(40),
  "one endless word": "Rindfleischetikettierungsüberwachungsaufgaben".repeat(12),
  "an endless Hindi word": "राष्ट्रपतिभवनसचिवालय".repeat(20),
  "marks that turn the line round": "\u202eबारिश\u2066 से \u200fनगर\u202c थमा",
  "control characters and new lines": "बारिश\u0000 से\n\nनगर\t\u0007थमा\u0085",
  markup: "<b>&amp; \"बारिश\" 'से' </span> {{ नगर }}",
};

describe.each(Object.keys(engines) as (keyof typeof engines)[])("a card drawn by %s", (engine) => {
  let drawer: CardDrawer;
  const draw = async (changes: Partial<Card>) => lookAt(await drawer.draw(aCard(changes)));

  beforeAll(() => {
    drawer = openCardDrawer(engines[engine](temporaryFolder("card-fonts")), fonts);
  });

  it.each(Object.entries(headlines))(
    "holds the headline in %s within its margins",
    async (language, headline) => {
      const direction = directionOf(language);
      const card = await draw({ language, headline, direction });
      expect(card).toMatchObject({ format: "jpeg", width: 1200, height: 630 });
      expect(card.bytes).toBeLessThan(100_000);
      expect(card.isPaper(0, 16, 44, 614)).toBe(true);
      expect(card.isPaper(1156, 16, 44, 614)).toBe(true);
      expect(card.isPaper(0, 612, 1200, 18)).toBe(true);
      expect(card.ink(60, 130, 1080, 390)).toBeGreaterThan(0.03);
      // The section stands where reading begins.
      const [start, end] = direction === "ltr" ? [60, 1060] : [1060, 60];
      expect(card.isPaper(start, 60, 80, 50)).toBe(false);
      expect(card.isPaper(end, 60, 80, 50)).toBe(true);
    },
  );

  it.each(Object.entries(hostile))("stands %s", async (_, headline) => {
    const card = await draw({ headline, kicker: headline, brand: headline.slice(0, 120) });
    expect(card.isPaper(0, 16, 44, 614)).toBe(true);
    expect(card.isPaper(1156, 16, 44, 614)).toBe(true);
    expect(card.isPaper(0, 612, 1200, 18)).toBe(true);
    expect(card.ink(60, 130, 1080, 390)).toBeGreaterThan(0.01);
    expect(card.bytes).toBeLessThan(150_000);
  });

  it("leaves out emoji and all else that no font has, without a box in their place", async () => {
    const plain = await drawer.draw(aCard({ headline: "बारिश से नगर थमा" }));
    const decorated = "🌧️ बारिश से 👨‍👩‍👧‍👦 नगर थमा 🇮🇳\u{e000}\ufffe";
    expect(await drawer.draw(aCard({ headline: decorated }))).toEqual(plain);
  });

  it("shows its section where nothing of the headline can be drawn", async () => {
    const section = await drawer.draw(aCard({ headline: "देश" }));
    for (const headline of ["🎉🎉🎉", "ગુજરાતમાં ભારે વરસાદ", "北京新闻", "\u200d"]) {
      expect(await drawer.draw(aCard({ headline }))).toEqual(section);
    }
  });

  it("has colours and the logo alone where nothing at all can be drawn", async () => {
    const unknown = { headline: "ગુજરાત સમાચાર", section: undefined, kicker: undefined };
    const card = await draw({ ...unknown, deck: undefined, brand: "ગુજરાત સમાચાર", date: undefined });
    expect(card).toMatchObject({ format: "jpeg", width: 1200, height: 630 });
    expect(card.isPaper(60, 130, 1080, 390)).toBe(true);
    const picture = { disk: await quarters(), focus: undefined };
    const pictured = await draw({ ...unknown, deck: undefined, brand: undefined, date: undefined, picture });
    expect(pictured.isPaper(10, 20, 400, 590)).toBe(false);
  });

  it("has the picture beside the words, on the side where reading begins, cut around its focus", async () => {
    const disk = await quarters();
    const focus = [0.1, 0.1] as const;
    const right = await drawer.draw(
      aCard({ language: "ur", direction: "rtl", headline: headlines.ur, picture: { disk, focus } }),
    );
    const left = await drawer.draw(aCard({ picture: { disk, focus: [0.9, 0.1] } }));
    const colorAt = async (jpeg: Buffer, x: number, y: number) => {
      const { data } = await sharp(jpeg)
        .extract({ left: x, top: y, width: 1, height: 1 })
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [...data].map((value) => (value > 128 ? 1 : 0)).join("");
    };
    // Red is at the upper left of the picture, green beside it, blue below.
    expect(await Promise.all([colorAt(right, 730, 20), colorAt(right, 730, 600)])).toEqual(["100", "001"]);
    expect(await Promise.all([colorAt(left, 470, 20), colorAt(left, 470, 600)])).toEqual(["010", "111"]);
    expect((await lookAt(left)).isPaper(1164, 16, 36, 614)).toBe(true);
    expect((await lookAt(right)).isPaper(0, 16, 36, 614)).toBe(true);
  });

  it("is that of a story without a picture where the picture cannot be read", async () => {
    const disk = join(temporaryFolder("broken"), "broken.jpg");
    writeFileSync(disk, "no picture");
    const plain = await drawer.draw(aCard());
    expect(await drawer.draw(aCard({ picture: { disk, focus: undefined } }))).toEqual(plain);
  });

  it("has a picture of which a decoder only warns, as pages have it", async () => {
    const disk = join(temporaryFolder("warned"), "warned.jpg");
    const whole = await sharp({ create: { width: 800, height: 600, channels: 3, background: "#f00" } })
      .jpeg()
      .toBuffer();
    // Bytes between two segments, which belong to neither.
    const table = whole.indexOf(Buffer.from([0xff, 0xdb]));
    writeFileSync(disk, Buffer.concat([whole.subarray(0, table), Buffer.alloc(3, 7), whole.subarray(table)]));
    const plain = await drawer.draw(aCard());
    expect(await drawer.draw(aCard({ picture: { disk, focus: undefined } }))).not.toEqual(plain);
  });

  it("turns a picture as its camera says", async () => {
    const file = join(temporaryFolder("turned"), "turned.jpg");
    const pixels = await sharp(await quarters())
      .jpeg()
      .toBuffer();
    // 6: what is the left side of the file is above.
    await sharp(pixels).withMetadata({ orientation: 6 }).toFile(file);
    const { data } = await sharp(await drawer.draw(aCard({ picture: { disk: file, focus: [0.5, 0.5] } })))
      .extract({ left: 10, top: 20, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data].map((value) => (value > 128 ? 1 : 0)).join("")).toBe("001");
  });

  it("shows the logo", async () => {
    const logo = join(repository, "content/media/logo.svg");
    const card = await drawer.draw(aCard({ logo }));
    const { data } = await sharp(card)
      .extract({ left: 66, top: 560, width: 4, height: 4 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [red = 0, green = 0] = data;
    expect(red - green).toBeGreaterThan(80);
  });

  it("has the same bytes each time, in every process", async () => {
    const disk = await quarters();
    const card = aCard({ picture: { disk, focus: undefined } });
    const first = await drawer.draw(card);
    const [again, among] = await Promise.all([drawer.draw(card), drawer.draw(card), drawer.draw(aCard())]);
    expect(again).toEqual(first);
    expect(among).toEqual(first);
    const script = `
      import { createHash } from "node:crypto";
      import { openCardDrawer } from "./src/cards/draw-card.ts";
      import { engines, fonts } from "./tests/cards/a-card.ts";
      const drawn = await openCardDrawer(engines[${JSON.stringify(engine)}](${JSON.stringify(temporaryFolder("card-fonts"))}), fonts).draw(${JSON.stringify(card)});
      console.log(createHash("sha256").update(drawn).digest("hex"));`;
    const elsewhere = execFileSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", script],
      {
        cwd: repository,
        encoding: "utf8",
      },
    );
    expect(elsewhere.trim()).toBe(createHash("sha256").update(first).digest("hex"));
  });
});
