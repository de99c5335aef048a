import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { explainError } from "../src/eleventy.ts";
import { examinedStories } from "../src/examined-stories.ts";
import { examine, type Health } from "../src/health/examine.ts";
import { formatHealth } from "../src/health/report.ts";
import { NoSite, openCurrentStories } from "../src/live-stories.ts";
import { partByFile } from "../src/problems/asked-about.ts";
import type { Problem } from "../src/problems/problem.ts";
import { countElsewhere, explainProblem, formatForGithub, formatReport } from "../src/problems/report.ts";
import { readProjectCode } from "../src/project-code.ts";
import { readProjectSettings } from "../src/project-settings.ts";
import { readGitChanges } from "../src/read/git-changes.ts";
import { listContent } from "../src/read/list-content.ts";
import { openTurns } from "../src/serve/turns.ts";
import { watchPath } from "../src/serve/watch-path.ts";
import { momentOf, openSite } from "../src/site.ts";
import { stateFolder } from "../src/write/output-folder.ts";
import {
  configFile,
  exit,
  inputFolder,
  moment,
  readFlags,
  refuse,
  relativeFolder,
  reportLanguage,
} from "./command-line.ts";

const help = `npm run check -- [FILE or FOLDER …] [flags]      checks the content and writes nothing

With files or folders only their problems are told, though all content is read.

  --changed          only files that git sees as changed since the last commit
  --since=REVISION   only files that git sees as changed since a commit or branch, such as origin/main
  --health           also what is not wrong and yet worth mending: dead links, pictures that nothing shows, …
  --watch            check again whenever a file is saved
  --format=FORMAT    text, json, or github, which GitHub shows beside the lines of a change (text)
  --json             the same as --format=json
  --input=FOLDER     content folder (content)
  --output=FOLDER    the folder of the site, whose last build saves --health work (_site)
  --now=ISO          the moment to check for (now)
  --language=en|hi   language of the report (en)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)

Exit code: 0 no errors, 1 errors in the content, 2 wrong use.`;

const { values, positionals } = readFlags(
  {
    changed: { type: "boolean" },
    since: { type: "string" },
    health: { type: "boolean" },
    watch: { type: "boolean" },
    format: { type: "string" },
    input: { type: "string" },
    output: { type: "string" },
    now: { type: "string" },
    language: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  help,
  true,
);

const format = values.format ?? (values.json ? "json" : "text");
if (!["text", "json", "github"].includes(format)) {
  refuse(`There is no format "${format}". Write --format=text, --format=json or --format=github.`);
}
const byGit = values.changed || values.since !== undefined;
if (byGit && positionals.length > 0) refuse("Name files, or let git name them with --changed; not both.");
if (values.watch && format !== "text") refuse("--watch is for people: it goes with --format=text alone.");
const input = inputFolder(values.input ?? "content");
const named = positionals.map(nameOf);
const asked = { language: reportLanguage(values.language), now: moment(values.now) };
const config = configFile(values.config);
const settings = await readProjectSettings(input, config).catch((error) => refuse(explainError(error)));
const language = asked.language ?? settings.reportLanguage;
// Only for as long as the check takes.
const scratch = mkdtempSync(join(tmpdir(), "khabar-check-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

if (values.watch) await watch();
else process.exitCode = (await check()) ? exit.done : exit.problems;

/** Checks everything once and tells what was asked about. @returns whether that has no errors */
async function check(): Promise<boolean> {
  const now = asked.now ?? momentOf(settings.now, Date.now);
  const { problems, files, plan } = await openSite(input, settings, now, scratch);
  plan?.close();
  const paths = pathsAskedAbout();
  const told = paths === undefined ? { asked: problems, others: [] } : partByFile(problems, paths);
  const health = values.health ? await examineAll(problems, now) : undefined;
  const isError = ({ severity }: Problem) => severity === "error";
  const elsewhere = told.others.filter(isError);
  if (format === "json") {
    const shown = told.asked.map((problem) => ({ ...problem, message: explainProblem(problem, language) }));
    console.log(JSON.stringify({ files, problems: shown, ...(health ? { health } : {}) }, undefined, 2));
  } else {
    if (format === "github" && told.asked.length > 0) console.log(formatForGithub(told.asked, language));
    else console.log(formatReport(told.asked, paths ? countFiles(paths) : files, language));
    if (elsewhere.length > 0) console.log(countElsewhere(elsewhere, language));
    if (health) console.log(`\n${formatHealth(health, input, language)}`);
  }
  return !told.asked.some(isError);
}

/** As problems name files; `undefined` for everything. */
function pathsAskedAbout(): readonly string[] | undefined {
  if (!byGit) return named.length > 0 ? named : undefined;
  const changes = readGitChanges(input, values.since);
  if (changes === undefined) {
    const revision = values.since === undefined ? "" : `, or it knows no ${values.since}`;
    return refuse(
      `git does not tell what changed: ${input} is no checkout, git is not installed${revision}.`,
    );
  }
  // Of a story that is gone others may still speak, and settings change what is right everywhere.
  const reaches = changes.hasRemoved || changes.files.some((file) => !/^(articles|pages|media)\//.test(file));
  return reaches ? undefined : changes.files.map((file) => `${input}/${file.normalize("NFC")}`);
}

/** A file or folder as problems name it. */
function nameOf(path: string): string {
  if (!existsSync(path)) refuse(`There is no ${path}. Name a file or folder of ${input}.`);
  const name = relative(process.cwd(), path).replaceAll("\\", "/").normalize("NFC") || ".";
  const isInside = name === input || name.startsWith(`${input}/`) || input === ".";
  if (!isInside) refuse(`${path} is not in the content folder ${input}.`);
  return name;
}

/** Text files among those that were asked about. */
function countFiles(paths: readonly string[]): number {
  const { site, trending, articles, authors, pages, strings } = listContent(input, input);
  const listed = [site, trending, articles, authors, pages, strings]
    .flat()
    .filter((file) => file !== undefined);
  const asProblems = listed.map(({ shown }) => ({ file: shown }));
  return partByFile(asProblems, paths).asked.length;
}

async function examineAll(problems: readonly Problem[], now: number): Promise<Health | undefined> {
  const { program } = readProjectCode(config, process.env);
  const state = stateFolder(input, relativeFolder(values.output ?? "_site"));
  try {
    const stories = await openCurrentStories(input, settings, now, program, state, scratch);
    const health = examine(examinedStories(stories, problems));
    stories.close();
    return health;
  } catch (error) {
    // The problems tell what is wrong with site.yaml.
    if (error instanceof NoSite) return undefined;
    throw error;
  }
}

/** Checks after every save until it is stopped. */
async function watch(): Promise<void> {
  const turns = openTurns({ milliseconds: 50, manyMilliseconds: 300 }, async () => {
    const started = performance.now();
    // Editors that read along forget what was told before.
    console.log("[checking]");
    await check().catch((error) => console.error(explainError(error)));
    console.log(`[${new Date().toTimeString().slice(0, 8)}] ${Math.round(performance.now() - started)} ms\n`);
  });
  watchPath(input, turns.ask, (error) => console.error(explainError(error)));
  process.once("SIGINT", () => process.exit(exit.done)).once("SIGTERM", () => process.exit(exit.done));
  await turns.take();
}
