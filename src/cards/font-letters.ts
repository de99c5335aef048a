/**
 * The letters that a font can draw: every code point for which its `cmap` names a glyph.
 *
 * @param font TrueType or OpenType
 * @returns ranges, both ends included, in no order
 * @throws {RangeError} if the font is not whole
 * @see https://learn.microsoft.com/en-us/typography/opentype/spec/cmap
 */
export function lettersOf(font: Buffer): [number, number][] {
  const table = tableAt(font, "cmap");
  if (table === undefined) return [];
  const ranges: [number, number][] = [];
  const count = font.readUInt16BE(table + 2);
  for (let index = 0; index < count; index++) {
    const platform = font.readUInt16BE(table + 4 + 8 * index);
    const map = table + font.readUInt32BE(table + 8 + 8 * index);
    const format = font.readUInt16BE(map);
    // Unicode, or Microsoft's Unicode.
    if (platform !== 0 && platform !== 3) continue;
    if (format === 4) addSegments(font, map, ranges);
    if (format === 12) addGroups(font, map, ranges);
  }
  return ranges;
}

function tableAt(font: Buffer, name: string): number | undefined {
  const count = font.readUInt16BE(4);
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    if (font.toString("latin1", entry, entry + 4) === name) return font.readUInt32BE(entry + 8);
  }
  return undefined;
}

/** Format 4: segments of the first plane, with a shift or a list of glyphs; glyph 0 is the box for what is missing. */
function addSegments(font: Buffer, map: number, ranges: [number, number][]): void {
  const twice = font.readUInt16BE(map + 6);
  for (let at = 0; at < twice; at += 2) {
    const end = font.readUInt16BE(map + 14 + at);
    const start = font.readUInt16BE(map + 16 + twice + at);
    const shift = font.readUInt16BE(map + 16 + 2 * twice + at);
    const listAt = map + 16 + 3 * twice + at;
    const list = font.readUInt16BE(listAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed = list === 0 ? code : font.readUInt16BE(listAt + list + 2 * (code - start));
      const hasGlyph = list === 0 ? ((code + shift) & 0xffff) !== 0 : listed !== 0;
      if (hasGlyph) addCode(code, ranges);
    }
  }
}

/** Format 12: groups of code points of all planes. */
function addGroups(font: Buffer, map: number, ranges: [number, number][]): void {
  const count = font.readUInt32BE(map + 12);
  for (let group = map + 16; group < map + 16 + 12 * count; group += 12) {
    ranges.push([font.readUInt32BE(group), font.readUInt32BE(group + 4)]);
  }
}

function addCode(code: number, ranges: [number, number][]): void {
  const last = ranges.at(-1);
  if (last?.[1] === code - 1) last[1] = code;
  else ranges.push([code, code]);
}
