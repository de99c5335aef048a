import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { showPath } from "../../check/fields.ts";
import { slugOf } from "../../language/slug.ts";
import type { Problem } from "../../problems/problem.ts";
import { explainProblem } from "../../problems/report.ts";
import { listContent } from "../../read/list-content.ts";
import { newContent, readParts, type Spliced, spliceContent } from "../splice/splice-content.ts";
import { checkSaved, newErrors } from "./check-saved.ts";
import {
  type ContentFolder,
  keepAside,
  putContent,
  readBytes,
  refuseLargeText,
  shapeOf,
  textOf,
} from "./content-folder.ts";
import { type ContentPlace, contentPrefix, findFolder, findPlace } from "./content-paths.ts";
import { newFileName } from "./file-names.ts";
import type { OpenedTexts } from "./opened-texts.ts";
import { type Asset, type DataFile, Refusal } from "./protocol.ts";
import { renameMedia } from "./rename-media.ts";
import { type NewMedia, prepareMedia, putMedia } from "./save-media.ts";
import type { Phrase } from "./words.ts";

/** The names that new files got, by the path that the editing screen gave them. */
export type NewNames = Map<string, string>;

/** What belongs to saving besides the content. */
export interface Saving {
  readonly content: ContentFolder;
  readonly opened: OpenedTexts;
  readonly names: NewNames;
}

/** What the editing screen asks to save. */
export interface SaveRequest {
  readonly dataFiles: readonly DataFile[];
  readonly assets: readonly Asset[];
  /** Whether the entry was begun in the editing screen; left out by older ones. */
  readonly isNew: boolean | undefined;
  /** A text under review may have mistakes until it is published. */
  readonly mayBeWrong: boolean;
}

/** A text as it is going to be. */
export interface PreparedText {
  readonly place: ContentPlace;
  readonly slug: string;
  /** What was there; `undefined` for a new file. */
  readonly before: string | undefined;
  readonly text: string;
  /** The form goes on from here. */
  saved(): void;
}

export interface Prepared {
  readonly texts: readonly PreparedText[];
  readonly media: readonly NewMedia[];
}

/**
 * Works out what saving would write, and refuses it with what to do about it. Nothing has been written then but what
 * the writer wrote, kept aside.
 *
 * @param currentText the text of a file as it is now: on the disk, or under review
 * @param isTaken whether there is a file of this name elsewhere, as under review
 * @throws {Refusal}
 */
export function prepareSave(
  saving: Saving,
  { dataFiles, assets, isNew, mayBeWrong }: SaveRequest,
  currentText: (place: ContentPlace) => string | undefined,
  isTaken: (path: string) => boolean = () => false,
): Prepared {
  const { content } = saving;
  const keep = ({ path, raw }: DataFile) => keepAside(content, path, raw);
  for (const { raw } of dataFiles) refuseLargeText(content, raw);
  const reserved = new Set<string>();
  const media = assets.map((asset) => prepareMedia(content, asset, reserved));
  const texts = dataFiles.map((file): PreparedText => {
    if (file.newPath !== undefined && file.newPath !== file.path) {
      throw new Refusal(422, content.say("notSupported", { action: `${file.path} → ${file.newPath}` }));
    }
    const asked = placeFor(saving, file.path);
    if (isNew === true && asked.form === "markdown")
      return prepareNew(saving, file, media, isTaken, () => keep(file));
    const now = currentText(asked);
    if (now === undefined && isNew !== false && asked.form === "markdown") {
      return prepareNew(saving, file, media, isTaken, () => keep(file));
    }
    return prepareChange(saving, file, media, asked, now, () => keep(file));
  });
  if (!mayBeWrong) {
    const pictures = media.map(({ place }) => place.below);
    for (const [at, { place, before, text }] of texts.entries()) {
      const errors = errorsOf(content, place, before, text, pictures);
      if (errors.length === 0) continue;
      const kept = keep(dataFiles[at] as DataFile);
      const orDraft = place.below.startsWith("articles/") ? content.say("orDraft") : "";
      throw new Refusal(
        422,
        content.say("problems", { problems: tellProblems(content, errors), orDraft, kept }),
        true,
      );
    }
  }
  return { texts, media };
}

/** The errors that a text would bring in. */
export function errorsOf(
  { folder, shownFolder, settings }: ContentFolder,
  { below }: ContentPlace,
  before: string | undefined,
  text: string,
  media: readonly string[] = [],
): readonly Problem[] {
  if (before === text) return [];
  const check = (one: string) => checkSaved(folder, shownFolder, { below, text: one }, settings(), media);
  return newErrors(before === undefined ? [] : check(before), check(text));
}

