import * as z from "zod";
import { ask, askForJson, otherForm, type Request } from "./ask.ts";
import type { HttpTools } from "./http-tools.ts";
import { allPages, readingOf } from "./reading-rows.ts";
import type { Question, Reading, TrendSource } from "./source.ts";
import type { UmamiOptions } from "./source-options.ts";
import { eachSpan, type Span, spansOf } from "./spans.ts";
import { answerOf, headerSecretOf, SourceTrouble } from "./trouble.ts";

const cloud = "https://api.umami.is/v1";
const pageSize = 1_000;

const count = z.coerce.number().nonnegative();
const expandedSchema = z.array(z.object({ name: z.string().nullable(), visitors: count }));
const metricsSchema = z.array(z.object({ x: z.string().nullable(), y: count }));

/** The ways to ask for pages, the newest version of Umami first. */
const ways = [
  // Version 3, which counts views in `metrics` and readers here.
  { path: "metrics/expanded", type: "path" },
  { path: "metrics", type: "path" },
  // Version 2.
  { path: "metrics", type: "url" },
] as const;

/**
 * Readers by page from Umami: its cloud by API key, or one's own by name and password.
 *
 * Version 2 counts visitors of a page or its views, depending on the release.
 *
 * @see https://docs.umami.is/docs/api/website-stats
 * @see https://docs.umami.is/docs/api/authentication
 * @see https://docs.umami.is/docs/cloud/api-key
 */
export function openUmami({ website, url }: UmamiOptions, tools: HttpTools): TrendSource {
  return {
    name: `umami ${website}`,
    read: (question) =>
      answerOf("Umami", async () => ({ readings: await readUmami(website, url, tools, question) })),
  };
}

async function readUmami(
  website: string,
  url: string | undefined,
  { environment, fetch, site }: HttpTools,
  question: Question,
): Promise<Reading[]> {
  // The cloud has no "/api" in its addresses.
  const base = url === undefined ? cloud : `${url.replace(/\/+$/, "").replace(/\/api$/, "")}/api`;
  const request = { service: "Umami", signal: question.signal, secret: true } as const;
  const access =
    url === undefined || environment.UMAMI_API_KEY?.trim()
      ? apiKeyAccess(environment)
      : await loginAccess(base, request, environment, fetch);

  const askFor = (way: (typeof ways)[number], span: Span, offset: number): Request => {
    const address = new URL(`${base}/websites/${encodeURIComponent(website)}/${way.path}`);
    // Both ends count.
    const asked = { startAt: span.from, endAt: span.until - 1, type: way.type, limit: pageSize, offset };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, String(value));
    return { ...request, ...access, url: address };
  };
  const spans = spansOf(question);
  const way =
    spans[0] === undefined ? undefined : await findWay((each) => askFor(each, spans[0] as Span, 0), fetch);
  if (way === undefined) return [];
  const rowsOf = async (span: Span, offset: number) => {
    const asked = askFor(way, span, offset);
    if (way.path === "metrics") {
      const rows = await askForJson(asked, metricsSchema, fetch);
      return rows.map(({ x, y }) => ({ page: x, readers: y }));
    }
    const rows = await askForJson(asked, expandedSchema, fetch);
    return rows.map(({ name, visitors }) => ({ page: name, readers: visitors }));
  };
  return eachSpan(spans, async (span) => {
    const rows = await allPages(pageSize, 20, (offset) => rowsOf(span, offset));
    return rows.flatMap(({ page, readers }) => readingOf(page ?? "", span, readers, site.url));
  });
}

/** The first way that this Umami knows: what it does not know it answers with 400, 404 or 405. */
async function findWay(
  requestOf: (way: (typeof ways)[number]) => Request,
  fetch: typeof globalThis.fetch,
): Promise<(typeof ways)[number]> {
  for (const way of ways) {
    const { status } = await ask({ ...requestOf(way), alsoGood: [400, 404, 405] }, fetch);
    if (status < 300) return way;
  }
  throw new SourceTrouble("Umami does not know the website. Check `website`, which is an id, and `url`.");
}

type Access = Pick<Request, "access" | "headers">;

function apiKeyAccess(environment: HttpTools["environment"]): Access {
  const key = headerSecretOf(environment, "UMAMI_API_KEY", "an API key of Umami");
  return {
    access: "Check UMAMI_API_KEY: it must be a key of an account that may see the website.",
    headers: { accept: "application/json", "x-umami-api-key": key },
  };
}

const loginSchema = z.object({ token: z.string().min(1) });

async function loginAccess(
  base: string,
  request: Pick<Request, "service" | "signal" | "secret">,
  environment: HttpTools["environment"],
  fetch: typeof globalThis.fetch,
): Promise<Access> {
  const username = environment.UMAMI_USERNAME?.trim();
  const password = environment.UMAMI_PASSWORD;
  if (!username || !password) {
    throw new SourceTrouble(
      "The environment has neither UMAMI_API_KEY nor UMAMI_USERNAME and UMAMI_PASSWORD. Set the key, or name and password of a user of Umami who may see the website.",
    );
  }
  const access = "Check UMAMI_USERNAME and UMAMI_PASSWORD, and that this user may see the website.";
  const { token } = await askForJson(
    {
      ...request,
      access,
      url: new URL(`${base}/auth/login`),
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    },
    loginSchema,
    fetch,
  );
  // A token that is no token would break the header, and with it the message.
  if (!/^[\w.~+/=-]+$/.test(token)) throw otherForm("Umami");
  return { access, headers: { accept: "application/json", authorization: `Bearer ${token}` } };
}
