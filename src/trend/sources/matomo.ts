import { DateTime } from "luxon";
import * as z from "zod";
import { askForJson } from "./ask.ts";
import type { HttpTools } from "./http-tools.ts";
import { allPages, readingOf } from "./reading-rows.ts";
import type { Question, TrendSource } from "./source.ts";
import type { MatomoOptions } from "./source-options.ts";
import { eachSpan, type Span } from "./spans.ts";
import { answerOf, SourceTrouble, secretOf } from "./trouble.ts";

const count = z.coerce.number().nonnegative();
/** Rows without an address are sums such as "Others". Readers are not in reports over many days; visits always are. */
const rowSchema = z.object({
  url: z.string().optional(),
  nb_uniq_visitors: count.optional(),
  nb_visits: count.optional(),
});
const answerSchema = z.union([z.array(rowSchema), z.object({ result: z.literal("error") })]);

const pageSize = 1_000;
const maxDays = 8;

/**
 * Readers by page and day from Matomo.
 *
 * Its reports know days only, in the zone that the site has in Matomo: today's readings are those since midnight.
 *
 * @see https://developer.matomo.org/api-reference/reporting-api
 */
export function openMatomo(
  { url, idSite, timeZone }: MatomoOptions,
  { environment, fetch, site }: HttpTools,
): TrendSource {
  const service = "Matomo";
  return {
    name: `matomo ${new URL(url).host} ${idSite}`,
    read: (question) =>
      answerOf(service, async () => {
        const token = secretOf(
          environment,
          "MATOMO_TOKEN",
          "a token_auth of a Matomo user who may view the site",
        );
        const access = "Check MATOMO_TOKEN, and that its user may view the site.";
        const rowsOf = async (date: string, offset: number) => {
          const rows = await askForJson(
            {
              service,
              access,
              url: new URL(`${url.replace(/\/+$/, "").replace(/\/index\.php$/, "")}/index.php`),
              method: "POST",
              headers: { "content-type": "application/x-www-form-urlencoded" },
              // In the body, and so in no log of addresses.
              body: new URLSearchParams({
                module: "API",
                method: "Actions.getPageUrls",
                idSite: String(idSite),
                period: "day",
                date,
                format: "JSON",
                flat: "1",
                filter_limit: String(pageSize),
                filter_offset: String(offset),
                token_auth: token,
              }).toString(),
              signal: question.signal,
              secret: true,
            },
            answerSchema,
            fetch,
          );
          if (Array.isArray(rows)) return rows;
          throw new SourceTrouble(`Matomo refuses to answer. ${access} Check idSite.`);
        };
        const readings = await eachSpan(
          daysOf(question, timeZone ?? site.timeZone),
          async ({ date, ...span }) => {
            const rows = await allPages(pageSize, 20, (offset) => rowsOf(date, offset));
            return rows.flatMap((row) =>
              readingOf(row.url ?? "", span, row.nb_uniq_visitors ?? row.nb_visits ?? 0, site.url),
            );
          },
        );
        return { readings };
      }),
  };
}

interface Day extends Span {
  readonly date: string;
}

/** Days of a zone that have something of the time that is asked for, newest first. */
function daysOf({ now, since }: Question, zone: string): Day[] {
  const days: Day[] = [];
  let start = DateTime.fromMillis(now, { zone }).startOf("day");
  while (days.length < maxDays) {
    const end = start.plus({ days: 1 }).startOf("day");
    if (end.toMillis() <= since) break;
    // A day of 25 hours is cut: no reading is longer than 24.
    const from = Math.max(start.toMillis(), end.toMillis() - 86_400_000);
    const until = Math.min(end.toMillis(), now);
    if (from < until) days.push({ from, until, date: start.toISODate() ?? "" });
    start = start.minus({ days: 1 }).startOf("day");
  }
  return days;
}
