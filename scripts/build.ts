import { type BuildCounts, buildSite, FolderTaken } from "../src/build.ts";
import { explainError } from "../src/eleventy.ts";
import { showNextChange } from "../src/next-change.ts";
import { countProblems, explainProblem, formatReport, notBuilt } from "../src/problems/report.ts";
import { type Progress, workOf } from "../src/progress.ts";
import { openStore } from "../src/share/store.ts";
import { refuseOutput } from "../src/write/output-folder.ts";
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
  shardOf,
  wholeNumber,
} from "./command-line.ts";
import { showExplained, showFault, showReasons } from "./report-build.ts";

const help = `npm run build -- [flags]      builds the site

  --input=FOLDER     content folder (content)
  --output=FOLDER    where the site goes (_site)
  --now=ISO          the moment to build for, such as 2026-11-22T08:00:00+05:30 (now)
  --full             forget what the last build left, and make everything anew
  --workers=NUMBER   processes that work at once (the number of cores)
  --shard=I/N        make the I-th of N parts of the site, each on a machine of its own; give all the same --now
  --state=PLACE      keep the state in a folder or in s3://bucket/prefix too, for machines that forget
  --explain=ADDRESS  say why the page at an address was rendered, such as /desh/bhari-barish/
  --language=en|hi   language of the report of problems (en)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)
  --quiet            print problems only
  --json             print the result as JSON, for schedulers and scripts

Exit code: 0 built, 1 problems in the content (nothing was written), 2 wrong use.`;

const { values } = readFlags(
  {
    input: { type: "string" },
    output: { type: "string" },
    now: { type: "string" },
    full: { type: "boolean" },
    workers: { type: "string" },
    shard: { type: "string" },
    state: { type: "string" },
    explain: { type: "string" },
    language: { type: "string" },
    config: { type: "string" },
    quiet: { type: "boolean" },
    json: { type: "boolean" },
  },
  help,
);

const started = performance.now();
const input = inputFolder(values.input ?? "content");
const output = relativeFolder(values.output ?? "_site");
const asked = reportLanguage(values.language);
const refused = refuseOutput(input, output);
if (refused !== undefined) refuse(refused);
const workers = wholeNumber("--workers", values.workers, 64);

const shard = shardOf(values.shard);
const sharedState =
  values.state === undefined
    ? undefined
    : await openStore(values.state, process.env).catch((error) => refuse(explainError(error)));

const progress = progressLine();
const seconds = () => (performance.now() - started) / 1000;
let phase: { doing: Progress["doing"]; since: number } | undefined;

/** Nothing is told of what is done within a second. */
function showProgress({ doing, done, total }: Progress): void {
  if (phase?.doing !== doing) phase = { doing, since: seconds() };
  if (seconds() < 1) return;
  const rate = done / (seconds() - phase.since);
  const left = done === 0 ? "" : `, ${Math.round(rate)} a second, ${Math.ceil((total - done) / rate)} s left`;
  const what = workOf(doing);
  progress.show(`${doing} ${done} of ${total} ${what}${left}`);
}

try {
  const { newsroom, settings, written, fault, explained } = await buildSite({
    input,
    output,
    configPath: configFile(values.config),
    now: moment(values.now),
    full: values.full ?? false,
    onProgress: showProgress,
    ...(workers === undefined ? {} : { workers }),
    ...(shard === undefined ? {} : { shard }),
    ...(sharedState === undefined ? {} : { sharedState }),
    ...(values.explain === undefined ? {} : { explain: values.explain }),
  });
  progress.end();
  const language = asked ?? settings.reportLanguage;
  const { problems, files, plan } = newsroom;
  const took = Math.round(seconds() * 100) / 100;
  if (fault !== undefined) console.error(showFault(fault));
  if (values.json) {
    const next = plan?.next;
    const result = {
      built: written !== undefined,
      ...written,
      stories: plan?.stories,
      seconds: took,
      next: next && { ...next, at: new Date(next.at).toISOString() },
      explained,
      problems: problems.map((problem) => ({ ...problem, message: explainProblem(problem, language) })),
    };
    console.log(JSON.stringify(result, undefined, 2));
  } else {
    if (problems.length > 0) console.error(formatReport(problems, files, language));
    if (written === undefined) console.error(notBuilt(language));
    else if (!values.quiet) {
      console.log(closingLines(written, plan?.stories ?? 0, took));
      if (values.explain !== undefined) console.log(showExplained(values.explain, explained));
      if (problems.length === 0) console.log(countProblems(problems, files, language));
      console.log(showNextChange(plan?.next));
    }
  }
  process.exitCode = written === undefined ? exit.problems : exit.done;
} catch (error) {
  progress.end();
  if (error instanceof FolderTaken) refuse(error.message);
  if (values.json)
    console.log(JSON.stringify({ built: false, error: explainError(error), problems: [] }, undefined, 2));
  console.error(explainError(error));
  console.error(notBuilt(asked ?? "en"));
  process.exitCode = exit.problems;
}

function closingLines(counts: BuildCounts, stories: number, took: number): string {
  const { pages, rendered, spliced, kept, changed, removed } = counts;
  const strips = spliced === 0 ? "" : ` (${spliced} with a new strip)`;
  const first = `${pages} pages (${stories} stories) in ${took} s: ${rendered} rendered, ${kept} kept${strips}; ${changed} files written, ${removed} removed, into ${output}/`;
  const reasons = kept === 0 ? "" : showReasons(counts);
  return reasons === "" ? first : `${first}\n${reasons}`;
}
