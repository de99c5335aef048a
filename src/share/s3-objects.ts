import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { defaultPatience, loadSdk, openClient } from "./s3-client.ts";
import { explainFailure } from "./s3-failure.ts";
import { parseS3Place } from "./s3-place.ts";
import { type Written, writtenSince } from "./written-since.ts";

/**
 * Fetches objects whose keys match a pattern, as others have put them into a bucket.
 *
 * @param pattern `s3://bucket/logs/*.gz?region=…&endpoint=…`; `*` and `?` stand for letters of one part of a key,
 *   `**` for any
 * @param since epoch milliseconds; objects that were last written before are left, see {@link writtenSince}
 * @param folder into which they are put, under names of their own
 * @returns the files, in the order of the keys
 * @throws {Error} of one sentence, which never holds a secret
 */
export async function fetchObjects(
  pattern: string,
  environment: Readonly<Record<string, string | undefined>>,
  since: number,
  folder: string,
  signal: AbortSignal,
): Promise<string[]> {
  const [, bucket = "", keys = "", query = ""] =
    /^s3:\/\/([^/?]*)\/?([^?]*(?:\?(?!\w+=)[^?]*)*)(\?.*)?$/is.exec(pattern) ?? [];
  const at = parseS3Place(`s3://${bucket}${query}`, environment, "A place of logs in S3");
  const shown = `s3://${bucket}/${keys}`;
  const sdk = await loadSdk(shown);
  const { GetObjectCommand, paginateListObjectsV2 } = sdk;
  const client = openClient(sdk, at, environment, defaultPatience);
  const matches = keyPattern(keys);
  const Prefix = /^[^*?]*/.exec(keys)?.[0] ?? "";
  const files: string[] = [];
  try {
    const found: Written<string>[] = [];
    const pages = paginateListObjectsV2({ client }, { Bucket: at.bucket, Prefix });
    for await (const { Contents } of pages) {
      signal.throwIfAborted();
      for (const { Key, LastModified } of Contents ?? []) {
        if (Key !== undefined && matches.test(Key))
          found.push({ item: Key, at: LastModified?.getTime() ?? since });
      }
    }
    for (const [index, Key] of writtenSince(found, since).entries()) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: at.bucket, Key }), {
        abortSignal: signal,
      });
      const file = join(folder, `object-${index}`);
      await pipeline(Body as Readable, createWriteStream(file, { mode: 0o600 }), { signal });
      files.push(file);
    }
  } catch (error) {
    if (signal.aborted) throw new Error(`Cannot read ${shown}: it took too long.`);
    throw new Error(`Cannot read ${shown}: ${explainFailure(error, at)}.`);
  } finally {
    client.destroy();
  }
  return files;
}

function keyPattern(keys: string): RegExp {
  const source = keys.replace(/\*\*|[*?]|[^*?]+/g, (part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    return part.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "s");
}
