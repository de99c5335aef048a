import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

/** A column of numbers or of texts. Texts are kept as JSON, since they may hold any character. */
export type Column = Float64Array | Float32Array | Int32Array | Uint8Array | readonly string[];
export type Columns = Readonly<Record<string, Column>>;

/** What a file of columns begins with; another number after another layout of the columns. */
const signature = "khabar columns 1\n";

const numberTypes = { Float64Array, Float32Array, Int32Array, Uint8Array } as const;
type NumberType = keyof typeof numberTypes;
type ColumnType = NumberType | "texts";

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
    const isTexts = Array.isArray(column);
    const bytes = isTexts ? Buffer.from(JSON.stringify(column)) : bytesOf(column as Float64Array);
    described.push({
      name,
      type: isTexts ? "texts" : (column.constructor.name as NumberType),
      bytes: bytes.length,
    });
    parts.push(bytes, new Uint8Array(paddingAfter(bytes.length)));
  }
  const header = Buffer.from(JSON.stringify({ stamp, meta, columns: described } satisfies Header));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(header.length, 0);
  const body = [lengths, header, new Uint8Array(paddingAfter(header.length)), ...parts];
  const digest = createHash("sha1");
  for (const part of body) digest.update(part);
  const start = Buffer.alloc(startLength);
  start.write(signature, 0, "latin1");
  digest.digest().copy(start, signature.length);

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
 * Every byte is covered by a digest, so that a file cut short or damaged is never taken for a good one.
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
  if (bytes.toString("latin1", 0, signature.length) !== signature) return { fault: "foreign" };
  const digest = createHash("sha1").update(bytes.subarray(startLength)).digest();
  if (!digest.equals(bytes.subarray(signature.length, startLength).subarray(0, 20))) {
    return { fault: "damaged" };
  }
  const length = bytes.readUInt32LE(startLength);
  let at = startLength + 8;
  const header = JSON.parse(bytes.toString("utf8", at, at + length)) as Header;
  if (header.stamp !== stamp) return { fault: "other-version" };
  at += length + paddingAfter(length);
  const columns: Record<string, Column> = {};
  for (const { name, type, bytes: size } of header.columns) {
    columns[name] =
      type === "texts"
        ? (JSON.parse(bytes.toString("utf8", at, at + size)) as string[])
        : numbersAt(bytes, at, size, type);
    at += size + paddingAfter(size);
  }
  return { meta: header.meta, columns };
}

/** Signature and digest, up to a multiple of eight, where typed arrays may begin. */
const startLength = Math.ceil((signature.length + 20) / 8) * 8;

function paddingAfter(length: number): number {
  return (8 - (length % 8)) % 8;
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
