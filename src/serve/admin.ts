import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, join, relative, resolve } from "node:path";
import * as z from "zod";
import type { Session } from "../build.ts";
import { checkFrame } from "../check/check.ts";
import type { Site } from "../check/types.ts";
import { say as sayPhrase } from "../cms/backend/words.ts";
import { composeText } from "../cms/screen/compose.ts";
import { contentRoot, screenConfig } from "../cms/screen/config.ts";
import { decapHindi } from "../cms/screen/decap-hindi.ts";
import { installCommand, missingPage, screenPackages, screenPage, screenPolicy } from "../cms/screen/page.ts";
import { screenProblems } from "../cms/screen/problems.ts";
import type { Choices, Screen } from "../cms/screen/widgets.ts";
import { screenLanguage, screenWords } from "../cms/screen/words.ts";
import { explainError } from "../eleventy.ts";
import { formatDate } from "../language/dates.ts";
import { foldText } from "../language/fold.ts";
import { slugOf } from "../language/slug.ts";
import { stringsFor } from "../language/strings.ts";
import { NoSite } from "../live-stories.ts";
import { look } from "../look.ts";
import { defaults, type Settings } from "../options.ts";
import { lookThrough } from "../pictures/looked-at.ts";
import type { Finding } from "../problems/problem.ts";
import type { Service } from "./page-server.ts";
import { readBody } from "./read-body.ts";
import { savingAddress } from "./saving-service.ts";
import { openFiles, type ServedFile, screenFolder } from "./screen-files.ts";

/** What the editing screen asks about the site at each request. */
export interface EditedSite {
  readonly session: Pick<Session, "stories" | "preview">;
  readonly input: string;
  settings(): Settings | undefined;
  /** `""`, or the path below which the whole site lies. */
  basePath(): string;
  /** Epoch milliseconds. */
  now(): number;
  /** Tells whoever runs the server what went wrong. */
  warn(text: string): void;
}

/** Everything below `/admin/`. */
export interface Admin {
  /** Answers what is asked of the screen. */
  readonly service: Service;
  /** What to tell whoever starts the server: nothing if the site wants no screen, or what to install for it. */
  state(): { readonly isServed: boolean; readonly advice: string | undefined };
  /** Lets go of what was worked out for earlier answers: another build came to its end. */
  forget(): void;
}

/** A story in a list of suggestions. */
interface Suggestion {
  readonly value: string;
  readonly label: string;
  readonly note: string;
  readonly folded: string;
}

/** What the screen sends of a form. */
const previewSchema = z.object({
  collection: z.enum(["articles", "authors", "pages"]),
  /** `""` for a file that is not there yet. */
  path: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** Pictures that were chosen and are not saved yet. */
  media: z.array(z.string()).default([]),
});

const mostSuggested = 8;
/** Of a form that is looked at: a text of 200,000 words. */
const mostBytes = 8 << 20;
/** Where there is no usable `site.yaml`, so that it can be mended here. */
const noSite = { language: "en", timeZone: "UTC", url: "http://localhost", name: "" };
const nameOfDraft = "new";

