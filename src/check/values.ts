import { parseDateTime } from "../language/dates.ts";
import { isLanguageTag } from "../language/languages.ts";
import type { Finding } from "../problems/problem.ts";
import type { SourceFile } from "../read/read-source.ts";
import { exampleOf, type FieldPath, showPath } from "./fields.ts";

/** Reads single values of one file whose shape is already right, and keeps what is wrong with them. */
export interface ValueReader {
  dateTime(path: FieldPath, text: string): number | undefined;
  language(path: FieldPath, text: string): string | undefined;
  /** An absolute http(s) address. */
  webAddress(path: FieldPath, text: string): string | undefined;
  /** A path on this site, decoded and in NFC. */
  path(path: FieldPath, text: string): string | undefined;
  report(path: FieldPath, code: Finding["code"], values?: Finding["values"]): void;
}

/**
 * @param zone IANA name; dates without an offset are in it
 * @param findings grows by what is found
 */
export function readValues(file: SourceFile, zone: string, findings: Finding[]): ValueReader {
  const report: ValueReader["report"] = (path, code, values = {}) => {
    findings.push({
      code,
      file: file.shown,
      place: { field: path },
      values: { field: showPath(path), ...values },
    });
  };
  return {
    report,
    dateTime(path, text) {
      const parsed = parseDateTime(text, zone);
      if (parsed.ok) return parsed.at;
      const code = parsed.reason === "format" ? "date-format" : "date-impossible";
      report(path, code, { found: text, zone, example: exampleOf(path) });
      return undefined;
    },
    language(path, text) {
      if (isLanguageTag(text)) return text;
      report(path, "language-unknown", { found: text });
      return undefined;
    },
    webAddress(path, text) {
      if (/^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text)) return text;
      report(path, "url-bad", { found: text, example: exampleOf(path).replace(/^\w+: /, "") });
      return undefined;
    },
    path(path, text) {
      const address = cleanPath(text);
      if (address !== undefined) return address;
      report(path, "path-bad", { found: text, example: "/desh/bhari-barish/" });
      return undefined;
    },
  };
}

/**
 * A path that is safe as an address and as a file below the output folder.
 *
 * @returns NFC, decoded, beginning with `/`; ending with `/` unless its last part has an ending such as `.html`;
 *   `undefined` for anything that could leave the folder, name a hidden file, or not be typed as an address
 */
export function cleanPath(text: string): string | undefined {
  if (plainPath.test(text)) return text;
  let path: string;
  try {
    path = decodeURIComponent(text).normalize("NFC");
  } catch {
    return undefined;
  }
  if (!path.startsWith("/") || path.startsWith("//")) return undefined;
  if (/[\s\\?#%&<>"'`{}|^*:\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(path))
    return undefined;
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.some((part) => part.startsWith(".") || part.endsWith(".") || Buffer.byteLength(part) > 200)) {
    return undefined;
  }
  const joined = `/${parts.join("/")}`;
  if (joined === "/") return "/";
  return /\.[a-z0-9]{1,5}$/i.test(parts.at(-1) ?? "") ? joined : `${joined}/`;
}

/** A path that is clean as it is, as nearly all are. */
const plainPath = /^\/(?:[\w-]{1,200}\/)+$/;

/** The output file of an address: `/desh/` is `desh/index.html`. */
export function fileOfAddress(address: string): string {
  return address.endsWith("/") ? `${address.slice(1)}index.html` : address.slice(1);
}

/** A list, or its one item without the brackets, without blank items and repetitions. */
export function asList(value: readonly string[] | string | undefined): readonly string[] {
  if (value === undefined) return [];
  const list = typeof value === "string" ? [value] : value;
  return [...new Set(list.map((item) => item.trim().normalize("NFC")).filter((item) => item !== ""))];
}

/**
 * A colour in six digits.
 *
 * @param written `#b3261e`, `#B3261E` or `#c33`
 * @returns `undefined` for anything else
 */
export function hexColor(written: string): string | undefined {
  const [, short, long] = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(written.trim()) ?? [];
  if (long !== undefined) return `#${long.toLowerCase()}`;
  return short === undefined ? undefined : `#${short.toLowerCase().replace(/./g, "$&$&")}`;
}
