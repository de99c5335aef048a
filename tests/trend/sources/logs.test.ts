import { cpSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rankTrending } from "../../../src/trend/rank.ts";
import { openLogs } from "../../../src/trend/sources/logs/logs.ts";
import { aCatalog, anArticle, aSite } from "../../fixtures/newsroom.ts";
import { type S3Server, startS3Server } from "../../share/s3-server.ts";
import { repository } from "../../support/repository.ts";
import { runCommand } from "../../support/run-command.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import {
  aLogFile,
  aRequest,
  askLogs,
  logNow,
  phone,
  readersAmong,
  readersIn,
  readersOf,
  writeLog,
} from "./a-log.ts";

describe("access logs", () => {
  const requests = [
    ...readersOf(3),
    ...readersOf(2, { path: "/desh/भारी/?utm_source=x", minutesAgo: 70 }),
    aRequest({ agent: "Googlebot/2.1", ip: "66.249.66.1" }),
    aRequest({ purpose: "prefetch", ip: "203.0.113.200" }),
    aRequest({ status: 404, ip: "203.0.113.201" }),
  ];
  const expected = { "/desh/rain/": 3, "/desh/भारी/": 2 };

  it.each(["combined", "cloudfront", "fastly"] as const)(
    "give the same readers in the format %s, plain or packed",
    async (format) => {
      const text = writeLog[format](requests.map((each) => ({ ...each, path: encodeURI(each.path) })));
      for (const isGzip of [false, true]) {
        const answer = await askLogs({ files: [aLogFile(text, `${format}.1`, isGzip)] });
        expect(answer.troubles).toEqual([]);
        expect(readersIn(answer)).toEqual(expected);
      }
    },
  );

  it("count readers in the common format, which has no names of programs", async () => {
    const answer = await askLogs({ files: [aLogFile(writeLog.common(readersOf(3)))], format: "common" });
    expect(answer).toMatchObject({ troubles: [] });
    expect(readersIn(answer)).toEqual({ "/desh/rain/": 3 });
  });

  it("may be JSON with other names of fields, and times as numbers", async () => {
    const line = (ip: string, when: unknown) =>
      JSON.stringify({ "client.ip": ip, when, verb: "GET", "a/b": "/desh/rain/", code: "200", ua: phone });
    const lines = [
      line("203.0.113.1", logNow / 1000 - 60),
      line("203.0.113.2", logNow - 60_000),
      line("203.0.113.3", "2026-11-23T06:20:00.5Z"),
    ];
    const fields = {
      time: "when",
      ip: "client.ip",
      method: "verb",
      url: "a/b",
      status: "code",
      userAgent: "ua",
    };
    const answer = await askLogs({ files: [aLogFile(`${lines.join("\n")}\n`)], format: "json", fields });
    expect(readersIn(answer)).toEqual({ "/desh/rain/": 3 });
  });

  it("of several kinds are read together, by pattern, each file once", async () => {
    const folder = temporaryFolder("logs");
    writeFileSync(join(folder, "access.log"), writeLog.combined(readersOf(2)));
    writeFileSync(join(folder, "access.log.1.gz"), gzipSync(writeLog.fastly(readersOf(5))));
    writeFileSync(join(folder, "other.txt"), writeLog.combined(readersOf(50)));
    writeFileSync(join(folder, "access.log.empty"), "");
    const answer = await askLogs({ files: [join(folder, "access*"), join(folder, "access.log")] });
    expect(answer.troubles).toEqual([]);
    expect(readersIn(answer)).toEqual({ "/desh/rain/": 5 });
  });

  it("last written before the time that is asked for are not read", async () => {
    const [recent, old] = [1, 5].map((count) => aLogFile(writeLog.combined(readersOf(count))));
    const writtenAt = (file = "", hoursAgo = 0) => {
      const seconds = logNow / 1000 - hoursAgo * 3600;
      utimesSync(file, seconds, seconds);
    };
    writtenAt(old, 4);
    writtenAt(recent, 0);
    const ask = async () => readersIn(await askLogs({ files: [recent ?? "", old ?? ""] }));
    expect(await ask()).toEqual({ "/desh/rain/": 1 });
    // Unless all seem to be old: then their times are not to be trusted.
    writtenAt(recent, 9);
    expect(await ask()).toEqual({ "/desh/rain/": 5 });
  });

  it("that are not there are told of, and the others are read", async () => {
    const good = aLogFile(writeLog.combined(readersOf(2)));
    const folder = temporaryFolder("logs");
    const answer = await askLogs({ files: [`${folder}/none.log`, `${folder}/*.gz`, folder, good] });
    expect(readersIn(answer)).toEqual({ "/desh/rain/": 2 });
    expect(answer.troubles).toEqual([
      expect.stringContaining("No file is called"),
      expect.stringContaining("There is no file"),
      expect.stringContaining("is no file; name the files in it"),
    ]);
  });
});

