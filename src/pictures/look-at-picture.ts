import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import type { Metadata } from "sharp";
import { pictureSize } from "../read/picture-size.ts";
import { unsafeInDrawing } from "./drawing-safety.ts";
import { mostMegapixels, type PictureFault, promisedFormat, type SurveyedPicture } from "./facts.ts";
import { loadSharp, type Sharp } from "./load-sharp.ts";
import { toneOf } from "./tone.ts";

/** A side of the small copy whose colours are counted, in px. */
const sampleSide = 48;

/** More bytes than this are no drawing by hand. */
const mostDrawingBytes = 4_000_000;

/**
 * Looks at a picture whole, so that one which cannot be published is told of before anything is.
 *
 * A JPEG is decoded at an eighth of its size, which takes some ten milliseconds and finds what is missing all the same.
 *
 * @param path below the content folder, for messages
 * @param digest of its bytes
 */
export async function lookAtPicture(disk: string, path: string, digest: string): Promise<SurveyedPicture> {
  const broken = (reason: string): SurveyedPicture =>
    fault("image-broken", { path, reason: `phrase:${reason}` });
  const size = statSync(disk).size;
  if (size === 0) return broken("emptyPicture");
  const head = headOf(disk);
  if (looksLikeDrawing(head)) return lookAtDrawing(disk, path, digest, size);
  // As told by the first bytes: some formats cannot be read by `sharp` as it comes.
  const foreign = foreignFormat(head);
  if (foreign !== undefined) return broken(foreign);

  const sharp = await loadSharp();
  const metadata = await sharp(disk, { limitInputPixels: false, animated: false })
    .metadata()
    .catch(() => undefined);
  if (metadata?.format === undefined)
    return broken(promisedFormat(path) === "svg" ? "noDrawing" : "noPicture");
  // However the file begins, what draws it is what browsers would run.
  if (metadata.format === "svg") return lookAtDrawing(disk, path, digest, size);
  const { width, height } = uprightSize(metadata);
  if (width * height > mostMegapixels * 1_000_000) {
    return fault("image-huge", { path, width, height, most: mostMegapixels });
  }
  const kind = (metadata.pages ?? 1) > 1 && /^(gif|webp|png)$/.test(metadata.format) ? "animated" : "still";
  try {
    const tone =
      metadata.hasAlpha && (await isTransparent(sharp, disk)) ? "clear" : await toneOfFile(sharp, disk);
    return { digest, kind, width, height, tone, format: formatOf(metadata) };
  } catch {
    return broken("cutPicture");
  }
}

function fault(code: PictureFault["code"], values: PictureFault["values"]): SurveyedPicture {
  return { fault: { code, values } };
}

function headOf(disk: string): Buffer {
  const handle = openSync(disk, "r");
  try {
    const head = Buffer.alloc(1024);
    return head.subarray(0, readSync(handle, head, 0, head.length, 0));
  } finally {
    closeSync(handle);
  }
}

function looksLikeDrawing(head: Buffer): boolean {
  const text = head.toString("latin1").replace(/\0/g, "");
  return (
    /^(\W{0,3}|\s*)(<\?xml|<!--|<!DOCTYPE\s+svg|<(\w+:)?svg)/i.test(text) && /svg|<\?xml|<!--/i.test(text)
  );
}

function foreignFormat(head: Buffer): string | undefined {
  const brand = head.toString("latin1", 4, 12);
  if (/^ftyp(heic|heix|hevc|mif1|msf1)/.test(brand) && !head.toString("latin1", 0, 64).includes("avif")) {
    return "heicPicture";
  }
  if (head.toString("latin1", 0, 2) === "BM") return "bmpPicture";
  return undefined;
}

function lookAtDrawing(disk: string, path: string, digest: string, size: number): SurveyedPicture {
  if (size > mostDrawingBytes) return fault("image-broken", { path, reason: "phrase:bigDrawing" });
  const found = unsafeInDrawing(readFileSync(disk));
  if (found !== undefined) return fault("image-unsafe", { path, found });
  const { width = 0, height = 0, reason } = pictureSize(disk);
  if (reason !== undefined) return fault("image-broken", { path, reason: "phrase:noDrawing" });
  return {
    digest,
    kind: "drawing",
    width: Math.round(width),
    height: Math.round(height),
    tone: "clear",
    format: "svg",
  };
}

function uprightSize({ width, height, autoOrient, pageHeight }: Metadata): { width: number; height: number } {
  return { width: autoOrient?.width ?? width, height: pageHeight ?? autoOrient?.height ?? height };
}

function formatOf({ format, compression }: Metadata): string {
  if (format !== "heif") return format as string;
  return compression === "av1" ? "avif" : "heic";
}

async function isTransparent(sharp: Sharp, disk: string): Promise<boolean> {
  return !(await open(sharp, disk).stats()).isOpaque;
}

async function toneOfFile(sharp: Sharp, disk: string): Promise<string> {
  const rgb = await open(sharp, disk)
    .resize({ width: sampleSide, height: sampleSide, fit: "fill" })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  return toneOf(rgb);
}

/** `error` finds what is cut off or does not fit; what programs only warn of, as many old photos have, is let pass. */
function open(sharp: Sharp, disk: string) {
  return sharp(disk, { failOn: "error", limitInputPixels: mostMegapixels * 1_000_000 });
}
