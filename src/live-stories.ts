import { join, relative } from "node:path";
import { buildCatalog, type Catalog } from "./catalog/catalog.ts";
import { checkFrame, type Frame, linkStories, locateFindings, textsByName } from "./check/check.ts";
import type { Article, TrendingChoices } from "./check/types.ts";
import { type Gathered, type GatherSettings, gather } from "./gather.ts";
import { type KeptState, type PublishedFacts, readState } from "./kept-state.ts";
import { openStoryChecker } from "./ledger/check-stories.ts";
import { articlesOf, rowOfArticle } from "./ledger/stored-article.ts";
import {
  type ArchivePlace,
  DamagedDetails,
  htmlFile,
  type OpenArchive,
  openArchive,
} from "./ledger/story-archive.ts";
import { type StoryTable, storyFlags } from "./ledger/story-table.ts";
import { look, type Sight } from "./look.ts";
import type { Settings } from "./options.ts";
import { lookThrough } from "./pictures/looked-at.ts";
import type { Finding, Problem } from "./problems/problem.ts";
import { openAppendFile } from "./read/append-file.ts";
import { readSource } from "./read/read-source.ts";

/** The stories that readers can see, for a job that runs beside the builds. */
export interface LiveStories {
  readonly catalog: Catalog;
  /** All stories that were checked, live or not. */
  readonly articles: readonly Article[];
  /** How messages call the content folder. */
  readonly shownFolder: string;
  /** Files of `media/`: paths below the content folder to places on disk. */
  readonly media: ReadonlyMap<string, string>;
  readonly choices: TrendingChoices;
  /** Of all stories that were checked. */
  readonly table: StoryTable;
  /** Where a text file lies, by its name in messages. */
  readonly diskOf: (file: string) => string;
  /** Paths of story files that could not be used. */
  readonly unread: readonly string[];
  /** Lets go of the files that hold the stories' texts. */
  close(): void;
}

/** The stories of a build, and what it published. */
export interface BuiltStories extends LiveStories {
  readonly facts: PublishedFacts;
}

/** `site.yaml` is missing or wrong. */
export class NoSite extends Error {
  readonly problems: readonly Problem[];
  readonly files: number;
  constructor(problems: readonly Problem[], files: number) {
    super("site.yaml cannot be used");
    this.problems = problems;
    this.files = files;
  }
}

/**
 * Opens the stories that are live at `now`.
 *
 * Those of the last build, if there was one here: that is what is online, and not a story need be read. Else the
 * content folder is read and checked; stories with mistakes are then left out.
 *
 * @param state the folder of the last build's state
 * @param scratch a folder for what is kept while the stories are open
 * @throws {NoSite} if there is no usable `site.yaml`
 */
export async function openLiveStories(
  input: string,
  settings: Settings,
  now: number,
  state: string,
  scratch: string,
): Promise<LiveStories> {
  const sight = await look(input, false);
  const { frame, findings } = frameOf(sight, settings);
  const built = readState(state).state;
  const kept = built?.published && openKept(built.stories.table, placeOf(state, sight));
  const archive = kept ?? openArchive(...(await readStories(sight, settings, scratch)));
  return linked(sight, frame, findings, archive, [], settings, now);
}

/**
 * Opens the stories that are live at `now` as the content folder has them; of files that are as the last build found
 * them, what it learnt is taken.
 *
 * @param program digest of the programs that check, see `readProjectCode`
 * @param state the folder of the last build's state
 * @param scratch a folder for what is kept while the stories are open
 * @throws {NoSite} if there is no usable `site.yaml`
 */
export async function openCurrentStories(
  input: string,
  settings: Settings,
  now: number,
  program: string,
  state: string,
  scratch: string,
): Promise<LiveStories> {
  const sight = await look(input, false);
  const { frame, findings } = frameOf(sight, settings);
  const place = placeOf(state, sight);
  const kept = readState(state).state?.stories;
  const former = kept && openKept(kept.table, place);
  if (kept && former) {
    try {
      const gathered = await gatherInto(sight, settings, scratch, {
        program,
        kept: { ...kept, details: former.details },
        folder: state,
      });
      const archive = openKept(gathered.table, place);
      if (archive) return linked(sight, frame, findings, archive, gathered.unread, settings, now);
    } catch (error) {
      if (!(error instanceof DamagedDetails)) throw error;
    } finally {
      former.close();
    }
  }
  const gathered = await gatherInto(sight, settings, scratch, {
    program,
    kept: undefined,
    folder: scratch,
  });
  const archive = openArchive(gathered.table, placeOf(scratch, sight));
  return linked(sight, frame, findings, archive, gathered.unread, settings, now);
}

/**
 * Opens the stories of a build that this process made, as they were live at the build's moment.
 *
 * @param state the folder of the build's state
 * @returns `undefined` if they are not there any more
 * @throws {NoSite} if there is no usable `site.yaml` now
 */