describe("a reader", () => {
  it("counts once a page, however often and under whatever address it was opened", async () => {
    const paths = [
      "/desh/rain/",
      "/desh/rain",
      "/desh/rain/?utm_source=a",
      "/desh/rain/?fbclid=2",
      "/desh/rain/amp/",
      "/desh/%72ain/index.html",
    ];
    const visits = paths.map((path, index) => aRequest({ path, minutesAgo: 5 + index * 20 }));
    expect(await readersAmong(visits)).toEqual({ "/desh/rain/": 1 });
  });

  it("is an address with a user agent: two phones in one house are two", async () => {
    expect(await readersAmong([aRequest(), aRequest({ agent: `${phone} Other` })])).toEqual({
      "/desh/rain/": 2,
    });
  });

  it("counts at the last visit, in five minutes; a day ago, once each hour", async () => {
    const visits = [10, 40, 100, 24 * 60 + 3, 24 * 60 + 9, 25 * 60 + 3].map((minutesAgo) =>
      aRequest({ minutesAgo }),
    );
    const { readings } = await askLogs({ files: [aLogFile(writeLog.combined(visits))] }, { hours: 48 });
    const shown = readings.map(({ from, until, readers }) => [
      new Date(from).toISOString().slice(8, 16),
      (until - from) / 60_000,
      readers,
    ]);
    expect(shown).toEqual([
      ["22T05:00", 60, 1],
      ["22T06:00", 60, 1],
      ["23T06:20", 5, 1],
    ]);
  });

  it("counts within the time that is asked for, its beginning in and its end out", async () => {
    const at = (minutesAgo: number) => aRequest({ minutesAgo, ip: `203.0.113.${minutesAgo + 20}` });
    const answer = await askLogs({
      files: [aLogFile(writeLog.combined([at(180), at(181), at(0), at(-5), at(1)]))],
    });
    expect(readersIn(answer)).toEqual({ "/desh/rain/": 2 });
    for (const { until } of answer.readings) expect(until).toBeLessThanOrEqual(logNow);
  });

  it("who comes back to a page that the browser still has counts, too", async () => {
    expect(await readersAmong([aRequest({ status: 304 })])).toEqual({ "/desh/rain/": 1 });
  });
});

