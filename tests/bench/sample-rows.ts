import {
  type BuildResults,
  type CleanRow,
  changes,
  khabar,
  type WarmRow,
} from "../../scripts/bench/results.ts";

export function cleanRow(
  system: string,
  stories: number,
  seconds: number,
  more: Partial<CleanRow> = {},
): CleanRow {
  return {
    system,
    stories,
    seconds,
    cpuSeconds: seconds,
    peakMegabytes: 100,
    runs: 3,
    outcome: "finished",
    ...more,
  };
}

export function warmRow(change: string, stories: number, seconds: number, changed?: number): WarmRow {
  return { change, stories, seconds, cpuSeconds: seconds, peakMegabytes: 100, runs: 3, changed };
}

/** Khabar and a peer at two sizes; the peer does not finish the greater one. */
export const sampleResults: BuildResults = {
  conditions: {
    day: "2026-11-23",
    cores: 2,
    memoryGigabytes: 8,
    platform: "linux",
    node: "20.19.0",
    eleventy: "3.1.8",
    hugo: "0.111.3",
    inMemory: true,
    limitSeconds: 600,
  },
  clean: [
    cleanRow(khabar, 1000, 1, { files: 1200, megabytes: 30 }),
    cleanRow("Hugo", 1000, 0.5),
    cleanRow(khabar, 10_000, 8),
    cleanRow("Hugo", 10_000, 600, { outcome: "stopped", runs: 1 }),
  ],
  warm: [
    warmRow(changes.nothing, 10_000, 1, 0),
    warmRow(changes.added, 10_000, 2, 31),
    warmRow(changes.trending, 10_000, 3, 11_000),
    warmRow(changes.rewriting, 10_000, 2),
  ],
};
