import { openPlausible } from "../../../../src/trend/sources/plausible.ts";
import type { Subject } from "../contract.ts";
import { countVisits } from "./count-visits.ts";

const key = "plausible-key-8f2a91";

/** Stats API v2. @see https://plausible.io/docs/stats-api */
export const plausible: Subject = {
  name: "plausible",
  counts: "readers",
  bucketMinutes: 15,
  environment: { PLAUSIBLE_API_KEY: key },
  open: (url, tools) => openPlausible({ from: "plausible", site: "bhor.example", url }, tools),
  answer({ method, url, headers, body }, visits) {
    if (method !== "POST" || url.pathname !== "/api/v2/query") return { status: 404, body: {} };
    if (headers.authorization !== `Bearer ${key}`) return { status: 401, body: { error: "Invalid API key" } };
    const query = JSON.parse(body);
    const [first, last] = query.date_range.map((text: string) => Date.parse(text));
    if (query.site_id !== "bhor.example" || !Number.isFinite(first) || !Number.isFinite(last)) {
      return { status: 400, body: { error: "Invalid query" } };
    }
    const { limit = 10_000, offset = 0 } = query.pagination ?? {};
    const rows = countVisits(visits, first, last + 1_000, () => undefined);
    return {
      body: {
        results: rows
          .slice(offset, offset + limit)
          .map(({ path, readers }) => ({ dimensions: [path], metrics: [readers] })),
        meta: {},
        query,
      },
    };
  },
};
