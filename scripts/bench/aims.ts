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
  ].filter((aim) => aim !== undefined);
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
