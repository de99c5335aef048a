import { type ArticleSurroundings, readArticle } from "../../check/article.ts";
import { readAuthor } from "../../check/author.ts";
import { checkFrame, type Frame, locateFindings } from "../../check/check.ts";
import { readPage } from "../../check/page.ts";
import { compareText, type Finding, inReadingOrder, type Problem } from "../../problems/problem.ts";
import { listContent } from "../../read/list-content.ts";
import { pictureSize } from "../../read/picture-size.ts";
import { readSource, readSources } from "../../read/read-source.ts";

/** What a text is judged by besides its newsroom. */
export interface JudgeSettings {
  /** The content folder, as messages call it. */
  readonly input: string;
  readonly addresses: string;
  readonly slugs: "latin" | "native";
}

/**
 * Says what is wrong with a story, an author or a page whose text may not be saved yet.
 *
 * What only the whole newsroom can tell is not in it: whether references and links lead anywhere, whether an address is
 * taken.
 *
 * @param path below the content folder, `articles/2026/rain.md`
 * @returns in reading order; `[]` for a file that is none of these, or where `site.yaml` cannot be used
 */
export function judgeText(path: string, text: string, settings: JudgeSettings): Problem[] {
  const { input, addresses, slugs } = settings;
  const frame = readFrame(settings);
  if (frame === undefined) return [];
  const { site, knownAuthors, pictures } = frame;
  const file = { path, shown: `${input}/${path}`, text };
  const findings: Finding[] = [];
  const surroundings: ArticleSurroundings = {
    site,
    authors: knownAuthors,
    pictures,
    addresses,
    slugs,
    shownFolder: input,
  };
  if (path.startsWith("articles/")) readArticle(file, surroundings, findings);
  else if (path.startsWith("authors/")) readAuthor(file, site, pictures, findings);
  else if (path.startsWith("pages/")) readPage(file, site, pictures, slugs, findings);
  return locateFindings(findings, () => text)
    .sort(inReadingOrder)
    .filter(({ file: of }) => compareText(of, file.shown) === 0);
}

function readFrame({ input, addresses, slugs }: JudgeSettings): Frame | undefined {
  const listing = listContent(input, input);
  const ignored: Finding[] = [];
  return checkFrame(
    {
      site: listing.site && readSource(listing.site, ignored),
      authors: readSources(listing.authors, ignored),
      pages: [],
      media: new Map(listing.media.map(({ path, disk }) => [path, disk])),
    },
    { addresses, slugs, shownFolder: input },
    pictureSize,
    ignored,
  );
}
