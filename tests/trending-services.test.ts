import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Options } from "../src/index.ts";
import { writeEleventyConfig } from "./support/eleventy-config.ts";
import { runCommand } from "./support/run-command.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { plainSite, story, writeNewsroom } from "./support/write-newsroom.ts";
import type { Visit } from "./trend/sources/contract.ts";
import { serveHere } from "./trend/sources/loopback-service.ts";
import { feed } from "./trend/sources/services/feed.ts";
import { plausible } from "./trend/sources/services/plausible.ts";

const now = Date.parse("2026-11-23T12:00:00+05:30");
const environment = plausible.environment as { PLAUSIBLE_API_KEY: string };

const visits: readonly Visit[] = ["a", "b", "c", "d", "e"].flatMap((reader) => [
  { path: "/desh/rain/", at: now - 10 * 60_000, reader },
  ...(reader < "d" ? [{ path: "/desh/budget/?utm_source=x", at: now - 10 * 60_000, reader }] : []),
]);

/** Runs `npm run trending` of a newsroom whose readers and sister site are on this machine. */
async function trending(given: Readonly<Record<string, string>>, sources?: Options["trending"]) {
  const service = await serveHere(
    (request) =>
      (request.url.pathname === "/feed.xml" ? feed : plausible).answer?.(request, visits, now) ?? {},
  );
  const sisterSites = [{ name: "Bhor Khel", url: service.url, feed: `${service.url}/feed.xml` }];
  const content = writeNewsroom({
    "site.yaml": stringify({ ...plainSite, sisterSites }),
    "articles/rain.md": story({ title: "Rain", date: "2026-11-22T08:00" }),
    "articles/budget.md": story({ title: "Budget", date: "2026-11-22T08:00" }),
    "articles/nobody.md": story({ title: "Nobody reads this", date: "2026-11-23T08:00" }),
  });
  const folder = temporaryFolder("trending");
  const config = writeEleventyConfig(folder, {
    trending: {
      edition: join(folder, "state", "edition.json"),
      ...(sources ?? {
        sources: [{ from: "plausible", site: "bhor.example", url: service.url }, { from: "feeds" }],
      }),
    },
  });
  const out = join(folder, "trending.json");
  const flags = [`--input=${content}`, `--config=${config}`, `--out=${out}`, "--explain"];
  const result = await runCommand("scripts/trending.ts", [...flags, `--now=${new Date(now).toISOString()}`], {
    PLAUSIBLE_API_KEY: "",
    ...given,
  });
  const list = () => JSON.parse(readFileSync(out, "utf8"));
  return { ...result, list };
}

describe("npm run trending with services", () => {
  it("puts what is read first, and headlines of sister sites among it", async () => {
    const { code, list, stdout, stderr } = await trending(environment);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const { basis, links } = list();
    expect(basis).toBe("readers");
    expect(links.slice(0, 2).map(({ title }: { title: string }) => title)).toEqual(["Rain", "Budget"]);
    expect(links.map(({ title }: { title: string }) => title)).toContain("फ़ाइनल आज – Bhor Khel");
    expect(stdout).not.toContain(environment.PLAUSIBLE_API_KEY);
  });

  it("names the variable that is missing, and makes the list without that source", async () => {
    const { list, stderr } = await trending({});
    expect(stderr).toContain("The environment variable PLAUSIBLE_API_KEY is not set.");
    expect(list()).toMatchObject({ basis: "newest" });
  });

  it("does not let a wrong key out, whoever repeats it", async () => {
    const { stdout, stderr } = await trending({ PLAUSIBLE_API_KEY: "wrong-key-9911" });
    expect(stderr).toContain("Plausible does not let us in (401). Check PLAUSIBLE_API_KEY");
    expect(stdout + stderr).not.toContain("wrong-key-9911");
  });

  it("refuses a source that it does not know, naming all it knows", async () => {
    const { code, stderr } = await trending({}, { sources: [{ from: "plausable" } as never] });
    expect(code).toBe(2);
    expect(stderr).toContain(
      'The option trending.sources[0].from is "plausable". Did you mean "plausible"? Write one of: editors, logs, feeds, plausible, umami, matomo, ga4, cloudflare, clickhouse.',
    );
  });
});
