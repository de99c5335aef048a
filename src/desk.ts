import { join } from "node:path";
import type { Frame } from "./check/check.ts";
import { readPictures } from "./check/pictures.ts";
import type { Gathered } from "./gather.ts";
import {
  type CheckedStories,
  openStoryChecker,
  type StoryFile,
  type StorySurroundings,
} from "./ledger/check-stories.ts";
import { readColumns, writeColumns } from "./ledger/columns.ts";
import { columnsOfRelations, relationsInColumns } from "./ledger/relating.ts";
import { rowOfArticle } from "./ledger/stored-article.ts";
import { htmlFile } from "./ledger/story-archive.ts";
import { columnsOfTable, tableInColumns } from "./ledger/story-table.ts";
import type { Sight } from "./look.ts";
import { type PlanSettings, planNewsroom, type SitePlan } from "./newsroom.ts";
import type { SurveyedPictures } from "./pictures/facts.ts";
import { lookThrough } from "./pictures/looked-at.ts";
import { pageParts } from "./plan/page-parts.ts";
import { pageKinds } from "./plan/views.ts";
import { openPress, type Press, type PressRequest } from "./press.ts";
import { type AppendFile, openAppendFile } from "./read/append-file.ts";
import { withSurvey } from "./site-pictures.ts";
import type { WrittenFile } from "./write/outputs.ts";
import { openPack, type PagePack } from "./write/page-pack.ts";
import { openSwapper, type Swap } from "./write/splice.ts";
import { openWriter } from "./write/write-file.ts";

/** Where a desk works, and what it needs to know before there is anything to do. */
export interface DeskPlace {
  /** From 0; each desk of a build has its own. */
  readonly number: number;
  readonly stateFolder: string;
  /** Tells the files of this build from those of others. */
  readonly build: string;
  readonly request: PressRequest;
}

/** Pages that a desk rendered; `pages` are numbers of the plan. */
export interface RenderedPart {
  readonly pages: Int32Array;
  /** Digests of the pages' parts, `pageParts.length` for each. */
  readonly parts: Float64Array;
  /** Sidebars of the stories among them, see `Relating.exportLists`. */
  readonly lists: Int32Array;
}

/** Pages that a desk wrote into the output folder. */
export interface PublishedPart {
  readonly pages: Int32Array;
  readonly sizes: Float64Array;
  readonly changed: Float64Array;
  readonly contents: Float64Array;
  /** How many of the files were not as they are now. */
  readonly written: number;
}

/**
 * Where a part of the work is done: checking stories, then rendering pages, then publishing them.
 *
 * A build has one desk in its own process, or several in processes of their own that do the same work side by side.
 */
export interface Desk {
  check(around: StorySurroundings, files: readonly StoryFile[]): Promise<CheckedStories>;
  /** Opens a plan that another process made. */
  openPlan(handed: HandedPlan): Promise<void>;
  /**
   * Renders pages of the plan and keeps them until they are published.
   *
   * @param into a folder that nobody sees yet, where the pages may be written at once
   */
  render(pages: Int32Array, into?: string): Promise<RenderedPart>;
  /** Has Eleventy do everything that is not ours. */
  renderRest(): Promise<void>;
  /** Writes all pages that were rendered. */
  publish(): Promise<PublishedPart>;
  /** Swaps a piece of each of these files, which are numbers of the plan; what does not have it is left out. */
  swap(pages: Int32Array, paths: readonly string[], swap: Swap): Promise<PublishedPart>;
  close(): void;
}

/** A plan as it is handed to a desk in another process: plain data, and a file with the stories. */
export interface HandedPlan {
  readonly sight: Omit<Sight, keyof typeof nothingOfFiles>;
  readonly frame: Omit<Frame, "pictures">;
  readonly tableFile: string;
  readonly now: number;
  readonly assets: Readonly<Record<string, string>>;
  readonly code: Readonly<Record<string, number>>;
  readonly edition: PlanSettings["edition"];
  readonly survey: SurveyedPictures | undefined;
}

/** Of the files themselves a desk in another process is told nothing. */
const nothingOfFiles = { blobOf: () => undefined, timesOf: () => undefined };

const handedStamp = "khabar handed plan";

/** Writes what a desk in another process needs to make the same plan. */
export function handPlan(
  file: string,
  sight: Sight,
  gathered: Gathered,
  plan: SitePlan,
  { now, assets, codeOf, edition, pictures }: PlanSettings,
): HandedPlan {
  const { table, frame } = gathered;
  if (frame === undefined) throw new Error("there is no site to plan");
  writeColumns(file, handedStamp, undefined, {
    ...columnsOfTable(table),
    ...columnsOfRelations(plan.relating.keep()),
  });
  const { blobOf: _blobOf, timesOf: _timesOf, listing, ...seen } = sight;
  const elsewhere = listing.articles.filter(({ path, disk }) => disk !== `${sight.folder}/${path}`);
  return {
    sight: { ...seen, listing: { ...listing, articles: elsewhere } },
    // What measures pictures cannot be sent, and is made again.
    frame: { ...frame, pictures: undefined } as Omit<Frame, "pictures">,
    tableFile: file,
    now,
    assets,
    edition,
    survey: pictures?.survey,
    code: Object.fromEntries([...pageKinds, "emit"].map((kind) => [kind, codeOf(kind)])),
  };
}