export async function openBuiltStories(
  input: string,
  built: () => KeptState | undefined,
  state: string,
): Promise<BuiltStories | undefined> {
  const sight = await look(input, false);
  // Asked for after the wait: another build may have ended meanwhile.
  const kept = built();
  if (kept?.published === undefined) return undefined;
  const { facts } = kept.published;
  const { frame, findings } = frameOf(sight, facts.settings);
  const archive = openKept(kept.stories.table, placeOf(state, sight));
  return archive && { ...linked(sight, frame, findings, archive, [], facts.settings, facts.now), facts };
}

function frameOf(sight: Sight, settings: Settings): { readonly frame: Frame; readonly findings: Finding[] } {
  const findings: Finding[] = [...sight.findings];
  const media = new Map(sight.listing.media.map(({ path, disk }) => [path, disk]));
  const { shownFolder } = sight;
  const lookAt = lookThrough(undefined);
  const frame = checkFrame({ ...sight.frame, media }, { ...settings, shownFolder }, lookAt, findings);
  if (frame === undefined) throw new NoSite(located(sight, findings), 1);
  return { frame, findings };
}

function placeOf(folder: string, sight: Sight): ArchivePlace {
  const { shownFolder } = sight;
  const find = disksOf(sight);
  return { folder, shownFolder, diskOf: (id) => find(`${shownFolder}/articles/${id}.md`) };
}

/** Names on a disk may be in another form of Unicode than in references and messages. */
function disksOf({ listing }: Sight): (file: string) => string {
  let disks: ReadonlyMap<string, string> | undefined;
  return (file) => {
    disks ??= new Map(
      [...listing.articles, ...listing.pages, ...listing.authors].map(({ shown, disk }) => [shown, disk]),
    );
    return disks.get(file) ?? file;
  };
}

function linked(
  sight: Sight,
  frame: Frame,
  findings: Finding[],
  archive: OpenArchive,
  unread: readonly string[],
  settings: Settings,
  now: number,
): LiveStories {
  const { table } = archive;
  const hasReferences = (flags: number) => (flags & storyFlags.hasReferences) !== 0;
  const { articles, trending } = linkStories(
    articlesOf(archive),
    (article) => hasReferences(table.flags[rowOfArticle(article)] as number),
    [],
    sight.frame.trending,
    findings,
  );
  const catalog = buildCatalog(frame.site, articles, frame.authors, frame.pages, settings.slugs, now);
  const media = new Map(sight.listing.media.map(({ path, disk }) => [path, disk]));
  const { shownFolder } = sight;
  const close = () => archive.close();
  const diskOf = disksOf(sight);
  return { catalog, articles, shownFolder, media, choices: trending, table, diskOf, unread, close };
}

/**
 * Opens the stories of a build with all their files, so that a build which ends meanwhile and takes these away does no
 * harm. @returns `undefined` if one is gone or damaged
 */
function openKept(table: StoryTable, place: ArchivePlace): OpenArchive | undefined {
  const archive = openArchive(table, place);
  try {
    for (const file of new Set(table.detailFile)) archive.details(table.detailFile.indexOf(file));
    return archive;
  } catch {
    archive.close();
    return undefined;
  }
}

/** Reads and checks all stories, as a first build does. */
async function readStories(
  sight: Sight,
  settings: Settings,
  scratch: string,
): Promise<[StoryTable, ArchivePlace]> {
  const none = { program: "", kept: undefined, folder: scratch };
  const { table } = await gatherInto(sight, settings, scratch, none);
  return [table, placeOf(scratch, sight)];
}

/**
 * Checks what is not kept.
 *
 * @param scratch where the details of what is checked are put
 * @param folder the one that the names of all files of details are relative to
 */
async function gatherInto(
  sight: Sight,
  settings: Settings,
  scratch: string,
  { program, kept, folder }: Pick<GatherSettings, "program" | "kept"> & { readonly folder: string },
): Promise<Gathered> {
  const path = join(scratch, "details-now.tmp");
  const file = openAppendFile(path);
  const html = openAppendFile(join(scratch, htmlFile(0)));
  try {
    return await gather(sight, {
      settings,
      // No picture is shown of these stories.
      pictures: undefined,
      program,
      kept,
      async check(around, files) {
        const checked = openStoryChecker(around, file, html)(files);
        const detailFiles = [relative(folder, path).replaceAll("\\", "/")];
        return [{ ...checked, table: { ...checked.table, detailFiles } }];
      },
    });
  } finally {
    file.close();
    html.close();
  }
}

function located(sight: Sight, findings: readonly Finding[]): Problem[] {
  const listed = sight.listing.site ? [sight.listing.site] : [];
  return locateFindings(
    findings,
    textsByName(listed, (file) => readSource(file, [])?.text),
  );
}
