import { buildSite } from "../src/build.ts";
import { explainError } from "../src/eleventy.ts";
import { showNextChange } from "../src/next-change.ts";
import { countProblems, explainProblem, formatReport, notBuilt } from "../src/problems/report.ts";
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
} from "./command-line.ts";

const help = `npm run build -- [flags]      builds the site

  --input=FOLDER     content folder (content)
  --output=FOLDER    where the site goes (_site)
  --now=ISO          the moment to build for, such as 2026-11-22T08:00:00+05:30 (now)
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

const progress = progressLine();
try {
  const { newsroom, settings, written } = await buildSite({
    input,
    output,
    configPath: configFile(values.config),
    now: moment(values.now),
    onProgress(rendered, total) {
      const seconds = (performance.now() - started) / 1000;
      if (seconds > 1)
        progress.show(`${rendered} of ${total} pages, ${Math.round(rendered / seconds)} a second`);
    },
  });
  progress.end();
  const language = asked ?? settings.reportLanguage;
  const { problems, files, plan } = newsroom;
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  if (values.json) {
    const next = plan?.next;
    const result = {
      built: written !== undefined,
      ...written,
      stories: plan?.stories,
      seconds,
      next: next && { ...next, at: new Date(next.at).toISOString() },
      problems: problems.map((problem) => ({ ...problem, message: explainProblem(problem, language) })),
    };
    console.log(JSON.stringify(result, undefined, 2));
  } else {
    if (problems.length > 0) console.error(formatReport(problems, files, language));
    if (written === undefined) console.error(notBuilt(language));
    else if (!values.quiet) {
      const { pages, changed, removed } = written;
      const stories = plan?.stories ?? 0;
      console.log(
        `${pages} pages (${stories} stories) in ${seconds} s: ${changed} files written, ${removed} removed, into ${output}/`,
      );
      if (problems.length === 0) console.log(countProblems(problems, files, language));
      console.log(showNextChange(plan?.next));
    }
  }
  process.exitCode = written === undefined ? exit.problems : exit.done;
} catch (error) {
  progress.end();
  if (values.json)
    console.log(JSON.stringify({ built: false, error: explainError(error), problems: [] }, undefined, 2));
  console.error(explainError(error));
  console.error(notBuilt(asked ?? "en"));
  process.exitCode = exit.problems;
}
