import { sign } from "node:crypto";
import * as z from "zod";
import { askForJson, type Request } from "./ask.ts";
import { SourceTrouble } from "./trouble.ts";

const keySchema = z.object({
  client_email: z.string().min(1),
  private_key: z.string().includes("PRIVATE KEY"),
  private_key_id: z.string().optional(),
  token_uri: z.url().default("https://oauth2.googleapis.com/token"),
});

const tokenSchema = z.object({ access_token: z.string().regex(/^[\w.~+/=-]+$/) });

/** Seconds that a token is good for: the shortest that leaves room for a slow answer. */
const lifetime = 600;

/**
 * A token of Google for a service account, by a signed JWT. Written here and not taken from `google-auth-library`, which
 * brings an HTTP client of its own and looks for credentials in many places.
 *
 * @param key the file of the service account, as JSON or in base64
 * @param variable the environment variable that holds it, for messages
 * @param now epoch milliseconds; Google takes no JWT of another hour
 * @throws {SourceTrouble} if the key is none or Google does not accept it
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export async function googleToken(
  key: string,
  variable: string,
  scope: string,
  now: number,
  request: Pick<Request, "service" | "signal">,
  fetch: typeof globalThis.fetch,
): Promise<string> {
  const account = readKey(key, variable);
  const issued = Math.floor(now / 1_000);
  const claims = {
    iss: account.client_email,
    scope,
    aud: account.token_uri,
    iat: issued,
    exp: issued + lifetime,
  };
  const header = { alg: "RS256", typ: "JWT", kid: account.private_key_id };
  const unsigned = [header, claims].map((part) => base64url(JSON.stringify(part))).join(".");
  let signature: string;
  try {
    signature = sign("RSA-SHA256", Buffer.from(unsigned), account.private_key).toString("base64url");
  } catch {
    throw notAKey(variable);
  }
  const access = `Check ${variable}, and that the clock is right.`;
  const { access_token } = await askForJson(
    {
      ...request,
      access,
      // A key that was taken back, a wrong clock and a missing account are all 400 `invalid_grant`.
      explain: ({ status }) =>
        status === 400 || status === 401 ? `does not accept the key (${status}). ${access}` : undefined,
      url: new URL(account.token_uri),
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: `${unsigned}.${signature}`,
      }).toString(),
      secret: true,
    },
    tokenSchema,
    fetch,
  );
  return access_token;
}

function readKey(text: string, variable: string): z.infer<typeof keySchema> {
  const json = text.trimStart().startsWith("{") ? text : Buffer.from(text, "base64").toString("utf8");
  try {
    const parsed = keySchema.safeParse(JSON.parse(json));
    if (parsed.success) return parsed.data;
  } catch {
    // Told below: an error of JSON.parse would quote the key.
  }
  throw notAKey(variable);
}

function notAKey(variable: string): SourceTrouble {
  return new SourceTrouble(
    `The environment variable ${variable} holds no key of a service account. Give it the whole JSON file that Google made, as it is or in base64.`,
  );
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
