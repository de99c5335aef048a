import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** Something that is not one colour, so that encoders have something to do: bands of sky, wall and ground. */
function painting(width: number, height: number, alpha = false): Sharp {
  const opacity = alpha ? ' fill-opacity="0.4"' : "";
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 60 40" preserveAspectRatio="none">
    <rect width="60" height="20" fill="#3a7bd5"${opacity}/><rect y="20" width="60" height="20" fill="#7a5230"${opacity}/>
    <circle cx="15" cy="20" r="6" fill="#ffd200"/><path d="M30 38l8-26 9 26z" fill="#1d3b1a"/></svg>`;
  const picture = sharp(Buffer.from(drawing));
  return alpha ? picture : picture.flatten({ background: "#fff" }).removeAlpha();
}

/** A photograph's stand-in. */
export const jpeg = (width = 1800, height = 1200): Promise<Buffer> =>
  painting(width, height).jpeg({ quality: 85 }).toBuffer();

export const png = (width = 600, height = 400): Promise<Buffer> => painting(width, height).png().toBuffer();

export const transparentPng = (width = 900, height = 600): Promise<Buffer> =>
  painting(width, height, true).png().toBuffer();

export const deepPng = (): Promise<Buffer> =>
  painting(900, 600).toColourspace("rgb16").png({ compressionLevel: 9 }).toBuffer();

/** As a print shop has it. */
export const cmykJpeg = (): Promise<Buffer> => painting(900, 600).toColourspace("cmyk").jpeg().toBuffer();

/** In the colours of a wide screen. */
export const wideJpeg = (): Promise<Buffer> => painting(900, 600).withIccProfile("p3").jpeg().toBuffer();

/** As a phone saves it that was held upright: 900 by 600 px to be turned, with the place where it was taken. */
export const turnedJpeg = (): Promise<Buffer> =>
  painting(900, 600)
    .withExif({
      IFD0: { Make: "Secretcam", Copyright: "Asha" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "28/1 36/1 50/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

export async function animatedGif(): Promise<Buffer> {
  const frames = await Promise.all(
    ["#c00", "#0c0", "#00c"].map((background) =>
      sharp({ create: { width: 400, height: 300, channels: 3, background } })
        .raw()
        .toBuffer(),
    ),
  );
  return sharp(Buffer.concat(frames), { raw: { width: 400, height: 900, channels: 3, pageHeight: 300 } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}

export const animatedWebp = async (): Promise<Buffer> =>
  sharp(await animatedGif(), { animated: true })
    .webp()
    .toBuffer();

/** The first two thirds of a file, as an upload that broke off leaves it. */
export const cutOff = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor((bytes.length * 2) / 3));

/** A few bytes that would become 900 million px. */
export function bomb(side = 30_000): Buffer {
  const part = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const part = Buffer.alloc(body.length + 8);
    part.writeUInt32BE(data.length, 0);
    body.copy(part, 4);
    part.writeUInt32BE(crc32(body), body.length + 4);
    return part;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    part("IHDR", head),
    part("IDAT", deflateSync(Buffer.alloc(1_000_000))),
    part("IEND", Buffer.alloc(0)),
  ]);
}

/** @see https://www.w3.org/TR/png-3/#D-CRCAppendix */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
