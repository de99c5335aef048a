import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { benchmarksPage } from "./bench/benchmarks-page.ts";
import { benchBuild } from "./bench/build.ts";
import { showResults } from "./bench/build-tables.ts";
import { growthChart } from "./bench/growth-chart.ts";
import { benchLogs, showLogs } from "./bench/logs.ts";
import { benchRealData, showRealRows } from "./bench/real-data.ts";
import { type BuildResults, mergeResults, parseResults } from "./bench/results.ts";
import { lackOfRoom } from "./bench/work-folder.ts";
import { readFlags, refuse } from "./command-line.ts";

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
