/**
 * The same text, to be remembered. A part of a text keeps the whole of it in memory, here a whole file: V8 copies only
 * parts of less than 13 letters.
 */
export function copyOf(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
