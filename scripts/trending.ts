import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { explainedFile } from "../src/edition-input.ts";
import { explainError } from "../src/eleventy.ts";
import { NoSite, openLiveStories } from "../src/live-stories.ts";
import { formatReport } from "../src/problems/report.ts";
import { readProjectSettings } from "../src/project-settings.ts";
import { explainedOf, type RefreshedTrending, refreshTrending } from "../src/refresh-trending.ts";
import { trendingFragment } from "../src/render/trending-fragment.ts";
import { momentOf } from "../src/site.ts";
import { editionToText } from "../src/trend/edition-file.ts";
import { explainedToText } from "../src/trend/explained-file.ts";
import { hoursFromText, hoursToText } from "../src/trend/hours.ts";
import { liveListFromText, liveListText } from "../src/trend/live-list.ts";
import { pathsByTitle } from "../src/trend/page-titles.ts";
import { openSources } from "../src/trend/sources/open-sources.ts";
import { refuseOutput, stateFolder } from "../src/write/output-folder.ts";
import { replaceFile } from "../src/write/replace-file.ts";
import {
  configFile,
  exit,
  inputFolder,
  moment,
  progressLine,
  readFlags,
  refuse,
  relativeFolder,
  reportLanguage,
  wholeNumber,
} from "./command-line.ts";
import { explainTrending, trendingInJson } from "./report-trending.ts";

const help = `npm run trending -- [flags]      finds out what is being read and writes the list of it

  --input=FOLDER     content folder (content)
  --output=FOLDER    the folder of the site, for its trending.json (_site)
  --out=FILE         the file to write, if it is another one; trending.html lies beside it
  --edition          write the baked edition instead, which the next build puts into all pages
  --explain          say how the list came about: readers, scores, what was left out and why
  --now=ISO          the moment up to which readers count, such as 2026-11-22T08:00:00+05:30 (now)
  --timeout=SECONDS  after which sources that did not answer are left out (300)
  --language=en|hi   language of the report of problems (en)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)
  --quiet            print troubles only
  --json             print the result as JSON

Sources are named in the option trending.sources. Exit code: 0 done, 1 site.yaml cannot be used, 2 wrong use.`;

const { values } = readFlags(
  {
    input: { type: "string" },
    output: { type: "string" },
    out: { type: "string" },
    edition: { type: "boolean" },
    explain: { type: "boolean" },
    now: { type: "string" },
    timeout: { type: "string" },
    language: { type: "string" },
    config: { type: "string" },
    quiet: { type: "boolean" },
    json: { type: "boolean" },
  },
  help,
);

const input = inputFolder(values.input ?? "content");
const output = relativeFolder(values.output ?? "_site");
const refused = refuseOutput(input, output);
if (refused !== undefined) refuse(refused);
const timeoutSeconds = wholeNumber("--timeout", values.timeout, 86_400) ?? 300;
const asked = { language: reportLanguage(values.language), now: moment(values.now) };
const settings = await readProjectSettings(input, configFile(values.config)).catch((error) =>
  refuse(explainError(error)),
);
const now = asked.now ?? momentOf(settings.now, Date.now);
const keptHours = join(dirname(settings.trending.edition), "hours.json");

// Outside the project: logs from a bucket, and what the database does not hold in memory.
const scratch = mkdtempSync(join(tmpdir(), "khabar-trending-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const live = await openLiveStories(input, settings, now, stateFolder(input, output), scratch).catch(
  (error) => {
    if (!(error instanceof NoSite)) throw error;
    console.error(formatReport(error.problems, error.files, asked.language ?? settings.reportLanguage));
    process.exit(exit.problems);
  },
);
const notes: string[] = [];
const sources = (() => {
  try {
    return openSources(
      settings.trending.sources,
      {
        site: live.catalog.site,
        environment: process.env,
        fetch,
        stateFolder: dirname(settings.trending.edition),
        temporaryFolder: scratch,
        choices: live.choices,
        formPath: settings.comments.action,
        pathOfTitle: pathsByTitle(live.catalog),
      },
      (source, line) => notes.push(`${source}: ${line}`),
    );
  } catch (error) {
    return refuse(explainError(error));
  }
})();

const progress = progressLine();
const telling = setTimeout(() => progress.show(`asking ${sources.map(({ name }) => name).join(", ")}`), 1000);
const signal = AbortSignal.timeout(timeoutSeconds * 1000);
const refreshed = await refreshTrending(live, sources, settings, hoursFromText(textOf(keptHours)), signal);
clearTimeout(telling);
progress.end();

const troubles = refreshed.answers.flatMap(({ source, answer }) =>
  answer.troubles.map((trouble) => `${source}: ${trouble}`),
);
for (const trouble of troubles) console.error(trouble);
const { window } = settings.trending;
const file = values.out ?? (values.edition ? settings.trending.edition : join(output, "trending.json"));
const stands = lastGoodList(refreshed);
if (stands === undefined) {
  const { strip, edition } = refreshed;
  const text = values.edition ? editionToText(edition) : liveListText(strip, live.catalog.site, now, window);
  replaceFile(file, text);
  const { delivery } = settings.trending;
  if (!values.edition && (delivery === "ssi" || delivery === "esi")) {
    replaceFile(join(dirname(file), "trending.html"), trendingFragment(strip, live.catalog.site));
  }
  // What was tried for another moment must not replace what is known of the past week.
  if (values.now === undefined) replaceFile(keptHours, hoursToText(refreshed.hours));
  replaceFile(explainedFile(settings), explainedToText(explainedOf(refreshed, settings)));
}
if (values.json) {
  const result = trendingInJson(refreshed, values.explain ?? false);
  console.log(JSON.stringify({ written: stands === undefined ? file : undefined, ...result }, undefined, 2));
} else {
  if (values.explain) console.log(explainTrending(refreshed, notes, settings.trending));
  if (!values.quiet) console.log(stands ?? closingLine(refreshed));
}
live.close();

/** A source that fails for a while must not turn what is being read into what is new. */
function lastGoodList({ ranking }: RefreshedTrending): string | undefined {
  if (troubles.length === 0 || ranking.scored.length > 0) return undefined;
  try {
    const list = liveListFromText(textOf(file));
    if (list === undefined) return undefined;
    const { generatedAt, basis } = list;
    const age = now - Date.parse(generatedAt);
    const isGood = basis === "readers" && age >= 0 && age < window * 60_000 && standsStill(list.links);
    return isGood ? `No source told of readers; ${file} stays as it is, from ${generatedAt}.` : undefined;
  } catch {
    return undefined;
  }
}

/** Whether all stories of a list may still be shown: one may have been taken back or blocked since. */
function standsStill(links: readonly { readonly url: string }[]): boolean {
  const { catalog, choices } = live;
  const blocked = new Set(choices.blocked);
  const shown = catalog.stories.filter(({ id }) => !blocked.has(id));
  const urls = new Set(shown.map(({ address }) => catalog.site.basePath + encodeURI(address)));
  return links.every(({ url }) => !url.startsWith("/") || urls.has(url));
}

function closingLine({ strip, ranking, edition }: RefreshedTrending): string {
  const { links, basis } = strip;
  if (values.edition) return `${edition.stories.length} stories into ${file}, by ${edition.basis}`;
  return `${links.length} links into ${file}, by ${basis} (${ranking.scored.length} stories were read)`;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
