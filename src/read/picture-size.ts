import { closeSync, openSync, readSync } from "node:fs";
import { imageSize } from "image-size";

/** In px, as shown: a photo that its EXIF data turns on its side is measured turned. */
export interface PictureSize {
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Why there is no size. */
  readonly reason?: string;
}

/** Enough for the headers of every format, EXIF thumbnails included. */
const headerBytes = 512 * 1024;

/** Measures a picture by its header; never throws. */
export function pictureSize(disk: string): PictureSize {
  try {
    const { width, height, orientation } = imageSize(readHeader(disk));
    const onItsSide = orientation !== undefined && orientation >= 5;
    return onItsSide ? { width: height, height: width } : { width, height };
  } catch {
    return { width: undefined, height: undefined, reason: "phrase:noSize" };
  }
}

function readHeader(disk: string): Uint8Array {
  const file = openSync(disk, "r");
  try {
    const header = Buffer.alloc(headerBytes);
    return header.subarray(0, readSync(file, header, 0, headerBytes, 0));
  } finally {
    closeSync(file);
  }
}
