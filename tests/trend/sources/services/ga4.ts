import { createVerify, generateKeyPairSync } from "node:crypto";
import { DateTime } from "luxon";
import { openGa4 } from "../../../../src/trend/sources/ga4.ts";
import type { Subject } from "../contract.ts";
import type { ServiceReply, ServiceRequest } from "../loopback-service.ts";
import { countVisits } from "./count-visits.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const token = "ya29.ga4-token-0b6d";
const zone = "Asia/Kolkata";
const minute = 60_000;

/**
 * Data API v1beta with a service account.
 *
 * @param hasRealtime whether titles can be told to be pages
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runRealtimeReport
 */
export function ga4(hasRealtime: boolean): Subject {
  // The key names the address that gives tokens, which is known once the service is there.
  const environment: Record<string, string> = { GA4_SERVICE_ACCOUNT_KEY: "" };
  return {
    name: hasRealtime ? "ga4 with titles" : "ga4",
    counts: "readers",
    bucketMinutes: hasRealtime ? 5 : 60,
    environment,
    secrets: [token, ...pem.split("\n").slice(1, 4)],
    ...(hasRealtime
      ? { pathOfTitle: (title: string) => (title.endsWith(" – भोर") ? title.slice(0, -6) : undefined) }
      : {}),
    open(url, tools) {
      const key = {
        type: "service_account",
        client_email: "khabar@bhor.iam.gserviceaccount.example",
        private_key: pem,
        private_key_id: "k1",
        token_uri: `${url}/token`,
      };
      const file = JSON.stringify(key);
      environment.GA4_SERVICE_ACCOUNT_KEY = hasRealtime ? file : Buffer.from(file).toString("base64");
      return openGa4({ from: "ga4", property: "123456789", url }, tools);
    },
    isLogin: ({ url }) => url.pathname === "/token",
    answer(request, visits, now) {
      if (request.url.pathname === "/token") return giveToken(request, now);
      if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, body: {} };
      const asked = JSON.parse(request.body);
      if (request.url.pathname === "/v1beta/properties/123456789:runReport") {
        const start = DateTime.fromISO(asked.dateRanges[0].startDate, { zone }).toMillis();
        if (asked.dateRanges[0].endDate !== "today") return { status: 400, body: {} };
        const rows = countVisits(visits, start, now, ({ at }) => hourOf(at));
        const offset = Number(asked.offset);
        return report(
          "runReport",
          rows
            .slice(offset, offset + Number(asked.limit))
            .map(({ path, key, readers }) => [key, path, readers]),
          rows.length,
        );
      }
      if (request.url.pathname === "/v1beta/properties/123456789:runRealtimeReport") {
        const [{ startMinutesAgo, endMinutesAgo }] = asked.minuteRanges;
        if (startMinutesAgo > 29) return { status: 400, body: {} };
        const begun = Math.floor(now / minute) * minute;
        // 0 is the minute under way.
        const from = begun - startMinutesAgo * minute;
        const rows = countVisits(visits, from, begun - (endMinutesAgo - 1) * minute, () => undefined);
        const titled = rows.map(({ path, readers }) => [`${path} – भोर`, readers]);
        return report(
          "runRealtimeReport",
          [...titled, ["Another page", 5]].slice(0, Number(asked.limit)),
          rows.length,
        );
      }
      return { status: 404, body: {} };
    },
  };
}

/** "2026112312" is the hour from noon in India. */
function hourOf(at: number): string {
  return new Date(at + 5.5 * 60 * minute).toISOString().replace(/[-T]|:.*/g, "");
}

function giveToken({ method, body }: ServiceRequest, now: number): ServiceReply {
  const sent = new URLSearchParams(body);
  const [header = "", claims = "", signature = ""] = (sent.get("assertion") ?? "").split(".");
  const verify = createVerify("RSA-SHA256").update(`${header}.${claims}`);
  const { iss, scope, aud, iat, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
  const isGood =
    method === "POST" &&
    sent.get("grant_type") === "urn:ietf:params:oauth:grant-type:jwt-bearer" &&
    verify.verify(publicKey, signature, "base64url") &&
    iss === "khabar@bhor.iam.gserviceaccount.example" &&
    scope === "https://www.googleapis.com/auth/analytics.readonly" &&
    aud.endsWith("/token") &&
    iat <= now / 1000 &&
    exp > now / 1000 &&
    exp - iat <= 3600;
  return isGood
    ? { body: { access_token: token, expires_in: 3599, token_type: "Bearer" } }
    : { status: 400, body: { error: "invalid_grant" } };
}

/** A report leaves out what is empty. */
function report(
  method: string,
  rows: readonly (readonly (string | number)[])[],
  rowCount: number,
): ServiceReply {
  const value = (each: string | number) => ({ value: String(each) });
  return {
    body: {
      ...(rows.length === 0
        ? {}
        : {
            rows: rows.map((row) => ({
              dimensionValues: row.slice(0, -1).map(value),
              metricValues: row.slice(-1).map(value),
            })),
            rowCount,
          }),
      ...(method === "runReport" ? { metadata: { currencyCode: "INR", timeZone: zone } } : {}),
      kind: `analyticsData#${method}`,
    },
  };
}
