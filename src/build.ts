import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { assetAddresses } from "./assets.ts";
import { fileOfAddress } from "./check/values.ts";
import { openDesks } from "./desks.ts";
import { readEdition } from "./edition-input.ts";
import type { DerivedFile } from "./emit/output-file.ts";
import { openFileDigests } from "./file-digests.ts";
import { type Gathered, gather } from "./gather.ts";
import {
  type KeptState,
  type PublishedFacts,
  readState,
  type StateFault,
  sweepState,
  writeState,
} from "./kept-state.ts";
import { digestOf } from "./language/digest.ts";
import { compactDetails } from "./ledger/compact-details.ts";
import { DamagedDetails, openArchive } from "./ledger/story-archive.ts";
import { type BuiltStories, openBuiltStories } from "./live-stories.ts";
import { look, type Sight } from "./look.ts";
import { type Newsroom, openNewsroom, type PlanSettings, type SitePlan } from "./newsroom.ts";
import type { Settings } from "./options.ts";
import { pageKinds } from "./plan/views.ts";
import { openPress, type Press } from "./press.ts";
import { type Draft, hiddenFile, type Preview, type PreviewSource, previewPage } from "./preview.ts";
import type { Progress } from "./progress.ts";
import { codeDigests, type ProjectCode, readProjectCode } from "./project-code.ts";
import { type BuildCounts, publish } from "./publish.ts";
import type { Shard } from "./shard.ts";
import type { Store } from "./share/store.ts";
import { fetchState, keepState } from "./shared-state.ts";
import { momentOf } from "./site.ts";
import { openSitePictures } from "./site-pictures.ts";
import type { RenderReason } from "./standing.ts";
import { endPublishing, interruptedPaths } from "./write/journal.ts";
import { lockFolder } from "./write/lock.ts";
import { type LookUp, lookUp } from "./write/look-up.ts";
import { readManifest, stateFolder, traceOfManifest, writeManifest } from "./write/output-folder.ts";
import { standsSince } from "./write/outputs.ts";

export type { BuildCounts } from "./publish.ts";
export type { RenderReason } from "./standing.ts";

/** What a build is to do. Folders are relative to the working directory. */
export interface BuildRequest {
  readonly input: string;
  readonly output: string;
  /** The project's Eleventy configuration, which adds the plugin. */
  readonly configPath: string;
  /** Epoch milliseconds; the project's option `now`, else the clock, if left out. */
  readonly now: number | undefined;
  /** How many processes may work at once; as many as the machine has cores, if left out. */
  readonly workers?: number;
  /** Whether to forget what the last build left. */
  readonly full?: boolean;
  /** Which part of the site to make, where several machines make one each: `{ part: 1, of: 4 }` is the first. */
  readonly shard?: Shard;
  /** A place that keeps the state for machines that forget: a folder or `s3://bucket/prefix`. */
  readonly sharedState?: Store;
  /** Whether the content folder is watched and built again and again. */
  readonly isWatched?: boolean;
  /** An address whose page shall be explained: why it was rendered. */
  readonly explain?: string;
  /**
   * Paths below the content folder that may have changed since the last build of a session, where somebody watches it
   * and nobody else writes into the output folder. Without it everything is looked at.
   */
  readonly touched?: ReadonlySet<string>;
  onProgress?(progress: Progress): void;
}

export interface BuildResult {
  readonly newsroom: Pick<Newsroom, "problems" | "files"> & {
    readonly plan: Pick<SitePlan, "stories" | "next"> | undefined;
  };
  readonly settings: Settings;
  /** `undefined` if errors in the content kept the build from writing anything. */
  readonly written: BuildCounts | undefined;
  /** Why what the last build left was not used. */
  readonly fault: StateFault | undefined;
  /** For the address asked for: why its page was rendered; `[]` if it stands; `undefined` if there is none. */
  readonly explained: readonly RenderReason[] | undefined;
}

/** Another build is at work on the same folders. */
export class FolderTaken extends Error {}

/**
 * Builds the site: reads what changed, checks everything, renders the pages that are not as they were, and only
 * then publishes.
 *
 * What one build learns it keeps below `.khabar/` for the next. Whatever is kept, the output is that of a build
 * which starts from nothing.
 *
 * @throws {FolderTaken} if another build is at work in the same folders
 * @throws whatever a layout or a template of the project throws; nothing of ours is written then
 */
