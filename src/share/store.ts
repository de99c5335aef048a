import { openFolderStore } from "./folder-store.ts";
import { openS3Store } from "./s3-store.ts";

/**
 * State that several builds share: bytes under names, in a folder or in a bucket.
 *
 * Names have letters, digits, `.`, `-`, `_` and `/` (see `names.ts`); some disks do not tell `a` from `A`. Every
 * method rejects with an `Error` of one sentence, for whoever runs the build, that names `shown` and says what to do.
 * It never holds a secret.
 */
export interface Store {
  /** @returns undefined if there is none */
  get(name: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all: a reader never sees half a file. The last writer wins. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * @param prefix what names begin with, up to any letter; "" for all
   * @returns names in code unit order
   */
  list(prefix: string): Promise<string[]>;
  /** A name that is not there is no error. */
  remove(name: string): Promise<void>;
  /** The place for messages, without secrets. */
  readonly shown: string;
}

/**
 * Opens the place where builds share their state.
 *
 * A folder is made if it is missing. A bucket is not asked anything yet, so that a wrong one is told of by the first
 * call of a method.
 *
 * @param place a folder, or `s3://bucket/prefix?region=…&endpoint=…` where all but the bucket can be left out
 * @param environment `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`; `AWS_REGION` or
 *   `AWS_DEFAULT_REGION`, and `AWS_ENDPOINT_URL_S3`, for what the place does not say. Without keys the AWS SDK looks
 *   for credentials itself
 * @throws {Error} of one sentence, if the place cannot be understood, the folder cannot be made, or the package for
 *   S3 is not installed
 */
export async function openStore(
  place: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Store> {
  if (/^s3:/i.test(place)) return openS3Store(place, environment);
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(place)?.[1];
  if (scheme !== undefined || place.trim() === "")
    throw new TypeError(
      `State cannot be kept at ${scheme === undefined ? `"${place}"` : `${scheme}://`}: name a folder or s3://bucket/prefix.`,
    );
  return openFolderStore(place);
}