describe("what is no reader of a page", () => {
  const nobody = (changes: Parameters<typeof aRequest>[0]) => readersAmong([aRequest(changes)]);

  it.each([
    "Googlebot/2.1",
    "facebookexternalhit/1.1",
    "curl/8.5",
    "WhatsApp/2.23 A",
    "FeedBurner/1.0",
    "",
    "-",
  ])("does not count: the program %j", async (agent) => expect(await nobody({ agent })).toEqual({}));

  it.each([206, 301, 302, 307, 400, 403, 404, 410, 499, 500, 503])(
    "does not count: an answer %i",
    async (status) => expect(await nobody({ status })).toEqual({}),
  );

  it.each(["HEAD", "POST", "OPTIONS", "PROPFIND", "BREW"])("does not count: %s", async (method) =>
    expect(await nobody({ method })).toEqual({}),
  );

  it.each([
    "/assets/khabar.1a2b.css",
    "/media/rain.jpg?w=200",
    "/feed.xml",
    "/desh/atom.xml",
    "/feed.json",
    "/?feed=rss2",
    "/trending.json",
    "/robots.txt",
    "/wp-login.php",
    "/files/report.pdf",
    "http://bhor.example/desh/rain/",
    "*",
  ])("does not count: %s", async (path) => expect(await nobody({ path })).toEqual({}));

  it.each(["prefetch", "prefetch;prerender", "Prerender", "preview"])(
    "does not count: what is fetched with the purpose %s",
    async (purpose) => expect(await nobody({ purpose })).toEqual({}),
  );

  it("does not count: the newsroom's own machines", async () => {
    const file = aLogFile(
      writeLog.combined(
        ["203.0.113.7", "203.0.113.77", "198.51.100.1", "2001:db8::7", "2001:db8:1::7"].map((ip) =>
          aRequest({ ip }),
        ),
      ),
    );
    const office = ["203.0.113.0/26", "198.51.100.1", "2001:db8::/48"];
    expect(readersIn(await askLogs({ files: [file], office }))).toEqual({ "/desh/rain/": 2 });
  });

  it("does not count: programs that call themselves browsers, by what else they ask for", async () => {
    const robot = (ip: string, changes: Parameters<typeof aRequest>[0]) => [
      aRequest({ ip }),
      aRequest({ ip, ...changes }),
    ];
    const robots = [
      ...robot("203.0.113.1", { path: "/robots.txt" }),
      ...robot("203.0.113.2", { method: "POST", path: "/contact/", status: 405 }),
      ...robot("203.0.113.3", { path: "/wp-login.php", status: 404 }),
      ...Array.from({ length: 101 }, (_, page) => aRequest({ ip: "203.0.113.4", path: `/desh/${page}/` })),
      // Another name, from the address of one that posts.
      aRequest({ ip: "203.0.113.2", agent: `${phone} Other` }),
    ];
    expect(await readersAmong(robots)).toEqual({});
    const people = robot("203.0.113.5", { method: "POST", path: "/comments/", status: 303 });
    expect(await readersAmong([...robots, ...people])).toEqual({ "/desh/rain/": 1 });
  });

  it("does not count: those who fetch no styles nor pictures, where enough others do", async () => {
    const style = (count: number) => readersOf(count, { path: "/assets/khabar.css" });
    const loud = Array.from({ length: 90 }, (_, index) =>
      aRequest({ ip: `192.0.2.${index}`, path: "/desh/spam/" }),
    );
    expect(await readersAmong([...readersOf(40), ...style(40), ...loud])).toEqual({ "/desh/rain/": 40 });
    // Too few to tell: the log may not have what browsers fetch.
    expect(await readersAmong([...readersOf(40), ...style(5), ...loud])).toEqual({
      "/desh/rain/": 40,
      "/desh/spam/": 90,
    });
  });
});

describe("hostile lines", () => {
  const secret = "203.0.113.99";
  const hostile = [
    Buffer.from(
      `${secret} - - [23/Nov/2026:11:50:00 +0530] "GET /x'; DROP TABLE hits; --/ HTTP/1.1" 200 5 "-" "${phone}"\n`,
    ),
    Buffer.from(
      `${secret} - - [23/Nov/2026:11:50:00 +0530] "GET /a\\"b\\\\/ HTTP/1.1" 200 5 "\\"" "${phone} \\" OR 1=1"\n`,
    ),
    Buffer.from(
      `${secret} - - [99/Foo/2026:11:50:00 +0530] "GET /desh/rain/ HTTP/1.1" 200 5 "-" "${phone}"\n`,
    ),
    Buffer.from(`${secret} - - [23/Nov/2026:11:50:00 +0530] "\\x16\\x03\\x01" 400 5 "-" "-"\n`),
    Buffer.from(
      `${secret} - - [23/Nov/2026:11:50:00 +0530] "GET /desh/rain/ HTTP/1.1" 999999999999 5 "-" "x"\n`,
    ),
    Buffer.concat([Buffer.from(`${secret} `), Buffer.from([0, 1, 2, 0, 34, 34, 0]), Buffer.from("\n")]),
    Buffer.concat([
      Buffer.from(`${secret} "GET /`),
      Buffer.from([0xff, 0xfe, 0xe0, 0x80]),
      Buffer.from('" 200\r\n'),
    ]),
    Buffer.from(`${secret} "GET /${"long/".repeat(60_000)} HTTP/1.1" 200\n`),
    Buffer.from('"""""""""""""""""\n\t\t\t\n   \n\u0001\u0001\n{"timestamp":\n[[[[[\n#Fields:\n'),
  ];

  it.each(["combined", "cloudfront", "fastly"] as const)("do no harm in the format %s", async (format) => {
    const good = Buffer.from(writeLog[format](readersOf(4)));
    const bytes = Buffer.concat([
      good,
      ...hostile,
      Buffer.from(writeLog[format](readersOf(3, { path: "/desh/vote/" }))),
    ]);
    for (const isGzip of [false, true]) {
      const notes: string[] = [];
      const answer = await askLogs({ files: [aLogFile(bytes, "access.log", isGzip)] }, { notes });
      expect(readersIn(answer)).toMatchObject({ "/desh/rain/": 4, "/desh/vote/": 3 });
      expect(answer.troubles).toEqual([
        expect.stringMatching(/^\d+ of \d+ lines are no lines of an access log/),
      ]);
      const told = JSON.stringify([answer, notes]);
      for (const private_ of [secret, "198.51", "Mozilla", "SM-A536E"]) expect(told).not.toContain(private_);
    }
  });

  it("are told of in what is no log at all", async () => {
    const random = Buffer.from(
      Array.from({ length: 200_000 }, (_, index) => (index * 7919 + (index >> 3)) & 255),
    );
    for (const isGzip of [false, true]) {
      const { readings, troubles } = await askLogs({ files: [aLogFile(random, "access.log", isGzip)] });
      expect(readings).toEqual([]);
      expect(troubles.join()).toMatch(/lines are no lines of an access log|hold no lines of text/);
    }
  });

  it("end a packed file that is cut short, which is read as far as it goes", async () => {
    const whole = gzipSync(writeLog.combined(readersOf(3000)));
    const answer = await askLogs({ files: [aLogFile(whole.subarray(0, whole.length / 2))] });
    expect(readersIn(answer)["/desh/rain/"]).toBeGreaterThan(500);
    expect(answer.troubles.join()).not.toMatch(/198\.51|Mozilla/);
  });
});

