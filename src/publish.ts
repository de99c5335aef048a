import { availableParallelism } from "node:os";
import { join } from "node:path";
import { bundleAssets } from "./assets.ts";
import type { BuildRequest } from "./build.ts";
import { handPlan, type PublishedPart, type RenderedPart } from "./desk.ts";
import type { Desks } from "./desks.ts";
import { keepAll } from "./emit/output-file.ts";
import type { Gathered } from "./gather.ts";
import type { KeptState } from "./kept-state.ts";
import { digestOf } from "./language/digest.ts";
import type { Sight } from "./look.ts";
import { planSwaps, swapStrips } from "./new-strips.ts";
import type { PlanSettings, SitePlan } from "./newsroom.ts";
import type { Settings } from "./options.ts";
import { type PageParts, pageParts } from "./plan/page-parts.ts";
import type { Press } from "./press.ts";
import { hasOwnStrip } from "./project-code.ts";
import { shareOf } from "./shard.ts";
import { newPage, openStanding, type RenderReason, type Standing } from "./standing.ts";
import { beginPublishing, interruptedPaths } from "./write/journal.ts";
import type { LookUp } from "./write/look-up.ts";
import { listFiles, removeStale } from "./write/output-folder.ts";
import { collectOutputs, type OutputCollector, type Outputs } from "./write/outputs.ts";
import { openStaging } from "./write/staging.ts";
import { type OutputWriter, openWriter } from "./write/write-file.ts";

/** What became of the pages and files of a site. */
export interface BuildCounts {
  readonly pages: number;
  /** Pages that Eleventy rendered in this build, and pages that stand from the last one. */
  readonly rendered: number;
  readonly kept: number;
  /** Kept pages into which a new trending strip was put without rendering them. */
  readonly spliced: number;
  /** Everything in the output folder that belongs to the site. */
  readonly files: number;
  /** Files whose bytes are other than before, or new. */
  readonly changed: number;
  readonly removed: number;
  /** Stories that were checked, those of files that had changed. */
  readonly checked: number;
  /** For how many pages which part had changed; a page may count for several. `new` stands for pages that were not there. */
  readonly because: Readonly<Partial<Record<RenderReason, number>>>;
}

/** Everything that is known when the output folder is to be brought up to a plan. */
export interface Publishing {
  readonly request: BuildRequest;
  readonly state: string;
  readonly press: Press;
  readonly desks: Desks;
  readonly sight: Sight;
  readonly gathered: Gathered;
  readonly planning: PlanSettings;
  readonly plan: SitePlan;
  readonly kept: KeptState | undefined;
  /** Looks up what the last build published, unless nobody else has written there since. */
  readonly files: LookUp | undefined;
  readonly formerPaths: readonly string[] | undefined;
}

/** What became of the output folder. */
export interface Outcome {
  /** Whether pictures are left to be made when somebody looks at them. */
  readonly lacksPictures: boolean;
  readonly outputs: Outputs;
  readonly counts: BuildCounts;
  readonly hasOtherWork: boolean;
  /** Whether files stay as they were until the next build that looks at everything. */
  readonly areBehind: boolean;
  readonly explained: readonly RenderReason[] | undefined;
}

