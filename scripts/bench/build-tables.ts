import { filesOfOneStory, judgeAims } from "./aims.ts";
import {
  type BuildResults,
  type CleanRow,
  changes,
  cleanRowOf,
  copy,
  khabar,
  type WarmRow,
} from "./results.ts";

/** All results as Markdown tables. */
export function showResults(results: BuildResults): string {
  return [cleanTable(results.clean), warmTable(results.warm), aimsTable(results)]
    .filter((table) => table !== "")
    .join("\n\n");
}

/** Clean builds, with how many times as long as Khabar and as the copy each took. */
export function cleanTable(rows: readonly CleanRow[]): string {
  return table(
    ["stories", "system", "wall s", "CPU s", "peak MB", "files", "MB", "× Khabar", "× cp -r", "runs"],
    inOrder(rows, ({ system }) => [khabar, copy].indexOf(system)).map((row) => [
      count(row.stories),
      row.system,
      wall(row),
      row.outcome === "failed" ? none : row.cpuSeconds.toFixed(2),
      row.outcome === "failed" ? none : count(row.peakMegabytes),
      row.files === undefined ? none : count(row.files),
      row.megabytes === undefined ? none : count(row.megabytes),
      times(row, cleanRowOf(rows, row.stories, khabar)),
      times(row, cleanRowOf(rows, row.stories, copy)),
      count(row.runs),
    ]),
  );
}

/** Builds after a change. */
export function warmTable(rows: readonly WarmRow[]): string {
  const order: readonly string[] = Object.values(changes);
  return table(
    [
      "stories",
      "what changed",
      "wall s",
      "CPU s",
      "peak MB",
      "pages rendered",
      "kept",
      "files written",
      "removed",
      "aim",
    ],
    inOrder(rows, ({ change }) => order.indexOf(change)).map((row) => [
      count(row.stories),
      row.change,
      row.seconds.toFixed(2),
      row.cpuSeconds.toFixed(2),
      count(row.peakMegabytes),
      ...[row.rendered, row.kept, row.changed, row.removed].map((value) =>
        value === undefined ? none : count(value),
      ),
      aimOf(row.change, rows, row.stories),
    ]),
  );
}

export function aimsTable(results: BuildResults): string {
  return table(
    ["aim", "measured", "met"],
    judgeAims(results).map(({ aim, measured, met }) => [aim, measured, met ? "yes" : "**no**"]),
  );
}

function aimOf(change: string, rows: readonly WarmRow[], stories: number): string {
  if (change === changes.nothing) return "0 files written";
  if (change === changes.added) return `≤ ${filesOfOneStory} files written`;
  if (change !== changes.trending) return none;
  const rewriting = rows.find((row) => row.stories === stories && row.change === changes.rewriting);
  const build = rows.find((row) => row.stories === stories && row.change === change);
  if (rewriting === undefined || build === undefined) return none;
  return `near rewriting; takes ${(build.seconds / rewriting.seconds).toFixed(1)} ×`;
}

function wall({ outcome, seconds }: CleanRow): string {
  if (outcome === "stopped") return `not finished in ${count(seconds)} s`;
  return outcome === "failed" ? "failed" : seconds.toFixed(2);
}

function times(row: CleanRow, base: CleanRow | undefined): string {
  if (base?.outcome !== "finished" || row.outcome === "failed") return none;
  const ratio = row.seconds / base.seconds;
  const told = ratio >= 10 ? count(Math.round(ratio)) : ratio.toFixed(ratio < 0.95 ? 2 : 1);
  return row.outcome === "stopped" ? `> ${told}` : told;
}

/** By stories, then by place; rows without one keep their order, behind those with one. */
function inOrder<R extends { stories: number }>(rows: readonly R[], place: (row: R) => number): R[] {
  const placeOf = (row: R) => (place(row) === -1 ? Number.MAX_SAFE_INTEGER : place(row));
  return rows.toSorted((a, b) => a.stories - b.stories || placeOf(a) - placeOf(b));
}

/** Columns of words are aligned left, those of numbers right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const words = new Set(["system", "what changed", "aim", "measured", "met"]);
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = `|${head.map((name) => (words.has(name) ? "---" : "---:")).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

const none = "–";
const count = (value: number) => value.toLocaleString("en");
