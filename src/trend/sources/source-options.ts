import * as z from "zod";
import { suggest } from "../../problems/suggest.ts";
import { mayAsk } from "./ask.ts";

/*
 * What a site writes about each source of its trending list, in the option `trending.sources`. Secrets are not among
 * it. The messages end the sentence "trending.sources[0].site is … but must be …".
 */

const text = (example: string) =>
  z.string({ error: `text, such as "${example}"` }).refine((value) => value.trim() !== "", {
    error: `text, such as "${example}"`,
  });

/** Parts of addresses are put in as they are, so they are nothing but letters, digits and hyphens. */
const id = (example: string) =>
  z
    .string({ error: `an id, such as "${example}"` })
    .regex(/^[\w-]{1,64}$/, { error: `an id, such as "${example}"` });

const webAddress = (example: string) =>
  z
    .string({ error: `an address, such as "${example}"` })
    .refine((value) => URL.canParse(value) && mayAsk(new URL(value)), {
      error: `an address that begins with https:// (or http:// on this machine itself) and holds no name or password, such as "${example}"`,
    });

const zone = z.string({ error: 'a time zone, such as "Asia/Kolkata"' }).refine(
  (value) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: value });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'a time zone, such as "Asia/Kolkata"' },
);

const columnName = z
  .string({ error: 'the name of a column, such as "path"' })
  .regex(/^[A-Za-z_]\w*$/, { error: 'the name of a column, such as "path"' });

const feeds = z.strictObject({
  from: z.literal("feeds"),
  perSite: z
    .number({ error: "a whole number from 1 to 30" })
    .int({ error: "a whole number from 1 to 30" })
    .min(1, { error: "a whole number from 1 to 30" })
    .max(30, { error: "a whole number from 1 to 30" })
    .optional(),
});

const plausible = z.strictObject({
  from: z.literal("plausible"),
  site: text("bhor.example"),
  url: webAddress("https://plausible.bhor.example").optional(),
});

const umami = z.strictObject({
  from: z.literal("umami"),
  website: id("86d4095c-a2a8-4fc8-9521-103e858e2b41"),
  url: webAddress("https://umami.bhor.example").optional(),
});

const matomo = z.strictObject({
  from: z.literal("matomo"),
  url: webAddress("https://matomo.bhor.example"),
  idSite: z
    .number({ error: "a whole number, such as 1" })
    .int({ error: "a whole number, such as 1" })
    .min(1, {
      error: "a whole number, such as 1",
    }),
  timeZone: zone.optional(),
});

const ga4 = z.strictObject({
  from: z.literal("ga4"),
  property: z
    .string({ error: 'the number of the property as text, such as "123456789"' })
    .regex(/^\d{1,20}$/, { error: 'the number of the property as text, such as "123456789"' }),
  url: webAddress("https://analyticsdata.googleapis.com").optional(),
});

const tag = id("023e105f4ecef8ad9ca31a8372d0c353");
const cloudflare = z.strictObject({
  from: z.literal("cloudflare"),
  zone: tag.optional(),
  account: tag.optional(),
  site: tag.optional(),
  host: text("bhor.example").optional(),
  url: webAddress("https://api.cloudflare.com/client/v4/graphql").optional(),
});

const clickhouse = z.strictObject({
  from: z.literal("clickhouse"),
  url: webAddress("https://clickhouse.bhor.example:8443"),
  table: z
    .string({ error: 'the name of a table, such as "logs.access"' })
    .regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/, { error: 'the name of a table, such as "logs.access"' }),
  columns: z
    .strictObject(
      {
        time: columnName.optional(),
        path: columnName.optional(),
        reader: z.array(columnName, { error: 'a list of columns, such as ["ip", "user_agent"]' }).optional(),
      },
      {
        error:
          'columns by what they hold, such as { time: "time", path: "path", reader: ["ip", "user_agent"] }',
      },
    )
    .optional(),
  where: text("status = 200").optional(),
});

