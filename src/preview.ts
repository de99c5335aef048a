import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkFrame, type Frame } from "./check/check.ts";
import type { DerivedFile } from "./emit/output-file.ts";
import { gather } from "./gather.ts";
import type { KeptState } from "./kept-state.ts";
import { openStoryChecker } from "./ledger/check-stories.ts";
import { htmlFile, openArchive } from "./ledger/story-archive.ts";
import { type StoryTable, storyFlags } from "./ledger/story-table.ts";
import type { Sight } from "./look.ts";
import { type PlanSettings, planNewsroom } from "./newsroom.ts";
import { lookThrough } from "./pictures/looked-at.ts";
import type { PagePlan } from "./plan/site-plan.ts";
import type { Press } from "./press.ts";
import { compareText, type Finding } from "./problems/problem.ts";
import { openAppendFile } from "./read/append-file.ts";
import type { ListedFile } from "./read/list-content.ts";
import { openSitePictures } from "./site-pictures.ts";

/** A file as somebody is writing it. */
export interface Draft {
  /** Below the content folder: `articles/2026/rain.md`. Need not be there yet. */
  readonly path: string;
  readonly text: string;
  /** Pictures that will be saved together with it: `media/rain.jpg`. */
  readonly media?: readonly string[];
}

/** Why readers do not see a page yet, or no longer. */
export type Hidden = "draft" | "embargo" | "expired";

/** A page as readers would see it if its file were published as it is now. */
export interface Preview {
  /** `undefined` if the file has a mistake that no page can be made with. */
  readonly address: string | undefined;
  readonly html: string | undefined;
  /** `undefined` if readers would see the page now. */
  readonly hidden: Hidden | undefined;
  /** Everything that is wrong with this file. */
  readonly findings: readonly Finding[];
  /** Pictures in the sizes that the page asks for, which no build has made. */
  readonly derived?: () => readonly DerivedFile[];
}

/** What a preview is made from: what the last build knew. */
export interface PreviewSource {
  readonly sight: Sight;
  readonly press: Pick<Press, "renderOne">;
  readonly planning: PlanSettings;
  /** Of the programs that check. */
  readonly program: string;
  readonly kept: KeptState | undefined;
}

/**
 * Makes the page of a file that need not be saved, by the same steps as a build.
 *
 * Nothing is published, and nothing of it stays: the text lies in a file of the state folder for as long as it takes.
 *
 * @throws whatever a layout of the project throws
 */
export async function previewPage(draft: Draft, source: PreviewSource): Promise<Preview> {
  const { planning, kept, program } = source;
  const { stateFolder, settings, now } = planning;
  const name = `preview-${process.pid}`;
  const disk = join(stateFolder, `${name}.tmp`);
  const detailFile = `${name}-details.tmp`;
  const details = openAppendFile(join(stateFolder, detailFile));
  const html = openAppendFile(join(stateFolder, htmlFile(previewDesk)));
  try {
    writeFileSync(disk, draft.text);
    writeFileSync(`${disk}.gif`, anyPicture);
    const sight = withDraft(source.sight, draft, disk);
    const pictures =
      (draft.media ?? []).length > 0
        ? await openSitePictures(sight, settings, 1, undefined)
        : planning.pictures;
    const place = { folder: stateFolder, shownFolder: sight.shownFolder, diskOf: diskIn(sight) };
    const archive = kept && openArchive(kept.stories.table, place);
    const gathered = await gather(sight, {
      settings,
      pictures: pictures?.survey,
      program,
      kept: kept && archive && { ...kept.stories, details: archive.details },
      touched: new Set([draft.path]),
      async check(around, files) {
        const checked = openStoryChecker(around, details, html)(files);
        checked.table.htmlFile.fill(previewDesk);
        details.flush();
        html.flush();
        return [{ ...checked, table: { ...checked.table, detailFiles: [detailFile] } }];
      },
    }).finally(() => archive?.close());
    const shown = `${sight.shownFolder}/${draft.path}`;
    const unsaved = new Set(draft.media);
    const ofDraft = ({ file, code, values }: Finding) =>
      file === shown && !(code.startsWith("image-") && unsaved.has(String(values.path ?? values.found)));
    if (gathered.frame === undefined || gathered.unread.includes(draft.path)) {
      return {
        address: undefined,
        html: undefined,
        hidden: undefined,
        findings: gathered.findings.filter(ofDraft),
      };
    }
    const { frame, hidden } = publishNow({ ...gathered, frame: gathered.frame }, shown, draft.path, now);
    const { plan, findings } = planNewsroom(sight, { ...gathered, frame }, planning, shown);
    try {
      const page = plan.pages.find((each) => isPageOf(each, draft.path, frame, shown));
      return {
        address: page?.address,
        html: page && (await source.press.renderOne(page)),
        hidden,
        findings: findings.filter(ofDraft),
        derived: plan.derived,
      };
    } finally {
      plan.close();
    }
  } finally {
    details.close();
    html.close();
    for (const file of [
      disk,
      `${disk}.gif`,
      join(stateFolder, detailFile),
      join(stateFolder, htmlFile(previewDesk)),
    ]) {
      rmSync(file, { force: true });
    }
  }
}

