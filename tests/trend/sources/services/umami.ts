import { openUmami } from "../../../../src/trend/sources/umami.ts";
import type { Subject } from "../contract.ts";
import type { ServiceReply, ServiceRequest } from "../loopback-service.ts";
import { countVisits } from "./count-visits.ts";

const website = "86d4095c-a2a8-4fc8-9521-103e858e2b41";
const key = "umami-key-5d11c0";
const password = "umami-password-77aa";
const token = "eyJ.umami-token.9c";

/**
 * Umami, its own server with name and password.
 *
 * @param version 3 has `metrics/expanded` and calls pages `path`; 2 has `metrics` only and calls them `url`
 * @see https://docs.umami.is/docs/api/authentication
 * @see https://docs.umami.is/docs/api/website-stats
 */
export function umami(version: 2 | 3): Subject {
  return {
    name: `umami ${version}`,
    counts: "readers",
    bucketMinutes: 15,
    environment: { UMAMI_USERNAME: "desk-user", UMAMI_PASSWORD: password },
    secrets: [token],
    open: (url, tools) => openUmami({ from: "umami", website, url }, tools),
    isLogin: ({ url }) => url.pathname === "/api/auth/login",
    answer(request, visits) {
      if (request.url.pathname === "/api/auth/login") {
        const sent = JSON.parse(request.body);
        const isRight = sent.username === "desk-user" && sent.password === password;
        return isRight
          ? { body: { token, user: { id: "1" } } }
          : { status: 401, body: { error: "Unauthorized" } };
      }
      if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, body: {} };
      return metrics(request, version, visits);
    },
  };
}

/** A server of one's own that is asked with a key. @see https://docs.umami.is/docs/cloud/api-key */
export const umamiByKey: Subject = {
  name: "umami by key",
  counts: "readers",
  bucketMinutes: 15,
  environment: { UMAMI_API_KEY: key },
  open: (url, tools) => openUmami({ from: "umami", website, url: `${url}/api/` }, tools),
  answer: (request, visits) =>
    request.headers["x-umami-api-key"] === key ? metrics(request, 3, visits) : { status: 401, body: {} },
};

function metrics(
  { method, url }: ServiceRequest,
  version: 2 | 3,
  visits: Parameters<NonNullable<Subject["answer"]>>[1],
): ServiceReply {
  const base = `/api/websites/${website}/metrics`;
  const isExpanded = url.pathname === `${base}/expanded` && version === 3;
  if (method !== "GET" || (url.pathname !== base && !isExpanded)) return { status: 404, body: "" };
  const asked = Object.fromEntries(url.searchParams);
  if (asked.type !== (version === 3 ? "path" : "url")) return { status: 400, body: { error: "Bad request" } };
  const rows = countVisits(visits, Number(asked.startAt), Number(asked.endAt) + 1, () => undefined);
  const offset = Number(asked.offset ?? 0);
  const page = rows.slice(offset, offset + Number(asked.limit ?? 500));
  return {
    body: isExpanded
      ? page.map(({ path, readers, views }) => ({
          name: path,
          pageviews: views,
          visitors: readers,
          visits: readers,
          bounces: 0,
          totaltime: 0,
        }))
      : page.map(({ path, readers }) => ({ x: path, y: readers })),
  };
}
