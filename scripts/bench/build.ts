import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generateStories, writeNewsroom } from "./generate-newsroom.ts";
import { type Measurement, measure, median } from "./measure.ts";
import { writeEleventySite, writeHugoSite } from "./peers.ts";

export interface BuildBench {
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly peers: boolean;
  /** Seconds after which a run is stopped. */
  readonly limitSeconds: number;
}

/** One line of the result: medians of the runs. */
export interface BuildRow {
  readonly stories: number;
  readonly system: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Wall time against `cp -r` of Khabar's finished tree. */
  readonly timesCopy: number;
  readonly finished: boolean;
}

/**
 * Clean builds of the same generated stories by Khabar and, with `peers`, by plain Eleventy and Hugo, each to an
 * empty folder in memory where the machine has one.
 */
export async function benchBuild({ sizes, runs, peers, limitSeconds }: BuildBench): Promise<BuildRow[]> {
  const project = resolve(import.meta.dirname, "../..");
  const rows: BuildRow[] = [];
  for (const size of sizes) {
    const place = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "khabar-bench-"));
    try {
      const stories = generateStories(size);
      const output = join(place, "site");
      const systems: { name: string; run: () => Promise<Measurement> }[] = [];
      writeNewsroom(join(place, "content"), stories);
      const flags = [`--input=${join(place, "content")}`, `--output=${output}`, "--now=2040-01-01T00:00:00Z"];
      systems.push({
        name: "Khabar",
        run: () => measure("node", [...buildCommand(project), ...flags], project, limitSeconds),
      });
      if (peers) {
        writeEleventySite(join(place, "eleventy"), stories, join(project, "node_modules"));
        const command = join(project, "node_modules/@11ty/eleventy/cmd.cjs");
        systems.push({
          name: "Eleventy with tags",
          run: () =>
            measure(
              "node",
              [command, "--quiet", `--output=${output}`],
              join(place, "eleventy"),
              limitSeconds,
            ),
        });
        const hugo = await measure("hugo", ["version"], project, 10);
        if (hugo.code === 0) {
          for (const related of [true, false]) {
            const folder = join(place, related ? "hugo-related" : "hugo");
            writeHugoSite(folder, stories, related);
            systems.push({
              name: related ? "Hugo with related" : "Hugo",
              run: () => measure("hugo", ["--quiet", "-d", output], folder, limitSeconds),
            });
          }
        }
      }
      let copySeconds = Number.NaN;
      for (const { name, run } of systems) {
        const results: Measurement[] = [];
        for (let count = 0; count < runs; count++) {
          rmSync(output, { recursive: true, force: true });
          results.push(await run());
        }
        const failed = results.find(({ code }) => code !== 0 && code !== undefined);
        if (failed) throw new Error(`${name} failed at ${size} stories:\n${failed.output.slice(-2000)}`);
        if (name === "Khabar") copySeconds = await measureCopy(output, join(place, "copy"), runs);
        const seconds = median(results.map((result) => result.seconds));
        rows.push({
          stories: size,
          system: name,
          seconds,
          cpuSeconds: median(results.map((result) => result.cpuSeconds)),
          peakMegabytes: median(results.map((result) => result.peakMegabytes)),
          timesCopy: seconds / copySeconds,
          finished: results.every(({ code }) => code === 0),
        });
      }
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  return rows;
}

/** What `npm run build` runs, without npm: its memory shall be measured and not npm's. */
function buildCommand(project: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
    scripts: { build: string };
  };
  return scripts.build.split(" ").slice(1);
}

async function measureCopy(from: string, to: string, runs: number): Promise<number> {
  const seconds: number[] = [];
  for (let count = 0; count < runs; count++) {
    rmSync(to, { recursive: true, force: true });
    seconds.push((await measure("cp", ["-r", from, to], ".", 600)).seconds);
  }
  rmSync(to, { recursive: true, force: true });
  return median(seconds);
}

/** The rows as a Markdown table. */
export function showBuildRows(rows: readonly BuildRow[]): string {
  const head = "| stories | system | wall s | CPU s | peak MB | × cp -r |\n|---:|---|---:|---:|---:|---:|";
  const lines = rows.map(({ stories, system, seconds, cpuSeconds, peakMegabytes, timesCopy, finished }) =>
    [
      "",
      stories.toLocaleString("en"),
      finished ? system : `${system} (stopped)`,
      seconds.toFixed(2),
      cpuSeconds.toFixed(2),
      peakMegabytes,
      timesCopy.toFixed(1),
      "",
    ].join(" | "),
  );
  return [head, ...lines.map((line) => line.trim())].join("\n");
}
