import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { resolve, sep } from "node:path";
import EleventyDevServer, { type OpenPage } from "@11ty/eleventy-dev-server";
import { explainError } from "../eleventy.ts";
import { isFromHere, listenHere } from "./loopback.ts";
import { addPanel, insertAtEnd, type Report, reportPage } from "./report-panel.ts";

/** Serves a finished site to browsers on this machine, and keeps the pages that are open in them up to date. */
export interface PageServer {
  readonly port: number;
  /** Shows why there is no newer site on every page, until there is nothing to show. */
  show(report: Report | undefined): void;
  /** Changes the path below which the site lies: `/news`. */
  setBasePath(path: string): void;
  /** Lets requests wait while files are written, until the next `refresh`. */
  hold(): void;
  /**
   * Brings open pages up to their files. A page that is as it was is left alone.
   *
   * @param whole reloads all of them, as for a picture that has changed
   */
  refresh(whole: boolean): void;
  close(): Promise<void>;
}

/** Eleventy's script loads a page anew if a script in it is another, and takes this for one. */
const structuredData = /<script type="application\/ld\+json">.*?<\/script>/gs;

/** What is served at an address. */
interface ServedPage {
  readonly status: number;
  readonly html: string;
  /** Another one whenever the page is another. */
  readonly version: string;
}

/** Pages for editors, which are in no folder: what is answered below `/_desk/`. */
export type AnswerDesk = (
  path: string,
  parameters: URLSearchParams,
) => Promise<{ readonly status: number; readonly html: string }>;

/** Finds a file that is made when it is asked for. @param path below the output folder */
export type FindFile = (path: string) => Promise<string | undefined>;

/** Answers a request and says so, or leaves it to the pages. What it throws is told in the terminal and as the answer. */
export type Service = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** A page that readers do not see yet, or no longer; `undefined` if there is none at this address. */
export type FindHidden = (path: string) => Promise<string | undefined>;

/** Nothing but what the page itself holds: a headline that slipped through would find no script to run. */
const deskPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * @param folder where the finished site lies; need not exist yet
 * @param port the first to be tried
 * @param services asked first, in this order; only for requests of this machine
 * @param findHidden asked for pages that are not in the folder
 */
