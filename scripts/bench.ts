import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { benchmarksPage } from "./bench/benchmarks-page.ts";
import { benchBuild } from "./bench/build.ts";
import { showResults } from "./bench/build-tables.ts";
import { benchCards, showCardRows } from "./bench/cards.ts";
import { growthChart } from "./bench/growth-chart.ts";
import { benchLogs, showLogs } from "./bench/logs.ts";
import { benchRealData, showRealRows } from "./bench/real-data.ts";
import { benchRelate, showRelateRows } from "./bench/relate-speed.ts";
import { benchRelated, type RelatedVerdict } from "./bench/related/bench-related.ts";
import { showVerdict, verdictJson } from "./bench/related/verdict-tables.ts";
import { WrongInput } from "./bench/related/wrong-input.ts";
import { type BuildResults, mergeResults, parseResults } from "./bench/results.ts";
import { lackOfRoom } from "./bench/work-folder.ts";
import { progressLine, readFlags, refuse } from "./command-line.ts";

const help = `npm run bench -- build [flags]      measures builds of generated Hindi stories

  --sizes=1000,10000,100000   numbers of stories
  --runs=3             of which the median is told
  --no-peers           without plain Eleventy and Hugo
  --all-peers          with plain Eleventy beyond 10,000 stories, where it takes hours
  --limit=600          seconds after which a run is stopped
  --json               the results as JSON
  --from=FILE          shows what --json printed, and measures nothing; of several files the later ones' rows count
  --write-docs         writes docs/benchmarks.md and docs/pictures/growth.svg, too

npm run bench -- real [flags]       imports and builds real articles, and judges the sites

  --data=FOLDER        the articles (KHABAR_REAL_DATA, else ../shared/data)
  --json               the rows as JSON

npm run bench -- logs [flags]       ranks what is read by a generated access log

  --lines=10000000     of the log; each takes 0.25 KB in memory
  --limit=600          seconds after which a run is stopped
  --json               the results as JSON

npm run bench -- related FILE.jsonl --relevant=FIELD [flags]
                                    judges related stories on items that people have labelled

  --relevant=FIELD     items belong together if they have something in common in this field: text, a list, or a path
  --picked=FIELD       instead: a list of the ids of items that belong to an item
  --min=1              only items with so many relevant others are asked for
  --hide=FIELDS        what rankings may not see besides the judged field: section,tags
  --json               the measures as JSON

npm run bench -- relate [flags]     measures how fast related stories are found, on one thread, from kept terms

  --sizes=10000,100000 numbers of generated stories
  --json               the results as JSON

npm run bench -- cards [flags]      draws pictures for shared links with each engine, plain and with a picture

  --cards=1000         how many are drawn at once after those that are timed one by one
  --json               the results as JSON`;

const { values, positionals } = readFlags(
  {
    sizes: { type: "string" },
    runs: { type: "string" },
    "no-peers": { type: "boolean" },
    "all-peers": { type: "boolean" },
    limit: { type: "string" },
    from: { type: "string", multiple: true },
    "write-docs": { type: "boolean" },
    data: { type: "string" },
    lines: { type: "string" },
    cards: { type: "string" },
    relevant: { type: "string" },
    picked: { type: "string" },
    min: { type: "string" },
    hide: { type: "string", multiple: true },
    json: { type: "boolean" },
  },
  help,
  true,
);

const project = resolve(import.meta.dirname, "..");

function print<T>(results: T, show: (results: T) => string): void {
  console.log(values.json ? JSON.stringify(results, undefined, 2) : show(results));
}

if (positionals[0] === "build") {
  const results = values.from === undefined ? await measureBuilds() : readResults(values.from);
  if (values["write-docs"]) writeDocs(results);
  print(results, showResults);
} else if (positionals[0] === "real") {
  const folder = values.data ?? process.env.KHABAR_REAL_DATA ?? "../shared/data";
  print(await benchRealData(resolve(folder)), showRealRows);
} else if (positionals[0] === "logs") {
  const lines = wholeNumber("lines", values.lines ?? "10000000");
  const lacking = lackOfRoom(Math.ceil(lines / 400));
  if (lacking !== undefined) refuse(lacking);
  const limit = wholeNumber("limit", values.limit ?? "600");
  print(await benchLogs(lines, limit, (line) => console.error(line)), showLogs);
} else if (positionals[0] === "relate") {
  const sizes = (values.sizes ?? "10000,100000").split(",").map((size) => wholeNumber("sizes", size));
  print(sizes.map(benchRelate), showRelateRows);
} else if (positionals[0] === "cards") {
  const many = wholeNumber("cards", values.cards ?? "1000");
  print(await benchCards(many, join(project, "content/media/monsoon-street.jpg")), showCardRows);
} else if (positionals[0] === "related") {
  const verdict = judgeRelated();
  console.log(values.json ? JSON.stringify(verdictJson(verdict), undefined, 2) : showVerdict(verdict));
} else refuse(`Say what to measure.\n\n${help}`);

async function measureBuilds(): Promise<BuildResults> {
  const sizes = (values.sizes ?? "1000,10000,100000").split(",").map((size) => wholeNumber("sizes", size));
  const lacking = lackOfRoom(Math.max(...sizes));
  if (lacking !== undefined) refuse(lacking);
  const saved = join(project, ".khabar/benchmarks.json");
  mkdirSync(join(project, ".khabar"), { recursive: true });
  console.error(`Results so far are in ${saved}; --from=FILE shows them.`);
  return benchBuild({
    sizes,
    runs: wholeNumber("runs", values.runs ?? "3"),
    peers: values["no-peers"] ? "none" : values["all-peers"] ? "all" : "usual",
    limitSeconds: wholeNumber("limit", values.limit ?? "600"),
    tell: (line) => console.error(line),
    save: (results) => writeFileSync(saved, `${JSON.stringify(results, undefined, 2)}\n`),
  });
}

function judgeRelated(): RelatedVerdict {
  const [, file, ...more] = positionals;
  if (file === undefined || more.length > 0) refuse("Name one file: npm run bench -- related FILE.jsonl …");
  const { relevant, picked } = values;
  const field = relevant ?? picked;
  if (!field || (relevant !== undefined && picked !== undefined)) {
    refuse("Name the field that tells what belongs together: --relevant=FIELD, or --picked=FIELD for ids.");
  }
  const hidden = (values.hide ?? []).flatMap((names) => names.split(",")).filter((name) => name !== "");
  const min = wholeNumber("min", values.min ?? "1");
  const line = progressLine();
  try {
    const verdict = benchRelated({ file, field, holdsIds: picked !== undefined, hidden, min }, (name, done) =>
      line.show(`${name}: ${done.toLocaleString("en")} items asked for`),
    );
    line.end();
    for (const warning of verdict.warnings) console.error(warning);
    return verdict;
  } catch (error) {
    line.end();
    if (error instanceof WrongInput) refuse(error.message);
    throw error;
  }
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  return refuse(`"${text}" in --${flag} is not a whole number above 0.`);
}

function readResults(files: readonly string[]): BuildResults {
  const results = files.map((file) => {
    try {
      return parseResults(readFileSync(file, "utf8"));
    } catch {
      return refuse(`${file} is not a file that holds what --json prints.`);
    }
  });
  try {
    return results.reduce(mergeResults);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function writeDocs(results: BuildResults): void {
  writeFileSync(join(project, "docs/benchmarks.md"), benchmarksPage(results));
  writeFileSync(join(project, "docs/pictures/growth.svg"), growthChart(results.clean));
}
