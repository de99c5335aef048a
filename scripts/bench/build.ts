import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import {
  addStory,
  editStory,
  generateStories,
  momentAfter,
  pinLink,
  writeNewsroom,
} from "./generate-newsroom.ts";
import {
  type BuildRun,
  copyProject,
  type KhabarProject,
  type OnProgress,
  project,
} from "./khabar-project.ts";
import { type Measurement, measure, median } from "./measure.ts";
import { listPeers, type Peer } from "./peers.ts";
import {
  type BuildResults,
  type CleanRow,
  type Conditions,
  changes,
  copy,
  khabar,
  type WarmRow,
} from "./results.ts";
import { inMemory, inWorkFolder } from "./work-folder.ts";

export interface BuildBench {
  readonly sizes: readonly number[];
  /** Of which the median is told. */
  readonly runs: number;
  /** Which other generators build the same stories. */
  readonly peers: "none" | "usual" | "all";
  /** Seconds after which a run is stopped. */
  readonly limitSeconds: number;
  /** Called with a line for the operator. */
  tell(line: string): void;
  /** Called with all results so far whenever there are more. */
  save(results: BuildResults): void;
}

/** A peer that takes longer is not run again: nobody waits for three times ten minutes. */
const onceBeyondSeconds = 60;

/**
 * Clean builds of generated stories by Khabar and its peers, and builds by Khabar after small changes.
 *
 * @throws {Error} if a build by Khabar fails; a peer that fails is a row
 */
export async function benchBuild(bench: BuildBench): Promise<BuildResults> {
  const results: BuildResults = { conditions: await findConditions(bench.limitSeconds), clean: [], warm: [] };
  if (bench.peers !== "none" && results.conditions.hugo === undefined) bench.tell("There is no Hugo here.");
  for (const stories of bench.sizes) {
    await inWorkFolder(async (folder) => {
      for await (const row of benchKhabar(bench, stories, folder)) {
        if ("system" in row) results.clean.push(row);
        else results.warm.push(row);
        bench.save(results);
      }
    });
    for (const peer of listPeers(join(project, "node_modules"))) {
      if (bench.peers === "none" || (bench.peers === "usual" && stories > peer.upTo)) continue;
      if (peer.command[0] === "hugo" && results.conditions.hugo === undefined) continue;
      results.clean.push(await inWorkFolder((folder) => benchPeer(bench, peer, stories, folder)));
      bench.save(results);
    }
  }
  return results;
}

async function* benchKhabar(
  bench: BuildBench,
  stories: number,
  folder: string,
): AsyncGenerator<CleanRow | WarmRow> {
  const { runs, limitSeconds } = bench;
  const newsroom = copyProject(folder);
  const now = momentAfter(stories);

  // The first command of a new project compiles what all later ones use.
  writeNewsroom(newsroom.content, generateStories(1));
  await newsroom.build(now, limitSeconds);
  rmSync(newsroom.content, { recursive: true });
  bench.tell(`${count(stories)}  writing the newsroom`);
  writeNewsroom(newsroom.content, generateStories(stories));

  const clean = await repeat(bench, stories, khabar, runs, (_run, onProgress) => {
    newsroom.forget();
    return newsroom.build(now, limitSeconds, onProgress);
  });
  if (clean.some(({ report }) => (report.kept ?? 0) > 0)) throw new Error("A clean build kept pages.");
  yield cleanRow(khabar, stories, clean, newsroom.site);
  if (!clean.every(isFinished)) return;

  const duplicate = join(folder, "copy");
  const copies = await repeat(bench, stories, copy, runs, (_run, onProgress) => {
    rmSync(duplicate, { recursive: true, force: true });
    return measure("cp", ["-r", newsroom.site, duplicate], folder, limitSeconds, onProgress);
  });
  yield cleanRow(copy, stories, copies, duplicate);
  rmSync(duplicate, { recursive: true, force: true });

  yield* benchChanges(bench, stories, newsroom, now);
}

/** Each run makes another change of its kind, so that none has to be undone. */
async function* benchChanges(
  bench: BuildBench,
  stories: number,
  { content, site, build }: KhabarProject,
  now: string,
): AsyncGenerator<WarmRow> {
  const edits: readonly [name: string, edit: (run: number) => void][] = [
    [changes.nothing, () => {}],
    [changes.edited, (run) => editStory(content, stories, run)],
    [changes.added, (run) => addStory(content, stories, run)],
    [changes.trending, (run) => pinLink(content, run)],
  ];
  for (const [change, edit] of edits) {
    const builds = await repeat(bench, stories, change, bench.runs, (run, onProgress) => {
      edit(run);
      return build(now, bench.limitSeconds, onProgress);
    });
    if (!builds.every(isFinished)) return;
    yield { stories, change, ...medians(builds), ...medianReport(builds) };
  }
  const script = join(import.meta.dirname, "rewrite-pages.mjs");
  const rewritings = await repeat(bench, stories, changes.rewriting, bench.runs, (_run, onProgress) =>
    measure("node", [script, site], ".", bench.limitSeconds, onProgress),
  );
  if (rewritings.every(isFinished)) yield { stories, change: changes.rewriting, ...medians(rewritings) };
}

