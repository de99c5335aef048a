import { readArticle } from "../check/article.ts";
import { type PictureReader, readPictures } from "../check/pictures.ts";
import type { Site } from "../check/types.ts";
import type { SurveyedPictures } from "../pictures/facts.ts";
import { lookThrough } from "../pictures/looked-at.ts";
import type { Finding } from "../problems/problem.ts";
import type { AppendFile } from "../read/append-file.ts";
import { blobOf, readSource, type TracedSource } from "../read/read-source.ts";
import { isSettled } from "../read/settled.ts";
import { readBody } from "../render/read-body.ts";
import { rowOf } from "./story-row.ts";
import { type FileTrace, type StoryRow, type StoryTable, tableOf } from "./story-table.ts";

/** What stories are checked against, as plain data that can be sent to another process. */
export interface StorySurroundings {
  readonly site: Site;
  /** Ids and names. */
  readonly authors: readonly (readonly [string, string])[];
  /** Paths below the content folder to places on disk. */
  readonly media: readonly (readonly [string, string])[];
  /** What is known of them; `undefined` where pictures are published as they are. */
  readonly pictures: SurveyedPictures | undefined;
  readonly addresses: string;
  readonly slugs: "latin" | "native";
  readonly shownFolder: string;
}

/** A file of a story that is to be checked. */
export interface StoryFile {
  readonly path: string;
  readonly shown: string;
  readonly disk: string;
  /** The id of its bytes, where git told it. */
  readonly blob: string | undefined;
}

/** What became of some files. */
export interface CheckedStories {
  readonly table: StoryTable;
  readonly findings: readonly Finding[];
  /** Paths of the files that hold no story that can be used. */
  readonly unread: readonly string[];
}

/**
 * Checks the files of stories, some at a time.
 *
 * @param details grows by what is kept of each story
 * @param html grows by the finished HTML of texts that depend on nothing else, for this build alone
 * @returns is given a moment just before it reads the files, epoch milliseconds; without it no time of a file is trusted
 */
export function openStoryChecker(
  around: StorySurroundings,
  details: AppendFile,
  html: AppendFile,
): (files: readonly StoryFile[], readAt?: number) => CheckedStories {
  const pictures: PictureReader = readPictures(new Map(around.media), lookThrough(around.pictures));
  const authors = new Map(around.authors.map(([id, name]) => [id, { id, name }]));
  const surroundings = { ...around, authors, pictures };
  const siteHost = new URL(around.site.url).host;
  return (files, readAt = Number.NEGATIVE_INFINITY) => {
    const rows: StoryRow[] = [];
    const findings: Finding[] = [];
    const unread: string[] = [];
    for (const file of files) {
      const source = readSource(file, findings);
      const before = findings.length;
      let finished: string | undefined;
      const article =
        source &&
        readArticle(source, surroundings, findings, (body) => {
          const read = readBody(body, around.site.url);
          finished = read.html;
          return read.outline;
        });
      if (source === undefined || article === undefined) {
        unread.push(file.path);
        continue;
      }
      const trace = traceOf(source, file.blob, readAt);
      const hasFindings = findings.length > before;
      rows.push(rowOf(article, trace, hasFindings, waiting(finished), siteHost));
    }
    return { table: tableOf(rows, (json) => details.addText(json, "utf8")), findings, unread };
  };

  function waiting(text: string | undefined): StoryRow["html"] {
    // As it stands in memory: nothing to encode now, nothing to decode later.
    return text === undefined ? undefined : html.addText(text, "utf16le");
  }
}

/**
 * What to remember of a file.
 *
 * @param blob the id of its bytes, where git told it
 * @param readAt a moment before it was read, epoch milliseconds
 */
export function traceOf(
  { bytes, changed }: Pick<TracedSource, "bytes" | "changed">,
  blob: string | undefined,
  readAt: number,
): FileTrace {
  const size = bytes.length;
  if (blob !== undefined) return { blob, size, changed: Number.NaN };
  return { blob: blobOf(bytes), size, changed: isSettled(changed, readAt) ? changed : Number.NaN };
}
