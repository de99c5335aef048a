import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainError } from "../src/eleventy.ts";
import { explainProblem, formatReport } from "../src/problems/report.ts";
import { readProjectSettings } from "../src/project-settings.ts";
import { momentOf, openSite } from "../src/site.ts";
import { configFile, exit, inputFolder, moment, readFlags, refuse, reportLanguage } from "./command-line.ts";

const help = `npm run check -- [flags]      checks the content and writes nothing

  --input=FOLDER     content folder (content)
  --now=ISO          the moment to check for (now)
  --language=en|hi   language of the report (en)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)
  --json             print the problems as JSON

Exit code: 0 no errors, 1 errors in the content, 2 wrong use.`;

const { values } = readFlags(
  {
    input: { type: "string" },
    now: { type: "string" },
    language: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  help,
);

const input = inputFolder(values.input ?? "content");
const asked = { language: reportLanguage(values.language), now: moment(values.now) };
const settings = await readProjectSettings(input, configFile(values.config)).catch((error) =>
  refuse(explainError(error)),
);
const language = asked.language ?? settings.reportLanguage;
const now = asked.now ?? momentOf(settings.now, Date.now);
// Only for as long as the check takes.
const scratch = mkdtempSync(join(tmpdir(), "khabar-check-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const { problems, files } = await openSite(input, settings, now, scratch);
if (values.json) {
  const told = problems.map((problem) => ({ ...problem, message: explainProblem(problem, language) }));
  console.log(JSON.stringify({ files, problems: told }, undefined, 2));
} else console.log(formatReport(problems, files, language));
const hasErrors = problems.some(({ severity }) => severity === "error");
process.exitCode = hasErrors ? exit.problems : exit.done;