export async function openPageServer(
  folder: string,
  basePath: string,
  port: number,
  answerDesk: AnswerDesk,
  fileAt: FindFile,
  services: readonly Service[] = [],
  findHidden: FindHidden = async () => undefined,
): Promise<PageServer> {
  const root = resolve(folder);
  let shown: { readonly report: Report; readonly number: number } | undefined;
  let reports = 0;
  let held: { readonly until: Promise<void>; release(): void } | undefined;

  const server = EleventyDevServer.getServer("khabar", folder, {
    pathPrefix: basePath,
    // A browser that keeps a page or a picture would show what it was.
    headers: { "cache-control": "no-store" },
    messageOnStart: () => false,
    logger: { info() {}, log() {}, error: console.error },
    middleware: [answer],
  });

  /**
   * @param url with or without its query
   * @returns `undefined` for what is not a page: pictures, styles, redirects
   * @throws for an address that leads nowhere, such as `/%ff`
   */
  function pageAt(url: string): ServedPage | undefined {
    const { statusCode, filepath } = server.mapUrlToFilePath(url);
    if (statusCode !== 200 && statusCode !== 404) return undefined;
    const file = resolve(filepath ?? `${root}/404.html`);
    if (!file.startsWith(root + sep)) throw new URIError(`${url} leads out of the site`);
    if (!file.endsWith(".html")) return undefined;
    const stat = statSync(file, { throwIfNoEntry: false });
    const version = `${statusCode} ${stat?.mtimeMs} ${stat?.size} ${shown?.number}`;
    if (stat === undefined) return shown && { status: 503, html: reportPage(shown.report), version };
    const html = readFileSync(file, "utf8");
    return { status: statusCode, html: shown ? addPanel(html, shown.report) : html, version };
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse & { isCustomErrorPage?: boolean },
    next: () => unknown,
  ): Promise<void> {
    const say = (status: number, sentence: string) => {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
      // As bytes, since Eleventy's server puts its script into text.
      response.end(Buffer.from(`${sentence}\n`));
    };
    if (!isFromHere(request)) return say(403, "This server answers its own machine only.");
    // What is thrown here would end the process.
    try {
      for (const service of services) if (await service(request, response)) return;
      await held?.until;
      const { url = "/" } = request;
      const { pathname, search, searchParams } = new URL(url, "http://localhost");
      const desk = `${server.options.pathPrefix}_desk/`;
      if (`${pathname}/` === desk) {
        response.writeHead(302, { location: `${desk}${search}` }).end();
        return;
      }
      if (pathname.startsWith(desk)) {
        if (request.method !== "GET" && request.method !== "HEAD") return say(405, "The desk is only read.");
        const { status, html } = await answerDesk(pathname.slice(desk.length), searchParams);
        response.writeHead(status, {
          "content-type": "text/html; charset=utf-8",
          "cache-control": "no-store",
          "content-security-policy": deskPolicy,
          "referrer-policy": "no-referrer",
        });
        // As bytes, since Eleventy's server puts its script into text.
        response.end(Buffer.from(request.method === "HEAD" ? "" : html));
        return;
      }
      const path = decodeURI(pathname.slice(server.options.pathPrefix.length));
      const made =
        /^(media|cards)\//.test(path) && !existsSync(resolve(root, path)) ? await fileAt(path) : undefined;
      if (made !== undefined) {
        response.writeHead(200, { "content-type": typeOf(path), "cache-control": "no-store" });
        response.end(request.method === "HEAD" ? undefined : readFileSync(made));
        return;
      }
      const page = pageAt(url);
      const hidden = page?.status === 404 ? await findHidden(pathname) : undefined;
      if (hidden !== undefined) {
        response.isCustomErrorPage = true;
        response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
        response.end(hidden);
      } else if (`${pathname}/` === server.options.pathPrefix) {
        response.writeHead(302, { location: `${pathname}/${search}` }).end();
      } else if (page === undefined) await next();
      else {
        response.statusCode = page.status;
        response.isCustomErrorPage = true;
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.setHeader("cache-control", "no-store");
        response.end(insertAtEnd(page.html, sayWhichPage(page.version)));
      }
    } catch (error) {
      const isBad = isBadAddress(error);
      if (!isBad) console.error(explainError(error));
      if (response.headersSent) response.end();
      else if (isBad) say(400, "There can be no such address.");
      else say(500, explainError(error));
    }
  }

  const http = server.server;
  // Its own answer to a port that is taken is to listen on the next one for the whole network.
  http.removeAllListeners("error");
  http.on("upgrade", (request, socket) => {
    if (!isFromHere(request)) socket.destroy();
  });
  const listening = await listenHere(http, port);
  http.on("error", (error) => console.error(error.message));

  /** What each open page shows; `path` is unknown where a policy of the site forbids our script. */
  const shownBy = new WeakMap<OpenPage, { readonly path: string | null; version: string | null }>();

  const reload = (page: OpenPage) => page.send(JSON.stringify({ type: "eleventy.reload", files: [] }));
  const servedAt = (path: string) => {
    try {
      return pageAt(path);
    } catch {
      return undefined;
    }
  };
  const bringUp = (page: OpenPage) => {
    const showing = shownBy.get(page);
    const path = showing?.path;
    const now = path == null ? undefined : servedAt(path);
    if (showing === undefined || path == null || now === undefined) return reload(page);
    if (now.version === showing.version) return;
    showing.version = now.version;
    const templates = [{ url: path, inputPath: path, content: now.html.replace(structuredData, "") }];
    page.send(JSON.stringify({ type: "eleventy.reload", files: [path], build: { templates } }));
  };
  server.updateServer.on("connection", (page: OpenPage, { url }: IncomingMessage) => {
    const said = new URLSearchParams(url?.split("?")[1]);
    const path = said.get("page");
    shownBy.set(page, { path, version: said.get("version") });
    // It may have changed before its script asked.
    if (path !== null && held === undefined) bringUp(page);
  });

  return {
    port: listening.port,
    show(report) {
      if (report?.summary === shown?.report.summary && report?.details === shown?.report.details) return;
      shown = report && { report, number: ++reports };
    },
    setBasePath(path) {
      server.options.pathPrefix = server.cleanupPathPrefix(path);
    },
    hold() {
      if (held) return;
      let release = () => {};
      const until = new Promise<void>((done) => {
        release = done;
      });
      held = { until, release };
    },
    refresh(whole) {
      held?.release();
      held = undefined;
      for (const page of server.updateServer.clients) (whole ? reload : bringUp)(page);
    },
    async close() {
      listening.close();
      const closed = server.close();
      // A page that does not answer would be waited for.
      for (const page of server.updateServer.clients) page.terminate();
      await closed;
    },
  };
}

/** Whether an address cannot be read, or no file could have it. */
function isBadAddress(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  const codes = ["ERR_INVALID_URL", "ERR_INVALID_ARG_VALUE", "ENAMETOOLONG"];
  return error instanceof URIError || codes.includes(code ?? "");
}

const pictureTypes: Readonly<Record<string, string>> = {
  avif: "image/avif",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

function typeOf(path: string): string {
  return pictureTypes[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}

/** Has Eleventy's script, which asks for the changes of a page, say which page it is on and what it shows. */
function sayWhichPage(version: string): string {
  const script = `{
  const { host, pathname } = location;
  const which = new URLSearchParams({ page: pathname, version: ${inScript(version)} });
  WebSocket = class extends WebSocket {
    constructor(url, ...rest) {
      super(url === "ws://" + host ? url + "/?" + which : url, ...rest);
    }
  };
}`;
  return `<script>${script}</script>`;
}

function inScript(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}
