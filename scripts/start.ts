import type { IncomingMessage, ServerResponse } from "node:http";
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

/** Work in progress is nobody else's business, and Eleventy's server can be reached from the whole network. */
function refuseOthers(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (/^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? "")) return next();
  response
    .writeHead(403, { "content-type": "text/plain" })
    .end("This server answers its own machine only.\n");
}

const run = new Eleventy(inputFolder(values.input ?? "content"), relativeFolder(values.output ?? "_site"), {
  configPath: values.config ?? ".eleventy.ts",
  source: "cli",
  runMode: "serve",
  quietMode: true,
  config(eleventyConfig) {
    eleventyConfig.setServerOptions({ showAllHosts: false, middleware: [refuseOthers] });
  },
});
await run.init();
await run.watch();
await run.serve(values.port === undefined ? undefined : Number(values.port));
