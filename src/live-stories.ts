import { join } from "node:path";
import { buildCatalog, type Catalog } from "./catalog/catalog.ts";
import { checkFrame, linkStories, locateFindings, textsByName } from "./check/check.ts";
import type { TrendingChoices } from "./check/types.ts";
import { gather } from "./gather.ts";
import { readState } from "./kept-state.ts";
import { openStoryChecker } from "./ledger/check-stories.ts";
import { articlesOf, rowOfArticle } from "./ledger/stored-article.ts";
import { htmlFile, openArchive } from "./ledger/story-archive.ts";
import { type StoryTable, storyFlags } from "./ledger/story-table.ts";
import { look, type Sight } from "./look.ts";
import type { Settings } from "./options.ts";
import type { Finding, Problem } from "./problems/problem.ts";
import { openAppendFile } from "./read/append-file.ts";
import { pictureSize } from "./read/picture-size.ts";
import { readSource } from "./read/read-source.ts";

/** The stories that readers can see, for a job that runs beside the builds. */
export interface LiveStories {
  readonly catalog: Catalog;
  readonly choices: TrendingChoices;
  /** Lets go of the files that hold the stories' texts. */
  close(): void;
}

/** `site.yaml` is missing or wrong. */
export class NoSite extends Error {
  readonly problems: readonly Problem[];
  readonly files: number;
  constructor(problems: readonly Problem[], files: number) {
    super("site.yaml cannot be used");
    this.problems = problems;
    this.files = files;
  }
}

/**
 * Opens the stories that are live at `now`.
 *
 * Those of the last build, if there was one here: that is what is online, and not a story need be read. Else the
 * content folder is read and checked; stories with mistakes are then left out.
 *
 * @param state the folder of the last build's state
 * @param scratch a folder for what is kept while the stories are open
 * @throws {NoSite} if there is no usable `site.yaml`
 */
export async function openLiveStories(
  input: string,
  settings: Settings,
  now: number,
  state: string,
  scratch: string,
): Promise<LiveStories> {
  const sight = await look(input, false);
  const findings: Finding[] = [...sight.findings];
  const media = new Map(sight.listing.media.map(({ path, disk }) => [path, disk]));
  const { shownFolder } = sight;
  const frame = checkFrame({ ...sight.frame, media }, { ...settings, shownFolder }, pictureSize, findings);
  if (frame === undefined) throw new NoSite(located(sight, findings), 1);
  const kept = readState(state).state;
  const { table, folder } = kept?.published
    ? { table: kept.stories.table, folder: state }
    : { table: await readStories(sight, settings, now, scratch), folder: scratch };
  const archive = openArchive(table, {
    folder,
    shownFolder,
    diskOf: (id) => `${sight.folder}/articles/${id}.md`,
  });
  const hasReferences = (flags: number) => (flags & storyFlags.hasReferences) !== 0;
  const { articles, trending } = linkStories(
    articlesOf(archive),
    (article) => hasReferences(table.flags[rowOfArticle(article)] as number),
    [],
    sight.frame.trending,
    findings,
  );
  const catalog = buildCatalog(frame.site, articles, frame.authors, frame.pages, settings.slugs, now);
  return { catalog, choices: trending, close: () => archive.close() };
}

/** Reads and checks all stories, as a first build does. */
async function readStories(
  sight: Sight,
  settings: Settings,
  now: number,
  scratch: string,
): Promise<StoryTable> {
  const details = "details-now.tmp";
  const file = openAppendFile(join(scratch, details));
  const html = openAppendFile(join(scratch, htmlFile(0)));
  try {
    const { table } = await gather(sight, {
      settings,
      program: "",
      seenAt: now,
      kept: undefined,
      async check(around, files) {
        const checked = openStoryChecker(around, file, html)(files);
        return [{ ...checked, table: { ...checked.table, detailFiles: [details] } }];
      },
    });
    return table;
  } finally {
    file.close();
    html.close();
  }
}

function located(sight: Sight, findings: readonly Finding[]): Problem[] {
  const listed = sight.listing.site ? [sight.listing.site] : [];
  return locateFindings(
    findings,
    textsByName(listed, (file) => readSource(file, [])?.text),
  );
}
