import { bundleAssets } from "../../assets.ts";
import type { Session } from "../../build.ts";
import { isLive } from "../../catalog/live.ts";
import type { Article } from "../../check/types.ts";
import { explainError } from "../../eleventy.ts";
import { foldText } from "../../language/fold.ts";
import { packagedLayouts } from "../../layouts.ts";
import { openRelating, type Relating } from "../../ledger/relating.ts";
import { type BuiltStories, NoSite } from "../../live-stories.ts";
import { defaults } from "../../options.ts";
import type { ReportLanguage } from "../../problems/report.ts";
import { momentOf } from "../../site.ts";
import { frontPage, newestShown, type Troubles } from "./front-page.ts";
import { healthPage } from "./health-page.ts";
import { type DeskFrame, deskPage, frameFor } from "./html.ts";
import { relatedPage, searchPage } from "./related-page.ts";

/** A page as it is answered. */
export interface DeskAnswer {
  readonly status: number;
  readonly html: string;
}

/** The pages below `/_desk/`, each made when it is asked for. */
export interface EditorsView {
  /** @param path behind `/_desk/`: `""`, `related/` */
  answer(path: string, parameters: URLSearchParams): Promise<DeskAnswer>;
  /** Lets go of what was worked out for earlier answers: another build came to its end. */
  forget(): void;
}

/** What the view asks about the site at each request. */
export interface ViewedSite {
  readonly session: Pick<Session, "stories">;
  /** Where the finished site lies. */
  readonly output: string;
  troubles(): Troubles | undefined;
  basePath(): string;
  language(): ReportLanguage | undefined;
  /** Epoch milliseconds, if one was asked for. */
  readonly now: number | undefined;
  /** Tells whoever runs the server what went wrong. */
  warn(text: string): void;
}

/** Stories that a search shows. */
const mostFound = 50;
const longestQuery = 200;

/** What is worked out once for all answers between two builds. */
interface Opened {
  readonly stories: BuiltStories;
  relating?: Relating;
  /** Folded headlines, by place in the catalog. */
  headlines?: readonly string[];
}

interface Reading {
  readonly opened: Promise<Opened | undefined>;
  readers: number;
  isOld: boolean;
}

export function openEditorsView(site: ViewedSite): EditorsView {
  let latest: Reading | undefined;
  let style = "";

  async function open(): Promise<Opened | undefined> {
    try {
      const stories = await site.session.stories();
      return stories && { stories };
    } catch (error) {
      // The problems tell what is wrong with site.yaml.
      if (error instanceof NoSite) return undefined;
      throw error;
    }
  }

  /** Files stay open for as long as somebody reads. */
  async function read<T>(make: (opened: Opened | undefined) => T): Promise<T> {
    latest ??= { opened: open(), readers: 0, isOld: false };
    const reading = latest;
    reading.readers++;
    try {
      const opened = await reading.opened;
      // What is not there now may be there the next time.
      if (opened === undefined && latest === reading) forget();
      return make(opened);
    } catch (error) {
      if (latest === reading) forget();
      throw error;
    } finally {
      reading.readers--;
      closeIfDone(reading);
    }
  }

  function closeIfDone({ opened, readers, isOld }: Reading): void {
    if (isOld && readers === 0) opened.then((each) => each?.stories.close()).catch(() => undefined);
  }

  function forget(): void {
    const reading = latest;
    latest = undefined;
    if (reading === undefined) return;
    reading.isOld = true;
    closeIfDone(reading);
  }

  function frameOf(opened: Opened | undefined): DeskFrame {
    const settings = opened?.stories.facts.settings;
    const language = site.language() ?? settings?.reportLanguage ?? defaults.reportLanguage;
    const known = opened?.stories.catalog.site;
    return frameFor(
      language,
      {
        zone: known?.timeZone ?? "UTC",
        siteName: known?.name ?? "Khabar",
        siteLanguage: known?.language ?? "en",
        basePath: site.basePath(),
        style,
      },
      site.now ?? momentOf(settings?.now, Date.now),
    );
  }

  function answerWith(path: string, parameters: URLSearchParams, opened: Opened | undefined): DeskAnswer {
    const frame = frameOf(opened);
    if (path === "") {
      return { status: 200, html: frontPage(opened?.stories, site.troubles(), site.output, frame) };
    }
    if (path === "health/" && opened !== undefined) {
      return { status: 200, html: healthPage(opened.stories, site.troubles()?.problems ?? [], frame) };
    }
    if (path !== "related/" || opened === undefined) return notice(404, frame.words.notFound, frame);
    const asked = parameters.get("story")?.trim();
    if (asked) {
      const story = findLive(asked, opened.stories);
      if (story === undefined) return notice(404, frame.words.notLive, frame);
      const { facts, catalog, table } = opened.stories;
      opened.relating ??= openRelating(catalog, table, facts.settings.related.limit, undefined);
      return { status: 200, html: relatedPage(story, opened.relating.explain(story), frame) };
    }
    const query = (parameters.get("q") ?? "").trim().slice(0, longestQuery);
    const { stories } = opened.stories.catalog;
    if (query === "") {
      return { status: 200, html: searchPage("", stories.slice(0, newestShown), 0, frame) };
    }
    opened.headlines ??= stories.map(({ title }) => foldText(title));
    const words = foldText(query).split(/\s+/);
    const found = stories.filter((_, place) =>
      words.every((word) => opened.headlines?.[place]?.includes(word)),
    );
    const shown = found.slice(0, mostFound);
    return { status: 200, html: searchPage(query, shown, found.length - shown.length, frame) };
  }

  return {
    forget,
    async answer(path, parameters) {
      try {
        style ||= Buffer.from(
          (await bundleAssets({ ...defaults, layouts: packagedLayouts })).get("khabar.css")?.content ?? "",
        ).toString();
        return await read((opened) => answerWith(path, parameters, opened));
      } catch (error) {
        const frame = frameOf(undefined);
        site.warn(explainError(error));
        return notice(500, frame.words.failed, frame);
      }
    },
  };
}

/** A live story by its address, path, slug or id. */
function findLive(reference: string, { catalog }: BuiltStories): Article | undefined {
  const found = catalog.byId.get(reference) ?? catalog.references.find(reference);
  return found && isLive(found, catalog.now) ? catalog.byId.get(found.id) : undefined;
}

function notice(status: number, sentence: string, frame: DeskFrame): DeskAnswer {
  const { basePath, words } = frame;
  const back = `<p><a href="${basePath}/_desk/">${words.title}</a></p>`;
  return { status, html: deskPage(frame, words.title, `<h1>${sentence}</h1>${back}`) };
}
