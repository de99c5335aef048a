import type { Worker } from "node:worker_threads";
import type { ListedFile, Listing } from "./list-content.ts";
import { type FileTimes, type SharedTimes, timesAt } from "./shared-times.ts";

/**
 * A second thread that lists the content folder and looks its stories up while the program is still being loaded: with a
 * hundred thousand stories that takes most of a second. `scripts/run.mjs` sends it out.
 */
export interface Scout {
  /** As `look` is given it. */
  readonly folder: string;
  readonly worker: Worker;
  /** `undefined` if something came in its way. */
  readonly report: Promise<ScoutReport | undefined>;
}

/** The groups of a listing that are lists. */
const groups = ["articles", "authors", "pages", "strings", "media"] as const;

/** What the scout tells: a listing as few long texts, since a hundred thousand objects would take long to send. */
export interface ScoutReport {
  readonly site: ListedFile | undefined;
  readonly trending: ListedFile | undefined;
  readonly findings: Listing["findings"];
  /** Paths of each group, each ended by a NUL, which no path has. */
  readonly paths: Readonly<Record<(typeof groups)[number], string>>;
  /** Files that do not lie where their path says: a name may be in another form of Unicode on the disk. */
  readonly elsewhere: readonly (readonly [path: string, disk: string])[];
  readonly times: SharedTimes;
}

/** What a scout found. */
export interface Scouted {
  readonly listing: Listing;
  /** @param index of `listing.articles` */
  timesOf(index: number): FileTimes;
}

export function reportOf(folder: string, listing: Listing, times: SharedTimes): ScoutReport {
  const { site, trending, findings } = listing;
  const elsewhere: [string, string][] = [];
  const paths = Object.fromEntries(
    groups.map((group) => {
      const list = listing[group];
      for (const { path, disk } of list) if (disk !== `${folder}/${path}`) elsewhere.push([path, disk]);
      return [group, list.map(({ path }) => `${path}\0`).join("")];
    }),
  ) as ScoutReport["paths"];
  return { site, trending, findings, paths, elsewhere, times };
}

/** @param shownFolder how messages call the folder */
export function scoutedBy(report: ScoutReport, folder: string, shownFolder: string): Scouted {
  const { site, trending, findings, times } = report;
  const disks = new Map(report.elsewhere);
  const listOf = (group: (typeof groups)[number]): ListedFile[] => {
    const paths = report.paths[group].split("\0");
    paths.pop();
    return paths.map((path) => ({
      path,
      shown: `${shownFolder}/${path}`,
      disk: disks.get(path) ?? `${folder}/${path}`,
    }));
  };
  const listing: Listing = {
    site,
    trending,
    findings,
    articles: listOf("articles"),
    authors: listOf("authors"),
    pages: listOf("pages"),
    strings: listOf("strings"),
    media: listOf("media"),
  };
  return {
    listing,
    timesOf: (index) => timesAt(times, index, (listing.articles[index] as ListedFile).disk),
  };
}

const sentOut = Symbol.for("khabar.scout");

/**
 * What the scout found that was sent out for a folder, if there was one and nobody asked yet: what it saw is as old as
 * the process.
 */
export async function askScout(folder: string, shownFolder: string): Promise<Scouted | undefined> {
  const shelf = globalThis as { [sentOut]?: Scout };
  const scout = shelf[sentOut];
  delete shelf[sentOut];
  if (scout?.folder !== folder) return undefined;
  scout.worker.ref();
  const report = await scout.report;
  scout.worker.unref();
  return report && scoutedBy(report, folder, shownFolder);
}