export function tellProblems({ language }: ContentFolder, problems: readonly Problem[]): string {
  return problems
    .map((problem) => `${explainProblem(problem, language())} (${problem.line}:${problem.column})`)
    .join(" · ");
}

/** Where a path leads: to the file itself, or to the name that a new one got. */
export function placeFor(
  { content, names }: Saving,
  asked: string,
  use: "read" | "write" = "write",
): ContentPlace {
  const path = asked.normalize("NFC");
  const renamed = names.get(path);
  if (renamed !== undefined) return findPlace(content.folder, renamed, use, content.say);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const name = path.slice(path.lastIndexOf("/") + 1);
  const isLong = Buffer.byteLength(name) > 255;
  const place = isLong ? undefined : findPlace(content.folder, path, use, content.say);
  if (place?.isThere || !name.endsWith(".md")) {
    return place ?? findPlace(content.folder, path, use, content.say);
  }
  // After a new start: a story that the editing screen knows under the name that it had chosen itself.
  const slug = slugOf(name.slice(0, -".md".length), { maxBytes: 100 });
  const isCut = slugOf(name.slice(0, -".md".length), { maxBytes: 10_000 }) !== slug;
  const found = isCut ? undefined : findPlace(content.folder, `${folder}/${slug}.md`, use, content.say);
  if (found?.isThere) return found;
  return place ?? findPlace(content.folder, `${folder}/${slug}.md`, use, content.say);
}

/**
 * The file that a path names, if it is there: never a namesake, since whoever deletes does not mean what is like it.
 */
export function exactPlace({ content, names }: Saving, asked: string): ContentPlace | undefined {
  const path = asked.normalize("NFC");
  const known = names.get(path) ?? path;
  // The editing screen makes long names of long headlines, which no disk takes.
  if (Buffer.byteLength(known.slice(known.lastIndexOf("/") + 1)) > 255) return undefined;
  const place = findPlace(content.folder, known, "write", content.say);
  return place.isThere ? place : undefined;
}

/** Forgets what a path stood for: a new file has it as its own name now, or its file is deleted. */
export function forgetName(names: NewNames, path: string): void {
  for (const [asked, given] of names) if (asked === path || given === path) names.delete(asked);
}

function prepareNew(
  saving: Saving,
  { path, raw, slug }: DataFile,
  media: readonly NewMedia[],
  isTaken: (path: string) => boolean,
  keep: () => string,
): PreparedText {
  const { content, opened, names } = saving;
  const asked = path.normalize("NFC");
  const folder = findFolder(content.folder, dirname(asked), content.say);
  const shape = shapeOf(content, findPlace(content.folder, `${folder.path}/new.md`, "write", content.say));
  const named = renameMedia(raw, media, undefined, shape);
  const recalled = opened.recall(asked, named.ok ? named.text : raw, "markdown", undefined);
  const text = newContent(recalled.sent, shape);
  const data = readParts(recalled.sent, "markdown")?.data;
  if (text === undefined || data === undefined)
    throw new Refusal(422, content.say("sentBroken", { kept: keep() }), true);
  const called = [data.slug, data.title, data.name].find(
    (name) => typeof name === "string" && /\S/.test(name),
  );
  const taken = new Set(takenNames(content, folder));
  const name = newFileName(
    String(called ?? slug),
    ".md",
    (file) => taken.has(file) || isTaken(`${folder.path}/${file}`),
  );
  const place = findPlace(content.folder, `${folder.path}/${name}`, "write", content.say);
  return {
    place,
    slug,
    before: undefined,
    text,
    saved() {
      forgetName(names, place.path);
      if (place.path !== asked) names.set(asked, place.path);
    },
  };
}

