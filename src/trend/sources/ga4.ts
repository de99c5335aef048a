import { DateTime } from "luxon";
import { z } from "zod";
import { askForJson, otherForm } from "./ask.ts";
import { googleToken } from "./google-token.ts";
import type { HttpTools } from "./http-tools.ts";
import { allPages, readingOf } from "./reading-rows.ts";
import type { Question, Reading, TrendSource } from "./source.ts";
import type { Ga4Options } from "./source-options.ts";
import { eachSpan, type Span } from "./spans.ts";
import { answerOf, secretOf } from "./trouble.ts";

const valuesSchema = z.array(z.object({ value: z.string() }));
const reportSchema = z.object({
  // Neither is there in a report of nothing.
  rows: z.array(z.object({ dimensionValues: valuesSchema, metricValues: valuesSchema })).default([]),
  metadata: z.object({ timeZone: z.string().optional() }).default({}),
  // Tells a report from any other JSON object, for every report has it.
  kind: z.enum(["analyticsData#runReport", "analyticsData#runRealtimeReport"]),
});
type Report = z.infer<typeof reportSchema>;

const pageSize = 10_000;
/** The realtime report has no pages; this is more than readers open in five minutes. */
const realtimeRows = 100_000;
const minute = 60_000;
const hour = 60 * minute;
const variable = "GA4_SERVICE_ACCOUNT_KEY";

/** Minutes that the realtime report of a standard property reaches back. */
const realtimeMinutes = 30;
/** Minutes of one bucket of it. */
const bucketMinutes = 5;

/**
 * Readers by page from Google Analytics 4.
 *
 * Google knows the last half hour by title only, and pages by path and hour only after some hours. So both reports are
 * asked: the realtime report if titles can be told to be pages, and hours from the other.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runRealtimeReport
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/realtime-api-schema
 */
export function openGa4(options: Ga4Options, tools: HttpTools): TrendSource {
  return {
    name: `ga4 ${options.property}`,
    read: (question) =>
      answerOf("Google Analytics", async () => ({ readings: await readGa4(options, tools, question) })),
  };
}

async function readGa4(
  { property, url = "https://analyticsdata.googleapis.com" }: Ga4Options,
  { environment, fetch, pathOfTitle, site }: HttpTools,
  question: Question,
): Promise<Reading[]> {
  const { now, since, signal } = question;
  const key = secretOf(environment, variable, "the JSON file of a service account of Google");
  const request = { service: "Google Analytics", signal, secret: true } as const;
  const scope = "https://www.googleapis.com/auth/analytics.readonly";
  const token = await googleToken(key, variable, scope, now, request, fetch);
  const report = (method: string, body: object): Promise<Report> =>
    askForJson(
      {
        ...request,
        access: `Make the service account of ${variable} a viewer of the property ${property}.`,
        url: new URL(`${url.replace(/\/+$/, "")}/v1beta/properties/${property}:${method}`),
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      },
      reportSchema,
      fetch,
    );

  const begun = Math.floor(now / minute) * minute;
  const recent =
    pathOfTitle === undefined
      ? []
      : await eachSpan(bucketsOf(begun, since), async ({ from, until, startMinutesAgo, endMinutesAgo }) => {
          const { rows } = await report("runRealtimeReport", {
            dimensions: [{ name: "unifiedScreenName" }],
            metrics: [{ name: "activeUsers" }],
            minuteRanges: [{ startMinutesAgo, endMinutesAgo }],
            limit: String(realtimeRows),
          });
          return rows.flatMap((row) => {
            const [title, users] = cells(row);
            const path = pathOfTitle(title ?? "");
            return path === undefined ? [] : readingOf(path, { from, until }, Number(users), site.url);
          });
        });

  const hours = await allPages(pageSize, 10, async (offset) => {
    const { rows, metadata } = await report("runReport", {
      dimensions: [{ name: "dateHour" }, { name: "pagePathPlusQueryString" }],
      metrics: [{ name: "activeUsers" }],
      // The zone of the property is told by the answer only; what is too much is left out below.
      dateRanges: [{ startDate: dateOf(since - 14 * hour), endDate: "today" }],
      orderBys: [
        { dimension: { dimensionName: "dateHour" }, desc: true },
        { metric: { metricName: "activeUsers" }, desc: true },
        { dimension: { dimensionName: "pagePathPlusQueryString" } },
      ],
      limit: String(pageSize),
      offset: String(offset),
    });
    if (rows.length > 0 && metadata.timeZone === undefined) throw otherForm(request.service);
    return rows.map((row) => ({ row, zone: metadata.timeZone ?? "UTC" }));
  });
  // Whoever is in the realtime report is not counted twice.
  const end = pathOfTitle === undefined ? now : begun - realtimeMinutes * minute;
  const begins = new Map<string, number>();
  const older = hours.flatMap(({ row, zone }) => {
    const [dateHour = "", path, users] = cells(row);
    // A report has thousands of rows of a few hours.
    const begin = begins.get(dateHour) ?? DateTime.fromFormat(dateHour, "yyyyMMddHH", { zone }).toMillis();
    begins.set(dateHour, begin);
    const span = { from: begin, until: Math.min(begin + hour, end) };
    const isAsked = span.until > since && span.from < span.until;
    // An hour that has not ended in the report is left to the realtime report.
    const isWhole = pathOfTitle === undefined || begin + hour <= end;
    return isAsked && isWhole ? readingOf(path ?? "", span, Number(users), site.url) : [];
  });
  return [...recent, ...older];
}

function cells({ dimensionValues, metricValues }: Report["rows"][number]): string[] {
  return [...dimensionValues, ...metricValues].map(({ value }) => value);
}

/** Five minutes each of the last half hour; 0 minutes ago is the minute under way. */
function bucketsOf(
  now: number,
  since: number,
): (Span & { startMinutesAgo: number; endMinutesAgo: number })[] {
  return Array.from({ length: realtimeMinutes / bucketMinutes }, (_, at) => {
    const endMinutesAgo = at * bucketMinutes;
    const startMinutesAgo = endMinutesAgo + bucketMinutes - 1;
    return {
      from: now - (startMinutesAgo + 1) * minute,
      until: now - endMinutesAgo * minute,
      startMinutesAgo,
      endMinutesAgo,
    };
  }).filter(({ from }) => from >= since);
}

function dateOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
