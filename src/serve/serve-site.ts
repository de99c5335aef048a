import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BuildCounts, type BuildRequest, openSession } from "../build.ts";
import { screenLanguage, screenWords } from "../cms/screen/words.ts";
import { explainError } from "../eleventy.ts";
import { defaults } from "../options.ts";
import type { ReportLanguage } from "../problems/report.ts";
import type { Progress } from "../progress.ts";
import { readYaml } from "../read/front-matter.ts";
import { momentOf } from "../site.ts";
import { openAdmin } from "./admin.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { openEditorsView } from "./editors-view/open-view.ts";
import { openPageServer, type PageServer } from "./page-server.ts";
import { openSavingService } from "./saving-service.ts";
import { openTurns } from "./turns.ts";
import { addBanner } from "./unpublished-banner.ts";
import { openUnpublishedMedia } from "./unpublished-media.ts";
import { type PathWatch, watchPath } from "./watch-path.ts";

/** What a site is served from, and how. */
export interface ServeRequest extends Pick<BuildRequest, "input" | "output" | "configPath" | "now"> {
  /** The first one to be tried. */
  readonly port: number;
  /** Of the reports; the one the project chose, if left out. */
  readonly language: ReportLanguage | undefined;
  /** Another one at every start, so that an editing screen that stayed open is not taken for one of this start. */
  readonly session: string;
}

/** Tells the one who serves what happens. */
export interface ServeLog {
  say(line: string): void;
  /** What is to be mended. */
  warn(text: string): void;
  /** How far a build has come; `undefined` at its end. */
  progress(progress: Progress | undefined): void;
}

/** A site that is served until it is closed. */
export interface ServedSite {
  /** Fulfilled when browsers get answers; rejected if they never will. */
  readonly ready: Promise<void>;
  /** Takes less than a second, whatever is going on. */
  close(): Promise<void>;
}

/** Files must be left alone for this long before the site is built again. */
const rest = { milliseconds: 20, manyMilliseconds: 150 };
/**
 * When nobody has written for this long, everything is looked at once more, in case something was not told; and
 * after as long again, what the builds learnt is kept for other processes.
 */
const idleMilliseconds = 1500;
/** A build that takes longer to end is broken off. */
const patienceMilliseconds = 500;
/** More files than this are written by no hand. */
const mostTouched = 20;
/** No timer of Node waits for longer. */
const longestWait = 2 ** 31 - 1;

/**
 * Builds a site, serves it to this machine, and builds it again when something that it is made from changes.
 *
 * What is wrong with the content or with a layout is told in the log, and on every page on top of the last good one.
 *
 * @throws {FolderTaken} if another build is at work in the same folders
 */
