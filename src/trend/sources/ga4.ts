import { DateTime } from "luxon";
import * as z from "zod";
import { askForJson, otherForm } from "./ask.ts";
import { recentReadings } from "./ga4-recent.ts";
import { googleToken } from "./google-token.ts";
import type { HttpTools } from "./http-tools.ts";
import { allPages, readingOf } from "./reading-rows.ts";
import type { Question, TrendSource } from "./source.ts";
import type { Ga4Options } from "./source-options.ts";
import { answerOf, type Findings, secretOf } from "./trouble.ts";

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
const hour = 60 * 60_000;
const halfHour = hour / 2;
const variable = "GA4_SERVICE_ACCOUNT_KEY";

/**
 * Readers by page from Google Analytics 4.
 *
 * Google knows the last half hour by title only, and pages by path and hour only after some hours. So both reports are
 * asked: the realtime report if titles can be told to be pages, of which the last hours are kept, and hours from the
 * other.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runRealtimeReport
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/realtime-api-schema
 */
export function openGa4(options: Ga4Options, tools: HttpTools): TrendSource {
  return {
    name: `ga4 ${options.property}`,
    read: (question) => answerOf("Google Analytics", () => readGa4(options, tools, question)),
  };
}

async function readGa4(
  { property, url = "https://analyticsdata.googleapis.com" }: Ga4Options,
  { environment, fetch, pathOfTitle, site, stateFolder }: HttpTools,
  question: Question,
): Promise<Findings> {
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

  const recent =
    pathOfTitle === undefined
      ? undefined
      : await recentReadings(question, stateFolder, property, async (span) => {
          const { rows } = await report("runRealtimeReport", {
            dimensions: [{ name: "unifiedScreenName" }],
            metrics: [{ name: "activeUsers" }],
            minuteRanges: [{ startMinutesAgo: span.startMinutesAgo, endMinutesAgo: span.endMinutesAgo }],
            limit: String(realtimeRows),
          });
          const users = new Map<string, number>();
          for (const row of rows) {
            const [title = "", active] = cells(row);
            const path = pathOfTitle(title);
            // A page may go by two titles, with the site's name and without.
            if (path !== undefined) users.set(path, (users.get(path) ?? 0) + Number(active));
          }
          return [...users].flatMap(([path, active]) => readingOf(path, span, active, site.url));
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
  // Whoever is in the realtime report is not counted twice: hours are told up to where it begins.
  const end = recent?.readings.reduce((oldest, { from }) => Math.min(oldest, from), now - halfHour) ?? now;
  const begins = new Map<string, number>();
  const older = hours.flatMap(({ row, zone }) => {
    const [dateHour = "", path, users] = cells(row);
    // A report has thousands of rows of a few hours.
    const begin = begins.get(dateHour) ?? DateTime.fromFormat(dateHour, "yyyyMMddHH", { zone }).toMillis();
    begins.set(dateHour, begin);
    const span = { from: begin, until: Math.min(begin + hour, end) };
    const isAsked = span.until > since && span.from < span.until;
    const isWhole = recent === undefined || begin + hour <= end;
    return isAsked && isWhole ? readingOf(path ?? "", span, Number(users), site.url) : [];
  });
  return { readings: [...(recent?.readings ?? []), ...older], troubles: recent?.troubles ?? [] };
}

function cells({ dimensionValues, metricValues }: Report["rows"][number]): string[] {
  return [...dimensionValues, ...metricValues].map(({ value }) => value);
}

function dateOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
