import { type Relations, relateStories, type StoryColumns } from "../../src/relate/related.ts";
import { generateStories } from "./generate-newsroom.ts";
import { columnsOf } from "./related/columns.ts";

/** How long it took to relate so many stories, on one thread; milliseconds. */
export interface RelateRow {
  readonly stories: number;
  /** To find the terms of all, which builds keep. */
  readonly terms: number;
  readonly index: number;
  /** To find all sidebars. */
  readonly all: number;
  /** Median: what one more story needs, to know whose sidebars it may enter and to find these anew. */
  readonly added: number;
  /** Median of the sidebars found anew. */
  readonly anew: number;
  /** Of the columns and the index, MB. */
  readonly memory: number;
}

const shown = 5;
const addedRuns = 31;

/** Relates generated stories of 560 words and four tags, once all of them and then with one more. */
export function benchRelate(size: number): RelateRow {
  const clock = stopwatch();
  // Newest first.
  const stories = [...generateStories(size)].reverse();
  const columns = columnsOf(
    stories.map((story) => ({ ...story, date: Date.parse(story.date), language: "hi" })),
  );
  const terms = clock();
  const before = process.memoryUsage();
  const relations = relateStories(columns);
  const index = clock();
  const bars = new Float64Array(size);
  const backgroundBars = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const { bar, backgroundBar } = relations.search(row, shown);
    bars[row] = bar;
    backgroundBars[row] = backgroundBar;
  }
  const all = clock();
  const after = process.memoryUsage();
  const memory = (after.arrayBuffers - before.arrayBuffers + bytesOf(columns)) / 1e6;

  const times: number[] = [];
  const counts: number[] = [];
  for (let run = 0; run < addedRuns; run++) {
    clock();
    counts.push(addOne(relations, columns, { bars, backgroundBars }, run));
    times.push(clock());
  }
  return { stories: size, terms, index, all, added: median(times), anew: median(counts), memory };
}

type Known = Pick<Parameters<Relations["affected"]>[0], "bars" | "backgroundBars">;

/** One of the newest stories plays the one that was not there before. @returns how many sidebars were found anew */
function addOne(relations: Relations, columns: StoryColumns, known: Known, row: number): number {
  const affected = relations.affected({ changed: [row], rechosen: [], gone: [], ...known }, shown);
  if (affected === "all") return columns.count;
  for (const other of affected) relations.search(other, shown);
  return affected.size;
}

function bytesOf(columns: StoryColumns): number {
  let bytes = 0;
  for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
  return bytes;
}

function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const passed = now - last;
    last = now;
    return passed;
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

export function showRelateRows(rows: readonly RelateRow[]): string {
  const lines = rows.map(({ stories, terms, index, all, added, anew, memory }) =>
    [
      stories,
      seconds(terms),
      seconds(index),
      seconds(all),
      `${added.toFixed(1)} ms`,
      anew,
      `${memory.toFixed(0)} MB`,
    ].join(" | "),
  );
  return [
    "stories | terms of all | index | all sidebars | one story more | of them anew | memory",
    ...lines,
  ].join("\n");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