export async function serveSite(request: ServeRequest, log: ServeLog): Promise<ServedSite> {
  const { input, output, configPath, language } = request;
  const session = await openSession({
    ...request,
    isWatched: true,
    onProgress(progress) {
      if (progress.doing === "publishing") server?.hold();
      log.progress(progress);
    },
  });
  let server: PageServer | undefined;
  let last: Attempt | undefined;
  let basePath = "";
  let siteLanguage = "en";
  /** What changed since the last build that came to its end: one that fails leaves the session as it was. */
  const pending = new Set<string>();
  let isBuilding = false;
  let isClosing = false;
  let idle: NodeJS.Timeout | undefined;
  let due: NodeJS.Timeout | undefined;

  const view = openEditorsView({
    session,
    output,
    troubles: () => last,
    basePath: () => basePath,
    language: () => language ?? last?.settings?.reportLanguage,
    now: request.now,
    warn: log.warn,
  });

  const admin = openAdmin({
    session,
    input,
    settings: () => last?.settings,
    basePath: () => basePath,
    now: () => request.now ?? momentOf(last?.settings?.now, Date.now),
    warn: log.warn,
  });

  /** A draft or an embargoed story at its future address, marked as what it is. */
  const findHidden = async (path: string) => {
    const address = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
    const found = await session.previewHidden(decodeURI(address).normalize("NFC").replace(/\/?$/, "/"));
    if (found?.html === undefined || found.hidden === undefined) return undefined;
    return addBanner(
      found.html,
      screenWords(siteLanguage).screen.hidden[found.hidden],
      screenLanguage(siteLanguage),
    );
  };

  const saving = openSavingService({
    folder: input,
    shownFolder: input.replaceAll("\\", "/").replace(/^\.\//, ""),
    stateFolder: ".khabar",
    settings: () => last?.settings ?? defaults,
    // To writers, in the language of their screen.
    language: () => language ?? screenLanguage(siteLanguage),
    now: Date.now,
    session: request.session,
    warn: log.warn,
  });

  const turns = openTurns(rest, async (changed) => {
    clearTimeout(idle);
    clearTimeout(due);
    for (const path of changed) pending.add(path);
    const touched = changed.length === 0 ? undefined : touchedBy(pending, input);
    const started = performance.now();
    isBuilding = true;
    const outcome = await attempt(session, touched, language);
    isBuilding = false;
    log.progress(undefined);
    if (isClosing) return;
    if (outcome.written) pending.clear();
    if (outcome.settings) watchFor(outcome.settings.layouts, turns.ask);
    const isNews = changed.length > 0 || outcome.isOther || outcome.told !== last?.told;
    if (isNews) sayOutcome(outcome, nameAll(changed) ?? output, performance.now() - started);
    last = outcome;
    view.forget();
    admin.forget();
    showOutcome(outcome, changed);
    waitForNext(outcome);
    idle = setTimeout(() => {
      if (touched) void turns.take();
      else session.save().catch((error) => log.warn(explainError(error)));
    }, idleMilliseconds);
  });

  function sayOutcome({ written, told, report, count }: Attempt, because: string, took: number): void {
    // Warnings that stay as they are would bury what was written since.
    const isOldWarning = report === undefined && told === last?.told;
    if (told !== "" && !isOldWarning) log.warn(told);
    if (written) log.say(`${because}: ${showCounts(written)} in ${Math.round(took)} ms`);
    if (told === "" && last?.told !== "") log.say(count);
  }

  function showOutcome({ report, isOther }: Attempt, changed: readonly string[]): void {
    const before = basePath;
    const site = siteFields(input);
    basePath = basePathOf(site.url) ?? before;
    if (typeof site.language === "string") siteLanguage = site.language;
    if (server === undefined) return;
    if (basePath !== before) {
      server.setBasePath(basePath);
      sayAddress();
    }
    server.show(report);
    server.refresh(isOther && changed.some((path) => isWithin(path, join(input, "media"))));
  }

  function waitForNext({ next, settings }: Attempt): void {
    if (next === undefined || request.now !== undefined || settings?.now !== undefined) return;
    const because = `${next.article} (${next.because})`;
    due = setTimeout(turns.ask, Math.min(Math.max(next.at - Date.now(), 0), longestWait), because);
  }

  function sayAddress(): void {
    const address = `http://localhost:${server?.port}${basePath}/`;
    log.say(address);
    log.say(`Desk: ${address}_desk/`);
    const { isServed, advice } = admin.state();
    if (isServed) log.say(`Editing screen: ${address}admin/`);
    if (advice !== undefined) log.warn(advice);
  }

  const watches = new Map<string, PathWatch>();
  const watchFor = (path: string, onChange: (path: string) => void) => {
    const onTrouble = ({ message }: Error) => log.warn(`${path} cannot be watched: ${message}`);
    if (!watches.has(path)) watches.set(path, watchPath(path, onChange, onTrouble));
  };
  watchFor(input, turns.ask);
  watchFor(defaults.layouts, turns.ask);
  watchFor(configPath, () => {
    log.warn(`${configPath} has changed. Stop with Ctrl+C and start again: only then it counts.`);
  });

  const begin = async () => {
    await turns.take();
    if (isClosing) return;
    const services = [saving, admin.service, openUnpublishedMedia(input, output, () => basePath)];
    server = await openPageServer(
      output,
      basePath,
      request.port,
      view.answer,
      session.fileAt,
      services,
      findHidden,
    );
    server.show(last?.report);
    if (server.port !== request.port) log.say(`The port ${request.port} is taken.`);
    sayAddress();
  };
  const close = async () => {
    isClosing = true;
    for (const watch of watches.values()) watch.close();
    clearTimeout(idle);
    clearTimeout(due);
    await Promise.race([turns.close(), wait(patienceMilliseconds)]);
    await server?.close();
    view.forget();
    // Of a build that is broken off nothing is kept; the next one finds out what it left.
    if (!isBuilding) await session.close();
  };
  const ready = begin().catch(async (error) => {
    await close();
    throw error;
  });
  return { ready, close };
}

/** What `site.yaml` says now, as far as it can be read. */
function siteFields(input: string): Readonly<Record<string, unknown>> {
  const file = join(input, "site.yaml");
  return existsSync(file) ? readYaml(readFileSync(file, "utf8")).fields : {};
}

/** The path of the site's address. `undefined` if it cannot be read now, and the last one still holds. */
function basePathOf(url: unknown): string | undefined {
  return typeof url === "string" && URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, "") : undefined;
}

/**
 * The paths below the content folder that may be other files than before.
 *
 * @returns `undefined` if that is not known: a folder stands for everything in it, and where much changes at once,
 *   as in a checkout, something may not have been told
 */
function touchedBy(changed: ReadonlySet<string>, input: string): ReadonlySet<string> | undefined {
  const paths = [...changed].filter((path) => isAbsolute(path));
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (paths.length > mostTouched || paths.some(isFolder)) return undefined;
  const inside = paths.filter((path) => isWithin(path, input));
  return new Set(inside.map((path) => relative(resolve(input), path).replaceAll("\\", "/").normalize("NFC")));
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(resolve(folder) + sep);
}

/** `content/articles/rain.md and 3 more`; what is gone, as an editor's temporary file, is named only where all is. */
function nameAll(changed: readonly string[]): string | undefined {
  const standing = changed.filter((path) => existsSync(path));
  const [first, ...others] = standing.length > 0 ? standing : changed;
  if (first === undefined) return undefined;
  const path = relative(process.cwd(), first).replaceAll("\\", "/");
  return others.length === 0 ? path : `${path} and ${others.length} more`;
}

function showCounts({ rendered, spliced, changed, removed }: BuildCounts): string {
  const pages = rendered + spliced;
  if (pages + changed + removed === 0) return "nothing changed";
  if (pages + removed === 0) return `${changed} ${changed === 1 ? "file" : "files"} written`;
  const gone = removed === 0 ? "" : `, ${removed} ${removed === 1 ? "file" : "files"} removed`;
  return `${pages} ${pages === 1 ? "page" : "pages"} rendered${gone}`;
}
