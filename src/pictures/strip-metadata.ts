/**
 * A picture without what its camera or its program wrote into it: place, names, thumbnails, history.
 *
 * Of a JPEG, a PNG and a WebP the parts with metadata are left out and the px stay as they are, byte for byte. Colour
 * profiles stay, and so does the note that a JPEG is to be turned. Other formats are given back as they are.
 *
 * @see https://www.w3.org/TR/png-3/#11Chunks
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
export function stripMetadata(bytes: Buffer): Buffer {
  if (bytes.readUInt16BE(0) === 0xffd8) return stripJpeg(bytes);
  if (bytes.length > 8 && bytes.readUInt32BE(0) === 0x89504e47) return stripPng(bytes);
  const isWebp = bytes.length > 16 && bytes.toString("latin1", 0, 4) === "RIFF";
  return isWebp && bytes.toString("latin1", 8, 12) === "WEBP" ? stripWebp(bytes) : bytes;
}

function stripJpeg(bytes: Buffer): Buffer {
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number;
    // The px begin.
    if (marker === 0xda) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const body = bytes.subarray(at + 4, end);
    const isProfile = marker === 0xe2 && body.toString("latin1", 0, 11) === "ICC_PROFILE";
    const isMetadata = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee && !isProfile) || marker === 0xfe;
    if (!isMetadata) parts.push(bytes.subarray(at, end));
    else if (marker === 0xe1 && body.toString("latin1", 0, 4) === "Exif") {
      const orientation = orientationOf(body.subarray(6));
      if (orientation > 1) parts.push(turnedNote(orientation));
    }
    at = end;
  }
  // After the end of the picture some cameras add a second one, with its own notes.
  parts.push(bytes.subarray(at, endOfPixels(bytes, at)));
  return Buffer.concat(parts);
}

/** Where the picture ends whose first scan begins at `from`; a progressive one has several, with tables between them. */
function endOfPixels(bytes: Buffer, from: number): number {
  let at = from;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return at + 2;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker !== 0xda) continue;
    // Inside px `FF` is followed by `00` or a restart mark.
    do at = bytes.indexOf(0xff, at + 1);
    while (at !== -1 && (bytes[at + 1] === 0 || ((bytes[at + 1] as number) & 0xf8) === 0xd0));
    if (at === -1) break;
  }
  const hasEnd = at !== -1 && bytes[at] === 0xff && bytes[at + 1] === 0xd9;
  return hasEnd ? at + 2 : bytes.length;
}

/** Tag 0x0112 of the first directory; 1 where it cannot be read. */
function orientationOf(tiff: Buffer): number {
  try {
    const isLittle = tiff.toString("latin1", 0, 2) === "II";
    const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let entry = 0; entry < short(directory); entry++) {
      const at = directory + 2 + entry * 12;
      if (short(at) === 0x0112) return short(at + 8);
    }
  } catch {
    // A note that ends too early says nothing.
  }
  return 1;
}

/** An EXIF part with the orientation and nothing else. */
function turnedNote(orientation: number): Buffer {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010000000000000000", "hex");
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const pngMetadata: ReadonlySet<string> = new Set(["eXIf", "iTXt", "tEXt", "tIME", "zTXt"]);

function stripPng(bytes: Buffer): Buffer {
  const parts: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (!pngMetadata.has(name)) parts.push(bytes.subarray(at, end));
    if (name === "IEND") break;
    at = end;
  }
  return Buffer.concat(parts);
}

function stripWebp(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const name = bytes.toString("latin1", at, at + 4);
    const part = Buffer.from(bytes.subarray(at, end));
    // The flags of the head say which parts follow.
    if (name === "VP8X") part[8] = (part[8] as number) & ~0x0c;
    if (name !== "EXIF" && name !== "XMP ") parts.push(part);
    at = end;
  }
  const body = Buffer.concat(parts);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
