import { isName } from "./names.ts";

/** Where in S3 state is kept, as `s3://bucket/prefix?region=…&endpoint=…` and the environment say. */
export interface S3Place {
  readonly bucket: string;
  /** Stands before every name: "" or with a `/` at the end. */
  readonly prefix: string;
  /** undefined: the AWS SDK looks for one in the profile. */
  readonly region: string | undefined;
  /** A service other than AWS that speaks S3. */
  readonly endpoint: string | undefined;
  readonly shown: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/;

/**
 * @param what stands there, for the message
 * @throws {TypeError} of one sentence, which repeats nothing in which somebody could have written a secret
 */
export function parseS3Place(
  place: string,
  environment: Environment,
  what = "The place of shared state in S3",
): S3Place {
  const refusal = (reason: string, advice: string) => refusalOf(what, reason, advice);
  const url = URL.canParse(place) ? new URL(place) : undefined;
  if (url === undefined || !place.startsWith("s3://"))
    throw refusal("it cannot be read as an address", "write s3://bucket/prefix?region=ap-south-1");
  if (url.username !== "" || url.password !== "")
    throw refusal("keys do not belong into it", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead");
  if (url.port !== "" || !bucketName.test(url.hostname))
    throw refusal(
      "what follows s3:// is not the name of a bucket",
      "write 3 to 63 small letters, digits, dots and hyphens",
    );
  const prefix = url.pathname.replace(/^\/|\/$/g, "");
  if ((prefix !== "" && !isName(prefix)) || url.hash !== "")
    throw refusal(
      "its prefix cannot be used",
      'write letters, digits, ".", "-", "_" and "/", and begin no part with a dot',
    );
  for (const name of url.searchParams.keys())
    if (name !== "region" && name !== "endpoint")
      throw refusal("it has more settings than there are", "write only region and endpoint after the ?");

  const asked = url.searchParams.get("endpoint");
  const endpoint = asked
    ? checkEndpoint(asked, "its endpoint", refusal)
    : checkEndpoint(environment.AWS_ENDPOINT_URL_S3 || undefined, "AWS_ENDPOINT_URL_S3", refusal);
  const region =
    url.searchParams.get("region") || environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined;
  const address = `s3://${url.hostname}${prefix && `/${prefix}`}`;
  return {
    bucket: url.hostname,
    prefix: prefix && `${prefix}/`,
    // Services other than AWS take any region, or this one.
    region: region ?? (endpoint && "us-east-1"),
    endpoint,
    shown: endpoint === undefined ? address : `${address} at ${new URL(endpoint).origin}`,
  };
}

function checkEndpoint(
  text: string | undefined,
  source: string,
  refusal: (reason: string, advice: string) => TypeError,
): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw refusal(`${source} is not an address for it`, "write one such as https://storage.example.org");
  return url.href;
}

function refusalOf(what: string, reason: string, advice: string): TypeError {
  return new TypeError(`${what} cannot be used: ${reason}; ${advice}.`);
}
