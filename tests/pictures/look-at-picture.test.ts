import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { lookAtPicture } from "../../src/pictures/look-at-picture.ts";
import {
  animatedGif,
  animatedWebp,
  bomb,
  cmykJpeg,
  cutOff,
  deepPng,
  jpeg,
  png,
  transparentPng,
  turnedJpeg,
  wideJpeg,
} from "../support/make-pictures.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder("pictures");

async function look(name: string, bytes: Uint8Array) {
  const disk = join(folder, name);
  mkdirSync(dirname(disk), { recursive: true });
  writeFileSync(disk, bytes);
  return lookAtPicture(disk, `media/${name}`, "0123456789abcdef");
}

describe("what is known of a picture", () => {
  it.each([
    ["a photograph", jpeg, { kind: "still", width: 1800, height: 1200, format: "jpeg" }],
    ["a CMYK JPEG", cmykJpeg, { kind: "still", width: 900, height: 600, format: "jpeg" }],
    ["one with a wide gamut", wideJpeg, { kind: "still", width: 900, height: 600, format: "jpeg" }],
    ["a PNG with 16 bits", deepPng, { kind: "still", width: 900, height: 600, format: "png" }],
    ["one on its side, upright", turnedJpeg, { kind: "still", width: 600, height: 900, format: "jpeg" }],
    ["one that can be looked through", transparentPng, { kind: "still", tone: "clear", format: "png" }],
    ["a moving GIF", animatedGif, { kind: "animated", width: 400, height: 300, format: "gif" }],
    ["a moving WebP", animatedWebp, { kind: "animated", width: 400, height: 300, format: "webp" }],
  ])("is right for %s", async (name, make, facts) => {
    expect(await look(`${name.replaceAll(" ", "-")}.bin`, await make())).toMatchObject(facts);
  });

  it("has a colour of the picture, whatever the file's own colours are", async () => {
    const blue = sharp({ create: { width: 90, height: 60, channels: 3, background: "#0033cc" } });
    const tones = [
      await look("blue.jpg", await blue.clone().jpeg().toBuffer()),
      await look("blue.png", await blue.clone().toColourspace("rgb16").png().toBuffer()),
      await look("opaque.png", await blue.clone().ensureAlpha().png().toBuffer()),
      await look("blue.webp", await blue.clone().webp().toBuffer()),
    ];
    for (const facts of tones) expect(facts).toMatchObject({ tone: "0-1-4" });
  });

  it("is the size of a drawing, which has no other", async () => {
    const drawing =
      '<?xml version="1.0"?>\n<!-- logo --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>';
    expect(await look("a.svg", Buffer.from(drawing))).toMatchObject({
      kind: "drawing",
      width: 30,
      height: 20,
    });
  });
});

describe("a file that cannot be shown", () => {
  it.each([
    ["empty.jpg", async () => Buffer.alloc(0), "image-broken", "phrase:emptyPicture"],
    ["cut.jpg", async () => cutOff(await jpeg()), "image-broken", "phrase:cutPicture"],
    ["cut.png", async () => cutOff(await png()), "image-broken", "phrase:cutPicture"],
    ["words.jpg", async () => Buffer.from("no picture"), "image-broken", "phrase:noPicture"],
    ["words.svg", async () => Buffer.from("no drawing"), "image-broken", "phrase:noDrawing"],
    ["phone.heic", async () => Buffer.from("0000ftypheic0000mif1heic"), "image-broken", "phrase:heicPicture"],
    ["old.bmp", async () => Buffer.from("BM0000000000000000"), "image-broken", "phrase:bmpPicture"],
  ])("is told apart: %s", async (name, make, code, reason) => {
    expect(await look(name, await make())).toMatchObject({
      fault: { code, values: { path: `media/${name}`, reason } },
    });
  });

  it("may be huge, and is not even tried", async () => {
    expect(await look("bomb.png", bomb())).toEqual({
      fault: {
        code: "image-huge",
        values: { path: "media/bomb.png", width: 30_000, height: 30_000, most: 150 },
      },
    });
  });

  it.each(["", "<?x y?>", "<?xml version='1.0'?>", "<!-- x -->"])(
    "may be a drawing with a script in it, behind %j",
    async (head) => {
      const drawing = `${head}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>`;
      expect(await look("b.svg", Buffer.from(drawing))).toMatchObject({ fault: { code: "image-unsafe" } });
    },
  );
});
