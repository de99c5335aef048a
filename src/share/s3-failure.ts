import type { S3Place } from "./s3-place.ts";

/** What the AWS SDK and Node tell of a failed request; none of it is certain to be there. */
interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

interface Reason {
  /**
   * Codes of S3, of the SDK and of Node; a status where a service sends no code.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
   */
  readonly signs: readonly string[];
  explain(place: S3Place): string;
}

const reasons: readonly Reason[] = [
  {
    signs: ["NoSuchBucket"],
    explain: ({ bucket }) =>
      `there is no bucket "${bucket}"; make it, or correct its name, the region or the endpoint`,
  },
  {
    signs: ["CredentialsProviderError"],
    explain: () =>
      "there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this job a role",
  },
  {
    signs: [
      "ExpiredToken",
      "ExpiredTokenException",
      "InvalidAccessKeyId",
      "InvalidToken",
      "SignatureDoesNotMatch",
      "TokenRefreshRequired",
      "401",
    ],
    explain: () =>
      "the credentials are not accepted; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
  },
  {
    signs: ["AccessDenied", "AllAccessDisabled", "403"],
    // S3 answers 403 instead of 404 to whoever may not list.
    explain: ({ bucket }) =>
      `these credentials may not; allow s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject in the bucket "${bucket}"`,
  },
  {
    signs: ["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "301"],
    explain: ({ bucket, region }) =>
      `the bucket "${bucket}" is not in the region ${region ?? "of the profile"}; write its own, such as ?region=ap-south-1`,
  },
  {
    signs: ["RequestTimeTooSkewed"],
    explain: () => "the clock is wrong by more than 15 minutes; set it",
  },
  {
    signs: ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"],
    explain: () => "the host cannot be reached; check the region, the endpoint and the network",
  },
  {
    signs: [
      "TimeoutError",
      "RequestTimeout",
      "ETIMEDOUT",
      "ECONNRESET",
      "EPIPE",
      "ERR_STREAM_PREMATURE_CLOSE",
    ],
    explain: () => "the connection broke off or was silent for too long; check the network and build again",
  },
  {
    signs: ["SlowDown", "ServiceUnavailable", "InternalError", "429", "500", "502", "503", "504"],
    explain: () => "the service is overloaded or out of order; build again later",
  },
];

/**
 * Why a request failed and what to do, in half a sentence.
 *
 * Nothing that the service said is repeated but its short codes: its messages may hold keys.
 */
export function explainFailure(error: unknown, place: S3Place): string {
  const { name, code, message, $metadata } = (error ?? {}) as Failure;
  // The SDK has no name for this one.
  if (String(message).startsWith("Region is missing"))
    return "no region is set; write one such as ?region=ap-south-1";
  const signs = [code, name, $metadata?.httpStatusCode].map(String);
  const known = signs.map((sign) => reasons.find((reason) => reason.signs.includes(sign))).find(Boolean);
  if (known !== undefined) return known.explain(place);
  const words = signs.filter((sign) => /^\w{1,60}$/.test(sign) && sign !== "undefined" && sign !== "Error");
  return `it failed with ${words.join(" ") || "an unknown error"}; check the endpoint and the state of the service`;
}
