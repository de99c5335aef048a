import { randomUUID } from "node:crypto";
import { FolderTaken } from "../src/build.ts";
import { explainError } from "../src/eleventy.ts";
import { workOf } from "../src/progress.ts";
import { type ServeLog, serveSite } from "../src/serve/serve-site.ts";
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
  wholeNumber,
} from "./command-line.ts";

const help = `npm start -- [flags]      serves the site on this machine and rebuilds it when a file is saved

  --input=FOLDER     content folder (content)
  --output=FOLDER    where the pages go (_site)
  --port=NUMBER      the first port to try (8080)
  --now=ISO          the moment to build for, such as 2026-11-22T08:00:00+05:30 (now)
  --language=en|hi   language of the report of problems (en)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)

Exit code: 0 stopped, 2 wrong use.`;

const { values } = readFlags(
  {
    input: { type: "string" },
    output: { type: "string" },
    port: { type: "string" },
    now: { type: "string" },
    language: { type: "string" },
    config: { type: "string" },
  },
  help,
);

const input = inputFolder(values.input ?? "content");
const output = relativeFolder(values.output ?? "_site");
const refused = refuseOutput(input, output);
if (refused !== undefined) refuse(refused);

const progress = progressLine();
let since: number | undefined;
const log: ServeLog = {
  say: console.log,
  warn: console.error,
  progress(told) {
    if (told === undefined) progress.end();
    since = told && (since ?? performance.now());
    // Nothing is told of what is done within a second.
    if (told === undefined || since === undefined || performance.now() - since < 1000) return;
    progress.show(`${told.doing} ${told.done} of ${told.total} ${workOf(told.doing)}`);
  },
};

try {
  const site = await serveSite(
    {
      input,
      output,
      configPath: configFile(values.config),
      now: moment(values.now),
      language: reportLanguage(values.language),
      session: randomUUID().slice(0, 8),
      port: wholeNumber("--port", values.port, 65_535) ?? 8080,
    },
    log,
  );
  const stop = async () => {
    await site.close();
    process.exit(exit.done);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  await site.ready;
} catch (error) {
  refuse(error instanceof FolderTaken ? error.message : explainError(error));
}