/**
 * The file of a page that readers do not see now.
 *
 * @param address as readers would have it: `/desh/barish/`
 * @returns its path below the content folder; `undefined` if there is none, or if readers see it
 */
export function hiddenFile(address: string, { sight, kept, planning }: PreviewSource): string | undefined {
  const { now } = planning;
  const table = kept?.stories.table;
  const row = table?.addresses.findIndex((each, at) => each === address && !isLiveRow(table, at, now)) ?? -1;
  if (table && row !== -1) return `articles/${table.ids[row]}.md`;
  const media = new Map(sight.listing.media.map(({ path, disk }) => [path, disk]));
  const { settings } = planning;
  const checking = { ...settings, shownFolder: sight.shownFolder };
  const page = checkFrame({ ...sight.frame, media }, checking, lookThrough(undefined), [])?.pages.find(
    (each) => each.draft && each.address === address,
  );
  return page?.file.slice(sight.shownFolder.length + 1);
}

function isLiveRow({ flags, liveFrom, liveUntil }: StoryTable, row: number, now: number): boolean {
  const isDraft = ((flags[row] as number) & storyFlags.draft) !== 0;
  return !isDraft && (liveFrom[row] as number) <= now && now < (liveUntil[row] as number);
}

/** The number under which the HTML of a preview waits; no desk of a build has it. */
const previewDesk = 999;

/** Stands for pictures that only the browser has yet: one pixel, GIF. */
const anyPicture = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** The same folder with the file as it is being written. */
function withDraft(sight: Sight, { path, text, media: unsaved = [] }: Draft, disk: string): Sight {
  const shown = `${sight.shownFolder}/${path}`;
  const { frame } = sight;
  const known = new Set(sight.listing.media.map((file) => file.path));
  const media = unsaved.filter((each) => !known.has(each));
  const listing = {
    ...sight.listing,
    media: [
      ...sight.listing.media,
      ...media.map((each) => ({ path: each, shown: each, disk: `${disk}.gif` })),
    ],
  };
  if (path.startsWith("articles/")) {
    const articles = replaced(listing.articles, { path, shown, disk });
    const blobOf = (file: ListedFile) => (file.path === path ? undefined : sight.blobOf(file));
    return { ...sight, blobOf, listing: { ...listing, articles } };
  }
  const source = { path, shown, text };
  if (path.startsWith("pages/"))
    return { ...sight, listing, frame: { ...frame, pages: replaced(frame.pages, source) } };
  if (path.startsWith("authors/")) {
    return { ...sight, listing, frame: { ...frame, authors: replaced(frame.authors, source) } };
  }
  return sight;
}

function replaced<T extends { readonly path: string }>(files: readonly T[], file: T): T[] {
  const others = files.filter(({ path }) => path !== file.path);
  return [...others, file].sort((a, b) => compareText(a.path, b.path));
}

function diskIn({ folder, listing }: Sight): (id: string) => string {
  return (id) =>
    listing.articles.find(({ path }) => path === `articles/${id}.md`)?.disk ?? `${folder}/articles/${id}.md`;
}

/** Has readers see the file's page now, whatever its dates and its status say. */
function publishNow(
  { table, frame }: { readonly table: StoryTable; readonly frame: Frame },
  shown: string,
  path: string,
  now: number,
): { readonly frame: Frame; readonly hidden: Hidden | undefined } {
  const row = table.ids.indexOf(path.replace(/^articles\//, "").replace(/\.md$/, ""));
  if (path.startsWith("articles/") && row !== -1) {
    const flags = table.flags[row] as number;
    const isDraft = (flags & storyFlags.draft) !== 0;
    const hidden = isDraft
      ? "draft"
      : (table.liveUntil[row] as number) <= now
        ? "expired"
        : (table.liveFrom[row] as number) > now
          ? "embargo"
          : undefined;
    if (hidden !== undefined) {
      // The row is the preview's own: a table that is joined shares nothing with those it was made of.
      table.flags[row] = flags & ~storyFlags.draft;
      table.liveFrom[row] = Math.min(table.liveFrom[row] as number, now);
      table.liveUntil[row] = Number.POSITIVE_INFINITY;
    }
    return { frame, hidden };
  }
  const isDraft = frame.pages.some(({ file, draft }) => file === shown && draft);
  const pages = frame.pages.map((page) => (page.file === shown ? { ...page, draft: false } : page));
  return { frame: { ...frame, pages }, hidden: isDraft ? "draft" : undefined };
}

function isPageOf({ address, story }: PagePlan, path: string, frame: Frame, shown: string): boolean {
  if (path.startsWith("articles/")) return story !== undefined && `articles/${story.id}.md` === path;
  const files = path.startsWith("authors/") ? [...frame.authors.values()] : frame.pages;
  return files.some((each) => each.file === shown && each.address === address);
}
