import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Site } from "../../../src/check/types.ts";
import type { HttpTools } from "../../../src/trend/sources/http-tools.ts";
import type { Answer, Question, Reading, TrendSource } from "../../../src/trend/sources/source.ts";
import { aSite, inIndia } from "../../fixtures/newsroom.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { type Service, type ServiceReply, type ServiceRequest, serveHere } from "./loopback-service.ts";

/** Somebody opened a page. */
export interface Visit {
  /** As the service has it: a path, but services are sent whatever anybody likes. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly reader: string;
}

/** A source and, for one that asks over HTTP, the service that it asks. */
export interface Subject {
  readonly name: string;
  readonly counts: "readers" | "views" | "nothing";
  /** The longest bucket of the last hours, minutes. */
  readonly bucketMinutes: number;
  /** Environment variables with made-up secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Other secrets that come up, such as a token that the service gives. */
  readonly secrets?: readonly string[];
  /**
   * Opens the source so that it knows these visits.
   *
   * @param url of the service on this machine; a source that reads files writes them to `tools.stateFolder` instead
   */
  open(
    url: string,
    tools: HttpTools & { readonly site: Site },
    visits: readonly Visit[],
  ): TrendSource | Promise<TrendSource>;
  /** What the service says of these visits, as its documentation tells. Absent for a source that asks no service. */
  answer?(request: ServiceRequest, visits: readonly Visit[], now: number): ServiceReply;
  /** Tells the requests that let us in from those that ask. */
  isLogin?(request: ServiceRequest): boolean;
  readonly pathOfTitle?: (title: string) => string | undefined;
}

/** Ten past the half hour, so that no bucket begins or ends with the question. */
export const now = inIndia("2026-11-23T12:02:10") + 500;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const barish = "/desh/bhari-barish/";
const visits: readonly Visit[] = [
  ...["meera", "meera", "meera", "meera", "meera", "arif", "joy"].map((reader) => ({
    path: barish,
    at: now - 10 * minute,
    reader,
  })),
  { path: "/videsh/chunav/", at: now - 2 * hour, reader: "meera" },
  { path: "/videsh/chunav/", at: now - 2 * hour - 1_000, reader: "arif" },
  { path: "/desh/kal-bhi/", at: now - day - 30 * minute, reader: "meera" },
  { path: "/desh/kal-bhi/", at: now - day - 31 * minute, reader: "arif" },
  { path: "/desh/purana/", at: now - 12 * day, reader: "meera" },
  { path: "/desh/kal-hoga/", at: now + hour, reader: "meera" },
  { path: "//evil.example/x", at: now - 20 * minute, reader: "meera" },
  { path: "https://evil.example/y", at: now - 20 * minute, reader: "meera" },
  { path: "(not set)", at: now - 20 * minute, reader: "meera" },
];

/**
 * What every source of the trending list must do.
 *
 * To add a source, write a {@link Subject} and call this in a test file.
 */
export function describeSource(subject: Subject): void {
  const { name, answer } = subject;
  describe(`the source ${name}`, () => {
    if (subject.counts !== "nothing") describeReadings(subject);
    if (answer !== undefined) describeFailures(subject, answer);

    it("answers even if it is too late to ask", async () => {
      const { source } = await opened(subject, visits);
      const { readings } = await source.read({ ...asked(3 * hour), signal: AbortSignal.abort() });
      expect(Array.isArray(readings)).toBe(true);
    });
  });
}

function describeReadings(subject: Subject): void {
  const { counts, bucketMinutes } = subject;

  it("tells how often pages were read in the time that is asked for, and of no other time or host", async () => {
    const { source } = await opened(subject, visits);
    const answer = await source.read(asked(3 * hour));
    expect(answer.troubles).toEqual([]);
    expectSane(answer, asked(3 * hour));
    expect(totals(answer)).toMatchObject({ [barish]: counts === "readers" ? 3 : 7, "/videsh/chunav/": 2 });
    const paths = answer.readings.map(({ path }) => path).join(" ");
    expect(paths).not.toMatch(/purana|kal-hoga|\/\/evil|https:|not set/);
    const lengths = answer.readings
      .filter(({ path }) => path === barish)
      .map(({ from, until }) => (until - from) / minute);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(bucketMinutes);
  });

  it("reaches back to the same hour of the days before, where it is asked to", async () => {
    const { source } = await opened(subject, visits);
    const answer = await source.read(asked(7 * day));
    expect(answer.troubles).toEqual([]);
    expectSane(answer, asked(7 * day));
    expect(totals(answer)).toMatchObject({
      [barish]: counts === "readers" ? 3 : 7,
      "/videsh/chunav/": 2,
      "/desh/kal-bhi/": 2,
    });
    expect(totals(answer)["/desh/purana/"]).toBeUndefined();
  });

  it("tells of every page of a big site", async () => {
    const many = Array.from({ length: 10_050 }, (_, index) => ({
      path: `/desh/khabar-${index}/`,
      at: now - 2 * hour + (index % 570) * 1_000,
      // Whoever reads all of them is no reader.
      reader: `reader ${index}`,
    }));
    const { source } = await opened(subject, many);
    const answer = await source.read(asked(3 * hour));
    expect(answer.troubles).toEqual([]);
    expect(new Set(answer.readings.map(({ path }) => path)).size).toBe(many.length);
    expect(answer.readings.reduce((sum, { readers }) => sum + readers, 0)).toBe(many.length);
  });

  it("tells of nothing where nobody reads", async () => {
    const { source } = await opened(subject, []);
    expect(await source.read(asked(3 * hour))).toEqual({ readings: [], outside: [], troubles: [] });
  });
}

function describeFailures(subject: Subject, answer: NonNullable<Subject["answer"]>): void {
  const healthy: Service = (request) => answer(request, visits, now);
  const secrets = [...Object.values(subject.environment), ...(subject.secrets ?? [])].filter(
    (text) => text !== "",
  );

  /** A trouble in plain words, no readings, no secret. */
  const expectTrouble = (source: TrendSource, { readings, outside, troubles }: Answer) => {
    expect(readings).toEqual([]);
    expect(outside).toEqual([]);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(/^\p{Lu}.{20,300}\.$/u);
    expect(troubles[0]).not.toMatch(/\bat \w+ \(|undefined|\[object|Unexpected token/);
    const told = JSON.stringify([source.name, troubles]);
    for (const secret of secrets) expect(told).not.toContain(secret);
  };

  for (const [what, fail] of Object.entries(failures)) {
    for (const when of subject.isLogin === undefined
      ? ["from the start"]
      : ["from the start", "once let in"]) {
      it(`tells in plain words of a service that ${what}, ${when}`, async () => {
        const { source } = await opened(subject, visits, (request, response) =>
          when === "once let in" && subject.isLogin?.(request)
            ? healthy(request, response)
            : fail(request, response),
        );
        expectTrouble(source, await source.read(asked(3 * hour)));
      });
    }
  }

  it("waits no longer than it may", async () => {
    const patience = new AbortController();
    const { source } = await opened(subject, visits, () => {
      patience.abort();
      return undefined;
    });
    const answered = await source.read({ ...asked(3 * hour), signal: patience.signal });
    expectTrouble(source, answered);
    expect(answered.troubles[0]).toContain("did not answer in time");
  });

  it("tells of a service that is not there", async () => {
    const { source, service } = await opened(subject, visits);
    await service.close();
    const answered = await source.read(asked(3 * hour));
    expectTrouble(source, answered);
    expect(answered.troubles[0]).toContain("cannot be reached (ECONNREFUSED)");
  });

  it("asks once more if a service is busy for a moment", async () => {
    const seen = new Set<string>();
    const { source } = await opened(subject, visits, (request, response) => {
      const key = `${request.url.href} ${request.body}`;
      if (seen.has(key)) return healthy(request, response);
      seen.add(key);
      return { status: 503, headers: { "retry-after": "0" }, body: "busy" };
    });
    const answered = await source.read(asked(3 * hour));
    expect(answered.troubles).toEqual([]);
    expect(answered.readings.length + answered.outside.length).toBeGreaterThan(0);
  });

  it("does not wait an hour because a service asks it to", async () => {
    const { source } = await opened(subject, visits, () => ({
      status: 429,
      headers: { "retry-after": "3600" },
    }));
    const answered = await source.read(asked(3 * hour));
    expectTrouble(source, answered);
    expect(answered.troubles[0]).toContain("3600 s");
  });

  if (secrets.length === 0) return;

  it("names the environment variable that is missing", async () => {
    const { source } = await opened(subject, visits, undefined, {});
    const answered = await source.read(asked(3 * hour));
    expectTrouble(source, answered);
    expect(answered.troubles[0]).toContain(Object.keys(subject.environment)[0]);
  });

  it("repeats no secret that was copied wrongly", async () => {
    const broken = Object.entries(subject.environment).map(([name, secret]) => [
      name,
      `${secret.slice(0, -6)}\nह`,
    ]);
    const { source } = await opened(subject, visits, undefined, Object.fromEntries(broken));
    const answered = await source.read(asked(3 * hour));
    expectTrouble(source, answered);
    expect(answered.troubles[0]).toMatch(/[A-Z0-9]+_[A-Z_]+/);
    for (const secret of secrets) expect(answered.troubles[0]).not.toContain(secret.slice(0, 8));
  });

  it("sends its secret to no other host", async () => {
    const other = await serveHere(healthy);
    const { source } = await opened(subject, visits, ({ url }) => ({
      status: 307,
      headers: { location: `${other.url}${url.pathname}${url.search}` },
    }));
    expectTrouble(source, await source.read(asked(3 * hour)));
    expect(other.requests).toEqual([]);
  });

  it("puts its secret into no address", async () => {
    const { source, service } = await opened(subject, visits);
    await source.read(asked(3 * hour));
    const addresses = service.requests.map(({ url }) => decodeURIComponent(url.href)).join(" ");
    for (const secret of secrets) expect(addresses).not.toContain(secret);
  });
}

/** Everything that was sent, for services that repeat it. */
function echo({ url, headers, body }: ServiceRequest): string {
  return `${url.href} ${JSON.stringify(headers)} ${body}`;
}

const failures: Readonly<Record<string, Service>> = {
  "does not let it in": (request) => ({ status: 401, body: { error: echo(request) } }),
  "takes a wrong key for a wrong question": (request) => ({ status: 400, body: { error: echo(request) } }),
  "forbids it": (request) => ({ status: 403, body: echo(request) }),
  "is asked too often": (request) => ({ status: 429, headers: { "retry-after": "0" }, body: echo(request) }),
  "is out of order": (request) => ({ status: 500, body: echo(request) }),
  "knows no such address": (request) => ({ status: 404, body: echo(request) }),
  "answers in HTML": (request) => ({
    headers: { "content-type": "text/html" },
    body: `<!doctype html><title>Log in</title><p>${echo(request)}`,
  }),
  "answers with something else": (request) => ({ body: { message: echo(request) } }),
  "answers with rows of something else": (request) => ({
    body: {
      results: [echo(request)],
      data: [[1]],
      rows: [{}],
      token: 5,
      access_token: 7,
      items: 3,
      version: 1,
    },
  }),
  "answers with null": () => ({ body: null }),
  "answers with a list of nonsense": () => ({ body: [7, null, { x: 5 }] }),
  "answers with nothing": () => ({ body: "" }),
  "breaks off": (_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write('{"results":[');
    response.socket?.destroySoon();
    return undefined;
  },
  "answers without end": (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(emptiness);
    return undefined;
  },
  "sends it round in circles": ({ url }) => ({
    status: 307,
    headers: { location: url.pathname + url.search },
  }),
};

/** 80 MiB of spaces in 80 KiB. */
const emptiness = gzipSync(Buffer.alloc(80 << 20, " "));

function asked(span: number): Question {
  return { now, since: now - span, signal: new AbortController().signal };
}

async function opened(
  subject: Subject,
  visits: readonly Visit[],
  instead?: Service,
  environment: Subject["environment"] = subject.environment,
) {
  const { answer } = subject;
  const service = await serveHere(
    instead ?? ((request) => answer?.(request, visits, now) ?? { status: 404, body: "" }),
  );
  const tools: HttpTools & { readonly site: Site } = {
    site: aSite({
      sisterSites: [{ name: "भोर खेल", url: `${service.url}/`, feed: `${service.url}/feed.xml` }],
    }),
    environment,
    fetch,
    stateFolder: temporaryFolder("source"),
    ...(subject.pathOfTitle === undefined ? {} : { pathOfTitle: subject.pathOfTitle }),
  };
  return { source: await subject.open(service.url, tools, visits), service };
}

function totals({ readings }: Answer): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { path, readers } of readings) sums[path] = (sums[path] ?? 0) + readers;
  return sums;
}

function expectSane({ readings }: Answer, { now, since }: Question): void {
  const byPath = new Map<string, Reading[]>();
  for (const reading of readings) {
    const { path, from, until, readers } = reading;
    expect(path).toMatch(/^\/(?![/\\])/);
    expect(readers).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(readers)).toBe(true);
    expect(from).toBeLessThan(until);
    expect(until - from).toBeLessThanOrEqual(day);
    expect(until).toBeLessThanOrEqual(now);
    // A day that began before is told of whole: a source that counts by the day cannot take it apart.
    expect(until).toBeGreaterThan(since);
    byPath.set(path, [...(byPath.get(path) ?? []), reading]);
  }
  for (const own of byPath.values()) {
    const sorted = own.toSorted((a, b) => a.from - b.from);
    for (const [index, { until }] of sorted.entries()) {
      expect(sorted[index + 1]?.from ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(until);
    }
  }
}