/** @param press the one of this process, where it is open or about to be */
export function openDesk(place: DeskPlace, press?: Promise<Press>): Desk & { usePlan(plan: SitePlan): void } {
  const { number, stateFolder, build, request } = place;
  let opened = press;
  const pressOf = () => {
    opened ??= openPress(request);
    return opened;
  };
  let checking: { check: ReturnType<typeof openStoryChecker>; files: AppendFile[] } | undefined;
  let plan: SitePlan | undefined;
  let pack: PagePack | undefined;
  /** Pages in the order in which they were rendered, and their files where these are written already. */
  const packed: number[] = [];
  const written: WrittenFile[] = [];

  return {
    async check(around, files) {
      const details = `details-${build}-${number}.bin`;
      if (checking === undefined) {
        const opened = [details, htmlFile(number)].map((file) => openAppendFile(join(stateFolder, file)));
        const [detailFile, html] = opened as [AppendFile, AppendFile];
        checking = { check: openStoryChecker(around, detailFile, html), files: opened };
      }
      const checked = checking.check(files, Date.now());
      for (const file of checking.files) file.flush();
      const { table } = checked;
      table.htmlFile.fill(number);
      return { ...checked, table: { ...table, detailFiles: [details] } };
    },
    usePlan(made) {
      plan = made;
    },
    async openPlan({ sight, frame, tableFile, now, assets, code, edition, survey }) {
      const { settings } = await pressOf();
      const read = readColumns(tableFile, handedStamp);
      if ("fault" in read) throw new Error(`${tableFile} is ${read.fault}`);
      const planning: PlanSettings = {
        settings,
        now,
        assets,
        codeOf: (kind) => code[kind] ?? 0,
        stateFolder,
        pictures: withSurvey(survey, settings),
        former: undefined,
        edition,
      };
      const media = new Map(sight.listing.media.map(({ path, disk }) => [path, disk]));
      const gathered = {
        frame: { ...frame, pictures: readPictures(media, lookThrough(survey)) },
        table: tableInColumns(read.columns),
        findings: [],
        unread: [],
      };
      ({ plan } = planNewsroom({ ...sight, ...nothingOfFiles }, gathered, planning, false));
      plan.relating.adopt(relationsInColumns(read.columns));
    },
    async render(pages, into) {
      if (plan === undefined) throw new Error("there is no plan to render");
      const chosen = Array.from(pages, (page) => (plan as SitePlan).pages[page] as SitePlan["pages"][number]);
      const press = await pressOf();
      const rendered = await press.render(chosen);
      if (into === undefined) {
        pack ??= openPack(join(stateFolder, `pages-${build}-${number}.pack`));
        for (const { path, content } of rendered) pack.add(path, content);
      } else {
        const writer = openWriter(into);
        for (const { path, content } of rendered) written.push(writer.make(path, content));
      }
      for (const page of pages) packed.push(page);
      const parts = new Float64Array(pages.length * pageParts.length);
      for (const [index, page] of chosen.entries()) parts.set(page.parts(), index * pageParts.length);
      const rows = chosen.flatMap(({ story }) => (story === undefined ? [] : [rowOfArticle(story)]));
      return { pages, parts, lists: plan.relating.exportLists(rows) };
    },
    async renderRest() {
      const press = await pressOf();
      await press.renderRest();
    },
    async publish() {
      const writer = openWriter(request.output);
      for (const { path, bytes } of pack?.read() ?? []) written.push(writer.write(path, bytes));
      return publishedPart(packed, written, pack === undefined ? written.length : writer.counts.written);
    },
    async swap(pages, paths, swap) {
      const swapIn = openSwapper(request.output, swap);
      const done: number[] = [];
      const files: WrittenFile[] = [];
      for (const [index, path] of paths.entries()) {
        const file = swapIn(path);
        if (file === undefined) continue;
        files.push(file);
        done.push(pages[index] as number);
      }
      return publishedPart(done, files, done.length);
    },
    close() {
      for (const file of checking?.files ?? []) file.close();
      pack?.remove();
      plan?.close();
    },
  };
}

/** @param files of the pages, in the same order */
export function publishedPart(
  pages: readonly number[],
  files: readonly WrittenFile[],
  written: number,
): PublishedPart {
  return {
    pages: Int32Array.from(pages),
    sizes: Float64Array.from(files, ({ size }) => size),
    changed: Float64Array.from(files, ({ changed }) => changed),
    contents: Float64Array.from(files, ({ content }) => content),
    written,
  };
}
