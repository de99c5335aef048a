import type { Readable } from "node:stream";
import { checkName, checkPrefix, isName } from "./names.ts";
import { defaultPatience, loadSdk, openClient, type Patience } from "./s3-client.ts";
import { explainFailure } from "./s3-failure.ts";
import { parseS3Place } from "./s3-place.ts";
import type { Store } from "./store.ts";
import { takeTurns } from "./turns.ts";

/** Keeps state in a bucket of S3, or of a service that speaks S3, one object a name. */
export async function openS3Store(
  place: string,
  environment: Readonly<Record<string, string | undefined>>,
  patience: Patience = defaultPatience,
): Promise<Store> {
  const at = parseS3Place(place, environment);
  const { bucket: Bucket, prefix: before, shown } = at;
  const sdk = await loadSdk(shown);
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } = sdk;
  const client = openClient(sdk, at, environment, patience);

  // The SDK opens 50 connections at most.
  const inTurn = takeTurns(16);
  const attempt = async <T>(task: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await inTurn(run);
    } catch (error) {
      // Without the cause, in which the SDK keeps the request with its signature.
      throw new Error(`Cannot ${task} ${shown}: ${explainFailure(error, at)}.`);
    }
  };
  const keyOf = (name: string) => before + checkName(name, shown);

  return {
    shown,
    async get(name) {
      const Key = keyOf(name);
      return attempt(`read "${name}" in`, async () => {
        try {
          const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key }));
          return ContentLength === undefined
            ? await Body?.transformToByteArray()
            : await gather(Body as Readable, ContentLength);
        } catch (error) {
          if ((error as Error).name === "NoSuchKey") return undefined;
          throw error;
        }
      });
    },
    async put(name, Body) {
      const Key = keyOf(name);
      // One request for one object: it is there when all of it has arrived, and not before.
      await attempt(`write "${name}" in`, () => client.send(new PutObjectCommand({ Bucket, Key, Body })));
    },
    async list(prefix) {
      const Prefix = before + checkPrefix(prefix, shown);
      return attempt("list", async () => {
        const names: string[] = [];
        for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
          for (const { Key = "" } of Contents) names.push(Key.slice(before.length));
        return names.filter(isName).sort();
      });
    },
    async remove(name) {
      const Key = keyOf(name);
      await attempt(`remove "${name}" in`, () => client.send(new DeleteObjectCommand({ Bucket, Key })));
    },
  };
}

/** Reads a body straight into its place. The SDK's own way holds every byte twice, and objects have hundreds of MB. */
async function gather(body: Readable, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let end = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return bytes;
}
