import * as z from "zod";
import { askForJson } from "./ask.ts";
import type { HttpTools } from "./http-tools.ts";
import { allPages, readingOf } from "./reading-rows.ts";
import type { TrendSource } from "./source.ts";
import type { PlausibleOptions } from "./source-options.ts";
import { eachSpan, type Span, spansOf } from "./spans.ts";
import { answerOf, headerSecretOf } from "./trouble.ts";

const answerSchema = z.object({
  results: z.array(
    z.object({ dimensions: z.tuple([z.string()]), metrics: z.tuple([z.number().int().nonnegative()]) }),
  ),
});

/** Rows of a page, and the most that Plausible gives if it is not told. */
const pageSize = 10_000;

/**
 * Readers by page from Plausible, in its cloud or one's own.
 *
 * Asked span by span with moments, and not by the dimension `time:hour`: that one is in the zone that the site has in
 * Plausible, which the answer does not name, and no finer than an hour.
 *
 * @see https://plausible.io/docs/stats-api
 */
export function openPlausible(
  { site, url = "https://plausible.io" }: PlausibleOptions,
  { environment, fetch, site: { url: siteUrl } }: HttpTools,
): TrendSource {
  const service = "Plausible";
  return {
    name: `plausible ${site}`,
    read: (question) =>
      answerOf(service, async () => {
        const key = headerSecretOf(environment, "PLAUSIBLE_API_KEY", "a Stats API key of Plausible");
        const askFor = (span: Span, offset: number) =>
          askForJson(
            {
              service,
              access:
                "Check PLAUSIBLE_API_KEY: it must be a Stats API key of an account that may see the site.",
              url: new URL(`${url.replace(/\/+$/, "")}/api/v2/query`),
              method: "POST",
              headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
              body: JSON.stringify({
                site_id: site,
                metrics: ["visitors"],
                // Both ends count.
                date_range: [isoSeconds(span.from), isoSeconds(span.until - 1_000)],
                dimensions: ["event:page"],
                order_by: [
                  ["visitors", "desc"],
                  ["event:page", "asc"],
                ],
                pagination: { limit: pageSize, offset },
              }),
              signal: question.signal,
              secret: true,
            },
            answerSchema,
            fetch,
          );
        const readings = await eachSpan(spansOf(question), async (span) => {
          const rows = await allPages(pageSize, 5, async (offset) => (await askFor(span, offset)).results);
          return rows.flatMap(({ dimensions: [page], metrics: [visitors] }) =>
            readingOf(page, span, visitors, siteUrl),
          );
        });
        return { readings };
      }),
  };
}

function isoSeconds(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, "+00:00");
}
