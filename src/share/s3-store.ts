import type { Readable } from "node:stream";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { checkName, checkPrefix, isName } from "./names.ts";
import { explainFailure } from "./s3-failure.ts";
import { parseS3Place } from "./s3-place.ts";
import type { Store } from "./store.ts";
import { takeTurns } from "./turns.ts";

/** How long a service is waited for. */
export interface Patience {
  /** How often a request is made at most. */
  readonly attempts: number;
  readonly connectSeconds: number;
  /** How long a connection may be silent, while an object is on its way too. */
  readonly silentSeconds: number;
}

const defaultPatience: Patience = { attempts: 3, connectSeconds: 5, silentSeconds: 60 };

/** Keeps state in a bucket of S3, or of a service that speaks S3, one object a name. */
export async function openS3Store(
  place: string,
  environment: Readonly<Record<string, string | undefined>>,
  patience: Patience = defaultPatience,
): Promise<Store> {
  const at = parseS3Place(place, environment);
  const { bucket: Bucket, prefix: before, shown } = at;
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client, paginateListObjectsV2 } =
    await loadSdk(shown);
  const client = new S3Client({
    ...(at.region === undefined ? {} : { region: at.region }),
    // A bucket as part of the host name works with AWS, but seldom elsewhere.
    ...(at.endpoint === undefined ? {} : { endpoint: at.endpoint, forcePathStyle: true }),
    ...credentialsIn(environment),
    maxAttempts: patience.attempts,
    requestHandler: {
      connectionTimeout: patience.connectSeconds * 1000,
      socketTimeout: patience.silentSeconds * 1000,
    },
    // The signature has the SHA-256 of every object already, and not every service takes more.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

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

/** The package is big and only needed here, so a site that keeps its state in a folder goes without. */
async function loadSdk(shown: string): Promise<typeof import("@aws-sdk/client-s3")> {
  try {
    return await import("@aws-sdk/client-s3");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(`${shown} needs a package that is missing: run npm install @aws-sdk/client-s3.`);
  }
}

/** Keys in the environment; else nothing, and the SDK looks for a profile or a role. */
function credentialsIn(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<S3ClientConfig, "credentials"> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return {};
  return {
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
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
