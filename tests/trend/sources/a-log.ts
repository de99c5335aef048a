import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openSources, type SourceConfig } from "../../../src/trend/sources/open-sources.ts";
import type { Answer } from "../../../src/trend/sources/source.ts";
import { aSite } from "../../fixtures/newsroom.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** The end of what is asked for in tests of logs. */
export const logNow = Date.parse("2026-11-23T06:30:00Z");

export const phone =
  "Mozilla/5.0 (Linux; Android 13; SM-A536E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36";

/** A request as a web server writes it down. */
export interface Request {
  readonly path: string;
  readonly ip: string;
  readonly agent: string;
  readonly method: string;
  readonly status: number;
  /** Before {@link logNow}. */
  readonly minutesAgo: number;
  readonly purpose: string;
}

export function aRequest(changes: Partial<Request> = {}): Request {
  const usual = { path: "/desh/rain/", ip: "203.0.113.7", agent: phone, method: "GET", status: 200 };
  return { ...usual, minutesAgo: 10, purpose: "", ...changes };
}

/** So many readers, each at an address of his own. */
export function readersOf(count: number, changes: Partial<Request> = {}): Request[] {
  return Array.from({ length: count }, (_, index) =>
    aRequest({ ip: `198.51.${index >> 8}.${index & 255}`, ...changes }),
  );
}

const momentOf = ({ minutesAgo }: Request) => new Date(logNow - minutesAgo * 60_000);
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function clf(request: Request): string {
  // Half past five hours ahead, as a server in India writes.
  const local = new Date(momentOf(request).getTime() + 330 * 60_000).toISOString();
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(local) ?? [];
  const { ip, method, path, status } = request;
  return `${ip} - - [${day}/${months[Number(month) - 1]}/${year}:${time} +0530] "${method} ${path} HTTP/1.1" ${status} 512`;
}

/** The same requests as different servers write them. */
export const writeLog = {
  common: (requests: readonly Request[]) => requests.map((request) => `${clf(request)}\n`).join(""),
  combined: (requests: readonly Request[]) =>
    requests
      .map((request) => {
        const more = request.purpose === "" ? "" : ` "${request.purpose}"`;
        return `${clf(request)} "https://bhor.example/" "${request.agent}"${more}\n`;
      })
      .join(""),
  cloudfront: (requests: readonly Request[]) =>
    [
      "#Version: 1.0",
      "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) cs(Sec-Purpose)",
      ...requests.map((request) => {
        const [date, time] = momentOf(request).toISOString().split(/[T.]/);
        const [stem, query = "-"] = request.path.split("?");
        const agent = encodeURIComponent(request.agent).replaceAll("%2F", "/");
        const { ip, method, status, purpose } = request;
        const head = [date, time, "BOM50-C1", 512, ip, method, "d1.cloudfront.net", stem, status];
        return [...head, "-", agent, query, "-", purpose || "-"].join("\t");
      }),
      "",
    ].join("\n"),
  fastly: (requests: readonly Request[]) =>
    requests
      .map((request) => {
        const line = {
          timestamp: momentOf(request).toISOString().replace(".000Z", "+0000"),
          client_ip: request.ip,
          request_method: request.method,
          url: request.path,
          response_status: request.status,
          request_user_agent: request.agent,
          ...(request.purpose === "" ? {} : { request_sec_purpose: request.purpose }),
        };
        return `${JSON.stringify(line)}\n`;
      })
      .join(""),
};

/** @returns the path of a new log */
export function aLogFile(text: string | Uint8Array, name = "access.log", isGzip = false): string {
  const file = join(temporaryFolder("log"), name);
  writeFileSync(file, isGzip ? gzipSync(text) : text);
  return file;
}

export interface Asked {
  readonly now?: number;
  readonly hours?: number;
  readonly signal?: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  readonly notes?: string[];
}

/** Asks the only source of a configuration. */
export function askLogs(
  config: Omit<Extract<SourceConfig, { from: "logs" }>, "from">,
  { now = logNow, hours = 3, signal, environment = {}, notes = [] }: Asked = {},
): Promise<Answer> {
  const tools = {
    site: aSite(),
    environment,
    fetch,
    stateFolder: temporaryFolder("state"),
    temporaryFolder: temporaryFolder("scratch"),
    choices: { pinned: [], blocked: [] },
    formPath: "/comments/",
  };
  const [source] = openSources([{ from: "logs", ...config }], tools, (_, line) => notes.push(line));
  if (source === undefined) throw new Error("no source was opened");
  const never = new AbortController().signal;
  return source.read({ now, since: now - hours * 3_600_000, signal: signal ?? never });
}

/** Readers by path. */
export function readersIn({ readings }: Answer): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path, readers } of readings) counts[path] = (counts[path] ?? 0) + readers;
  return counts;
}

/** Writes requests as a plain combined log and asks it. */
export async function readersAmong(requests: readonly Request[], asked: Asked = {}) {
  return readersIn(await askLogs({ files: [aLogFile(writeLog.combined(requests))] }, asked));
}