/** Renders what is not as it was, makes all other files, and then brings the output folder up to the plan. */
export async function publish(publishing: Publishing): Promise<Outcome> {
  const { request, state, press, desks, sight, gathered, planning, plan, kept, files, formerPaths } =
    publishing;
  const { output } = request;
  const standing = openStanding(output, kept?.published, files);
  const outputs = collectOutputs(pageParts.length, plan.pages.length + 100);
  // Before Eleventy adds pages that are not ours.
  const isUnknown = kept?.published === undefined && formerPaths === undefined;
  const before = isUnknown && request.shard === undefined ? adoptable(output) : (formerPaths ?? []);
  /** Files that the last build did not make. */
  const fresh: string[] = [];
  const because: Partial<Record<RenderReason, number>> = {};
  let explained: readonly RenderReason[] | undefined;

  const toRender: number[] = [];
  const toSwap: number[] = [];
  const maySwap = !hasOwnStrip(planning.settings);
  const knownParts: (PageParts | undefined)[] = [];
  const places: number[] = [];
  const isMine = shareOf(request.shard);
  const pages = plan.pages.filter(({ file }) => isMine(file));
  for (const [index, page] of plan.pages.entries()) {
    if (request.shard && !isMine(page.file)) continue;
    if (!standing.claim(page.file)) fresh.push(page.file);
    if (page.isAsBefore && standing.isAsBefore(page.file, plan.common(page.kind), outputs.addFrom)) {
      if (request.explain === page.address) explained = [];
      continue;
    }
    // A build that knows nothing of the last one renders everything, and hears of the parts with the pages.
    const parts = standing.isEmpty ? undefined : partsNow(page, standing, plan);
    const reasons = parts === undefined ? newPage : standing.reasons(page.file, parts);
    if (request.explain === page.address) explained = reasons;
    if (reasons.length === 0) {
      outputs.add(page.file, parts ?? [], standing.fileOf(page.file));
      continue;
    }
    for (const reason of reasons) because[reason] = (because[reason] ?? 0) + 1;
    knownParts[index] = parts;
    places[index] = outputs.reserve(page.file);
    if (maySwap && reasons.length === 1 && reasons[0] === "trending" && standing.stands(page.file)) {
      toSwap.push(index);
    } else toRender.push(index);
  }
  const swaps = await planSwaps(desks, press, output, plan, toSwap, toRender);

  // What the parts do not share is done by the first of them.
  const hasOtherWork = (press.hasOtherWork || sight.hasOthers) && (request.shard?.part ?? 1) === 1;
  // Eleventy itself writes into the output folder.
  const isAlone = !hasOtherWork && !press.writesWhileRendering;
  const staging = standing.isEmpty && isAlone ? openStaging(output) : undefined;
  let rendered = 0;
  request.onProgress?.({ doing: "rendering", done: 0, total: toRender.length });
  const handed = () => handPlan(join(state, `plan-${process.pid}.tmp`), sight, gathered, plan, planning);
  const onRendered = (count: number) => {
    rendered += count;
    request.onProgress?.({ doing: "rendering", done: rendered, total: toRender.length });
  };
  let besides: readonly BesideFile[];
  let areBehind = false;
  let lacksPictures = false;
  let isRendered = toRender.length === 0;
  let hasFailed = false;
  // Meanwhile feeds and indexes are made, by this process alone; a terminal is told of one thing at a time.
  const quietly: BuildRequest = {
    ...request,
    onProgress: (told) => isRendered && request.onProgress?.(told),
  };
  const numbers = Int32Array.from(toRender);
  const rendering = desks.render(plan, handed, numbers, staging?.folder, onRendered).then(
    (parts) => {
      isRendered = true;
      return parts;
    },
    (error) => {
      hasFailed = true;
      throw error;
    },
  );
  const making = makeOthers({ ...publishing, request: quietly }, standing, isMine, () => {
    // Nobody waits for pictures to hear of a mistake in a layout.
    if (hasFailed) throw new Error("the pages could not be rendered");
  });
  try {
    // Both have ended before anything is cleared away.
    await Promise.allSettled([rendering, making]);
    takeParts(await rendering, plan, knownParts);
    ({ besides, areBehind, lacksPictures } = await making);
  } catch (error) {
    staging?.discard();
    throw error;
  }
  // Before anything of ours is published: a template of the project that fails leaves the last good site.
  if (hasOtherWork) await desks.renderRest();

  for (const { path } of besides) if (!standing.claim(path)) fresh.push(path);
  const left = interruptedPaths(state);
  beginPublishing(state, [...new Set([...left, ...fresh])]);
  request.onProgress?.({ doing: "publishing", done: 0, total: toRender.length });
  // First, since a file may stand where a folder is to be, or a folder where a file is.
  const others = [...before, ...left].filter((path) => !standing.has(path));
  const removed = removeStale(output, [...standing.unclaimed(), ...others], new Set(fresh));
  const publishedParts = await desks.publish();
  publishedParts.push(...(await swapStrips(desks, press, plan, swaps, output)));
  let changed = fillPublished(publishedParts, places, knownParts, outputs);
  const writer = openWriter(staging?.folder ?? output);
  for (const { path, parts, write } of besides) {
    outputs.add(path, parts, write === undefined ? standing.fileOf(path) : write(writer));
  }
  staging?.publish();
  changed += writer.counts.written;
  const list = outputs.close();
  return {
    outputs: list,
    lacksPictures,
    hasOtherWork,
    areBehind,
    explained,
    counts: {
      pages: pages.length,
      rendered: toRender.length,
      spliced: swaps.reduce((sum, { pages: swapped }) => sum + swapped.length, 0),
      kept: pages.length - toRender.length,
      files: list.paths.length,
      changed,
      removed: removed.length,
      checked: gathered.checked,
      because,
    },
  };
}

/** The parts of a page; where all is as before but for what pages have in common, it need not be asked. */
function partsNow(page: SitePlan["pages"][number], standing: Standing, { common }: SitePlan): PageParts {
  if (!page.isAsBefore || !standing.has(page.file)) return page.parts();
  const parts = [...standing.partsOf(page.file)];
  for (const [place, digest] of common(page.kind)) parts[place] = digest;
  return parts;
}

/** A file that is not a page; without `write` it stands. */
interface BesideFile {
  readonly path: string;
  readonly parts: PageParts;
  readonly write: ((writer: OutputWriter) => ReturnType<OutputWriter["write"]>) | undefined;
}

/**
 * Makes feeds, sitemaps and redirects, and finds out which pictures and styles are to be copied.
 *
 * @param goOn throws if the work is in vain
 */
