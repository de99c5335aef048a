import { plainOutline } from "../body/outline.ts";
import { compareText, type Finding, type Problem, severityOf } from "../problems/problem.ts";
import { locateField } from "../read/front-matter.ts";
import type { Content, SourceFile } from "../read/list-content.ts";
import type { PictureSize } from "../read/picture-size.ts";
import { readArticle } from "./article.ts";
import { readAuthor } from "./author.ts";
import { readPage } from "./page.ts";
import { type PictureReader, readPictures } from "./pictures.ts";
import { indexReferences, resolveReferences } from "./references.ts";
import { readSite } from "./site.ts";
import { readTrending } from "./trending.ts";
import type { Article, Author, Page, Site, TrendingChoices } from "./types.ts";
import { meansUnfinished, readUnfinished, type UnfinishedStory } from "./unfinished.ts";

/** A newsroom whose every file was read; right as a whole only if `findings` holds no error. */
export interface CheckedContent {
  readonly site: Site;
  /** In code unit order of their ids, drafts included. */
  readonly articles: readonly Article[];
  /** Stories with a field that cannot be used. */
  readonly unfinished: readonly UnfinishedStory[];
  /** The files of all stories that could not be read, unfinished or worse. */
  readonly unread: readonly SourceFile[];
  readonly authors: ReadonlyMap<string, Author>;
  readonly pages: readonly Page[];
  readonly trending: TrendingChoices;
  readonly pictures: PictureReader;
  readonly findings: Finding[];
}

/** What the checks need to know besides the content. */
export interface CheckSettings {
  readonly addresses: string;
  readonly slugs: "latin" | "native";
  /** How messages call the content folder. */
  readonly shownFolder: string;
}

/**
 * Checks everything that can be said of files without knowing the finished site.
 *
 * @returns `site: undefined` with findings if `site.yaml` is missing or broken, since nothing can be judged then
 */
export function checkContent(
  content: Content,
  { addresses, slugs, shownFolder }: CheckSettings,
  sizeOf: (disk: string) => PictureSize,
): CheckedContent | { readonly site: undefined; readonly findings: Finding[] } {
  const findings: Finding[] = [...content.findings];
  const pictures = readPictures(content.media, sizeOf);
  if (content.site === undefined) {
    const place = { line: 1, column: 1 };
    findings.push({ code: "site-missing", file: `${shownFolder}/site.yaml`, place, values: {} });
    return { site: undefined, findings };
  }
  const site = readSite(content.site, pictures, findings);
  if (site === undefined) return { site: undefined, findings };

  const authors = new Map<string, Author>();
  // A broken author file is reported once, where it is, and not again by every story of that author.
  const authorIds = new Map<string, Author>();
  for (const file of content.authors) {
    const author = readAuthor(file, site, pictures, findings);
    const id = file.path.replace(/^authors\//, "").replace(/\.md$/, "");
    if (author) authors.set(id, author);
    authorIds.set(id, author ?? unreadAuthor(id, file, site));
  }
  const pages = content.pages.flatMap((file) => readPage(file, site, pictures, slugs, findings) ?? []);
  const surroundings = { site, authors: authorIds, pictures, addresses, slugs, shownFolder };
  const read: Article[] = [];
  const unread: SourceFile[] = [];
  for (const file of content.articles) {
    const article = readArticle(file, surroundings, findings);
    if (article) read.push(article);
    else unread.push(file);
  }
  read.sort((a, b) => compareText(a.id, b.id));
  // References to a story that is itself broken would only repeat what its own message says.
  const index = indexReferences(read);
  const own: Finding[] = [];
  const articles = resolveReferences(read, index, own);
  const trending = readTrending(content.trending, index, own);
  const unfinished = unread.flatMap((file) => readUnfinished(file) ?? []);
  resolveReferences(unfinished, index, own);
  for (const finding of own) {
    const found = String(finding.values.found ?? "");
    if (finding.code !== "reference-unknown" || !meansUnfinished(found, unread)) findings.push(finding);
  }
  return { site, articles, unfinished, unread, authors, pages, trending, pictures, findings };
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

/** Texts by the name that messages use. */
export function sourcesByName(files: readonly SourceFile[]): Map<string, SourceFile> {
  return new Map(files.map((file) => [file.shown, file]));
}

/**
 * Gives findings their lines and columns, by looking once more into the files that have any.
 *
 * @param sources by the name that messages use
 */
export function locateFindings(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
): Problem[] {
  return findings.map(({ code, file, place, values, severity }) => {
    const text = sources.get(file)?.text;
    const at =
      "line" in place
        ? place
        : text === undefined
          ? { line: 1, column: 1 }
          : locateField(text, place.field, place.key);
    return { code, file, line: at.line, column: at.column, severity: severity ?? severityOf[code], values };
  });
}
