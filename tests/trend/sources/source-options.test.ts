import { describe, expect, it } from "vitest";
import { httpSources, openHttpSource } from "../../../src/trend/sources/http-sources.ts";
import { readSourceOptions, sourceSchemas } from "../../../src/trend/sources/source-options.ts";
import { aSite } from "../../fixtures/newsroom.ts";

const complete = [
  { from: "feeds", perSite: 3 },
  { from: "plausible", site: "bhor.example" },
  { from: "umami", website: "86d4095c-a2a8-4fc8-9521-103e858e2b41", url: "http://localhost:3000" },
  { from: "matomo", url: "https://matomo.bhor.example", idSite: 1, timeZone: "Asia/Kolkata" },
  { from: "ga4", property: "123456789" },
  { from: "cloudflare", zone: "023e105f4ecef8ad9ca31a8372d0c353" },
  { from: "cloudflare", account: "a1", site: "s1", host: "www.bhor.example" },
  {
    from: "clickhouse",
    url: "https://clickhouse.bhor.example:8443",
    table: "logs.access",
    columns: { time: "at", path: "uri", reader: ["ip"] },
    where: "status = 200",
  },
];

const refused = (written: unknown): string => {
  try {
    readSourceOptions(written, "trending.sources[1]");
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return (error as Error).message;
  }
  throw new Error("it was accepted");
};

describe("an item of trending.sources", () => {
  it("may be any of the sources, and is opened as that", () => {
    const tools = { site: aSite(), environment: {}, fetch, stateFolder: "." };
    const names = complete.map(
      (written) => openHttpSource(readSourceOptions(written, "trending.sources[0]"), tools).name,
    );
    expect(names).toEqual([
      "feeds",
      "plausible bhor.example",
      "umami 86d4095c-a2a8-4fc8-9521-103e858e2b41",
      "matomo matomo.bhor.example 1",
      "ga4 123456789",
      "cloudflare zone 023e105f4ecef8ad9ca31a8372d0c353",
      "cloudflare site s1",
      "clickhouse logs.access",
    ]);
    expect(Object.keys(httpSources)).toEqual(Object.keys(sourceSchemas));
  });

  it.each([
    [{ from: "plausable" }, 'The option trending.sources[1].from is "plausable". Did you mean "plausible"?'],
    [
      { site: "bhor.example" },
      "The option trending.sources[1].from is missing. Write one of: feeds, plausible,",
    ],
    [null, "The option trending.sources[1].from is missing."],
    ["plausible", "The option trending.sources[1].from is missing."],
    [{ from: "plausible" }, 'The option trending.sources[1].site must be text, such as "bhor.example".'],
    [{ from: "plausible", site: " " }, "The option trending.sources[1].site must be text"],
    [
      { from: "plausible", site: "bhor.example", sites: 1 },
      'The option trending.sources[1] (plausible) has no "sites". Did you mean "site"? It has: from, site, url.',
    ],
    [
      { from: "plausible", site: "bhor.example", url: "http://stats.bhor.example" },
      "The option trending.sources[1].url must be an address that begins with https://",
    ],
    [
      { from: "umami", website: "../../etc" },
      "The option trending.sources[1].website must be an id, such as",
    ],
    [
      { from: "matomo", url: "https://m.example", idSite: "1" },
      "The option trending.sources[1].idSite must be a whole number",
    ],
    [
      { from: "matomo", url: "https://m.example", idSite: 1, timeZone: "India" },
      'The option trending.sources[1].timeZone must be a time zone, such as "Asia/Kolkata".',
    ],
    [
      { from: "ga4", property: 123456789 },
      "The option trending.sources[1].property must be the number of the property as text",
    ],
    [{ from: "ga4", property: "UA-123" }, "The option trending.sources[1].property must be"],
    [{ from: "cloudflare" }, "The option trending.sources[1] (cloudflare) needs either zone"],
    [{ from: "cloudflare", zone: "z", account: "a", site: "s" }, "needs either zone"],
    [{ from: "cloudflare", account: "a" }, "needs either zone"],
    [
      { from: "clickhouse", url: "https://c.example", table: "logs; DROP TABLE logs" },
      'The option trending.sources[1].table must be the name of a table, such as "logs.access".',
    ],
    [
      { from: "clickhouse", url: "https://c.example", table: "logs", columns: { path: "a`b" } },
      'The option trending.sources[1].columns.path must be the name of a column, such as "path".',
    ],
    [
      { from: "clickhouse", url: "https://c.example", table: "logs", columns: { reader: ["ip", "x y"] } },
      "The option trending.sources[1].columns.reader[1] must be the name of a column",
    ],
    [
      { from: "clickhouse", url: "https://c.example", table: "logs", columns: { tim: "at" } },
      'The option trending.sources[1].columns (clickhouse) has no "tim". Did you mean "time"? It has: time, path, reader.',
    ],
    [
      { from: "feeds", perSite: 0 },
      "The option trending.sources[1].perSite must be a whole number from 1 to 30.",
    ],
  ])("is refused with what to write: %j", (written, message) => {
    expect(refused(written)).toContain(message);
  });

  it.each([
    [{ from: "plausible", site: "bhor.example", apiKey: "s3cret-1" }, "PLAUSIBLE_API_KEY"],
    [{ from: "umami", website: "w", password: "s3cret-1" }, "UMAMI_PASSWORD"],
    [{ from: "matomo", url: "https://m.example", idSite: 1, token_auth: "s3cret-1" }, "MATOMO_TOKEN"],
    [{ from: "ga4", property: "1", credentials: { private_key: "s3cret-1" } }, "GA4_SERVICE_ACCOUNT_KEY"],
    [{ from: "cloudflare", zone: "z", token: "s3cret-1" }, "CLOUDFLARE_API_TOKEN"],
    [{ from: "clickhouse", url: "https://c.example", table: "t", user: "s3cret-1" }, "CLICKHOUSE_USER"],
  ])("holds no secret, and tells where it belongs without repeating it: %j", (written, variable) => {
    const message = refused(written);
    expect(message).toContain("Secrets never stand in the configuration");
    expect(message).toContain(variable);
    expect(message).not.toContain("s3cret-1");
  });

  it("does not repeat a password in an address", () => {
    const message = refused({ from: "matomo", url: "https://admin:s3cret-1@m.example", idSite: 1 });
    expect(message).toContain("holds no name or password");
    expect(message).not.toContain("s3cret-1");
  });
});
