import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { defaults } from "../../src/options.ts";
import { openDarkroom } from "../../src/pictures/darkroom.ts";
import type { PictureFacts } from "../../src/pictures/facts.ts";
import { lookAtPicture } from "../../src/pictures/look-at-picture.ts";
import { openPrintRoom, type Print } from "../../src/pictures/prints.ts";
import {
  cmykJpeg,
  cutOff,
  deepPng,
  jpeg,
  transparentPng,
  turnedJpeg,
  wideJpeg,
} from "../support/make-pictures.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const settings = defaults.pictures;
if (settings === false) throw new Error("pictures are on unless a site says otherwise");
/** Small ones: what is asked is the same, and takes less time. */
const rooms = openPrintRoom({ ...settings, formats: ["avif", "webp"], widths: [60, 120, 640, 960] }, "1");
const usual = openPrintRoom(settings, "1");

async function put(bytes: Buffer): Promise<{ disk: string; facts: PictureFacts }> {
  const disk = join(temporaryFolder("darkroom"), "a.bin");
  writeFileSync(disk, bytes);
  const facts = await lookAtPicture(disk, "media/a.bin", "0123456789abcdef");
  if ("fault" in facts) throw new Error(facts.fault.code);
  return { disk, facts };
}

function allPrints(facts: PictureFacts): Print[] {
  const whole = rooms.whole("/media/a.jpg", facts);
  return [
    ...rooms.sets("/media/a.jpg", facts, "small").flatMap(({ prints }) => prints),
    ...rooms.sets("/media/a.jpg", facts, "wide").flatMap(({ prints }) => prints),
    ...(whole ? [whole] : []),
    ...rooms.crops("/media/a.jpg", facts, [0.2, 0.8]),
  ];
}

describe("prints", () => {
  it.each([
    ["a photograph", () => jpeg(500, 333)],
    ["a CMYK JPEG", cmykJpeg],
    ["a wide gamut", wideJpeg],
    ["16 bits", deepPng],
    ["a photo on its side with a place in it", turnedJpeg],
    ["a transparent PNG", transparentPng],
  ])("have the planned size, the colours of every screen, and no metadata: %s", async (_, make) => {
    const { disk, facts } = await put(await make());
    const darkroom = openDarkroom(temporaryFolder("kept"));
    for (const print of allPrints(facts)) {
      const bytes = readFileSync(await darkroom.print(disk, print));
      const { width, height, space, exif, icc, format, hasAlpha, orientation } =
        await sharp(bytes).metadata();
      expect({ width, height, space }).toEqual({ width: print.width, height: print.height, space: "srgb" });
      expect([exif, icc, orientation]).toEqual([undefined, undefined, undefined]);
      expect(format).toBe(print.format === "avif" ? "heif" : print.format);
      expect(hasAlpha).toBe(facts.tone === "clear" && print.format !== "jpeg");
      expect(bytes.includes("Secretcam")).toBe(false);
    }
  });

  it("are never wider than the picture, and end with its own width or the widest", async () => {
    const widths = (width: number, place: "wide" | "small") =>
      usual
        .sets(
          "/media/a.jpg",
          { digest: "0", kind: "still", width, height: 100, tone: "0-0-0", format: "jpeg" },
          place,
        )[0]
        ?.prints.map((print) => print.width);
    expect(widths(4000, "wide")).toEqual([480, 640, 960, 1440]);
    expect(widths(1200, "wide")).toEqual([480, 640, 960, 1200]);
    expect(widths(100, "wide")).toEqual([100]);
    expect(widths(4000, "small")).toEqual([240, 480, 640]);
    expect(widths(500, "small")).toEqual([240, 480, 500]);
  });

  it("show the colour that a CMYK or wide-gamut picture has, within what eyes tell apart", async () => {
    const skyOf = async (make: () => Promise<Buffer>) => {
      const { disk, facts } = await put(await make());
      const whole = rooms.whole("/media/a.jpg", facts) as Print;
      const file = await openDarkroom(temporaryFolder("kept")).print(disk, whole);
      return [...(await sharp(file).extract({ left: 300, top: 20, width: 1, height: 1 }).raw().toBuffer())];
    };
    const plain = await skyOf(() => jpeg(900, 600));
    for (const make of [cmykJpeg, wideJpeg, deepPng]) {
      const sky = await skyOf(make);
      for (const [channel, value] of plain.entries())
        expect(Math.abs((sky[channel] as number) - value)).toBeLessThan(30);
    }
  });

  it("have another address for another picture, quality or encoder, and for nothing else", () => {
    const facts: PictureFacts = {
      digest: "aa",
      kind: "still",
      width: 900,
      height: 600,
      tone: "0-0-0",
      format: "jpeg",
    };
    const address = (room = rooms, of = facts, src = "/media/x/बाढ़ Photo.JPG") =>
      room.whole(src, of)?.address;
    expect(address()).toMatch(/^\/media\/sized\/photo-[0-9a-f]{10}-640\.jpg$/);
    expect(address()).toBe(address(openPrintRoom({ ...settings, crops: false }, "1")));
    expect(address()).not.toBe(address(rooms, { ...facts, digest: "ab" }));
    expect(address()).not.toBe(address(openPrintRoom(settings, "2")));
    const quality = { ...settings.quality, jpeg: 50 };
    expect(address()).not.toBe(address(openPrintRoom({ ...settings, quality }, "1")));
  });
});

describe("what is kept", () => {
  it("is made once", async () => {
    const { disk, facts } = await put(await jpeg(300, 200));
    const folder = temporaryFolder("kept");
    const first = openDarkroom(folder);
    const print = rooms.whole("/media/a.jpg", facts) as Print;
    const place = await first.print(disk, print);
    const second = openDarkroom(folder);
    expect(await second.print(disk, print)).toBe(place);
    expect([first.made, second.made]).toEqual([1, 0]);
  });

  it("is swept of what nobody wants, the oldest first, and of nothing that somebody wants", async () => {
    const { disk, facts } = await put(await jpeg(300, 200));
    const folder = temporaryFolder("kept");
    const darkroom = openDarkroom(folder);
    const print = rooms.whole("/media/a.jpg", facts) as Print;
    const place = await darkroom.print(disk, print);
    utimesSync(place, 0, 0);
    const shelf = join(place, "..");
    for (let number = 0; number < 510; number++) {
      const file = join(shelf, `old-${facts.digest.slice(0, 10)}-${number}.webp`);
      writeFileSync(file, "");
      utimesSync(file, 1000 + number, 1000 + number);
    }
    darkroom.sweep([print], []);
    const left = readdirSync(shelf);
    expect(left).toHaveLength(501);
    expect(left).toContain(place.split("/").at(-1));
    expect(left).not.toContain(`old-${facts.digest.slice(0, 10)}-9.webp`);
    expect(left).toContain(`old-${facts.digest.slice(0, 10)}-10.webp`);
  });

  it("has nothing of a print that could not be made, and says which picture it was", async () => {
    const { disk, facts } = await put(await jpeg(300, 200));
    writeFileSync(disk, cutOff(await jpeg(300, 200)));
    const folder = temporaryFolder("kept");
    const print = rooms.whole("/media/a.jpg", facts) as Print;
    await expect(openDarkroom(folder).print(disk, print)).rejects.toThrow(
      `${disk} cannot be made 300 px wide`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
