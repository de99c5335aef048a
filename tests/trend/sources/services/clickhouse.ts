import { openClickHouse } from "../../../../src/trend/sources/clickhouse.ts";
import type { Subject } from "../contract.ts";
import { countVisits } from "./count-visits.ts";

const password = "clickhouse-password-2f";

/** HTTP interface. The same query runs on a real server in `tests/edge`. @see https://clickhouse.com/docs/en/interfaces/http */
export const clickhouse: Subject = {
  name: "clickhouse",
  counts: "readers",
  bucketMinutes: 5,
  environment: { CLICKHOUSE_USER: "khabar-reader", CLICKHOUSE_PASSWORD: password },
  open: (url, tools) =>
    openClickHouse({ from: "clickhouse", url, table: "logs.access", where: "status = 200" }, tools),
  answer({ method, url, headers }, visits) {
    if (headers["x-clickhouse-user"] !== "khabar-reader" || headers["x-clickhouse-key"] !== password) {
      return {
        status: 403,
        body: `Code: 516. DB::Exception: ${headers["x-clickhouse-key"]}: Authentication failed`,
      };
    }
    const query = url.searchParams.get("query") ?? "";
    const [, from, until] =
      /`time` >= toDateTime\((\d+)\) AND `time` < toDateTime\((\d+)\)/.exec(query) ?? [];
    const fine = Number(/>= (\d+), 300, 3600\)/.exec(query)?.[1]);
    if (method !== "GET" || !query.includes("FROM `logs`.`access`") || !from || !until) {
      return { status: 400, body: `Code: 62. DB::Exception: Syntax error: ${query}` };
    }
    const rows = countVisits(visits, Number(from) * 1_000, Number(until) * 1_000, ({ at }) => {
      const size = at / 1_000 >= fine ? 300 : 3_600;
      return { bucket: Math.floor(at / 1_000 / size) * size, size };
    });
    const data = rows.map(({ path, key: { bucket, size }, readers }) => [path, bucket, size, readers]);
    return { body: { meta: [{ name: "page", type: "String" }], data, rows: data.length } };
  },
};
