import { openCloudflare } from "../../../../src/trend/sources/cloudflare.ts";
import type { CloudflareOptions } from "../../../../src/trend/sources/source-options.ts";
import type { Subject } from "../contract.ts";
import { countVisits } from "./count-visits.ts";

const token = "cloudflare-token-6610bd";
const ids = { zone: "023e105f4ecef8ad9ca31a8372d0c353", account: "account-1", site: "site-1" };
const lengths = { datetimeFiveMinutes: 5 * 60_000, datetimeHour: 60 * 60_000 };
const reach = 8 * 86_400_000;

/**
 * GraphQL Analytics API, of a zone or of Web Analytics.
 *
 * @see https://developers.cloudflare.com/analytics/graphql-api/getting-started/querying-basics/
 * @see https://developers.cloudflare.com/analytics/graphql-api/errors/
 * @see https://developers.cloudflare.com/analytics/graphql-api/limits/
 */
export function cloudflare(of: "zone" | "site"): Subject {
  const node = of === "zone" ? "httpRequestsAdaptiveGroups" : "rumPageloadEventsAdaptiveGroups";
  const path = of === "zone" ? "clientRequestPath" : "requestPath";
  return {
    name: `cloudflare ${of}`,
    counts: "views",
    bucketMinutes: 5,
    environment: { CLOUDFLARE_API_TOKEN: token },
    open(url, tools) {
      const owner = of === "zone" ? { zone: ids.zone } : { account: ids.account, site: ids.site };
      return openCloudflare(
        { from: "cloudflare", ...owner, url: `${url}/client/v4/graphql` } as CloudflareOptions,
        tools,
      );
    },
    answer({ method, url, headers, body }, visits, now) {
      if (method !== "POST" || url.pathname !== "/client/v4/graphql") return { status: 404, body: "" };
      if (headers.authorization !== `Bearer ${token}`) {
        return {
          status: 401,
          body: { data: null, errors: [{ message: `Authentication error: ${headers.authorization}` }] },
        };
      }
      const { query, variables } = JSON.parse(body);
      const isRight =
        query.includes(node) &&
        query.includes(`path: ${path}`) &&
        query.includes(of === "zone" ? "zoneTag: $owner" : "accountTag: $owner") &&
        variables.owner === (of === "zone" ? ids.zone : ids.account) &&
        variables.site === (of === "zone" ? undefined : ids.site) &&
        variables.host === "bhor.example";
      // Errors of a query come with 200.
      if (!isRight) return { body: { data: null, errors: [{ message: "not authorized for that account" }] } };
      const since = Date.parse(variables.since);
      if (now - since > reach) {
        return { body: { data: null, errors: [{ message: "cannot request data older than 1w1d" }] } };
      }
      const length =
        lengths[/at: (datetimeFiveMinutes|datetimeHour)/.exec(query)?.[1] as keyof typeof lengths];
      const limit = Number(/limit: (\d+)/.exec(query)?.[1]);
      const rows = countVisits(visits, since, Date.parse(variables.until), ({ at }) =>
        new Date(Math.floor(at / length) * length).toISOString().replace(".000", ""),
      );
      const found = [
        {
          rows: rows.slice(0, limit).map(({ path: page, key, views }) => ({
            count: views,
            dimensions: { at: key, path: page },
          })),
        },
      ];
      return {
        body: { data: { viewer: of === "zone" ? { zones: found } : { accounts: found } }, errors: null },
      };
    },
  };
}