export async function buildSite(request: BuildRequest): Promise<BuildResult> {
  const session = await openSession(request);
  try {
    return await session.build();
  } finally {
    await session.close();
  }
}

/** Builds of one site in one process, each from what the last one left in memory. */
export interface Session {
  /** @throws as {@link buildSite} does; the session goes on with what was there before */
  build(changes?: BuildChanges): Promise<BuildResult>;
  /**
   * The stories that were live at the moment of the last build that published; whoever asks closes them.
   *
   * @returns `undefined` if no build published, or if what it left is gone
   * @throws {NoSite} if there is no usable `site.yaml` now
   */
  stories(): Promise<BuiltStories | undefined>;
  /**
   * The page of a file that need not be saved, as readers would see it if it were published now. Nothing is written.
   *
   * @returns `undefined` if there was no build that could read the configuration
   * @throws whatever a layout throws
   */
  preview(draft: Draft): Promise<Preview | undefined>;
  /**
   * The page at an address that readers do not see now, as they would if it were published.
   *
   * @returns `undefined` if there is no such page, or if it has a mistake
   */
  previewHidden(address: string): Promise<Preview | undefined>;
  /**
   * A file of the site that a watched build leaves to be made when it is asked for: a picture in another size.
   *
   * @param path below the output folder
   * @returns its place on disk; `undefined` if the last build that published knows none
   */
  fileAt(path: string): Promise<string | undefined>;
  /** Keeps what the builds learnt for other processes. */
  save(): Promise<void>;
  /** Saves, and lets others build in these folders. */
  close(): Promise<void>;
}

/** What differs from the request for one build of a session. */
export type BuildChanges = Partial<Pick<BuildRequest, "now" | "explain" | "touched" | "onProgress">>;

/**
 * Opens a session, which has its folders for itself until it is closed.
 *
 * @throws {FolderTaken} if another build is at work in the same folders
 */
