import { checkFrame, type Frame } from "./check/check.ts";
import { mediaPath } from "./check/pictures.ts";
import { digestOf } from "./language/digest.ts";
import type { CheckedStories, StoryFile, StorySurroundings } from "./ledger/check-stories.ts";
import type { StoryDetails } from "./ledger/story-row.ts";
import { blobAt, joinTables, type StoryTable, storyFlags } from "./ledger/story-table.ts";
import { bytesToken, type Sight } from "./look.ts";
import type { Settings } from "./options.ts";
import type { SurveyedPictures } from "./pictures/facts.ts";
import { lookThrough } from "./pictures/looked-at.ts";
import { placesIn } from "./places-in.ts";
import { compareText, type Finding } from "./problems/problem.ts";
import type { ListedFile } from "./read/list-content.ts";
import { blobOf, readSource } from "./read/read-source.ts";
import { isSettled } from "./read/settled.ts";
import type { FileTimes } from "./read/shared-times.ts";

/** Stories of a former build that need not be checked again as long as their files are the same. */
export interface KeptStories {
  readonly table: StoryTable;
  /** Of everything that a check depends on besides the file. */
  readonly surroundings: number;
  /** The media folder as it was. */
  readonly media: ReadonlyMap<string, string>;
  details(row: number): StoryDetails;
}

/** A newsroom whose files were all read, this time or before. */
export interface Gathered {
  /** `undefined` if `site.yaml` is missing or broken. */
  readonly frame: Frame | undefined;
  readonly table: StoryTable;
  /** Whether the table goes on from the kept one, with its numbers of names and terms. */
  readonly continues: boolean;
  /** For each row of the kept table the new row; -1 for stories removed or checked again. */
  readonly places: Int32Array;
  /** Paths of story files that hold no story that can be used. */
  readonly unread: readonly string[];
  readonly findings: readonly Finding[];
  readonly surroundings: number;
  /** How many files are the same with another time than was known. */
  readonly newTimes: number;
  /** How many stories were checked in this build. */
  readonly checked: number;
}

/** What the gathering needs besides the sight of the files. */
export interface GatherSettings {
  readonly settings: Settings;
  /** The pictures of the media folder; `undefined` where they are published as they are, or nobody will see them. */
  readonly pictures: SurveyedPictures | undefined;
  /** Of the programs that check. */
  readonly program: string;
  readonly kept: KeptStories | undefined;
  /** Paths below the content folder of all files that may have changed, where somebody watched it. */
  readonly touched?: ReadonlySet<string> | undefined;
  check(around: StorySurroundings, files: readonly StoryFile[]): Promise<readonly CheckedStories[]>;
}

/** Brings the table of stories up to the files: checks those that changed, and takes over the others. */
export async function gather(
  sight: Sight,
  { settings, pictures, program, kept, touched, check }: GatherSettings,
): Promise<Gathered> {
  const { listing, shownFolder } = sight;
  const findings: Finding[] = [...sight.findings];
  const media = new Map(listing.media.map(({ path, disk }) => [path, disk]));
  const lookAt = lookThrough(pictures);
  const frame = checkFrame({ ...sight.frame, media }, { ...settings, shownFolder }, lookAt, findings);
  const empty = new Int32Array(kept?.table.count ?? 0).fill(-1);
  if (frame === undefined) {
    const { table } = joinTables([]);
    return {
      frame,
      table,
      continues: false,
      places: empty,
      unread: [],
      findings,
      surroundings: 0,
      newTimes: 0,
      checked: 0,
    };
  }
  const around: StorySurroundings = {
    site: frame.site,
    authors: [...frame.knownAuthors].map(([id, { name }]) => [id, name]),
    media: [...media],
    pictures,
    addresses: settings.addresses,
    slugs: settings.slugs,
    shownFolder,
  };
  const { media: _media, pictures: _pictures, ...judging } = around;
  const surroundings = digestOf([judging, program, settings.pictures !== false]);
  const usable = kept?.surroundings === surroundings ? kept : undefined;
  // A build that finds that something changed asks again, and need not look at every file twice.
  const sorted = sortings.get(sight);
  const sorting = sorted?.kept === usable?.table ? sorted : undefined;
  const { rows, toCheck, newTimes } = sorting ?? sortOut(sight, usable, touched);
  sortings.set(sight, { kept: usable?.table, rows, toCheck, newTimes });
  const parts = toCheck.length === 0 ? [] : await check(around, toCheck);
  for (const part of parts) for (const finding of part.findings) findings.push(finding);
  const unread = parts.flatMap((part) => part.unread).sort(compareText);
  const continues = usable !== undefined;
  const result = { frame, unread, findings, surroundings, continues, newTimes, checked: toCheck.length };
  if (usable && parts.length === 0 && rows.length === usable.table.count) {
    return {
      ...result,
      table: usable.table,
      places: Int32Array.from({ length: rows.length }, (_, row) => row),
    };
  }
  const joined = joinTables([
    ...(usable ? [{ table: usable.table, rows }] : []),
    ...parts.map(({ table }) => ({ table })),
  ]);
  return { ...result, table: joined.table, places: (usable && joined.places[0]) ?? empty };
}