async function benchPeer(bench: BuildBench, peer: Peer, stories: number, folder: string): Promise<CleanRow> {
  const source = join(folder, "source");
  const site = join(folder, "site");
  bench.tell(`${count(stories)}  writing the stories for ${peer.name}`);
  mkdirSync(source);
  peer.write(source, generateStories(stories));
  const [command, ...flags] = peer.command;
  const measurements = await repeat(
    bench,
    stories,
    peer.name,
    bench.runs,
    (_run, onProgress) => {
      rmSync(site, { recursive: true, force: true });
      return measure(command, flags, source, bench.limitSeconds, onProgress);
    },
    onceBeyondSeconds,
  );
  return cleanRow(peer.name, stories, measurements, site);
}

/** @param enoughSeconds one run that takes longer, or does not finish, is the only one */
async function repeat<M extends Measurement>(
  bench: BuildBench,
  stories: number,
  name: string,
  runs: number,
  runOnce: (run: number, onProgress: OnProgress) => Promise<M>,
  enoughSeconds = Number.POSITIVE_INFINITY,
): Promise<M[]> {
  const measurements: M[] = [];
  for (let run = 1; run <= runs; run++) {
    const line = `${count(stories)}  ${name}, run ${run} of ${runs}:`;
    const measurement = await runOnce(run, (seconds, megabytes) =>
      bench.tell(`${line} … ${seconds.toFixed(0)} s, ${count(megabytes)} MB`),
    );
    measurements.push(measurement);
    const { seconds, peakMegabytes, code } = measurement;
    const end =
      code === 0 ? "" : code === undefined ? ", stopped" : `, failed:\n${measurement.output.slice(-500)}`;
    bench.tell(`${line} ${seconds.toFixed(2)} s, ${count(peakMegabytes)} MB${end}`);
    if (code !== 0 || seconds > enoughSeconds) break;
  }
  return measurements;
}

const isFinished = ({ code }: Measurement) => code === 0;

function cleanRow(
  system: string,
  stories: number,
  measurements: readonly Measurement[],
  site: string,
): CleanRow {
  const unfinished = measurements.find((measurement) => !isFinished(measurement));
  if (unfinished !== undefined) {
    const outcome = unfinished.code === undefined ? "stopped" : "failed";
    return { system, stories, outcome, ...medians([unfinished]) };
  }
  return { system, stories, outcome: "finished", ...medians(measurements), ...sizeOf(site) };
}

function medians(measurements: readonly Measurement[]) {
  const of = (pick: (measurement: Measurement) => number) => median(measurements.map(pick));
  return {
    runs: measurements.length,
    seconds: of(({ seconds }) => seconds),
    cpuSeconds: of(({ cpuSeconds }) => cpuSeconds),
    peakMegabytes: of(({ peakMegabytes }) => peakMegabytes),
  };
}

function medianReport(builds: readonly BuildRun[]): BuildRun["report"] {
  const of = (pick: (report: BuildRun["report"]) => number | undefined) => {
    const values = builds.map(({ report }) => pick(report)).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : median(values);
  };
  return {
    rendered: of(({ rendered }) => rendered),
    kept: of(({ kept }) => kept),
    changed: of(({ changed }) => changed),
    removed: of(({ removed }) => removed),
  };
}

function sizeOf(folder: string): { files: number; megabytes: number } {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return { files, megabytes: Math.round(bytes / 2 ** 20) };
}

async function findConditions(limitSeconds: number): Promise<Conditions> {
  const hugo = await measure("hugo", ["version"], project, 10);
  const eleventy = readFileSync(join(project, "node_modules/@11ty/eleventy/package.json"), "utf8");
  return {
    day: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    platform: process.platform,
    node: process.versions.node,
    eleventy: (JSON.parse(eleventy) as { version: string }).version,
    hugo: hugo.code === 0 ? /v([\d.]+)/.exec(hugo.stdout)?.[1] : undefined,
    inMemory,
    limitSeconds,
  };
}

const count = (value: number) => value.toLocaleString("en");
