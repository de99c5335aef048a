import { Eleventy } from "@11ty/eleventy";
import { inputFolder, readFlags, relativeFolder } from "./command-line.ts";

const help = `npm start -- [flags]      serves the site on this machine and rebuilds it when a file is saved

  --input=FOLDER     content folder (content)
  --output=FOLDER    where the pages go (_site)
  --port=NUMBER      (8080)
  --config=FILE      Eleventy configuration that adds the plugin (.eleventy.ts)`;

const { values } = readFlags(
  {
    input: { type: "string" },
    output: { type: "string" },
    port: { type: "string" },
    config: { type: "string" },
  },
  help,
);

const run = new Eleventy(inputFolder(values.input ?? "content"), relativeFolder(values.output ?? "_site"), {
  configPath: values.config ?? ".eleventy.ts",
  source: "cli",
  runMode: "serve",
  quietMode: true,
  config(eleventyConfig) {
    // Drafts and notes of a newsroom are nobody else's business: the server listens on this machine alone.
    eleventyConfig.setServerOptions({ showAllHosts: false, host: "127.0.0.1", domDiff: true });
  },
});
await run.init();
await run.watch();
await run.serve(values.port === undefined ? undefined : Number(values.port));
