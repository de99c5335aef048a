import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { benchmarksPage } from "./bench/benchmarks-page.ts";
import { benchBuild } from "./bench/build.ts";
import { showResults } from "./bench/build-tables.ts";
import { benchCards, showCardRows } from "./bench/cards.ts";
import { growthChart } from "./bench/growth-chart.ts";
import { benchLogs, showLogs } from "./bench/logs.ts";
import { benchPage } from "./bench/page/bench-page.ts";
import { showPages } from "./bench/page/page-tables.ts";
import { checkSample } from "./bench/page/vnu.ts";
import { benchPictures, showPictures } from "./bench/pictures.ts";
import { benchRealData, showRealRows } from "./bench/real-data.ts";
import { benchRelate, showRelateRows } from "./bench/relate-speed.ts";
import { benchRelated, type RelatedVerdict } from "./bench/related/bench-related.ts";
import { showVerdict, verdictJson } from "./bench/related/verdict-tables.ts";
import { WrongInput } from "./bench/related/wrong-input.ts";
import { type BuildResults, mergeResults, parseResults } from "./bench/results.ts";
import { benchSearch, type SearchRow, showSearchRows } from "./bench/search-cost.ts";
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

npm run bench -- pictures [flags]   makes pictures for a site, beside Eleventy Image

  --data=FOLDER        the pictures (content/media)
  --limit=600          seconds after which a run is stopped
  --json               the results as JSON

npm run bench -- related FILE.jsonl --relevant=FIELD [flags]
                                    judges related stories on items that people have labelled

  --relevant=FIELD     items belong together if they have something in common in this field: text, a list, or a path
  --picked=FIELD       instead: a list of the ids of items that belong to an item
  --min=1              only items with so many relevant others are asked for
  --hide=FIELDS        what rankings may not see besides the judged field: section,tags
  --json               the measures as JSON

npm run bench -- page [flags]       measures pages of the sample newsroom in a browser, with Lighthouse, and on a slow line

  --runs=3             of which the median is told
  --json               the results as JSON
                       The first run installs Lighthouse and vnu below .khabar/ (215 MB)

npm run bench -- vnu                checks every page of the sample newsroom with the W3C's checker; needs Java 17

npm run bench -- relate [flags]     measures how fast related stories are found, on one thread, from kept terms

  --sizes=10000,100000 numbers of generated stories
  --json               the results as JSON

npm run bench -- search [flags]     measures what search costs a build, and a reader in bytes and time

  --sizes=1000,10000   numbers of generated stories
  --titles=10000       how many of the newest headlines can be searched
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
    titles: { type: "string" },
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
} else if (positionals[0] === "page") {
  const runs = wholeNumber("runs", values.runs ?? "3");
  const results = await benchPage(runs, (line) => console.error(line));
  print(results, showPages);
} else if (positionals[0] === "vnu") {
  const errors = await checkSample();
  console.log(errors.length === 0 ? "vnu finds no error in any page." : errors.join("\n"));
  if (errors.length > 0) process.exitCode = 1;
} else if (positionals[0] === "pictures") {
  const limit = wholeNumber("limit", values.limit ?? "600");
  const folder = resolve(values.data ?? join(project, "content/media"));
  print(await benchPictures(folder, limit, (line) => console.error(line)), showPictures);
} else if (positionals[0] === "relate") {
  const sizes = (values.sizes ?? "10000,100000").split(",").map((size) => wholeNumber("sizes", size));
  print(sizes.map(benchRelate), showRelateRows);
} else if (positionals[0] === "search") {
  const sizes = (values.sizes ?? "1000,10000").split(",").map((size) => wholeNumber("sizes", size));
  const titles = wholeNumber("titles", values.titles ?? "10000");
  const rows: SearchRow[] = [];
  for (const size of sizes) rows.push(await benchSearch(size, titles));
  print(rows, showSearchRows);
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
