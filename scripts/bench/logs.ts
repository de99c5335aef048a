import { join, resolve } from "node:path";
import { generateLog } from "./generate-log.ts";
import { type Measurement, measure } from "./measure.ts";
import type { RankedLog } from "./rank-log.ts";
import { inWorkFolder } from "./work-folder.ts";

/** How long it takes to rank what is read by an access log, beside counting its lines. */
export interface LogsResults {
  readonly lines: number;
  readonly megabytes: number;
  /** Node's start, reading, counting, ranking. */
  readonly rank: LogsRun;
  /** `wc -l`: what reading the bytes costs. */
  readonly floor: LogsRun;
  readonly ranked: RankedLog;
}

interface LogsRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly linesPerSecond: number;
}

/** The memory that a machine for small jobs has. */
export const mostMegabytes = 1000;

export function benchLogs(
  lines: number,
  limitSeconds: number,
  tell: (line: string) => void,
): Promise<LogsResults> {
  return inWorkFolder(async (folder) => {
    const file = join(folder, "access.log");
    tell(`writing ${lines.toLocaleString("en")} lines`);
    const bytes = generateLog(file, lines);
    const run = async (command: string, args: readonly string[]): Promise<[LogsRun, Measurement]> => {
      tell(`running ${command}`);
      const measured = await measure(command, args, resolve(import.meta.dirname, "../.."), limitSeconds);
      if (measured.code !== 0) throw new Error(`${command} ended with ${measured.code}: ${measured.output}`);
      const { seconds, cpuSeconds, peakMegabytes } = measured;
      return [{ seconds, cpuSeconds, peakMegabytes, linesPerSecond: Math.round(lines / seconds) }, measured];
    };
    // First, so that both find the file in memory.
    const [floor] = await run("wc", ["-l", file]);
    const script = join(import.meta.dirname, "rank-log.ts");
    const [rank, { stdout }] = await run(process.execPath, ["--import", "tsx", script, file]);
    const ranked = JSON.parse(stdout) as RankedLog;
    return { lines, megabytes: Math.round(bytes / 1e6), rank, floor, ranked };
  });
}

export function showLogs({ lines, megabytes, rank, floor, ranked }: LogsResults): string {
  const row = (name: string, run: LogsRun) =>
    `| ${name} | ${run.seconds.toFixed(2)} | ${run.cpuSeconds.toFixed(2)} | ${run.peakMegabytes} | ${run.linesPerSecond.toLocaleString("en")} |`;
  return [
    `${lines.toLocaleString("en")} lines, ${megabytes.toLocaleString("en")} MB`,
    "",
    "| | wall s | CPU s | peak MB | lines a second |",
    "|---|---:|---:|---:|---:|",
    row("ranked", rank),
    row("`wc -l`", floor),
    "",
    `${ranked.readers.toLocaleString("en")} readers in ${ranked.readings.toLocaleString("en")} readings; ranked first: ${ranked.top.slice(0, 3).join(", ")}`,
    `Memory below ${mostMegabytes} MB: ${rank.peakMegabytes < mostMegabytes ? "yes" : "**no**"}`,
    ...ranked.troubles,
  ].join("\n");
}