export type FeedsOptions = z.infer<typeof feeds>;
export type PlausibleOptions = z.infer<typeof plausible>;
export type UmamiOptions = z.infer<typeof umami>;
export type MatomoOptions = z.infer<typeof matomo>;
export type Ga4Options = z.infer<typeof ga4>;
export type ClickHouseOptions = z.infer<typeof clickhouse>;
type CloudflareFields = z.infer<typeof cloudflare>;
/** Either the requests of a zone, or the page loads of a site of Web Analytics. */
export type CloudflareOptions = Pick<CloudflareFields, "from" | "host" | "url"> &
  ({ readonly zone: string } | { readonly account: string; readonly site: string });

/** The sources that are asked over HTTP, by what stands in `from`. */
export const sourceSchemas = { feeds, plausible, umami, matomo, ga4, cloudflare, clickhouse } as const;

export type SourceOptions =
  | FeedsOptions
  | PlausibleOptions
  | UmamiOptions
  | MatomoOptions
  | Ga4Options
  | CloudflareOptions
  | ClickHouseOptions;

/** Where each source takes its secrets from. */
export const secretVariables: Readonly<Record<string, readonly string[]>> = {
  plausible: ["PLAUSIBLE_API_KEY"],
  umami: ["UMAMI_API_KEY", "UMAMI_USERNAME", "UMAMI_PASSWORD"],
  matomo: ["MATOMO_TOKEN"],
  ga4: ["GA4_SERVICE_ACCOUNT_KEY"],
  cloudflare: ["CLOUDFLARE_API_TOKEN"],
  clickhouse: ["CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD"],
};

/**
 * Reads one item of the option `trending.sources`.
 *
 * @param place of the item, for messages: "trending.sources[0]"
 * @param others what may stand in `from` besides, for messages
 * @returns the same, of the right shape
 * @throws {TypeError} for the first thing that is wrong, saying what to write. Values are quoted only where they can be
 *   no secret
 */
export function readSourceOptions(
  written: unknown,
  place: string,
  others: readonly string[] = [],
): SourceOptions {
  const known = [...others, ...Object.keys(sourceSchemas)];
  const from = (written as { from?: unknown } | null | undefined)?.from;
  if (typeof from !== "string" || !Object.hasOwn(sourceSchemas, from)) {
    const meant = typeof from === "string" ? suggest(from, known) : undefined;
    const found = typeof from === "string" ? `is ${JSON.stringify(from.slice(0, 40))}` : "is missing";
    throw new TypeError(
      `The option ${place}.from ${found}.${meant ? ` Did you mean "${meant}"?` : ""} Write one of: ${known.join(", ")}.`,
    );
  }
  const schema: z.ZodObject = sourceSchemas[from as keyof typeof sourceSchemas];
  const parsed = schema.safeParse(written);
  const issue = parsed.error?.issues[0];
  if (issue !== undefined) throw new TypeError(explain(issue, place, from, schema));
  const options = parsed.data as SourceOptions;
  if (options.from === "cloudflare") checkCloudflare(options as CloudflareFields, place);
  return options;
}

function explain(issue: z.core.$ZodIssue, place: string, from: string, schema: z.ZodObject): string {
  const path = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("");
  if (issue.code !== "unrecognized_keys") return `The option ${place}${path} must be ${issue.message}.`;
  const key = issue.keys[0] ?? "";
  const variables = secretVariables[from];
  if (variables !== undefined && /key|token|secret|pass|user|login|auth|credential/i.test(key)) {
    const names = variables.join(", ");
    return `The option ${place} (${from}) has "${key}". Secrets never stand in the configuration: take it out and set the environment (${names}).`;
  }
  const fields = Object.keys(path === ".columns" ? { time: 0, path: 0, reader: 0 } : schema.shape);
  const meant = suggest(key, fields);
  return `The option ${place}${path} (${from}) has no "${key}".${meant ? ` Did you mean "${meant}"?` : ""} It has: ${fields.join(", ")}.`;
}

function checkCloudflare({ zone: zoneTag, account, site }: CloudflareFields, place: string): void {
  const isZone = zoneTag !== undefined && account === undefined && site === undefined;
  const isSite = zoneTag === undefined && account !== undefined && site !== undefined;
  if (isZone || isSite) return;
  throw new TypeError(
    `The option ${place} (cloudflare) needs either zone, the id of a zone, or account and site, the ids of an account and of a site of Web Analytics.`,
  );
}
