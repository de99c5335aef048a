import { resolve } from "node:path";
import { benchBuild, showBuildRows } from "./bench/build.ts";
import { benchRealData, showRealRows } from "./bench/real-data.ts";
import { readFlags, refuse } from "./command-line.ts";

const help = `npm run bench -- build [flags]      measures clean builds of generated Hindi stories

  --sizes=1000,10000   numbers of stories
  --runs=3             of which the median is told
  --no-peers           without plain Eleventy and Hugo
  --limit=600          seconds after which a run is stopped
  --json               the rows as JSON

npm run bench -- real [flags]       imports and builds real articles, and judges the sites

  --data=FOLDER        the articles (KHABAR_REAL_DATA, else ../shared/data)
  --json               the rows as JSON`;

const { values, positionals } = readFlags(
  {
    sizes: { type: "string" },
    runs: { type: "string" },
    "no-peers": { type: "boolean" },
    limit: { type: "string" },
    data: { type: "string" },
    json: { type: "boolean" },
  },
  help,
  true,
);

const print = <R>(rows: R[], show: (rows: readonly R[]) => string) =>
  console.log(values.json ? JSON.stringify(rows, undefined, 2) : show(rows));

if (positionals[0] === "build") {
  const rows = await benchBuild({
    sizes: (values.sizes ?? "1000,10000").split(",").map(Number),
    runs: Number(values.runs ?? 3),
    peers: !values["no-peers"],
    limitSeconds: Number(values.limit ?? 600),
  });
  print(rows, showBuildRows);
} else if (positionals[0] === "real") {
  const folder = values.data ?? process.env.KHABAR_REAL_DATA ?? "../shared/data";
  print(await benchRealData(resolve(folder)), showRealRows);
} else refuse(`Say what to measure.\n\n${help}`);
