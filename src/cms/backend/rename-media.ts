import { isDeepStrictEqual } from "node:util";
import { type ContentShape, changeFields, readParts } from "../splice/splice-content.ts";
import { contentPrefix } from "./content-paths.ts";
import type { NewMedia } from "./save-media.ts";

/** A text whose pictures have the names that they really got, or the picture of which nobody can say where it is meant. */
export type RenamedMedia =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly unclear: NewMedia };

type Fields = Readonly<Record<string, unknown>>;

/** What a text is made of here: its fields by their names, and its body. */
type Units = ReadonlyMap<string, unknown>;

/** No field is called so. */
const bodyUnit = "\0body";

/**
 * Writes the names that new pictures really got into the text which the editing screen sends.
 *
 * The editing screen calls a new picture what its file is called. Where the story had shown another picture of that
 * name before, the name stays in the fields, or in the body, where it meant that one.
 *
 * @param base the text that the form had been given; `undefined` for a new story
 */
export function renameMedia(
  sent: string,
  media: readonly NewMedia[],
  base: string | undefined,
  { form, kind }: Pick<ContentShape, "form" | "kind">,
): RenamedMedia {
  const renamed = media.filter(({ asked, place }) => asked !== place.path);
  const [now, before] = [sent, base].map((text) => unitsOf(text, form));
  if (renamed.length === 0 || now === undefined) return { ok: true, text: sent };
  const meant = new Map<NewMedia, ReadonlySet<string>>();
  for (const one of renamed) {
    const units = one.hasNamesake ? unitsMeant(one, now, before ?? new Map()) : new Set(now.keys());
    if (units === undefined) return { ok: false, unclear: one };
    meant.set(one, units);
  }
  const renameIn = (unit: string) => renamer(renamed.filter((one) => meant.get(one)?.has(unit)));
  const parts = readParts(sent, form);
  const body = parts?.parts.body ?? "";
  const withBody =
    parts && parts.source.slice(0, parts.source.length - body.length) + renameIn(bodyUnit)(body);
  const text =
    withBody &&
    changeFields(withBody, { form, kind }, (fields: Fields) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, eachText(value, renameIn(name))]),
      ),
    );
  return { ok: true, text: text ?? renamer(renamed)(sent) };
}

/** @returns `undefined` where the fields cannot be read */
function unitsOf(text: string | undefined, form: ContentShape["form"]): Units | undefined {
  const parts = text === undefined ? undefined : readParts(text, form);
  return parts && new Map([...Object.entries(parts.data), [bodyUnit, parts.parts.body.split("\n")]]);
}

/**
 * Where a name means the new picture, and not the one that was there.
 *
 * @returns `undefined` if that cannot be told
 */
function unitsMeant({ asked }: NewMedia, now: Units, before: Units): ReadonlySet<string> | undefined {
  const mention = mentionOf(namesOf(asked));
  const mentions = (units: Units, name: string) =>
    textsIn(units.get(name)).filter((text) => mention.test(text));
  const fresh = new Set<string>();
  const same = new Set<string>();
  for (const name of now.keys()) {
    const [today, then] = [mentions(now, name), mentions(before, name)];
    if (today.length === 0) continue;
    if (then.length === 0) fresh.add(name);
    else if (isDeepStrictEqual(today, then)) same.add(name);
    else return undefined;
  }
  if (fresh.size > 0 || same.size === 0) return fresh;
  // Nothing looks other than before: the picture took the place of the one that was there.
  const [only = ""] = same;
  return same.size === 1 && mentions(now, only).length === 1 ? same : undefined;
}

/** Gives all pictures their names in one go: the new name of one may be the old name of another. */
function renamer(media: readonly NewMedia[]): (text: string) => string {
  if (media.length === 0) return (text) => text;
  const names = new Map(
    media.flatMap(({ asked, place }) =>
      namesOf(asked).map((name) => [name, place.path.slice(contentPrefix.length)] as const),
    ),
  );
  const mention = mentionOf([...names.keys()], "gu");
  return (text) => text.replace(mention, (name) => names.get(name) ?? name);
}

/** How a picture may be written: as it is, percent-encoded, or with its letters taken apart. */
function namesOf(asked: string): string[] {
  const path = asked.slice(contentPrefix.length);
  return [path, encodeURI(path), path.normalize("NFD")];
}

/** Finds paths that stand alone, not those within an address of another site, nor within a longer name. */
function mentionOf(names: readonly string[], flags = "u"): RegExp {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(
    String.raw`(?<=(?:^|[\s("'\[<=,|])(?:\/|(?:\.{1,2}\/)+)?)(?:${escaped.join("|")})(?![\p{L}\p{M}\p{N}_%-]|\.[\p{L}\p{N}])`,
    flags,
  );
}

/** All texts of a value, in order. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => eachText(each, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, eachText(each, change)]));
}
