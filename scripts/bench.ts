import { benchBuild, showBuildRows } from "./bench/build.ts";
import { readFlags, refuse } from "./command-line.ts";

const help = `npm run bench -- build [flags]      measures clean builds of generated Hindi stories

  --sizes=1000,10000   numbers of stories
  --runs=3             of which the median is told
  --no-peers           without plain Eleventy and Hugo
  --limit=600          seconds after which a run is stopped
  --json               the rows as JSON`;

const { values, positionals } = readFlags(
  {
    sizes: { type: "string" },
    runs: { type: "string" },
    "no-peers": { type: "boolean" },
    limit: { type: "string" },
    json: { type: "boolean" },
  },
  help,
  true,
);
if (positionals[0] !== "build") refuse(`Say what to measure.\n\n${help}`);

const rows = await benchBuild({
  sizes: (values.sizes ?? "1000,10000").split(",").map(Number),
  runs: Number(values.runs ?? 3),
  peers: !values["no-peers"],
  limitSeconds: Number(values.limit ?? 600),
});
console.log(values.json ? JSON.stringify(rows, undefined, 2) : showBuildRows(rows));
