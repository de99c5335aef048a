import { readFile } from "node:fs/promises";
import { blobOf } from "../read/read-source.ts";
import { promisedFormat, type SurveyedPicture, type SurveyedPictures } from "./facts.ts";
import { readFacts, writeFacts } from "./kept-facts.ts";
import { lookAtPicture } from "./look-at-picture.ts";

/** The media folder as it stands. */
export interface MediaSight {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly disk: string }[];
  /** By path: something that changes when the file does. Git's id of the bytes, or one that begins with `bytes `. */
  readonly tokens: ReadonlyMap<string, string>;
}

export interface SurveySettings {
  /** Where to keep what is found out. */
  readonly keptFile: string;
  /** How many pictures may be looked at at the same time. */
  readonly atOnce: number;
  /** Called now and then while there is much to look at. */
  onProgress?(done: number, total: number): void;
}

/**
 * Looks at all pictures of a media folder; at those that are as they were, no more.
 *
 * @returns in the order of the files
 */
export async function surveyPictures(sight: MediaSight, settings: SurveySettings): Promise<SurveyedPictures> {
  const { files, tokens, folder } = sight;
  const pictures = files.filter(({ path }) => promisedFormat(path) !== undefined);
  const kept = readFacts(settings.keptFile);
  const seen: { disk: string; token: string; digest: string; found: SurveyedPicture }[] = [];
  const unknown: number[] = [];
  for (const [index, { path, disk }] of pictures.entries()) {
    const token = tokens.get(path) ?? "";
    const digest = kept.digestOf(disk, token) ?? blobIn(token);
    const found = digest === undefined ? undefined : kept.of(digest);
    if (digest === undefined || found === undefined) unknown.push(index);
    else seen[index] = { disk, token, digest, found: named(found, path) };
  }
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < unknown.length) {
      const index = unknown[next++] as number;
      const { path, disk } = pictures[index] as (typeof pictures)[number];
      const digest = blobOf(await readFile(disk)).slice(0, 16);
      // The same picture under another name need not be looked at again.
      const found = kept.of(digest) ?? (await lookAtPicture(disk, path, digest));
      seen[index] = { disk, token: tokens.get(path) ?? "", digest, found: named(found, path) };
      settings.onProgress?.(++done, unknown.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(settings.atOnce, unknown.length) }, work));
  if (unknown.length > 0) writeFacts(settings.keptFile, folder, seen);
  return new Map(pictures.map(({ path }, index) => [path, (seen[index] as (typeof seen)[number]).found]));
}

/** Git's id of the bytes, where the token is that. */
function blobIn(token: string): string | undefined {
  return /^(?:bytes )?([0-9a-f]{40})$/.exec(token)?.[1]?.slice(0, 16);
}

/** Messages name the file at hand, and not the first one that had these bytes. */
function named(found: SurveyedPicture, path: string): SurveyedPicture {
  if (!("fault" in found) || found.fault.values.path === path) return found;
  return { fault: { ...found.fault, values: { ...found.fault.values, path } } };
}
