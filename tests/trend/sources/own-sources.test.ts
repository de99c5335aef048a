import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEditors } from "../../../src/trend/sources/editors.ts";
import { openLogs } from "../../../src/trend/sources/logs/logs.ts";
import { phone } from "./a-log.ts";
import { describeSource, type Subject, type Visit } from "./contract.ts";

const own = { choices: { pinned: [], blocked: [] }, formPath: "/comments/", number: 0 };

const logs: Subject = {
  name: "logs",
  counts: "readers",
  bucketMinutes: 5,
  environment: {},
  open(_, tools, visits) {
    const file = join(tools.stateFolder, "access.log");
    const readers = [...new Set(visits.map(({ reader }) => reader))];
    const lines = visits.map((visit) => inCombinedFormat(visit, readers.indexOf(visit.reader)));
    writeFileSync(file, lines.join(""));
    return openLogs(
      { from: "logs", files: [file], format: "combined" },
      { ...tools, ...own, temporaryFolder: tools.stateFolder },
    );
  },
};

/** @see https://httpd.apache.org/docs/current/logs.html#combined */
function inCombinedFormat({ path, at }: Visit, reader: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString())?.map(String) ?? [];
  const address = `203.0.${reader >> 8}.${reader & 255}`;
  return `${address} - - [${day}/${month}/${year}:${time} +0000] "GET ${encodeURI(path)} HTTP/1.1" 200 512 "-" "${phone}"\n`;
}

describeSource(logs);
describeSource({
  name: "editors",
  counts: "nothing",
  bucketMinutes: 0,
  environment: {},
  open: (_, tools) =>
    openEditors({ from: "editors" }, { ...tools, ...own, temporaryFolder: tools.stateFolder }),
});
