import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A file that is only ever added to, a megabyte at a time. */
export interface AppendFile {
  /** @returns where the bytes begin */
  add(bytes: Uint8Array): number;
  /** @returns where the bytes of the text begin, and how many they are */
  addText(text: string, encoding: "utf8" | "utf16le"): { readonly at: number; readonly length: number };
  /** Writes what still waits. */
  flush(): void;
  close(): void;
}

const roomBytes = 1 << 20;

/** @param from where to go on; what lies behind it in the file is lost */
export function openAppendFile(file: string, from = 0): AppendFile {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, from === 0 ? "w" : "r+");
  const room = Buffer.allocUnsafeSlow(roomBytes);
  let filled = 0;
  let written = from;
  const write = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) {
      const count = writeSync(handle, bytes, at, bytes.length - at, written);
      at += count;
      written += count;
    }
  };
  const flush = () => {
    write(room.subarray(0, filled));
    filled = 0;
  };
  const add = (bytes: Uint8Array) => {
    if (filled + bytes.length > room.length) flush();
    const at = written + filled;
    if (bytes.length > room.length) write(bytes);
    else {
      room.set(bytes, filled);
      filled += bytes.length;
    }
    return at;
  };
  return {
    add,
    addText(text, encoding) {
      // A unit of UTF-16 is three bytes in UTF-8 at the most.
      if (text.length * 3 > room.length) {
        const bytes = Buffer.from(text, encoding);
        return { at: add(bytes), length: bytes.length };
      }
      if (filled + text.length * 3 > room.length) flush();
      const length = room.write(text, filled, encoding);
      filled += length;
      return { at: written + filled - length, length };
    },
    flush,
    close() {
      flush();
      closeSync(handle);
    },
  };
}
