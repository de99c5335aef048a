import { openMatomo } from "../../../../src/trend/sources/matomo.ts";
import type { Subject } from "../contract.ts";
import { countVisits } from "./count-visits.ts";

const token = "matomo-token-31fe77";
const day = 86_400_000;

/** Reporting API, one day at a time. @see https://developer.matomo.org/api-reference/reporting-api */
export const matomo: Subject = {
  name: "matomo",
  counts: "readers",
  bucketMinutes: 24 * 60,
  environment: { MATOMO_TOKEN: token },
  open: (url, tools) => openMatomo({ from: "matomo", url: `${url}/stats/`, idSite: 3 }, tools),
  answer({ method, url, body }, visits, now) {
    if (method !== "POST" || url.pathname !== "/stats/index.php") return { status: 404, body: "" };
    const asked = Object.fromEntries(new URLSearchParams(body));
    if (asked.token_auth !== token || asked.idSite !== "3") {
      // Wrong tokens are told of with 200.
      return { body: { result: "error", message: `Unable to authenticate with ${asked.token_auth}.` } };
    }
    if (asked.method !== "Actions.getPageUrls" || asked.period !== "day" || asked.flat !== "1") {
      return { body: { result: "error", message: "not tried" } };
    }
    const start = Date.parse(`${asked.date}T00:00+05:30`);
    const rows = countVisits(visits, start, Math.min(start + day, now), () => undefined);
    const offset = Number(asked.filter_offset ?? 0);
    return {
      body: [
        ...rows.slice(offset, offset + Number(asked.filter_limit)).map(({ path, readers, views }) => ({
          label: path,
          nb_visits: readers,
          nb_uniq_visitors: readers,
          nb_hits: views,
          // Numbers come as text from some servers.
          sum_time_spent: "0",
          ...(path === "(not set)"
            ? {}
            : { url: path.startsWith("/") ? `https://www.bhor.example${path}` : path }),
        })),
      ],
    };
  },
};
