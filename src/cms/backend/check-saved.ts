import { readArticle } from "../../check/article.ts";
import { checkFrame, locateFindings } from "../../check/check.ts";
import { indexReferences } from "../../check/references.ts";
import { readTrending } from "../../check/trending.ts";
import type { Finding, Problem } from "../../problems/problem.ts";
import { listContent } from "../../read/list-content.ts";
import { pictureSize } from "../../read/picture-size.ts";
import { readSource, readSources, type SourceFile } from "../../read/read-source.ts";

/** What a project chose that checking depends on. */
export interface SavedCheckSettings {
  readonly addresses: string;
  readonly slugs: "latin" | "native";
}

/** A text that is about to be saved. */
export interface SavedText {
  /** Below the content folder: `articles/barish.md`. */
  readonly below: string;
  readonly text: string;
}

/**
 * The problems of one file, as a build would report them if it said this.
 *
 * Whether the stories that it names are there is left to the build, since all stories would have to be read.
 *
 * @param folder the content folder
 * @param shownFolder how messages call it
 * @param media paths below the content folder of pictures that are saved together with it
 */
export function checkSaved(
  folder: string,
  shownFolder: string,
  { below, text }: SavedText,
  settings: SavedCheckSettings,
  media: readonly string[] = [],
): readonly Problem[] {
  const listing = listContent(folder, shownFolder);
  const source: SourceFile = {
    path: below,
    shown: `${shownFolder}/${below}`,
    text: text.replace(/^\uFEFF/, ""),
  };
  const findings: Finding[] = [];
  const others: Finding[] = [];
  const withIt = (files: readonly SourceFile[], first: string) => {
    if (!below.startsWith(`${first}/`)) return files;
    return [...files.filter(({ path }) => path !== below), source];
  };
  const site = below === "site.yaml" ? source : listing.site && readSource(listing.site, others);
  const frame = checkFrame(
    {
      site,
      authors: withIt(readSources(listing.authors, others), "authors"),
      pages: withIt(readSources(listing.pages, others), "pages"),
      media: new Map([
        ...media.map((path) => [path, ""] as const),
        ...listing.media.map(({ path, disk }) => [path, disk] as const),
      ]),
    },
    { ...settings, shownFolder },
    (_path, disk) => (disk === "" ? { width: undefined, height: undefined } : pictureSize(disk)),
    findings,
  );
  if (below === "trending.yaml") {
    const found: Finding[] = [];
    readTrending(source, indexReferences([]), found);
    for (const finding of found) if (finding.code !== "reference-unknown") findings.push(finding);
  }
  if (frame !== undefined && below.startsWith("articles/")) {
    const { addresses, slugs } = settings;
    const { site, pictures, knownAuthors: authors } = frame;
    readArticle(source, { site, pictures, authors, addresses, slugs, shownFolder }, findings);
  }
  return locateFindings(
    findings.filter(({ file }) => file === source.shown),
    () => source.text,
  );
}

/** The errors that come in with a text; those that were there before are for another time. */
export function newErrors(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const sayings = new Map<string, number>();
  const saying = ({ code, values }: Problem) => `${code} ${JSON.stringify(values)}`;
  for (const problem of before) sayings.set(saying(problem), (sayings.get(saying(problem)) ?? 0) + 1);
  return after.filter((problem) => {
    const left = sayings.get(saying(problem)) ?? 0;
    sayings.set(saying(problem), left - 1);
    return problem.severity === "error" && left <= 0;
  });
}
