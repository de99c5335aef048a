import type { IncomingMessage, ServerResponse } from "node:http";
import { Eleventy } from "@11ty/eleventy";
import { refuseOutput } from "../src/write/output-folder.ts";
import { configFile, inputFolder, readFlags, refuse, relativeFolder } from "./command-line.ts";

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
  if (/^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? "")) next();
  else
    response
      .writeHead(403, { "content-type": "text/plain" })
      .end("This server answers its own machine only.\n");
}

const input = inputFolder(values.input ?? "content");
const output = relativeFolder(values.output ?? "_site");
const refused = refuseOutput(input, output);
if (refused !== undefined) refuse(refused);
const port = values.port === undefined ? undefined : Number(values.port);
if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
  refuse(`"${values.port}" is not a port. Write a number such as --port=8080`);
}

const run = new Eleventy(input, output, {
  configPath: configFile(values.config),
  source: "cli",
  runMode: "serve",
  quietMode: true,
  config(eleventyConfig) {
    eleventyConfig.setServerOptions({ showAllHosts: false, middleware: [refuseOthers] });
  },
});
await run.init();
await run.watch();
await run.serve(port);
