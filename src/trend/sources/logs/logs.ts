import { mkdirSync, rmSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Answer, noAnswer, type Question, type TrendSource } from "../source.ts";
import type { SourceTools } from "../source-tools.ts";
import { type Counted, countReaders } from "./count-readers.ts";
import { withDatabase } from "./duckdb.ts";
import { detectFormat, fastlyFields, type JsonFields, type LogFormat, linesOf, partsOf } from "./formats.ts";
import { findLogs, type LogFile, messageOf } from "./log-files.ts";

/** Access logs of a web server or a CDN. */
export interface LogsConfig {
  readonly from: "logs";
  /** Paths, patterns such as `/var/log/nginx/access.log*`, and `s3://bucket/logs/*.gz?region=…`; plain or gzip. */
  readonly files: readonly string[];
  /** Told by the beginning of each file, if left out. */
  readonly format?: "combined" | "common" | "cloudfront" | "fastly" | "json";
  /** Names of the fields of a log of JSON lines, where they are not those that Fastly's manual gives. */
  readonly fields?: Partial<JsonFields>;
  /** IP addresses of the newsroom itself and ranges of them, `203.0.113.0/24`: what is read from there does not count. */
  readonly office?: readonly string[];
}

const formats = ["combined", "common", "cloudfront", "fastly", "json"];

/** @throws {TypeError} for a configuration that cannot be used, saying what to write */
export function openLogs(config: LogsConfig, tools: SourceTools): TrendSource {
  checkConfig(config);
  const name = `logs ${config.files.map((file) => file.replace(/\?.*/s, "")).join(" ")}`;
  return {
    name,
    async read(question) {
      const folder = join(tools.temporaryFolder, `logs-${tools.number}`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return await withDatabase(folder, question.signal, (database) =>
          readLogs(database, config, tools, folder, question),
        );
      } catch (error) {
        const reason = question.signal.aborted ? "it took too long; name fewer files" : reasonOf(error);
        return { ...noAnswer, troubles: [`The logs were not read: ${reason}.`] };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** The database quotes what it cannot read, and nothing that stands in a log may be shown: its kind of error is. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  const kind = /^([A-Z][A-Za-z ]{2,40}) Error:/.exec(message)?.[1];
  return kind === undefined
    ? message
    : `the database answers "${kind} error"; name fewer files, or state the format`;
}

async function readLogs(
  database: DuckDBConnection,
  config: LogsConfig,
  { site, environment, formPath, note }: SourceTools,
  temporaryFolder: string,
  { now, since, signal }: Question,
): Promise<Answer> {
  const troubles: string[] = [];
  const found = await findLogs(
    config.files,
    { database, environment, temporaryFolder, signal },
    since,
    troubles,
  );
  const parts = groupsOf(found, config).map(({ files, isGzip, format, header }) =>
    partsOf(linesOf(files, isGzip), format, header, { ...fastlyFields, ...config.fields }),
  );
  if (parts.length === 0) return { ...noAnswer, troubles };
  const office = config.office ?? [];
  const counted = await countReaders(database, parts.join("\nUNION ALL BY NAME\n"), {
    since,
    now,
    site,
    office,
    formPath,
  });
  const { broken = 0 } = counted.lines;
  const all = Object.values(counted.lines).reduce((sum, n) => sum + n, 0);
  if (all === 0) troubles.push("The logs hold no lines of text; name the files that the server writes.");
  if (broken > 0) {
    troubles.push(
      `${broken} of ${all} lines are no lines of an access log that Khabar knows; they were left out. If these are all, state the format.`,
    );
  }
  note?.(noteOf(counted));
  return { readings: counted.readings, outside: [], troubles };
}

const rules: Readonly<Record<Counted["counted"], string>> = {
  browsers: "readers are those who fetched a style, script, picture or font, too",
  all: "the logs do not tell browsers from programs by what else they fetch",
  nobody: "most who read pages are programs in disguise, so nobody was counted",
};

function noteOf({ lines, counted }: Counted): string {
  const counts = Object.entries(lines).map(([kind, n]) => `${kind} ${n}`);
  return `lines: ${counts.join(", ") || "none"}; ${rules[counted]}`;
}

/** Files that can be read in one go. */
interface Group {
  readonly files: string[];
  readonly isGzip: boolean;
  readonly format: LogFormat;
  readonly header: string;
}

function groupsOf(found: readonly LogFile[], config: LogsConfig): Group[] {
  const groups = new Map<string, Group>();
  for (const { path, isGzip, beginning } of found) {
    const detected = detectFormat(beginning);
    const format = statedFormat(config) ?? detected.format;
    const header = format === "cloudfront" ? detected.header || standardHeader : "";
    const key = `${isGzip} ${format} ${header}`;
    const group = groups.get(key) ?? { files: [], isGzip, format, header };
    group.files.push(path);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html */
const standardHeader =
  "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query";

function statedFormat({ format }: LogsConfig): LogFormat | undefined {
  if (format === "common") return "combined";
  return format === "fastly" ? "json" : format;
}

function checkConfig({ files, format, fields, office = [] }: LogsConfig): void {
  const isText = (value: unknown) => typeof value === "string" && value !== "";
  if (!Array.isArray(files) || files.length === 0 || !files.every(isText)) {
    throw new TypeError('Logs need files. Write files: ["/var/log/nginx/access.log*"].');
  }
  if (format !== undefined && !formats.includes(format)) {
    throw new TypeError(`Logs have no format "${format}". The formats are: ${formats.join(", ")}.`);
  }
  for (const [field, name] of Object.entries(fields ?? {})) {
    if (!Object.hasOwn(fastlyFields, field) || !isText(name)) {
      throw new TypeError(
        `The fields of logs cannot have ${field}: ${JSON.stringify(name)}. Write names for: ${Object.keys(fastlyFields).join(", ")}.`,
      );
    }
  }
  for (const entry of office) {
    const [address = "", bits, ...more] = String(entry).split("/");
    const most = isIP(address) === 6 ? 128 : 32;
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (isIP(address) === 0 || !isRange || more.length > 0) {
      throw new TypeError(`The office has "${entry}". Write IP addresses and ranges such as 203.0.113.0/24.`);
    }
  }
}
