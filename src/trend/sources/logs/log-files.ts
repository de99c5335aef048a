import { createReadStream, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { fetchObjects } from "../../../share/s3-objects.ts";
import { type Written, writtenSince } from "../../../share/written-since.ts";
import { quoted } from "./formats.ts";

/** A log on this machine. */
export interface LogFile {
  readonly path: string;
  readonly isGzip: boolean;
  /** Its first lines. */
  readonly beginning: string;
}

/**
 * Finds logs by name, by pattern, and in buckets.
 *
 * @param since epoch milliseconds; a file last written before holds nothing newer and is not read, see
 *   {@link writtenSince}
 * @param troubles grows by a sentence for each name that leads to nothing
 */
export async function findLogs(
  names: readonly string[],
  tools: {
    readonly database: DuckDBConnection;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly temporaryFolder: string;
    readonly signal: AbortSignal;
  },
  since: number,
  troubles: string[],
): Promise<LogFile[]> {
  const paths = new Set<string>();
  for (const [index, name] of names.entries()) {
    try {
      for (const path of await pathsOf(name, index, tools, since)) paths.add(path);
    } catch (error) {
      troubles.push(messageOf(error));
    }
  }
  const written: Written<string>[] = [];
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined)
      troubles.push(`There is no file ${path}; correct the name, or let the server write it.`);
    else if (!stat.isFile())
      troubles.push(`${path} is no file; name the files in it, such as ${path}/*.log.`);
    else if (stat.size > 0) written.push({ item: path, at: stat.mtimeMs });
  }
  const files: LogFile[] = [];
  for (const path of writtenSince(written, since)) {
    try {
      files.push(await lookInto(path));
    } catch (error) {
      troubles.push(`${path} cannot be read: ${messageOf(error)}.`);
    }
  }
  return files;
}

async function pathsOf(
  name: string,
  index: number,
  { database, environment, temporaryFolder, signal }: Parameters<typeof findLogs>[1],
  since: number,
): Promise<string[]> {
  if (/^s3:/i.test(name)) {
    const folder = join(temporaryFolder, `bucket-${index}`);
    mkdirSync(folder, { recursive: true });
    return fetchObjects(name, environment, since, folder, signal);
  }
  if (!/[*?[]/.test(name)) return [name];
  const found = await database.runAndReadAll(`SELECT file FROM glob(${quoted(name)}) ORDER BY file`);
  const paths = found.getRows().map(([file]) => String(file));
  if (paths.length === 0) throw new Error(`No file is called ${name}; correct the pattern.`);
  return paths;
}

const beginningBytes = 65_536;

/** Whether a file is packed is told by its first bytes, since rotated logs have all kinds of names. */
async function lookInto(path: string): Promise<LogFile> {
  const first = await readBeginning(createReadStream(path, { end: 1 }), 2);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const bytes = createReadStream(path, { end: beginningBytes });
  const stream = isGzip ? bytes.pipe(createGunzip()) : bytes;
  const beginning = await readBeginning(stream, beginningBytes);
  bytes.destroy();
  return { path, isGzip, beginning: beginning.toString("utf8") };
}

/** A packed file that is cut short, as its beginning is, gives what it has. */
function readBeginning(stream: NodeJS.ReadableStream, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = () => resolve(Buffer.concat(chunks).subarray(0, most));
    stream.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= most) end();
    });
    stream.on("end", end);
    stream.on("error", (error) => (size > 0 ? end() : reject(error)));
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
