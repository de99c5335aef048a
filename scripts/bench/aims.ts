import { type BuildResults, changes, cleanRowOf, copy, khabar, type WarmRow } from "./results.ts";

/** Something that builds are meant to reach, beside what was measured. */
export interface Aim {
  readonly aim: string;
  readonly measured: string;
  readonly met: boolean;
}

/** So that a deploy after one story is a handful of uploads, whatever the size of the archive. */
export const filesOfOneStory = 40;

/** Below that, starting up is most of the time. */
const peersFromStories = 10_000;

/** Of time against stories between two sizes; a little is left for caches of processors that grow full. */
const growthLimit = 1.1;

/** The aims that can be judged by these results. */
export function judgeAims(results: BuildResults): Aim[] {
  return [
    judgeFiles(
      results,
      changes.added,
      `One story added writes at most ${filesOfOneStory} files`,
      filesOfOneStory,
    ),
    judgeFiles(results, changes.nothing, "A build with nothing new writes no file", 0),
    judgeGrowth(results),
    judgePeers(results),
    ...numbers.map((number) => judgeNumber(results, number)),
    ...rivals.map((rival) => judgeRival(results, rival)),
  ].filter((aim) => aim !== undefined);
}

/** What a build may take on two cores. */
interface NumberAim {
  /** `undefined` for a clean build. */
  readonly change: WarmRow["change"] | undefined;
  readonly stories: number;
  readonly seconds: number;
  readonly megabytes?: number;
}

const numbers: readonly NumberAim[] = [
  { change: undefined, stories: 1_000, seconds: 1.5 },
  { change: undefined, stories: 10_000, seconds: 3.5, megabytes: 450 },
  { change: undefined, stories: 100_000, seconds: 35, megabytes: 1200 },
  { change: changes.nothing, stories: 10_000, seconds: 0.7 },
  { change: changes.nothing, stories: 100_000, seconds: 1.2 },
  { change: changes.edited, stories: 10_000, seconds: 0.9 },
  { change: changes.edited, stories: 100_000, seconds: 1.8 },
  { change: changes.added, stories: 10_000, seconds: 1 },
  { change: changes.added, stories: 100_000, seconds: 2.5 },
];

/** How many times as long another generator is to take. */
const rivals = [
  { system: "Hugo with related", stories: 10_000, times: 4 },
  { system: "Hugo", stories: 10_000, times: 1.5 },
  { system: "Hugo", stories: 100_000, times: 2 },
  { system: "Eleventy with tags", stories: 10_000, times: 8 },
] as const;

function judgeNumber({ clean, warm }: BuildResults, number: NumberAim): Aim | undefined {
  const { change, stories, seconds, megabytes } = number;
  const row =
    change === undefined
      ? cleanRowOf(clean, stories, khabar)
      : warm.find((each) => each.change === change && each.stories === stories);
  if (row === undefined) return undefined;
  const memory = megabytes === undefined ? "" : ` in at most ${megabytes} MB`;
  return {
    aim: `${change ?? "Clean build"} at ${count(stories)}: at most ${seconds} s${memory}`,
    measured: `${row.seconds.toFixed(2)} s, ${row.peakMegabytes} MB`,
    met: row.seconds <= seconds && row.peakMegabytes <= (megabytes ?? Number.POSITIVE_INFINITY),
  };
}

function judgeRival({ clean }: BuildResults, rival: (typeof rivals)[number]): Aim | undefined {
  const ours = cleanRowOf(clean, rival.stories, khabar);
  const theirs = cleanRowOf(clean, rival.stories, rival.system);
  if (ours === undefined || theirs === undefined || theirs.outcome === "failed") return undefined;
  const times = theirs.seconds / ours.seconds;
  const more = theirs.outcome === "stopped" ? "more than " : "";
  return {
    aim: `${rival.system} takes at least ${rival.times} times as long at ${count(rival.stories)}`,
    measured: `${more}${times.toFixed(1)} times`,
    met: times >= rival.times,
  };
}

function judgeFiles(
  { warm }: BuildResults,
  change: WarmRow["change"],
  aim: string,
  limit: number,
): Aim | undefined {
  const known = bySize(warm).filter((row) => row.change === change && row.changed !== undefined);
  if (known.length === 0) return undefined;
  return {
    aim,
    measured: known.map(({ stories, changed }) => `${count(changed ?? 0)} at ${count(stories)}`).join(", "),
    met: known.every(({ changed }) => (changed ?? 0) <= limit),
  };
}

function judgeGrowth({ clean }: BuildResults): Aim | undefined {
  const builds = bySize(clean).filter(({ system, outcome }) => system === khabar && outcome === "finished");
  const steps = builds.slice(1).map((row, index) => {
    const before = builds[index] as (typeof builds)[number];
    return {
      from: before,
      to: row,
      stories: row.stories / before.stories,
      time: row.seconds / before.seconds,
    };
  });
  if (steps.length === 0) return undefined;
  return {
    aim: `Clean builds grow no faster than the archive: N times the stories, at most ${growthLimit} × N times the time`,
    measured: steps
      .map(
        ({ from, to, time }) =>
          `${time.toFixed(1)} times from ${count(from.stories)} to ${count(to.stories)}`,
      )
      .join(", "),
    met: steps.every(({ stories, time }) => time <= growthLimit * stories),
  };
}

/** The fastest of the others at each size is the one to beat. */
function judgePeers({ clean }: BuildResults): Aim | undefined {
  const rivals = bySize(clean).flatMap((row) => {
    if (row.stories < peersFromStories || row.outcome === "failed") return [];
    if (row.system === khabar || row.system === copy) return [];
    const ours = cleanRowOf(clean, row.stories, khabar);
    return ours?.outcome === "finished" ? [{ ...row, times: row.seconds / ours.seconds }] : [];
  });
  const nearest = rivals.filter(
    ({ stories, times }) =>
      times === Math.min(...rivals.filter((rival) => rival.stories === stories).map((rival) => rival.times)),
  );
  if (nearest.length === 0) return undefined;
  return {
    aim: `From ${count(peersFromStories)} stories on, a clean build is faster than that of any other generator`,
    measured: nearest
      .map(({ system, stories, times, outcome }) => {
        const more = outcome === "stopped" ? "more than " : "";
        return `the nearest, ${system}, takes ${more}${times.toFixed(1)} times as long at ${count(stories)}`;
      })
      .join(", "),
    met: nearest.every(({ times }) => times > 1),
  };
}

const bySize = <R extends { stories: number }>(rows: readonly R[]) =>
  rows.toSorted((a, b) => a.stories - b.stories);

const count = (value: number) => value.toLocaleString("en");