async function makeOthers(
  { request, plan, planning, sight }: Publishing,
  standing: Standing,
  isMine: (path: string) => boolean,
  goOn: () => void,
): Promise<{ besides: readonly BesideFile[]; areBehind: boolean; lacksPictures: boolean }> {
  const { settings } = planning;
  // After a save on this machine the page comes first; a moment later everything is looked at once more.
  const mayWait = request.isWatched === true && request.touched !== undefined;
  const files: BesideFile[] = [];
  const isOld = (path: string, parts: PageParts) => standing.reasons(path, parts).length === 0;
  for (const { path, parts, make } of plan.emit()) {
    if (!isMine(path)) continue;
    if (isOld(path, parts)) files.push({ path, parts, write: undefined });
    else {
      goOn();
      const content = await make();
      files.push({ path, parts, write: (writer) => writer.write(path, content) });
    }
  }
  for (const [path, disk] of plan.copies) {
    if (!isMine(path)) continue;
    const parts = [digestOf(sight.media.get(path))];
    const write = (writer: OutputWriter) => writer.copy(path, disk);
    files.push({ path, parts, write: isOld(path, padded(parts)) ? undefined : write });
  }
  const derived = plan.derived().filter(({ path }) => isMine(path));
  const missing = new Set(derived.filter(({ path, parts }) => !isOld(path, parts)));
  for (const file of derived) {
    if (!missing.has(file)) files.push({ path: file.path, parts: file.parts, write: undefined });
  }
  // Who saves a text does not wait for pictures: a watched site makes them when somebody looks, see `Session.fileAt`.
  const assets = await assetFiles(settings, isMine, isOld);
  goOn();
  const { folders, areBehind } = await makeFolders(plan, standing, isMine, mayWait);
  files.push(...folders, ...assets);
  if (request.isWatched) return { besides: files, areBehind, lacksPictures: missing.size > 0 };
  const toMake = [...missing];
  const places = await keepAll(toMake, availableParallelism(), (done) => {
    goOn();
    request.onProgress?.({ doing: "making", done, total: toMake.length });
  });
  goOn();
  plan.sweep();
  for (const [index, { path, parts }] of toMake.entries()) {
    const write = (writer: OutputWriter) => writer.copy(path, places[index] as string);
    files.push({ path, parts, write });
  }
  return { besides: files, areBehind, lacksPictures: false };
}

/** Style sheets, scripts and whatever else layouts need. */
async function assetFiles(
  settings: Settings,
  isMine: (path: string) => boolean,
  isOld: (path: string, parts: PageParts) => boolean,
): Promise<BesideFile[]> {
  const files: BesideFile[] = [];
  for (const { address, content } of (await bundleAssets(settings)).values()) {
    const path = address.slice(1);
    if (!isMine(path)) continue;
    const parts = [digestOf(address)];
    const write = (writer: OutputWriter) => writer.write(path, content);
    files.push({ path, parts, write: isOld(path, padded(parts)) ? undefined : write });
  }
  return files;
}

/**
 * Makes the folders that are not as they were: indexes of whole texts, each in a second or two.
 *
 * @param mayWait whether one that is there may stay as it was, since soon somebody asks again
 * @returns whether one did
 */
async function makeFolders(
  plan: SitePlan,
  standing: Standing,
  isMine: (path: string) => boolean,
  mayWait: boolean,
): Promise<{ folders: BesideFile[]; areBehind: boolean }> {
  const folders: BesideFile[] = [];
  let areBehind = false;
  for (const { folder, parts, make } of plan.folders()) {
    if (!isMine(folder)) continue;
    const known = standing.below(folder);
    const isWhole = known.length > 0 && known.every((path) => standing.stands(path));
    const isOld = isWhole && known.every((path) => standing.reasons(path, parts).length === 0);
    if (isOld || (isWhole && mayWait)) {
      areBehind ||= !isOld;
      for (const path of known) folders.push({ path, parts: standing.partsOf(path), write: undefined });
      continue;
    }
    for (const [name, content] of await make()) {
      const path = folder + name;
      folders.push({ path, parts, write: (writer) => writer.write(path, content) });
    }
  }
  return { folders, areBehind };
}

function padded(parts: PageParts): PageParts {
  return pageParts.map((_, part) => parts[part] ?? 0);
}

/** Takes over what desks found out about the pages they rendered. */
function takeParts(
  rendered: readonly RenderedPart[],
  { relating }: SitePlan,
  knownParts: (PageParts | undefined)[],
): void {
  const width = pageParts.length;
  for (const { pages, parts, lists } of rendered) {
    relating.importLists(lists);
    for (const [index, page] of pages.entries()) {
      knownParts[page] ??= Array.from(parts.subarray(index * width, (index + 1) * width));
    }
  }
}

/** @returns how many files are not as they were */
function fillPublished(
  published: readonly PublishedPart[],
  places: readonly number[],
  knownParts: readonly (PageParts | undefined)[],
  outputs: OutputCollector,
): number {
  let written = 0;
  for (const { pages, sizes, changed, contents, written: count } of published) {
    written += count;
    for (const [index, page] of pages.entries()) {
      outputs.fill(places[page] as number, knownParts[page] ?? [], {
        size: sizes[index] as number,
        changed: changed[index] as number,
        content: contents[index] as number,
      });
    }
  }
  return written;
}

/** With the state lost, the pages of the default output folder count as ours: it holds nothing else. */
function adoptable(output: string): readonly string[] {
  return output === "_site" || output === "./_site" ? listFiles(output) : [];
}
