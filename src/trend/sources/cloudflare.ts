import * as z from "zod";
import { askForJson, otherForm } from "./ask.ts";
import type { HttpTools } from "./http-tools.ts";
import { readingOf } from "./reading-rows.ts";
import type { Reading, TrendSource } from "./source.ts";
import type { CloudflareOptions } from "./source-options.ts";
import { eachSpan, type Span, spansOf } from "./spans.ts";
import { answerOf, headerSecretOf, SourceTrouble } from "./trouble.ts";

/** What is asked in GraphQL, and where the rows stand in the answer. */
interface Dataset {
  readonly owner: "zones" | "accounts";
  /** For messages. */
  readonly of: string;
  readonly query: (bucket: Bucket) => string;
}

/** Names of dimensions, and how long they are in milliseconds. */
const buckets = { datetimeFiveMinutes: 5 * 60_000, datetimeHour: 60 * 60_000 } as const;
type Bucket = keyof typeof buckets;

/** The most rows that the API gives to every plan. */
const pageSize = 10_000;

/** Requests that reached the edge from outside for pages that were there. Bots count as well. */
const httpDataset: Dataset = {
  owner: "zones",
  of: "zone",
  query: (bucket) => `query ($owner: String!, $host: String!, $since: Time!, $until: Time!) {
  viewer { zones(filter: { zoneTag: $owner }) {
    rows: httpRequestsAdaptiveGroups(
      limit: ${pageSize}
      orderBy: [count_DESC, ${bucket}_ASC, clientRequestPath_ASC]
      filter: {
        datetime_geq: $since, datetime_lt: $until, requestSource: "eyeball", clientRequestHTTPHost: $host
        edgeResponseStatus: 200, edgeResponseContentTypeName: "html", clientRequestHTTPMethodName: "GET"
      }
    ) { count dimensions { at: ${bucket} path: clientRequestPath } }
  } }
}`,
};

/** Page loads that a script of Cloudflare Web Analytics counted in browsers. */
const rumDataset: Dataset = {
  owner: "accounts",
  of: "account",
  query: (bucket) => `query ($owner: String!, $site: String!, $host: String!, $since: Time!, $until: Time!) {
  viewer { accounts(filter: { accountTag: $owner }) {
    rows: rumPageloadEventsAdaptiveGroups(
      limit: ${pageSize}
      orderBy: [count_DESC, ${bucket}_ASC, requestPath_ASC]
      filter: { datetime_geq: $since, datetime_lt: $until, siteTag: $site, requestHost: $host, bot: 0 }
    ) { count dimensions { at: ${bucket} path: requestPath } }
  } }
}`,
};

const fiveMinutes = buckets.datetimeFiveMinutes;
/** A quarter of an hour. */
const longestHalved = 3 * fiveMinutes;

const rowSchema = z.object({
  count: z.number().nonnegative(),
  dimensions: z.object({ at: z.iso.datetime({ offset: true }), path: z.string() }),
});
type Row = z.infer<typeof rowSchema>;

const ownersSchema = z.array(z.object({ rows: z.array(rowSchema) }));
const answerSchema = z.object({
  data: z
    .object({
      viewer: z.object({ zones: ownersSchema.optional(), accounts: ownersSchema.optional() }).nullable(),
    })
    .nullish(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
});

/**
 * Views by page and five minutes, by hours before the last day, from Cloudflare: of a zone (`zone`), or of Web Analytics
 * (`account` and `site`).
 *
 * The API has no pages of an answer, but gives the most read first. An answer about the last hours that is full is asked
 * for again in two halves; of hours before, the 10,000 most read are enough.
 * Counts are of a sample where there is much traffic, and Cloudflare scales them up.
 *
 * @see https://developers.cloudflare.com/analytics/graphql-api/
 * @see https://developers.cloudflare.com/analytics/graphql-api/limits/
 */
export function openCloudflare(options: CloudflareOptions, tools: HttpTools): TrendSource {
  const service = "Cloudflare";
  const { environment, fetch, site } = tools;
  const [dataset, owner] = "zone" in options ? [httpDataset, options.zone] : [rumDataset, options.account];
  const variables = {
    owner,
    host: options.host ?? new URL(site.url).host,
    ...("site" in options ? { site: options.site } : {}),
  };
  return {
    name: `cloudflare ${"zone" in options ? `zone ${options.zone}` : `site ${options.site}`}`,
    read: (question) =>
      answerOf(service, async () => {
        const token = headerSecretOf(
          environment,
          "CLOUDFLARE_API_TOKEN",
          "an API token of Cloudflare that may read Analytics",
        );
        const access = "Check CLOUDFLARE_API_TOKEN: it needs the permission to read Analytics.";

        const rowsOf = async (span: Span): Promise<readonly Row[]> => {
          const { data, errors } = await askForJson(
            {
              service,
              access,
              // So it answers a token that is none.
              explain: ({ status }) => (status === 400 ? `refuses to answer (400). ${access}` : undefined),
              url: new URL(options.url ?? "https://api.cloudflare.com/client/v4/graphql"),
              method: "POST",
              headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
              body: JSON.stringify({
                query: dataset.query(bucketOf(span)),
                variables: {
                  ...variables,
                  since: new Date(span.from).toISOString(),
                  until: new Date(span.until).toISOString(),
                },
              }),
              signal: question.signal,
              secret: true,
            },
            answerSchema,
            fetch,
          );
          if (errors?.length) {
            // A plan reaches back some days only; what it has is enough.
            if (errors.every(({ message }) => /older than/i.test(message))) return [];
            throw new SourceTrouble(`Cloudflare refuses to answer. ${access} Check the ids in its options.`);
          }
          const owners = data?.viewer?.[dataset.owner];
          if (owners === undefined) throw otherForm(service);
          if (owners.length === 0) {
            throw new SourceTrouble(
              `Cloudflare knows no ${dataset.of} of this id. Check its options and the token.`,
            );
          }
          const rows = owners.flatMap((each) => each.rows);
          const length = span.until - span.from;
          if (rows.length < pageSize || length > longestHalved || length <= fiveMinutes) return rows;
          const middle = middleOf(span);
          const before = await rowsOf({ from: span.from, until: middle });
          return [...before, ...(await rowsOf({ from: middle, until: span.until }))];
        };
        const readings = await eachSpan(spansOf(question), async (span) =>
          (await rowsOf(span)).flatMap((row) => readingOfRow(row, span, site.url)),
        );
        return { readings };
      }),
  };
}

function bucketOf({ from, until }: Span): Bucket {
  return until - from > buckets.datetimeHour ? "datetimeHour" : "datetimeFiveMinutes";
}

/** Between two buckets, so that none is in both halves. */
function middleOf({ from, until }: Span): number {
  const middle = Math.round((from + until) / 2 / fiveMinutes) * fiveMinutes;
  return middle > from && middle < until ? middle : Math.floor((from + until) / 2_000) * 1_000;
}

function readingOfRow({ count, dimensions: { at, path } }: Row, asked: Span, siteUrl: string): Reading[] {
  const begin = Date.parse(at);
  const length = buckets[bucketOf(asked)];
  // A bucket at either end of what was asked holds only what was in it.
  const span = { from: Math.max(begin, asked.from), until: Math.min(begin + length, asked.until) };
  return span.from < span.until ? readingOf(path, span, count, siteUrl) : [];
}
