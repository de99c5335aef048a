import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { S3Place } from "./s3-place.ts";

/** How long a service is waited for. */
export interface Patience {
  /** How often a request is made at most. */
  readonly attempts: number;
  readonly connectSeconds: number;
  /** How long a connection may be silent, while an object is on its way too. */
  readonly silentSeconds: number;
}

export const defaultPatience: Patience = { attempts: 3, connectSeconds: 5, silentSeconds: 60 };

type Sdk = typeof import("@aws-sdk/client-s3");

/** The package is big, so a site that has nothing in S3 goes without. */
export async function loadSdk(shown: string): Promise<Sdk> {
  try {
    return await import("@aws-sdk/client-s3");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(`${shown} needs a package that is missing: run npm install @aws-sdk/client-s3.`);
  }
}

export function openClient(
  { S3Client }: Sdk,
  at: S3Place,
  environment: Readonly<Record<string, string | undefined>>,
  patience: Patience,
): S3Client {
  return new S3Client({
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
