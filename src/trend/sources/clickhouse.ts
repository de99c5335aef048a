import * as z from "zod";
import { askForJson, type Reply } from "./ask.ts";
import type { HttpTools } from "./http-tools.ts";
import { readingOf } from "./reading-rows.ts";
import type { Question, TrendSource } from "./source.ts";
import type { ClickHouseOptions } from "./source-options.ts";
import { answerOf, headerSecretOf } from "./trouble.ts";

const answerSchema = z.object({
  data: z.array(z.tuple([z.string(), z.number().int(), z.number().int(), z.number().nonnegative()])),
});

const second = 1_000;
const fineBucket = 5 * 60;
const coarseBucket = 60 * 60;
/** Seconds before the moment of the question of which five minutes are told apart. */
const fineTime = 3 * coarseBucket;

/** Rows that are read. More pages than this in three hours are not what readers do. */
const maxRows = 500_000;

/**
 * Readers by page from access logs in ClickHouse: five minutes of the last three hours, hours before.
 *
 * The query goes in the address of a GET, which ClickHouse runs without the right to change anything.
 * It is put together from whole numbers, names that can be nothing but names, and the condition that the operator
 * writes. Query parameters (`param_x`) would be the same with one more word, but the version that Debian has does not
 * know them.
 *
 * @see https://clickhouse.com/docs/en/interfaces/http
 */
export function openClickHouse(options: ClickHouseOptions, tools: HttpTools): TrendSource {
  const { environment, fetch, site } = tools;
  const service = "ClickHouse";
  return {
    name: `clickhouse ${options.table}`,
    read: (question) =>
      answerOf(service, async () => {
        const url = new URL(options.url);
        url.searchParams.set("query", queryOf(options, question));
        const headers: Record<string, string> = {};
        for (const [header, variable] of [
          ["x-clickhouse-user", "CLICKHOUSE_USER"],
          ["x-clickhouse-key", "CLICKHOUSE_PASSWORD"],
        ] as const) {
          // A server that asks for none lets everybody in.
          if (!environment[variable]?.trim()) continue;
          headers[header] = headerSecretOf(
            environment,
            variable,
            "the name or password of a user of ClickHouse",
          );
        }
        const { data } = await askForJson(
          {
            service,
            access: "Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, and that this user may read the table.",
            url,
            headers,
            signal: question.signal,
            secret: true,
            maxBytes: 64 << 20,
            explain: explainCode,
          },
          answerSchema,
          fetch,
        );
        const { now, since } = question;
        const readings = data.flatMap(([path, bucket, seconds, readers]) => {
          const from = Math.max(bucket * second, since);
          const until = Math.min((bucket + seconds) * second, now);
          return from < until ? readingOf(path, { from, until }, readers, site.url) : [];
        });
        return data.length < maxRows
          ? { readings }
          : {
              readings,
              troubles: [
                `ClickHouse has more than ${maxRows} rows for the time asked; the oldest are left out. Write a condition that leaves out what no reader asks for.`,
              ],
            };
      }),
  };
}

/**
 * What an exception means by its number, which is all that is taken from its text.
 *
 * @see https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
 */
function explainCode({ headers, bytes }: Reply): string | undefined {
  const text = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const code = Number(headers.get("x-clickhouse-exception-code") ?? /^Code: (\d+)/.exec(text)?.[1]);
  if ([192, 193, 194, 516].includes(code)) {
    return "does not let us in. Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.";
  }
  if (code === 497) return "does not let this user read the table. Grant it SELECT.";
  if (code === 60 || code === 81) return "does not know the table. Check the option `table`.";
  if (code === 47) return "does not know a column. Check the options `columns` and `where`.";
  if (code === 62) return "cannot read the condition. Check the option `where`.";
  if (code === 43 || code === 53) return "has a column of another type. `columns.time` must be a DateTime.";
  if (code === 159 || code === 241) return "has not enough time or memory for this. Ask for less time.";
  return Number.isInteger(code)
    ? `cannot run the query (code ${code}). Check the options of this source.`
    : undefined;
}

/** @see https://clickhouse.com/docs/en/sql-reference/aggregate-functions/reference/uniqexact */
function queryOf(options: ClickHouseOptions, { now, since }: Question): string {
  const { table, columns = {}, where } = options;
  const time = name(columns.time ?? "time");
  const path = name(columns.path ?? "path");
  const reader = columns.reader ?? ["ip", "user_agent"];
  const counted = reader.length === 0 ? "count()" : `uniqExact(${reader.map(name).join(", ")})`;
  const from = Math.ceil(since / second);
  const until = Math.floor(now / second);
  const at = `toUnixTimestamp(${time})`;
  // At a full hour, so that no hour is over buckets of five minutes.
  const fineFrom = Math.floor((until - fineTime) / coarseBucket) * coarseBucket;
  const size = `if(${at} >= ${fineFrom}, ${fineBucket}, ${coarseBucket})`;
  return [
    `SELECT toString(${path}) AS page,`,
    `toUInt32(intDiv(${at}, ${size}) * ${size}) AS bucket, toUInt32(${size}) AS seconds,`,
    `toUInt32(${counted}) AS readers`,
    `FROM ${table.split(".").map(name).join(".")}`,
    `WHERE ${time} >= toDateTime(${from}) AND ${time} < toDateTime(${until})`,
    where === undefined ? "" : `AND (${where})`,
    "GROUP BY page, bucket, seconds",
    `ORDER BY bucket DESC, readers DESC, page LIMIT ${maxRows}`,
    "FORMAT JSONCompact",
  ].join(" ");
}

/** Names of tables and columns are checked where the options are read; this is the last door. */
function name(identifier: string): string {
  if (!/^[A-Za-z_]\w*$/.test(identifier)) throw new TypeError("not a name");
  return `\`${identifier}\``;
}
