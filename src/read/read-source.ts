import { isUtf8, transcode } from "node:buffer";
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { Finding } from "../problems/problem.ts";
import { type ListedFile, reasonOf } from "./list-content.ts";

/** More than this is no story: the 5 MB of a whole report still pass. */
const maxTextMegabytes = 16;

/** A text file as it was read. */
export interface SourceFile {
  /** Path below the content folder, NFC, with `/`: the name used for references and addresses. */
  readonly path: string;
  /** The path to show in a message, as the user would type it. */
  readonly shown: string;
  readonly text: string;
}

/** A text file with what tells later whether it is the same. */
export interface TracedSource extends SourceFile {
  readonly bytes: Buffer;
  /** When it was changed last, epoch milliseconds with fractions; as it was before the bytes were read. */
  readonly changed: number;
}

/** @returns `undefined`, after a finding, for a file that is no text or cannot be read */
export function readSource(file: ListedFile, findings: Finding[]): TracedSource | undefined {
  const report = (code: Finding["code"], values: Finding["values"] = {}) => {
    findings.push({ code, file: file.shown, place: { line: 1, column: 1 }, values });
  };
  let read: { bytes: Buffer; changed: number };
  try {
    read = readBytes(file.disk);
  } catch (error) {
    report("file-unreadable", { reason: reasonOf(error as NodeJS.ErrnoException) });
    return undefined;
  }
  const { bytes, changed } = read;
  if (bytes.length > maxTextMegabytes * 1_000_000) {
    report("file-too-large", { size: Math.ceil(bytes.length / 1_000_000), max: maxTextMegabytes });
    return undefined;
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    report("file-not-utf8");
    return undefined;
  }
  return { path: file.path, shown: file.shown, text: decode(bytes), bytes, changed };
}

/** What `readFileSync` gives, with the time, for which that would be asked once more. */
function readBytes(disk: string): { bytes: Buffer; changed: number } {
  const handle = openSync(disk, "r");
  try {
    const { size, mtimeMs: changed } = fstatSync(handle);
    if (size <= maxTextMegabytes * 1_000_000) {
      const bytes = Buffer.allocUnsafe(size);
      if (size > 0 && readSync(handle, bytes, 0, size, 0) === size) return { bytes, changed };
    }
    // What is no plain file has no size or comes in pieces, and what is too big is refused by those who know why.
    return { bytes: readFileSync(handle), changed };
  } finally {
    closeSync(handle);
  }
}

/** Texts of several files; what cannot be read is left out after a finding. */
export function readSources(files: readonly ListedFile[], findings: Finding[]): SourceFile[] {
  return files.flatMap((file) => readSource(file, findings) ?? []);
}

/** A sixth of the time of `toString("utf8")` for Devanagari. */
function decode(utf8: Buffer): string {
  return transcode(utf8, "utf8", "ucs2").toString("ucs2");
}

/**
 * The name that git gives to these bytes, whether or not there is a repository.
 *
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobOf(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
