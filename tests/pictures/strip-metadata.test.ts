import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { stripMetadata } from "../../src/pictures/strip-metadata.ts";
import { animatedWebp, jpeg, transparentPng, turnedJpeg, wideJpeg } from "../support/make-pictures.ts";

const pixelsOf = (bytes: Buffer) => sharp(bytes).autoOrient().raw().toBuffer();
const exif = { IFD0: { Make: "Secretcam" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "28/1 36/1 50/1" } };

describe("a picture without its metadata", () => {
  it.each([
    ["JPEG", () => turnedJpeg()],
    [
      "progressive JPEG",
      async () =>
        sharp(await jpeg(300, 200))
          .withExif(exif)
          .jpeg({ progressive: true })
          .toBuffer(),
    ],
    [
      "PNG",
      async () =>
        sharp(await transparentPng(300, 200))
          .withExif(exif)
          .png()
          .toBuffer(),
    ],
    [
      "WebP",
      async () =>
        sharp(await jpeg(300, 200))
          .withExif(exif)
          .webp()
          .toBuffer(),
    ],
  ])("shows the same and tells nothing: %s", async (_, make) => {
    const bytes = await make();
    expect(bytes.includes("Secretcam")).toBe(true);
    const stripped = stripMetadata(bytes);
    expect(stripped.includes("Secretcam")).toBe(false);
    expect(stripped.includes("Asha")).toBe(false);
    expect((await pixelsOf(stripped)).equals(await pixelsOf(bytes))).toBe(true);
    const { width, height } = (await sharp(stripped).metadata()).autoOrient;
    expect({ width, height }).toEqual(await uprightOf(bytes));
  });

  it("keeps its colour profile and its frames", async () => {
    const wide = stripMetadata(await wideJpeg());
    expect((await sharp(wide).metadata()).icc).toBeDefined();
    const moving = stripMetadata(await animatedWebp());
    expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(3);
  });

  it("drops what a camera adds after the end, such as a second picture with notes of its own", async () => {
    const first = await jpeg(300, 200);
    const both = Buffer.concat([first, await turnedJpeg()]);
    expect(stripMetadata(both).equals(stripMetadata(first))).toBe(true);
  });
});

async function uprightOf(bytes: Buffer) {
  const { width, height } = (await sharp(bytes).metadata()).autoOrient;
  return { width, height };
}
