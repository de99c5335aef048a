import { plainOutline } from "../body/outline.ts";
import type { LookedAt } from "../pictures/looked-at.ts";
import { type Finding, type Problem, severityOf } from "../problems/problem.ts";
import { locateField } from "../read/front-matter.ts";
import type { ListedFile } from "../read/list-content.ts";
import type { SourceFile } from "../read/read-source.ts";
import { readAuthor } from "./author.ts";
import { readPage } from "./page.ts";
import { type PictureReader, readPictures } from "./pictures.ts";
import { indexReferences, resolveReferences } from "./references.ts";
import { readSite } from "./site.ts";
import { readTrending } from "./trending.ts";
import type { Article, Author, Page, Site, TrendingChoices } from "./types.ts";
import { meansUnfinished, readUnfinished, type UnfinishedStory } from "./unfinished.ts";

/** Everything around the stories of a newsroom. */
export interface Frame {
  readonly site: Site;
  readonly authors: ReadonlyMap<string, Author>;
  /**
   * Whom a story may name. A broken author file is reported once, where it is, and not again by every story of
   * that author.
   */
  readonly knownAuthors: ReadonlyMap<string, Pick<Author, "id" | "name">>;
  readonly pages: readonly Page[];
  readonly pictures: PictureReader;
}

/** The texts around the stories. */
export interface FrameSources {
  readonly site: SourceFile | undefined;
  readonly authors: readonly SourceFile[];
  readonly pages: readonly SourceFile[];
  /** Paths below `media/` (NFC) to where each file lies on the disk. */
  readonly media: ReadonlyMap<string, string>;
}

/** What the checks need to know besides the content. */
export interface CheckSettings {
  readonly addresses: string;
  readonly slugs: "latin" | "native";
  /** How messages call the content folder. */
  readonly shownFolder: string;
}

/**
 * Checks everything but the stories.
 *
 * @returns `undefined` with findings if `site.yaml` is missing or broken, since nothing can be judged then
 */
export function checkFrame(
  sources: FrameSources,
  { slugs, shownFolder }: CheckSettings,
  lookAt: (path: string, disk: string) => LookedAt,
  findings: Finding[],
): Frame | undefined {
  const pictures = readPictures(sources.media, lookAt);
  if (sources.site === undefined) {
    const place = { line: 1, column: 1 };
    findings.push({ code: "site-missing", file: `${shownFolder}/site.yaml`, place, values: {} });
    return undefined;
  }
  const site = readSite(sources.site, pictures, findings);
  if (site === undefined) return undefined;
  const authors = new Map<string, Author>();
  const knownAuthors = new Map<string, Author>();
  for (const file of sources.authors) {
    const author = readAuthor(file, site, pictures, findings);
    const id = file.path.replace(/^authors\//, "").replace(/\.md$/, "");
    if (author) authors.set(id, author);
    knownAuthors.set(id, author ?? unreadAuthor(id, file, site));
  }
  const pages = sources.pages.flatMap((file) => readPage(file, site, pictures, slugs, findings) ?? []);
  return { site, authors, knownAuthors, pages, pictures };
}

/** Stories and choices after everything that names a story was looked up. */
export interface LinkedStories {
  /** In the order given, references resolved. */
  readonly articles: readonly Article[];
  /** Stories with a field that cannot be used. */
  readonly unfinished: readonly UnfinishedStory[];
  readonly trending: TrendingChoices;
}

/**
 * Looks up whatever one file says of a story by its name.
 *
 * @param read every story that could be read, its references as written
 * @param hasReferences which of them have any; the others are passed on as they are
 * @param unread the files of all stories that could not be read
 * @param findings grows by references that lead nowhere. To a story that is itself broken they would only repeat
 *   what its own message says
 */
export function linkStories(
  read: readonly Article[],
  hasReferences: (article: Article) => boolean,
  unread: readonly SourceFile[],
  trendingFile: SourceFile | undefined,
  findings: Finding[],
): LinkedStories {
  const index = indexReferences(read);
  const own: Finding[] = [];
  const articles = read.map((article) =>
    hasReferences(article) ? resolveReferences(article, index, own) : article,
  );
  const trending = readTrending(trendingFile, index, own);
  const unfinished = unread.flatMap((file) => readUnfinished(file) ?? []);
  for (const story of unfinished) resolveReferences(story, index, own);
  for (const finding of own) {
    const found = String(finding.values.found ?? "");
    if (finding.code !== "reference-unknown" || !meansUnfinished(found, unread)) findings.push(finding);
  }
  return { articles, unfinished, trending };
}

function unreadAuthor(id: string, file: SourceFile, site: Site): Author {
  return {
    id,
    file: file.shown,
    name: id,
    role: undefined,
    address: `/authors/${id}/`,
    picture: undefined,
    links: [],
    language: site.language,
    body: "",
    outline: plainOutline,
    bodyLine: 1,
  };
}

/**
 * Gives findings their lines and columns, by looking once more into the files that have any.
 *
 * @param textOf the text of a file by the name that messages use
 */
export function locateFindings(
  findings: readonly Finding[],
  textOf: (shown: string) => string | undefined,
): Problem[] {
  return findings.map(({ code, file, place, values, severity }) => {
    const text = "line" in place ? undefined : textOf(file);
    const at =
      "line" in place
        ? place
        : text === undefined
          ? { line: 1, column: 1 }
          : locateField(text, place.field, place.key);
    return { code, file, line: at.line, column: at.column, severity: severity ?? severityOf[code], values };
  });
}

/** Looks texts up by the name that messages use; a text is read when it is asked for, and kept. */
export function textsByName(
  files: readonly ListedFile[],
  read: (file: ListedFile) => string | undefined,
): (shown: string) => string | undefined {
  let byName: Map<string, ListedFile> | undefined;
  const texts = new Map<string, string | undefined>();
  return (shown) => {
    if (texts.has(shown)) return texts.get(shown);
    byName ??= new Map(files.map((file) => [file.shown, file]));
    const file = byName.get(shown);
    const text = file && read(file);
    texts.set(shown, text);
    return text;
  };
}
