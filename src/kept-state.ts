import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { NextChange } from "./catalog/live.ts";
import { type Columns, type ColumnsFault, readColumns, writeColumns } from "./ledger/columns.ts";
import {
  columnsOfRelations,
  type FormerStories,
  type KeptRelations,
  relationsInColumns,
} from "./ledger/relating.ts";
import { columnsOfTable, type StoryTable, tableInColumns } from "./ledger/story-table.ts";
import type { Settings } from "./options.ts";
import type { Problem } from "./problems/problem.ts";
import type { Outputs } from "./write/outputs.ts";

/** Everything that one build tells the next. */
export interface KeptState {
  /** The stories as they were checked for the site that was published, or by a first build that failed. */
  readonly stories: {
    readonly table: StoryTable;
    readonly surroundings: number;
    readonly media: ReadonlyMap<string, string>;
  };
  /** What the last build published; `undefined` if none did. */
  readonly published: Published | undefined;
}

/** A finished site, and what it was made from. */
export interface Published {
  readonly outputs: Outputs;
  readonly relations: KeptRelations;
  readonly marks: FormerStories["marks"];
  readonly facts: PublishedFacts;
}

/** Plain data of a finished build. */
export interface PublishedFacts {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly next: NextChange | undefined;
  /** Digests of all that was looked at: a build that finds the same has nothing to do. */
  readonly frame: number;
  readonly media: number;
  readonly edition: number;
  readonly code: number;
  /** Digests of the project's code, so that settings need not be asked for again. */
  readonly project: string;
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  readonly files: number;
  readonly stories: number;
  readonly pages: number;
  /** Whether pictures were left to be made when somebody looks at them. */
  readonly lacksPictures: boolean;
  /** Whether Eleventy had more to do than our pages. */
  readonly hasOtherWork: boolean;
  /** Whether files were left as they were, for the next build to make. */
  readonly areBehind: boolean;
  /** Tells whether the plain list of files that lies beside the state names these very outputs. */
  readonly manifest: string;
}

export const stateFile = "state.bin";
/** Another number after another layout of what is kept. */
const stamp = "khabar state 7";

/** Why a state that was there is not used, for the one line that says so. */
export type StateFault = Exclude<ColumnsFault, "missing">;

/** Reads what the last build left; `undefined` if there was none, or nothing that can be used. */
export function readState(folder: string): { state: KeptState | undefined; fault: StateFault | undefined } {
  const read = readColumns(join(folder, stateFile), stamp);
  if ("fault" in read) {
    return { state: undefined, fault: read.fault === "missing" ? undefined : read.fault };
  }
  try {
    const { columns } = read;
    const meta = read.meta as { surroundings: number; published?: PublishedFacts };
    const table = tableInColumns(columns);
    // The details of stories lie in files of their own, which a half-restored cache may lack.
    if (table.detailFiles.some((file) => file !== "" && !existsSync(join(folder, file)))) {
      return { state: undefined, fault: "damaged" };
    }
    const paths = columns["media.paths"] as readonly string[];
    const tokens = columns["media.tokens"] as readonly string[];
    const media = new Map(paths.map((path, index) => [path, tokens[index] as string]));
    return {
      fault: undefined,
      state: {
        stories: { table, surroundings: meta.surroundings, media },
        published: meta.published && {
          facts: meta.published,
          outputs: outputsInColumns(columns),
          relations: relationsInColumns(columns),
          marks: {
            tags: columns["marks.tags"] as Float64Array,
            surroundings: (columns["marks.surroundings"] as Float64Array)[0] as number,
          },
        },
      },
    };
  } catch {
    return { state: undefined, fault: "damaged" };
  }
}

/** Writes the state, whole or not at all, and then removes the files of details that it no longer names. */
export function writeState(folder: string, { stories, published }: KeptState): void {
  mkdirSync(folder, { recursive: true });
  const columns: Columns = {
    ...columnsOfTable(stories.table),
    "media.paths": [...stories.media.keys()],
    "media.tokens": [...stories.media.values()],
    ...(published
      ? {
          ...columnsOfOutputs(published.outputs),
          ...columnsOfRelations(published.relations),
          "marks.tags": published.marks.tags,
          "marks.surroundings": Float64Array.of(published.marks.surroundings),
        }
      : {}),
  };
  const meta = { surroundings: stories.surroundings, published: published?.facts };
  writeColumns(join(folder, stateFile), stamp, meta, columns);
  const named = new Set(stories.table.detailFiles);
  for (const file of readdirSync(folder)) {
    if (/^details-.*\.bin$/.test(file) && !named.has(file)) rmSync(join(folder, file), { force: true });
  }
}

/** The files besides `state.bin` that a state consists of; `undefined` if there is no state that can be used. */
export function detailFilesOf(folder: string): readonly string[] | undefined {
  return readState(folder).state?.stories.table.detailFiles.filter((file) => file !== "");
}

/** Takes everything away that an interrupted build left behind. */
export function sweepState(folder: string): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)) {
    if (/\.(tmp|pack)$/.test(file)) rmSync(join(folder, file), { force: true });
  }
}

function columnsOfOutputs({ paths, width, parts, sizes, changed, contents }: Outputs): Columns {
  return {
    "outputs.paths": paths,
    "outputs.width": Int32Array.of(width),
    "outputs.parts": parts,
    "outputs.sizes": sizes,
    "outputs.changed": changed,
    "outputs.contents": contents,
  };
}

function outputsInColumns(columns: Columns): Outputs {
  return {
    paths: columns["outputs.paths"] as readonly string[],
    width: (columns["outputs.width"] as Int32Array)[0] as number,
    parts: columns["outputs.parts"] as Float64Array,
    sizes: columns["outputs.sizes"] as Float64Array,
    changed: columns["outputs.changed"] as Float64Array,
    contents: columns["outputs.contents"] as Float64Array,
  };
}
