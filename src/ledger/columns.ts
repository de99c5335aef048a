import { isAscii } from "node:buffer";
import { closeSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";

/** A column of numbers or of texts, which may hold any character. */
export type Column = Float64Array | Float32Array | Int32Array | Uint8Array | readonly string[];
export type Columns = Readonly<Record<string, Column>>;

/** What a file of columns begins with; another number after another layout of the columns. */
const signature = "khabar columns 2\n";

const numberTypes = { Float64Array, Float32Array, Int32Array, Uint8Array } as const;
type NumberType = keyof typeof numberTypes;
/** `texts` with a NUL behind each; as JSON if one of them has a NUL, or half a character. */
type ColumnType = NumberType | "texts" | "json";

interface Header {
  /** Whose columns they are: another stamp, another meaning. */
  readonly stamp: string;
  readonly meta: unknown;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly bytes: number }[];
}

/**
 * Writes columns to a file, whole or not at all.
 *
 * @param meta plain data that goes with them
 */
export function writeColumns(file: string, stamp: string, meta: unknown, columns: Columns): void {
  const parts: Uint8Array[] = [];
  const described: Header["columns"][number][] = [];
  for (const [name, column] of Object.entries(columns)) {
    const { type, bytes } = Array.isArray(column)
      ? bytesOfTexts(column)
      : {
          type: column.constructor.name as NumberType,
          bytes: bytesOf(column as Exclude<Column, readonly string[]>),
        };
    described.push({ name, type, bytes: bytes.length });
    parts.push(bytes, new Uint8Array(paddingAfter(bytes.length)));
  }
  const header = Buffer.from(JSON.stringify({ stamp, meta, columns: described } satisfies Header));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(header.length, 0);
  const body = [lengths, header, new Uint8Array(paddingAfter(header.length)), ...parts];
  let sum = 0;
  // Of nothing, the library gives 0, whatever came before.
  for (const part of body) if (part.length > 0) sum = crc32(part, sum);
  const start = Buffer.alloc(startLength);
  start.write(signature, 0, "latin1");
  start.writeUInt32LE(sum, signature.length);

  const unfinished = `${file}.${process.pid}.tmp`;
  const handle = openSync(unfinished, "w");
  try {
    for (const part of [start, ...body]) {
      for (let from = 0; from < part.length; ) from += writeSync(handle, part, from);
    }
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
}

/** Why a file of columns cannot be used. */
export type ColumnsFault = "missing" | "foreign" | "damaged" | "other-version";

/**
 * Reads a file that {@link writeColumns} wrote.
 *
 * Every byte is covered by a checksum, so that a file cut short or damaged is not taken for a good one.
 */
export function readColumns(
  file: string,
  stamp: string,
): { meta: unknown; columns: Columns } | { fault: ColumnsFault } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return { fault: "missing" };
  }
  const signed = bytes.toString("latin1", 0, signature.length);
  if (signed !== signature)
    return { fault: /^khabar columns \d+\n/.test(signed) ? "other-version" : "foreign" };
  if (bytes.length < startLength + 8) return { fault: "damaged" };
  if (crc32(bytes.subarray(startLength)) !== bytes.readUInt32LE(signature.length))
    return { fault: "damaged" };
  const length = bytes.readUInt32LE(startLength);
  let at = startLength + 8;
  const header = JSON.parse(bytes.toString("utf8", at, at + length)) as Header;
  if (header.stamp !== stamp) return { fault: "other-version" };
  at += length + paddingAfter(length);
  const columns: Record<string, Column> = {};
  for (const { name, type, bytes: size } of header.columns) {
    columns[name] = columnAt(bytes, at, size, type);
    at += size + paddingAfter(size);
  }
  return { meta: header.meta, columns };
}

/** Signature and checksum, up to a multiple of eight, where typed arrays may begin. */
const startLength = Math.ceil((signature.length + 4) / 8) * 8;

function paddingAfter(length: number): number {
  return (8 - (length % 8)) % 8;
}

function bytesOfTexts(texts: readonly string[]): { type: ColumnType; bytes: Buffer } {
  const joined = texts.length === 0 ? "" : `${texts.join("\0")}\0`;
  let ends = 0;
  for (let at = joined.indexOf("\0"); at !== -1; at = joined.indexOf("\0", at + 1)) ends++;
  if (ends === texts.length && joined.isWellFormed()) return { type: "texts", bytes: Buffer.from(joined) };
  return { type: "json", bytes: Buffer.from(JSON.stringify(texts)) };
}

function columnAt(bytes: Buffer, at: number, size: number, type: ColumnType): Column {
  if (type === "json") return JSON.parse(bytes.toString("utf8", at, at + size)) as string[];
  if (type !== "texts") return numbersAt(bytes, at, size, type);
  const part = bytes.subarray(at, at + size);
  // Ids and addresses are mostly ASCII, of which every byte is a character.
  const texts = part.toString(isAscii(part) ? "latin1" : "utf8").split("\0");
  texts.pop();
  return texts;
}

function bytesOf(column: Exclude<Column, readonly string[]>): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function numbersAt(bytes: Buffer, at: number, size: number, type: NumberType): Column {
  const Numbers = numberTypes[type];
  const start = bytes.byteOffset + at;
  const count = size / Numbers.BYTES_PER_ELEMENT;
  const buffer = bytes.buffer as ArrayBuffer;
  // A small file may lie anywhere in a shared pool of memory.
  if (start % 8 !== 0) return new Numbers(buffer.slice(start, start + size), 0, count);
  return new Numbers(buffer, start, count);
}