export async function openSession(request: BuildRequest): Promise<Session> {
  const part = shownShard(request.shard);
  const folder = stateFolder(request.input, request.output, part);
  mkdirSync(folder, { recursive: true });
  const letGo = await lockFolder(folder);
  if (letGo === undefined) {
    throw new FolderTaken(
      `Another build is writing to ${request.output}. Wait until it has ended; npm start counts as one.`,
    );
  }
  sweepState(folder);
  const { sharedState } = request;
  const memory: Memory = {
    folder,
    kept: undefined,
    formerPaths: undefined,
    listed: undefined,
    isSaved: true,
    press: undefined,
    code: undefined,
    sight: undefined,
    previewed: undefined,
    pictures: undefined,
    derived: undefined,
  };
  let fault: StateFault | undefined;
  if (sharedState && !request.full) await fetchState(sharedState, part, folder);
  const read = readState(folder);
  // In a plain list of their own, too: a story that was taken back must go even if the state is damaged.
  if (request.full) memory.formerPaths = read.state?.published?.outputs.paths;
  const isInState = traceOfManifest(folder) === (read.state?.published?.facts.manifest ?? "");
  const listed = isInState ? undefined : readManifest(folder);
  if (listed) memory.formerPaths = [...(memory.formerPaths ?? []), ...listed];
  if (!request.full) ({ state: memory.kept, fault } = read);
  if (isInState) memory.listed = read.state?.published?.outputs.paths;
  const save = async () => {
    if (memory.isSaved || memory.kept === undefined) return;
    const { stories } = memory.kept;
    const name = `details-${buildName()}-whole.bin`;
    const table = compactDetails(stories.table, folder, name);
    memory.kept = { ...memory.kept, stories: { ...stories, table } };
    const { published } = memory.kept;
    if (published) {
      const { paths } = published.outputs;
      if (memory.listed === undefined || !isSameList(memory.listed, paths)) writeManifest(folder, paths);
      memory.listed = paths;
      const facts = { ...published.facts, manifest: traceOfManifest(folder) };
      memory.kept = { ...memory.kept, published: { ...published, facts } };
    }
    writeState(folder, memory.kept);
    memory.isSaved = true;
    if (published) endPublishing(folder);
    if (sharedState) await keepState(sharedState, part, folder);
  };
  /** Builds and previews use the same files of the state folder, and the same press: one after the other. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const keepDerived = (preview: Preview): Preview => {
    memory.previewed = preview.derived ?? memory.previewed;
    return preview;
  };
  const buildOnce = async (changes: BuildChanges | undefined) => {
    const asked = { ...request, ...changes };
    const result = await build(asked, memory).catch((error) => {
      if (!isDamaged(error) || memory.kept === undefined) throw error;
      fault = "damaged";
      memory.formerPaths = memory.kept.published?.outputs.paths;
      memory.kept = undefined;
      const { touched: _touched, ...anew } = asked;
      return build(anew, memory);
    });
    const told = { ...result, fault };
    fault = undefined;
    return told;
  };
  return {
    build: (changes) => inTurn(() => buildOnce(changes)),
    preview: (draft) =>
      inTurn(async () => {
        const source = await previewSource(request, memory);
        return source && keepDerived(await previewPage(draft, source));
      }),
    previewHidden: (address) =>
      inTurn(async () => {
        const source = await previewSource(request, memory);
        const path = source && hiddenFile(address, source);
        if (source === undefined || path === undefined) return undefined;
        const { articles, pages } = source.sight.listing;
        // A name on the disk may be in another form of Unicode.
        const disk = [...articles, ...pages].find((file) => file.path === path)?.disk;
        const text = readFileSync(disk ?? join(request.input, path), "utf8");
        return keepDerived(await previewPage({ path, text }, source));
      }),
    stories: () => openBuiltStories(request.input, () => memory.kept, folder),
    async fileAt(path) {
      if (typeof memory.derived === "function") {
        memory.derived = new Map(memory.derived().map((file) => [file.path, file]));
      }
      const known = memory.derived?.get(path) ?? memory.previewed?.().find((file) => file.path === path);
      return known?.keep();
    },
    save,
    async close() {
      try {
        await save();
      } finally {
        sweepState(folder);
        letGo();
      }
    },
  };
}

function isSameList(list: readonly string[], other: readonly string[]): boolean {
  return list.length === other.length && list.every((path, index) => path === other[index]);
}

/** Eleventy wraps what a view throws, and another process sends its words alone. */
function isDamaged(error: unknown): boolean {
  for (
    let at = error;
    at instanceof Error;
    at = at.cause ?? (at as { originalError?: unknown }).originalError
  ) {
    if (at instanceof DamagedDetails || /details-\S+ is (shorter than|not what) it was/.test(at.message))
      return true;
  }
  return false;
}

/** What a session knows between two builds. */
interface Memory {
  /** Where the state is kept. */
  readonly folder: string;
  kept: KeptState | undefined;
  /** What lay in the output folder when the session began, if that is known. */
  formerPaths: readonly string[] | undefined;
  /** What the plain list of files in the folder names, if that is known. */
  listed: readonly string[] | undefined;
  /** Whether `kept` is what lies in the folder. */
  isSaved: boolean;
  press: { readonly press: Press; readonly project: string } | undefined;
  code: ProjectCode | undefined;
  /** What the last build saw. */
  sight: Sight | undefined;
  /** What is made of pictures for the page that was previewed last. */
  previewed: Preview["derived"];
  /** The pictures of what was seen. */
  pictures: { readonly sight: Sight; readonly pictures: PlanSettings["pictures"] } | undefined;
  /** What is made of pictures for the site that was published last. */
  derived: ReadonlyMap<string, DerivedFile> | (() => readonly DerivedFile[]) | undefined;
}

/** The press of a project, opened once. */
async function pressOf(request: BuildRequest, memory: Memory, project: string): Promise<Press> {
  if (memory.press?.project !== project) {
    memory.press = { press: await openPress(pressRequest(request)), project };
  }
  return memory.press.press;
}

/** @returns `undefined` before the first build has looked at the files */
async function previewSource(request: BuildRequest, memory: Memory): Promise<PreviewSource | undefined> {
  const { sight, code, kept, folder } = memory;
  if (sight === undefined || code === undefined) return undefined;
  const press = await pressOf(request, memory, `${code.program} ${code.project}`);
  const { settings } = press;
  if (memory.pictures?.sight !== sight) {
    memory.pictures = { sight, pictures: await openSitePictures(sight, settings, 1, undefined) };
  }
  return {
    sight,
    press,
    kept,
    program: code.program,
    planning: {
      settings,
      now: request.now ?? momentOf(settings.now, Date.now),
      assets: await assetAddresses(settings),
      pictures: memory.pictures.pictures,
      codeOf: codeDigests(code, settings, sight.othersDigest),
      stateFolder: folder,
      former: undefined,
      edition: readEdition(settings).edition,
    },
  };
}

async function build(request: BuildRequest, memory: Memory): Promise<Omit<BuildResult, "fault">> {
  const { kept } = memory;
  const workers = request.workers ?? availableParallelism();
  const published = request.touched ? undefined : kept?.published;
  const files = published && lookUp(request.output, published.outputs.paths, workers > 1);
  try {
    return await buildWith(request, memory, workers, files);
  } finally {
    files?.close();
  }
}

/** @param files looks up what the last build published, unless nobody else has written there since */
async function buildWith(
  request: BuildRequest,
  memory: Memory,
  workers: number,
  files: LookUp | undefined,
): Promise<Omit<BuildResult, "fault">> {
  const { folder: state, kept } = memory;
  const sight = await look(request.input, !request.isWatched);
  memory.sight = sight;
  // A process reads a configuration once: what is rendered later in it is still rendered by what was read then.
  memory.code ??= readCode(request.configPath);
  const { code } = memory;
  const project = `${code.program} ${code.project}`;
  const found = { sight, project, code };
  const same = kept && files && (await sameAsBefore(request, memory, kept, { ...found, files }));
  if (same) return same;

  const opening = pressOf(request, memory, project);
  const desks = openDesks(
    { stateFolder: state, build: buildName(), request: pressRequest(request) },
    opening,
    workers,
  );
  // Other processes start while this one reads the configuration.
  if (kept === undefined) desks.expectFiles(sight.listing.articles.length);
  try {
    const press = await opening;
    const { settings } = press;
    const codeOf = codeDigests(code, settings, sight.othersDigest);
    const archive = kept && openArchive(kept.stories.table, placeOf(state, sight));
    const pictures = await openSitePictures(sight, settings, workers, request.onProgress);
    memory.pictures = { sight, pictures };
    const gathered = await gather(sight, {
      settings,
      pictures: pictures?.survey,
      program: code.program,
      kept: kept && archive && { ...kept.stories, details: archive.details },
      touched: request.touched,
      check: (around, files) => desks.check(around, files, request.onProgress),
    }).finally(() => archive?.close());
    const baked = readEdition(settings);
    const planning: PlanSettings = {
      settings,
      now: request.now ?? momentOf(settings.now, Date.now),
      assets: await assetAddresses(settings),
      codeOf,
      stateFolder: state,
      pictures,
      former: formerStories(kept, gathered),
      edition: baked.edition,
    };
    const newsroom = openNewsroom(sight, gathered, planning);
    const stories = { table: withoutHtml(gathered), surroundings: gathered.surroundings, media: sight.media };
    if (newsroom.plan === undefined) {
      // A first build that fails need not check everything again once the mistake is mended.
      if (kept?.published === undefined && memory.formerPaths === undefined && gathered.frame) {
        Object.assign(memory, { kept: { stories, published: undefined }, isSaved: false });
      }
      return { newsroom, settings, written: undefined, explained: undefined };
    }
    const { plan } = newsroom;
    const { formerPaths } = memory;
    const outcome = await publish({
      request,
      state,
      press,
      desks,
      sight,
      gathered,
      planning,
      plan,
      kept,
      files,
      formerPaths,
    });
    const facts: PublishedFacts = {
      now: planning.now,
      next: plan.next,
      frame: sight.frameDigest,
      media: sight.mediaDigest,
      edition: baked.digest,
      code: wholeCode(codeOf, planning.assets),
      project,
      settings,
      problems: newsroom.problems,
      files: newsroom.files,
      stories: plan.stories,
      pages: outcome.counts.pages,
      lacksPictures: outcome.lacksPictures,
      hasOtherWork: outcome.hasOtherWork,
      areBehind: outcome.areBehind,
      manifest: "",
    };
    const published = {
      outputs: outcome.outputs,
      relations: plan.relating.keep(),
      marks: plan.marks(),
      facts,
    };
    Object.assign(memory, { kept: { stories, published }, isSaved: false, derived: plan.derived });
    // What was there and is not of this site has gone.
    memory.formerPaths = undefined;
    plan.close();
    return { newsroom, settings, written: outcome.counts, explained: outcome.explained };
  } finally {
    desks.close();
  }
}

function readCode(configPath: string): ProjectCode {
  const digests = openFileDigests(join(".khabar", "programs.json"));
  const code = readProjectCode(configPath, process.env, digests);
  digests.keep();
  return code;
}

/** Tells the files of one build from those of all others in its folder. */
function buildName(): string {
  return `${Date.now().toString(36)}-${process.pid.toString(36)}-${(builds++).toString(36)}`;
}

let builds = 0;

function formerStories(kept: KeptState | undefined, gathered: Gathered): PlanSettings["former"] {
  if (kept?.published === undefined || !gathered.continues) return undefined;
  return {
    table: kept.stories.table,
    now: kept.published.facts.now,
    places: gathered.places,
    relations: kept.published.relations,
    marks: kept.published.marks,
  };
}

/** `2-of-4`; the whole site has no name. */
function shownShard(shard: Shard | undefined): string {
  return shard === undefined ? "" : `${shard.part}-of-${shard.of}`;
}

function pressRequest({ input, output, configPath }: BuildRequest) {
  return { input, output, configPath };
}

function placeOf(state: string, { folder, shownFolder }: Sight) {
  return { folder: state, shownFolder, diskOf: (id: string) => `${folder}/articles/${id}.md` };
}

/** The HTML that waited for this build goes with it. */
function withoutHtml({ table }: Gathered) {
  return { ...table, htmlLength: new Int32Array(table.count).fill(-1) };
}

function wholeCode(codeOf: (kind: string) => number, assets: Readonly<Record<string, string>>): number {
  return digestOf([assets, ...[...pageKinds, "emit"].map(codeOf)]);
}

/** What a build looks at first. */
interface Found {
  readonly sight: Sight;
  readonly project: string;
  readonly code: ProjectCode;
  readonly files: LookUp;
}

/** Whether everything is as the last build found and left it; then there is nothing to do but to say so. */
async function sameAsBefore(
  { now: asked, explain, output, isWatched }: BuildRequest,
  memory: Memory,
  { stories, published }: KeptState,
  { sight, project, code, files }: Found,
): Promise<Omit<BuildResult, "fault"> | undefined> {
  if (published === undefined) return undefined;
  const { facts, outputs } = published;
  const isSame =
    facts.project === project &&
    facts.frame === sight.frameDigest &&
    facts.media === sight.mediaDigest &&
    !facts.hasOtherWork &&
    !facts.areBehind &&
    (isWatched || !facts.lacksPictures) &&
    interruptedPaths(memory.folder).length === 0;
  if (!isSame || sight.hasOthers) return undefined;
  const { settings } = facts;
  if (facts.edition !== readEdition(settings).digest) return undefined;
  const now = asked ?? momentOf(settings.now, Date.now);
  if (now < facts.now || (facts.next !== undefined && now >= facts.next.at)) return undefined;
  const assets = await assetAddresses(settings);
  if (facts.code !== wholeCode(codeDigests(code, settings, sight.othersDigest), assets)) return undefined;
  const archive = openArchive(stories.table, placeOf(memory.folder, sight));
  let newTimes = 0;
  try {
    // Nothing is checked here, and no picture is looked at.
    const gathered = await gather(sight, {
      settings,
      pictures: undefined,
      program: code.program,
      kept: { ...stories, details: archive.details },
      check: () => Promise.reject(new SomethingChanged()),
    });
    if (gathered.table !== stories.table) return undefined;
    newTimes += gathered.newTimes;
  } catch (error) {
    if (error instanceof SomethingChanged) return undefined;
    throw error;
  } finally {
    archive.close();
  }
  for (let index = 0; index < outputs.paths.length; index++) {
    const changed = standsSince(output, outputs, files, index);
    if (changed === undefined) return undefined;
    if (changed === outputs.changed[index]) continue;
    outputs.changed[index] = changed;
    newTimes++;
  }
  if (newTimes * worthKeeping > outputs.paths.length) memory.isSaved = false;
  return {
    newsroom: {
      problems: facts.problems,
      files: facts.files,
      plan: { stories: facts.stories, next: facts.next },
    },
    settings,
    written: {
      pages: facts.pages,
      rendered: 0,
      spliced: 0,
      kept: facts.pages,
      files: outputs.paths.length,
      changed: 0,
      removed: 0,
      checked: 0,
      because: {},
    },
    explained: explain !== undefined && outputs.paths.includes(fileOfAddress(explain)) ? [] : undefined,
  };
}

/** To read some files again next time costs less than to write down that so small a part of all has new times. */
const worthKeeping = 50;

class SomethingChanged extends Error {}
