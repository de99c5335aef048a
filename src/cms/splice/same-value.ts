import { isDeepStrictEqual } from "node:util";
import { asList } from "../../check/values.ts";
import { parseDateTime } from "../../language/dates.ts";
import { type FieldKind, unknownKind } from "./field-kinds.ts";

type Data = Readonly<Record<string, unknown>>;

export function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of somebody's data, which may have any name. */
export function fieldOf(data: unknown, name: string): unknown {
  return isData(data) && Object.hasOwn(data, name) ? data[name] : undefined;
}

/** What a form leaves where a writer has written nothing, or has cleared a field. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return !/\S/.test(value);
  if (Array.isArray(value)) return value.every(isEmpty);
  return isData(value) && Object.values(value).every(isEmpty);
}

/**
 * Whether two values say the same, however they are written: a moment in two zones, one author with and without
 * brackets, a field that is empty and one that is not there.
 *
 * @param zone IANA name of the site; dates without an offset are in it
 */
export function isSame(a: unknown, b: unknown, kind: FieldKind, zone: string): boolean {
  if (isDeepStrictEqual(a, b)) return true;
  if (kind.kind === "any") return isSameTimestamp(a, b);
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  switch (kind.kind) {
    case "moment":
      return isSameMoment(a, b, zone);
    case "texts":
      return isTexts(a) && isTexts(b) && isDeepStrictEqual(asList(a), asList(b));
    case "number":
      return Number(a) === Number(b);
    case "list": {
      if (!Array.isArray(a) || !Array.isArray(b)) return false;
      const [some, others] = [withoutEmpty(a), withoutEmpty(b)];
      return (
        some.length === others.length && some.every((item, at) => isSame(item, others[at], kind.item, zone))
      );
    }
    case "map": {
      if (!isData(a) || !isData(b)) return false;
      const names = new Set([...Object.keys(a), ...Object.keys(b)]);
      return [...names].every((name) =>
        isSame(fieldOf(a, name), fieldOf(b, name), kind.fields.get(name) ?? unknownKind, zone),
      );
    }
    default:
      return false;
  }
}

export function withoutEmpty(list: readonly unknown[]): unknown[] {
  return list.filter((item) => !isEmpty(item));
}

function isTexts(value: unknown): value is string | readonly string[] {
  return (
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"))
  );
}

function isSameMoment(a: unknown, b: unknown, zone: string): boolean {
  if (typeof a !== "string" || typeof b !== "string") return false;
  const [one, other] = [parseDateTime(a, zone), parseDateTime(b, zone)];
  return one.ok && other.ok && one.at === other.at;
}

/** An editing screen reads `2026-11-22T02:05:00Z` as a moment wherever it stands, and writes `…:00.000Z`. */
function isSameTimestamp(a: unknown, b: unknown): boolean {
  const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
  if (typeof a === "string" && typeof b === "string") {
    return utc.test(a) && utc.test(b) && Date.parse(a) === Date.parse(b);
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => isSameAny(item, b[at]));
  }
  if (!isData(a) || !isData(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameAny(a[name], b[name]))
  );
}

function isSameAny(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b) || isSameTimestamp(a, b);
}
