import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A file that is only ever added to, a megabyte at a time. */
export interface AppendFile {
  /** @returns where the bytes begin */
  add(bytes: Uint8Array): number;
  /** Writes what still waits. */
  flush(): void;
  close(): void;
}

const roomBytes = 1 << 20;

/** @param from where to go on; what lies behind it in the file is lost */
export function openAppendFile(file: string, from = 0): AppendFile {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, from === 0 ? "w" : "r+");
  const room = new Uint8Array(roomBytes);
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
  return {
    add(bytes) {
      if (filled + bytes.length > room.length) flush();
      const at = written + filled;
      if (bytes.length > room.length) write(bytes);
      else {
        room.set(bytes, filled);
        filled += bytes.length;
      }
      return at;
    },
    flush,
    close() {
      flush();
      closeSync(handle);
    },
  };
}
