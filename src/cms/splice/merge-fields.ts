import { isoInZone, parseDateTime } from "../../language/dates.ts";
import { type FieldKind, type MapKind, unknownKind } from "./field-kinds.ts";
import { fieldOf, isData, isEmpty, isSame, withoutEmpty } from "./same-value.ts";

export type Data = Readonly<Record<string, unknown>>;
export type FieldPath = readonly (string | number)[];

/** What a file's fields are to be, or where two people have changed the same one. */
export interface MergedFields {
  readonly data: Data;
  /** Fields that were changed on both sides in different ways; `data` has those of the file. */
  readonly conflicts: readonly FieldPath[];
}

/**
 * Carries what an editor changed over to the file as it is now.
 *
 * Changed is what is other than in the text that the editor had been given, so that what the editor does not know,
 * drops or only writes differently stays as it is. A known field that is empty is left out; one that is not in the
 * schema is never removed.
 *
 * @param base what the editor had been given
 * @param now the file as it is
 * @param wanted what the editor sends
 * @param zone IANA name; new dates get its offset, or none where the file's have none
 */
export function mergeFields(base: Data, now: Data, wanted: Data, kind: MapKind, zone: string): MergedFields {
  const conflicts: FieldPath[] = [];
  const data = mergeMap(base, now, wanted, kind, { zone, conflicts, path: [] });
  return { data, conflicts };
}

interface Merging {
  readonly zone: string;
  readonly conflicts: FieldPath[];
  readonly path: FieldPath;
}

function mergeMap(base: Data, now: Data, wanted: Data, kind: MapKind, merging: Merging): Data {
  const names = new Set([...Object.keys(now), ...Object.keys(wanted)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const inner = { ...merging, path: [...merging.path, name] };
      const merged = mergeValue(
        fieldOf(base, name),
        fieldOf(now, name),
        fieldOf(wanted, name),
        kind.fields.get(name) ?? unknownKind,
        inner,
      );
      return merged === undefined ? [] : [[name, merged]];
    }),
  );
}

function mergeValue(
  base: unknown,
  now: unknown,
  wanted: unknown,
  kind: FieldKind,
  merging: Merging,
): unknown {
  const { zone } = merging;
  // Nobody's field: an editor that leaves it out does not know it.
  if (kind.kind === "any" && wanted === undefined) return now;
  if (isSame(base, wanted, kind, zone) || isSame(now, wanted, kind, zone)) return now;
  const isMaps = kind.kind === "map" && isData(now) && isData(wanted);
  if (isMaps && (base === undefined || isData(base)) && !isEmpty(wanted)) {
    return mergeMap(base ?? {}, now, wanted, kind, merging);
  }
  if (isSame(base, now, kind, zone)) return asWritten(wanted, now, kind, zone);
  merging.conflicts.push(merging.path);
  return now;
}

/**
 * A new value in the way of the file: what says the same as before is as it was, moments are in the site's zone.
 *
 * @returns `undefined` for a field that is to be left out
 */
function asWritten(wanted: unknown, now: unknown, kind: FieldKind, zone: string): unknown {
  if (kind.kind === "any") return wanted;
  if (isEmpty(wanted)) return undefined;
  if (isSame(now, wanted, kind, zone)) return now;
  switch (kind.kind) {
    case "moment":
      return typeof wanted === "string" ? formatMoment(wanted, now, zone) : wanted;
    case "number":
      return typeof wanted === "string" && Number.isFinite(Number(wanted)) ? Number(wanted) : wanted;
    case "texts":
      return Array.isArray(wanted) ? withoutEmpty(wanted) : wanted;
    case "list": {
      if (!Array.isArray(wanted)) return wanted;
      const before = Array.isArray(now) ? now : [];
      const items = withoutEmpty(wanted);
      return items.map((item, at) => {
        const same = before.find((one) => isSame(one, item, kind.item, zone));
        return (
          same ?? asWritten(item, items.length === before.length ? before[at] : undefined, kind.item, zone)
        );
      });
    }
    case "map": {
      if (!isData(wanted)) return wanted;
      return Object.fromEntries(
        Object.entries(wanted).flatMap(([name, value]) => {
          const inner = kind.fields.get(name);
          // Which of several forms an item of a list was made with.
          if (inner === undefined && name === "type" && fieldOf(now, name) === undefined) return [];
          const written = asWritten(value, fieldOf(now, name), inner ?? unknownKind, zone);
          return written === undefined ? [] : [[name, written]];
        }),
      );
    }
    default:
      return wanted;
  }
}

/**
 * A moment as the checks take it: `2026-11-22T08:00+05:30`, without the offset where the file had none, and the day
 * alone where the file had that and it is midnight.
 */
export function formatMoment(wanted: string, before: unknown, zone: string): string {
  const parsed = parseDateTime(wanted, zone);
  // The checks say what is wrong with it.
  if (!parsed.ok || parsed.dateOnly) return wanted;
  const whole = isoInZone(parsed.at, zone);
  const [, day, time, seconds, offset] = /^(.{10})T(.{5})(:\d\d)(.*)$/.exec(whole) ?? [];
  const former = typeof before === "string" ? before.trim() : "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(former) && time === "00:00" && seconds === ":00") return day ?? wanted;
  const hasNoOffset = /\d:\d{2}(:\d{2}(\.\d+)?)?$/.test(former) && !/[+-]\d{2}:?\d{2}$/.test(former);
  const separator = /^\d{4}-\d{2}-\d{2}[ \t]/.test(former) ? " " : "T";
  const local = `${day}${separator}${time}${seconds === ":00" ? "" : seconds}`;
  const same = parseDateTime(local, zone);
  // An hour that comes twice needs its offset.
  return hasNoOffset && same.ok && same.at === parsed.at ? local : `${local}${offset}`;
}