describe("a question to logs", () => {
  it("that is taken back is answered at once", async () => {
    const file = aLogFile(writeLog.combined(readersOf(10)));
    const { readings, troubles } = await askLogs({ files: [file] }, { signal: AbortSignal.abort() });
    expect(readings).toEqual([]);
    expect(troubles).toEqual(["The logs were not read: it took too long; name fewer files."]);
  });

  it("says which package to install", async () => {
    const folder = temporaryFolder();
    cpSync(join(repository, "src/trend/sources/logs/duckdb.ts"), join(folder, "duckdb.ts"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(
      join(folder, "open.ts"),
      'import { withDatabase } from "./duckdb.ts";\nwithDatabase("", new AbortController().signal, async () => 1).catch((error) => console.log(error.message));\n',
    );
    const { stdout } = await runCommand(join(folder, "open.ts"), []);
    expect(stdout).toBe(
      "reading access logs needs a package that is missing: run npm install @duckdb/node-api\n",
    );
  });

  it.each([
    [{ files: [] }, 'Logs need files. Write files: ["/var/log/nginx/access.log*"].'],
    [{ files: ["a"], format: "iis" }, 'Logs have no format "iis". The formats are: combined, common'],
    [{ files: ["a"], fields: { user: "x" } }, 'The fields of logs cannot have user: "x".'],
    [
      { files: ["a"], office: ["10.0.0.0/33"] },
      'The office has "10.0.0.0/33". Write IP addresses and ranges',
    ],
    [{ files: ["a"], office: ["newsroom"] }, 'The office has "newsroom".'],
    [{ files: ["a"], file: "b" }, 'has no "file". It has: from, files, format, fields, office.'],
  ])("is refused where %j cannot be used", (config, message) => {
    expect(() => askLogs(config as never)).toThrow(message);
  });
});

describe("logs in a bucket", () => {
  let server: S3Server;
  const environment = { AWS_ACCESS_KEY_ID: "NAME-OF-A-KEY", AWS_SECRET_ACCESS_KEY: "SECRET-OF-A-KEY" };
  beforeAll(async () => {
    server = await startS3Server();
    const endpoint = new URL(server.place("x")).searchParams.get("endpoint") ?? "";
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const client = new S3Client({ endpoint, forcePathStyle: true, region: "us-east-1", credentials });
    const put = (Key: string, Body: Uint8Array) =>
      client.send(new PutObjectCommand({ Bucket: "news", Key, Body }));
    await put("cdn/dt=2026-11-23/E1.a+b.gz", gzipSync(writeLog.cloudfront(readersOf(3))));
    await put("cdn/dt=2026-11-23/E2.gz", gzipSync(writeLog.cloudfront(readersOf(5))));
    await put("cdn/dt=2026-11-23/deep/E3.gz", gzipSync(writeLog.cloudfront(readersOf(9))));
    await put("cdn/other.txt", Buffer.from("no log"));
    client.destroy();
  });
  afterAll(() => server.close());

  it("are found by pattern, whatever their keys are, and read", async () => {
    const place = (keys: string) => server.place("cdn/dt=2026-11-23/KEYS").replace("KEYS", keys);
    const ask = async (keys: string) => readersIn(await askLogs({ files: [place(keys)] }, { environment }));
    expect(await ask("*.gz")).toEqual({ "/desh/rain/": 5 });
    expect(await ask("**.gz")).toEqual({ "/desh/rain/": 9 });
    expect(await ask("E1.a+b.gz")).toEqual({ "/desh/rain/": 3 });
    expect(await ask("E?.zip")).toEqual({});
  });

  it("that cannot be had are told of without a secret", async () => {
    const place = server.place("x").replace("/news/", "/no-such-bucket/");
    const { readings, troubles } = await askLogs({ files: [place] }, { environment });
    expect(readings).toEqual([]);
    expect(troubles).toEqual([
      expect.stringMatching(/^Cannot read s3:\/\/no-such-bucket\/x: there is no bucket/),
    ]);
    const wrong = await askLogs({ files: ["s3://key:SECRET-OF-A-KEY@news/x"] }, { environment });
    expect(wrong.troubles).toEqual([expect.stringContaining("A place of logs in S3 cannot be used")]);
    for (const answer of [troubles, wrong.troubles])
      expect(JSON.stringify(answer)).not.toMatch(/SECRET-|-KEY/);
  });
});

/** Real logs, where somebody put them beside the project. */
const real = resolve(process.env.KHABAR_REAL_DATA ?? "../shared/data", "logs");

if (existsSync(real)) {
  describe("real logs", () => {
    const siteOf = (url: string) => ({ ...aSite(), url });
    const ask = async (file: string, url: string, now: number, hours: number) => {
      const folder = temporaryFolder("scratch");
      mkdirSync(join(folder, "kept"), { recursive: true });
      const tools = {
        site: siteOf(url),
        environment: {},
        fetch,
        stateFolder: folder,
        temporaryFolder: folder,
      };
      const choices = { choices: { pinned: [], blocked: [] }, formPath: "/comments/", number: 0 };
      const source = openLogs({ from: "logs", files: [join(real, file)] }, { ...tools, ...choices });
      return source.read({ now, since: now - hours * 3_600_000, signal: new AbortController().signal });
    };
    /** A story at every address that was ever answered with a page, all of one age. */
    const catalogueOf = (file: string, url: string, now: number) => {
      const text = readFileSync(join(real, file), "utf8");
      const found = [...text.matchAll(/"GET (\/[^ ?"]*)[^"]*" 200 /g)].map(([, path]) => path as string);
      const addresses = [...new Set(found)].filter(
        (path) => path !== "/" && /\/$|\.x?html$|\/[\w-]+$/.test(path),
      );
      const stories = addresses.map((address, index) =>
        anArticle({ id: `s${index}`, title: `${address} ${index}`, address, date: now - 400 * 86_400_000 }),
      );
      return aCatalog(stories, now, { site: siteOf(url) });
    };
    const settings = { limit: 10, windowMinutes: 720, leastReaders: 3, perSection: 10 };

    it("of programs alone give an empty ranking at every hour", async () => {
      const first = Date.parse("2015-10-25T06:00:00Z");
      const url = "http://howto.basjes.nl";
      for (let now = first; now < first + 6 * 86_400_000; now += 12 * 3_600_000) {
        const { readings } = await ask("hackers-access.log", url, now, 12);
        const catalog = catalogueOf("hackers-access.log", url, now);
        expect(rankTrending(readings, new Map(), catalog, { blocked: [] }, settings).ranked).toEqual([]);
      }
    });

    it("of people give the posts that they read", async () => {
      const now = Date.parse("2015-05-19T20:00:00Z");
      const url = "http://semicomplete.com";
      const { readings } = await ask("apache_logs", url, now, 12);
      const catalog = catalogueOf("apache_logs", url, now);
      const { ranked } = rankTrending(readings, new Map(), catalog, { blocked: [] }, settings);
      const addresses = ranked.map(({ story }) => story.address);
      expect(addresses.slice(0, 3)).toEqual(
        expect.arrayContaining(["/projects/xdotool/", "/articles/dynamic-dns-with-dhcp/"]),
      );
      expect(addresses).toContain("/blog/geekery/ssl-latency.html");
      expect(addresses.join()).not.toMatch(/windows-8|flav|robots|\.png|\.css/);
    });
  });
}