export function openAdmin({ session, input, settings, basePath, now, warn }: EditedSite): Admin {
  const browserFiles = openFiles(join(import.meta.dirname, "../cms/screen/browser"));
  let packageFiles: ((path: string) => ServedFile | undefined) | undefined;
  let suggestions: Promise<readonly Suggestion[]> | undefined;
  let topics: Promise<readonly string[]> | undefined;

  const screenOf = (): Screen | "none" => (settings() ?? defaults).cms;

  async function surroundings() {
    const sight = await look(input, false);
    const media = new Map(sight.listing.media.map(({ path, disk }) => [path, disk]));
    const { slugs, addresses } = settings() ?? defaults;
    const checking = { slugs, addresses, shownFolder: sight.shownFolder };
    const findings: Finding[] = [];
    const frame = checkFrame({ ...sight.frame, media }, checking, lookThrough(undefined), findings);
    const site: Pick<Site, "language" | "timeZone" | "url" | "name" | "sections"> = frame?.site ?? {
      ...noSite,
      sections: [],
    };
    const authors = [...(frame?.knownAuthors ?? [])].map(([id, { name }]) => ({ id, name }));
    const strings = sight.listing.strings.map(({ path }) =>
      path.replace(/^strings\//, "").replace(/\.json$/, ""),
    );
    return { site, authors, strings };
  }

  /** Something of the stories of the last build; nothing where there is none yet. */
  async function ofStories<T>(
    take: (stories: NonNullable<Awaited<ReturnType<Session["stories"]>>>) => readonly T[],
  ): Promise<readonly T[]> {
    try {
      const stories = await session.stories();
      if (stories === undefined) return [];
      try {
        return take(stories);
      } finally {
        stories.close();
      }
    } catch (error) {
      if (error instanceof NoSite) return [];
      throw error;
    }
  }

  const topicsOf = () =>
    ofStories(({ catalog }) =>
      [...catalog.topics.values()]
        .toSorted((a, b) => b.stories.length - a.stories.length)
        .map(({ title }) => title),
    );

  const suggestionsOf = () =>
    ofStories(({ catalog }): Suggestion[] => {
      const strings = stringsFor(catalog.site.language);
      return catalog.stories.map(({ id, title, date, section }) => ({
        value: id,
        label: title,
        note: `${catalog.sections.get(section)?.title ?? section}, ${formatDate(date, catalog.site.timeZone, strings)}`,
        folded: foldText(title),
      }));
    });

  async function config(screen: Screen): Promise<unknown> {
    topics ??= topicsOf();
    const { site, authors, strings } = await surroundings();
    const choices: Choices = { sections: site.sections, authors, topics: await topics };
    const words = textsOf(site.language);
    const hasWorkflow = (settings() ?? defaults).review;
    return {
      cms: screenConfig({
        screen,
        site,
        choices,
        strings: strings.map((language) => ({ language, words })),
        hasWorkflow,
        backend: savingAddress,
        projectName: basename(process.cwd()),
        contentFolder: `${folderInProject(input)}/`,
        now: now(),
      }),
      words: screenWords(site.language).screen,
      locale: screenLanguage(site.language) === "hi" ? decapHindi(hasWorkflow) : undefined,
    };
  }

  async function stories(parameters: URLSearchParams): Promise<unknown> {
    suggestions ??= suggestionsOf();
    const all = await suggestions;
    const names = new Set(parameters.getAll("name"));
    if (names.size > 0) {
      return all.filter(({ value }) => names.has(value) || names.has(value.split("/").at(-1) ?? ""));
    }
    const asked = foldText(parameters.get("q") ?? "").split(/\s+/);
    const found: Suggestion[] = [];
    for (const each of all) {
      if (asked.every((word) => each.folded.includes(word)) && found.push(each) === mostSuggested) break;
    }
    return found.map(({ value, label, note }) => ({ value, label, note }));
  }

  async function preview(asked: unknown): Promise<unknown> {
    const { collection, path, data, media } = previewSchema.parse(asked);
    const { text, bodyLine } = composeText(data);
    const below = path.startsWith(contentRoot) ? path.slice(contentRoot.length) : "";
    const isPlain = /^(articles|authors|pages)\/[^\0]+\.md$/.test(below) && !below.split("/").includes("..");
    const named = data.title ?? data.name;
    const name = slugOf(typeof named === "string" ? named : "") || nameOfDraft;
    const draft = {
      path: isPlain ? below : `${collection}/${name}.md`,
      text,
      media: media
        .filter((each) => each.startsWith(contentRoot))
        .map((each) => each.slice(contentRoot.length)),
    };
    const { site } = await surroundings();
    try {
      const made = await session.preview(draft);
      if (made === undefined) return { problems: [] };
      const { html, address, hidden, findings } = made;
      const url = address && `${basePath()}${address}`;
      return { html, address, url, hidden, problems: screenProblems(findings, bodyLine, site.language) };
    } catch (error) {
      return { problems: [], failure: explainError(error) };
    }
  }

  async function answerWith(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const screen = screenOf();
    const { method = "GET" } = request;
    const say = (status: number, text: string) =>
      response
        .writeHead(status, { "content-type": "text/plain; charset=utf-8" })
        .end(Buffer.from(`${text}\n`));
    const sayJson = (value: unknown, status = 200) =>
      response
        .writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
        .end(Buffer.from(JSON.stringify(value)));
    if (screen === "none") return void say(404, "This site has no editing screen.");
    const { pathname, searchParams } = new URL(path, "http://localhost/");
    const below = decodeURIComponent(pathname.slice(1));
    if (below === "preview") {
      if (method !== "POST") return void say(405, "Only by POST.");
      // A form of another page cannot send this type.
      if (!/^application\/json\b/.test(request.headers["content-type"] ?? ""))
        return void say(415, "JSON only.");
      const body = await readBody(request, mostBytes);
      if (body === undefined) {
        const { reportLanguage } = settings() ?? defaults;
        const failure = sayPhrase("tooLarge", reportLanguage, { max: mostBytes >> 20 });
        return void sayJson({ problems: [], failure }, 413);
      }
      return void sayJson(await preview(JSON.parse(body.toString("utf8"))));
    }
    if (method !== "GET" && method !== "HEAD") return void say(405, "Only by GET.");
    if (below === "config.json") return void sayJson(await config(screen));
    if (below === "stories.json") return void sayJson(await stories(searchParams));
    const folder = screenFolder(screen);
    if (below === "") {
      const { site } = await surroundings();
      const html =
        folder === undefined
          ? missingPage(screen, site.language, adviceFor(screen))
          : screenPage(screen, site.language, site.name);
      response.writeHead(folder === undefined ? 503 : 200, {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "content-security-policy": screenPolicy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
      return void response.end(Buffer.from(html));
    }
    if (folder !== undefined) packageFiles ??= openFiles(folder);
    const file = below.startsWith("browser/")
      ? browserFiles(below.slice("browser/".length))
      : below.startsWith("cms/")
        ? packageFiles?.(below.slice("cms/".length))
        : undefined;
    if (file === undefined) return void say(404, "There is no such file.");
    sendFile(file, request, response);
  }

  return {
    state() {
      const screen = screenOf();
      if (screen === "none") return { isServed: false, advice: undefined };
      const advice = screenFolder(screen) ? undefined : `${adviceFor(screen)}\n${installCommand(screen)}`;
      return { isServed: true, advice };
    },
    forget() {
      suggestions = undefined;
      topics = undefined;
    },
    async service(request, response) {
      const path = request.url ?? "/";
      const below = /^\/admin(?:\/(.*))?$/s.exec(
        path.startsWith(`${basePath()}/`) ? path.slice(basePath().length) : path,
      );
      if (below === null || screenOf() === "none") return false;
      if (below[1] === undefined || !path.startsWith(`${basePath()}/admin/`)) {
        response.writeHead(302, { location: `${basePath()}/admin/` }).end();
        return true;
      }
      try {
        await answerWith(`/${below[1]}`, request, response);
      } catch (error) {
        warn(explainError(error));
        if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
        response.end();
      }
      return true;
    },
  };
}

/** The folder as somebody finds it who chooses the project's folder, or the one above it where it lies elsewhere. */
function folderInProject(input: string): string {
  const path = relative(process.cwd(), resolve(input)).replaceAll("\\", "/");
  return path.startsWith("..") ? basename(resolve(input)) : path;
}

function adviceFor(screen: Screen): string {
  const { name } = screenPackages[screen];
  return `The editing screen needs the package ${name}, which is not installed. Add this to package.json, then run npm install:`;
}

/** The names of the interface's words that are one text. */
function textsOf(language: string): string[] {
  return Object.entries(stringsFor(language))
    .filter(([, words]) => typeof words === "string")
    .map(([name]) => name);
}

function sendFile(
  { type, tag, bytes, gzip }: ServedFile,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = { "content-type": type, etag: tag, "cache-control": "no-cache", vary: "accept-encoding" };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const isGzip = gzip !== undefined && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  response.writeHead(200, {
    ...headers,
    "x-content-type-options": "nosniff",
    ...(isGzip ? { "content-encoding": "gzip" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : isGzip ? gzip : bytes);
}