/** In lower case: of a story those of all folders, since its address has its file's name and not the folder's. */
function takenNames({ folder }: ContentFolder, { disk, path }: { disk: string; path: string }): string[] {
  const isStory = /^content\/articles(\/|$)/.test(path);
  const stories = isStory ? listContent(folder, folder).articles.map((file) => basename(file.path)) : [];
  return [...namesIn(disk), ...stories].map((name) => name.normalize("NFC").toLowerCase());
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function prepareChange(
  { content, opened }: Saving,
  { raw, slug }: DataFile,
  media: readonly NewMedia[],
  place: ContentPlace,
  now: string | undefined,
  keep: () => string,
): PreparedText {
  const { say } = content;
  const { path, form } = place;
  const shape = shapeOf(content, place);
  const refuse = (phrase: Phrase, values = {}): never => {
    throw new Refusal(409, say(phrase, { path, kept: keep(), ...values }), true);
  };
  const named = renameMedia(raw, media, opened.recall(path, raw, form, now).base, shape);
  if (!named.ok) return refuse("mediaUnclear", { name: basename(named.unclear.asked) });
  const recalled = opened.recall(path, named.text, form, now);
  const prepared = (before: string | undefined, text: string) => ({
    place,
    slug,
    before,
    text,
    saved: recalled.saved,
  });
  if (now === undefined) {
    // `trending.yaml` may be made by the editing screen; a story that is gone may not come back by itself.
    if (form === "markdown" || recalled.base !== undefined) return refuse("gone");
    const text = newContent(recalled.sent, shape);
    return text === undefined ? refuse("sentBroken") : prepared(undefined, text);
  }
  if (readParts(now, form) === undefined) {
    return recalled.sent === now
      ? prepared(now, now)
      : refuse("fileBroken", { reason: reasonOf(content, place, now) });
  }
  if (recalled.base === undefined) return refuse("noBase");
  const spliced = spliceContent({ base: recalled.base, now, wanted: recalled.sent }, shape);
  if (spliced.ok) return prepared(now, spliced.text);
  return refuse(...phraseOf(content, spliced, () => reasonOf(content, place, now)));
}

type Failed = Extract<Spliced, { ok: false }>;

function phraseOf(
  content: ContentFolder,
  failed: Failed,
  reason: () => string,
): [Phrase, Record<string, string>] {
  switch (failed.reason) {
    case "conflict":
      return ["conflict", { fields: tellFields(content, failed.fields) }];
    case "file-broken":
      return ["fileBroken", { reason: reason() }];
    case "sent-broken":
      return ["sentBroken", {}];
    case "unwritable":
      return ["unwritable", {}];
  }
}

export function tellFields(
  { say }: ContentFolder,
  fields: readonly (readonly (string | number)[])[],
): string {
  return fields
    .map((field) => (field[0] === "body" && field.length === 1 ? say("body") : showPath(field)))
    .join(", ");
}

function reasonOf(content: ContentFolder, { below }: ContentPlace, text: string): string {
  const problems = checkSaved(content.folder, content.shownFolder, { below, text }, content.settings());
  return tellProblems(content, problems.slice(0, 1));
}

/** Saves to the disk, all or, where the last moment brings something up, as much as could be. */
export function saveToDisk(saving: Saving, request: SaveRequest): readonly PreparedText[] {
  const { content } = saving;
  const currentText = (place: ContentPlace) => {
    const bytes = place.isThere ? readBytes(content, place) : undefined;
    return bytes && textOf(content, place, bytes);
  };
  const { texts, media } = prepareSave(saving, request, currentText);
  for (const one of media) {
    putMedia(content, one);
    if (one.asked !== one.place.path) saving.names.set(one.asked, one.place.path);
  }
  for (const { place, before, text, saved } of texts) {
    const bytes = Buffer.from(text);
    if (before !== text) {
      const isStill = () =>
        before === undefined || (readBytes(content, place)?.equals(Buffer.from(before)) ?? false);
      if (!putContent(content, place, bytes, before === undefined, isStill)) {
        throw new Refusal(
          409,
          content.say("noBase", { path: place.path, kept: keepAside(content, place.path, text) }),
          true,
        );
      }
    }
    saved();
  }
  return texts;
}

/**
 * Saves, and keeps what the writer wrote if that fails in whatever way: a picture that cannot be shown, or a disk
 * that is full, must not cost anybody the text that came with it.
 *
 * @throws what `save` throws; a refusal then says where the texts are kept
 */
export async function keepingTexts<T>(
  content: ContentFolder,
  dataFiles: readonly DataFile[],
  save: () => T | Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof Refusal && error.saysWhereKept) throw error;
    const kept = keepAll(content, dataFiles);
    if (!(error instanceof Refusal) || kept.length === 0) throw error;
    const where = content.say("keptIn", { kept: kept.join(", ") });
    throw new Refusal(error.status, `${error.message} ${where}`, true);
  }
}

/** @returns where; nothing of what cannot even be kept */
function keepAll(content: ContentFolder, dataFiles: readonly DataFile[]): string[] {
  return dataFiles.flatMap(({ path, raw }) => {
    try {
      return [keepAside(content, path, raw)];
    } catch {
      return [];
    }
  });
}

/** The path without the folder that all paths have, for people. */
export function shownPath({ shownFolder }: ContentFolder, path: string): string {
  return `${shownFolder}/${path.slice(contentPrefix.length)}`;
}