/** What was found out of a sight. */
interface Sorting {
  readonly kept: StoryTable | undefined;
  readonly rows: Int32Array;
  readonly toCheck: StoryFile[];
  readonly newTimes: number;
}

const sortings = new WeakMap<Sight, Sorting>();

/**
 * Tells the files that are as they were from those to be checked.
 *
 * Stories of which there was something to say are checked again, since what was said may be mended elsewhere.
 */
function sortOut(
  { listing, blobOf: gitBlobOf, timesOf, media }: Sight,
  kept: KeptStories | undefined,
  touched: ReadonlySet<string> | undefined,
): Omit<Sorting, "kept"> {
  const toCheck: StoryFile[] = [];
  const before = kept?.table.changed.slice();
  const rowOf = placesIn(kept?.table.ids ?? []);
  const changedMedia = kept ? changedPaths(kept.media, media, listing.media) : new Set<string>();
  // Two files may have names that differ only in how their letters are composed.
  const isTaken = new Uint8Array(kept?.table.count ?? 0);
  // A function for each file is compiled well long before a loop over all files would be.
  const sortOne = (file: ListedFile, index: number) => {
    const row = rowOf(file.path.slice("articles/".length, -".md".length));
    const isFree = row !== undefined && isTaken[row] === 0;
    const blob = gitBlobOf(file);
    const stands =
      isFree &&
      ((touched !== undefined && isUntouched(kept, row, file.path, touched, changedMedia)) ||
        (kept !== undefined && isSame(kept, row, file.disk, blob, changedMedia, () => timesOf(index))));
    if (stands) isTaken[row] = 1;
    else toCheck.push({ path: file.path, shown: file.shown, disk: file.disk, blob });
  };
  listing.articles.forEach(sortOne);
  const rows = new Int32Array(listing.articles.length - toCheck.length);
  let filled = 0;
  for (let row = 0; row < isTaken.length; row++) if (isTaken[row] === 1) rows[filled++] = row;
  let newTimes = 0;
  kept?.table.changed.forEach((at, row) => {
    if (!Object.is(at, before?.[row])) newTimes++;
  });
  return { rows, toCheck, newTimes };
}

/** Whether somebody who watches the folder knows that a file is as it was. */
function isUntouched(
  kept: KeptStories | undefined,
  row: number,
  path: string,
  touched: ReadonlySet<string>,
  changedMedia: ReadonlySet<string>,
): boolean {
  const flags = kept?.table.flags[row] ?? storyFlags.hasFindings;
  return !touched.has(path) && changedMedia.size === 0 && (flags & storyFlags.hasFindings) === 0;
}

function isSame(
  { table, details }: KeptStories,
  row: number,
  disk: string,
  blob: string | undefined,
  changedMedia: ReadonlySet<string>,
  times: () => FileTimes,
): boolean {
  const flags = table.flags[row] as number;
  if ((flags & storyFlags.hasFindings) !== 0) return false;
  if (blob === undefined) {
    const stat = times();
    if (stat === undefined) return false;
    if (stat.size !== table.sizes[row] || stat.mtimeMs !== table.changed[row]) {
      const readAt = Date.now();
      const source = readSource({ path: disk, shown: disk, disk }, []);
      if (source === undefined || blobOf(source.bytes) !== blobAt(table, row)) return false;
      // The same text with a new time, as after a checkout.
      if (isSettled(source.changed, readAt)) table.changed[row] = source.changed;
    }
  } else if (blob !== blobAt(table, row)) return false;
  if (changedMedia.size === 0 || (flags & storyFlags.hasPictures) === 0) return true;
  const { image, outline } = details(row);
  const shown = [
    image?.src,
    ...outline.images.map(({ src }) => src),
    ...outline.links.map(({ href }) => href),
  ];
  return !shown.some((src) => src !== undefined && changedMedia.has(mediaPath(src) ?? ""));
}

function changedPaths(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  files: readonly ListedFile[],
): Set<string> {
  const changed = new Set<string>();
  for (const { path, disk } of files) {
    const known = before.get(path);
    if (known === after.get(path)) continue;
    // What was too new to be known by its time is known by its bytes.
    if (known?.startsWith("bytes ") && known === bytesToken(disk)) continue;
    changed.add(path);
  }
  for (const path of before.keys()) if (!after.has(path)) changed.add(path);
  return changed;
}
