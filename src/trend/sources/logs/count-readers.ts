import { BlockList, isIP } from "node:net";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isbot } from "isbot";
import type { Site } from "../../../check/types.ts";
import { foldAddress } from "../../addresses.ts";
import type { Reading } from "../source.ts";
import { quoted } from "./formats.ts";

/** What is asked of the lines. Moments are epoch milliseconds. */
export interface Counting {
  readonly since: number;
  readonly now: number;
  readonly site: Pick<Site, "url" | "basePath">;
  /** Addresses of the newsroom's own machines: IP addresses and ranges such as `203.0.113.0/24`. */
  readonly office: readonly string[];
  /** Path of the comment form, the only thing on a static site that takes a POST. */
  readonly formPath: string;
}

export interface Counted {
  readonly readings: readonly Reading[];
  /** Lines by what became of them. */
  readonly lines: Readonly<Record<string, number>>;
  /**
   * How readers were told from programs: `browsers` are those who also fetched a style, script, picture or font. Of
   * `nobody` anything was counted if the logs show no browsers, and more programs in disguise than others.
   */
  readonly counted: "browsers" | "all" | "nobody";
}

const bucketSeconds = 300;
const hourSeconds = 3600;
/** Readers are told in buckets of five minutes for so long, and in hours before. */
const fineSeconds = 12 * hourSeconds;
/** Nobody opens so many pages in five minutes. */
const mostPagesInBucket = 100;
/** Fewer among the requests of an address are no proof against all: thousands of phones can share one. */
const intrudersShare = 0.1;
/** With fewer browsers than that, and less than a tenth of all, a log does not tell browsers from programs. */
const fewestBrowsers = 30;
const smallestShare = 0.1;
/** So many programs in disguise may come to any site. */
const fewDisguised = 10;

/** What programs look for that break into other kinds of sites; a static site has nothing of the kind. */
const probed =
  "(?i)/(login|login_form|require_login|join_form|wp-login|wp-admin|wp-includes|xmlrpc|administrator|phpmyadmin|cgi-bin|\\.env|\\.git)([./]|$)";
const pageEnding = "|html?|xhtml";
const assetEnding = "css|js|mjs|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|otf";

/**
 * Counts the readers of pages in rows `(ip, agent, moment, method, target, status, purpose)`.
 *
 * - A reader is an IP address with a user agent. Within the last twelve hours each counts once for each page, in the
 *   five minutes of the last visit: so the readers of any shorter time add up without counting anyone twice. Before
 *   that each counts once an hour.
 * - A page is what was asked for by GET and answered with 200, or with 304: then the reader's browser had it already
 *   and shows it again. Not what has an ending other than `.html`, nor what was only fetched in advance.
 * - Out is who calls himself a bot or nothing at all, asks for `robots.txt`, posts anything but a comment, or opens more
 *   than 100 pages in five minutes. So is who looks for what only other kinds of sites have, such as `/wp-login.php`.
 *   Those who post, look for such or ask for `robots.txt` may change their names: where they make a tenth of the
 *   requests from an IP address, everybody there is out.
 * - Where a log shows what browsers fetch besides pages, out are those who fetch nothing of it. Where it does not, and
 *   most who read pages were found to be programs in disguise, nobody can be believed, and nothing is counted.
 *
 * @param parts SQL that gives the rows
 */
export async function countReaders(
  database: DuckDBConnection,
  parts: string,
  counting: Counting,
): Promise<Counted> {
  const { office, site } = counting;
  await fill(database, "bots", parts, "agent", (agent) => isRobot(agent));
  const isOffice = officeTest(office);
  if (isOffice) await fill(database, "office", parts, "ip", isOffice);
  await database.run(hitsOf(parts, counting, isOffice !== undefined));
  await database.run(clientsOf(counting));
  const [known] = await rowsOf(
    database,
    `SELECT count(*) FILTER (reads AND NOT robot) AS readers, count(*) FILTER (reads AND NOT robot AND browser) AS browsers,
      count(*) FILTER (disguised) AS disguised FROM clients`,
  );
  const { readers, browsers, disguised } = {
    readers: Number(known?.readers),
    browsers: Number(known?.browsers),
    disguised: Number(known?.disguised),
  };
  const showsBrowsers = browsers >= fewestBrowsers && browsers >= smallestShare * readers;
  const counted = showsBrowsers ? "browsers" : disguised > Math.max(readers, fewDisguised) ? "nobody" : "all";
  await foldPaths(database, site);
  const rows = counted === "nobody" ? [] : await rowsOf(database, readersOf(counting, showsBrowsers));
  const lines = await rowsOf(
    database,
    "SELECT kind, sum(n)::DOUBLE AS n FROM hits GROUP BY kind ORDER BY kind",
  );
  return {
    readings: rows.map(({ page, bucket, readers: count }) => {
      const from = Number(bucket) * 1000;
      const length = from >= fineFrom(counting) * 1000 ? bucketSeconds : hourSeconds;
      const until = Math.min(from + length * 1000, counting.now);
      // As it was asked for: whoever looks it up takes the base path off again.
      return { path: `${site.basePath}${String(page)}`, from, until, readers: Number(count) };
    }),
    lines: Object.fromEntries(lines.map(({ kind, n }) => [String(kind), Number(n)])),
    counted,
  };
}

/** The full hour from which on readers are told in five minutes, epoch seconds. */
function fineFrom({ now }: Counting): number {
  return Math.floor((now / 1000 - fineSeconds) / hourSeconds) * hourSeconds;
}

/** A table of those values of a column that pass a test. */
async function fill(
  database: DuckDBConnection,
  table: "bots" | "office",
  parts: string,
  column: "agent" | "ip",
  test: (value: string) => boolean,
): Promise<void> {
  const values: string[] = [];
  const found = await database.stream(
    `SELECT DISTINCT ${column} FROM (${parts}) WHERE ${column} IS NOT NULL`,
  );
  for await (const rows of found.yieldRows()) {
    for (const [value] of rows) if (typeof value === "string" && test(value)) values.push(value);
  }
  await database.run(`CREATE TEMP TABLE ${table} (value VARCHAR)`);
  await append(
    database,
    table,
    values.map((value) => [value]),
  );
}

async function append(
  database: DuckDBConnection,
  table: string,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const appender = await database.createAppender(table);
  for (const row of rows) {
    for (const value of row) appender.appendVarchar(value);
    appender.endRow();
  }
  appender.closeSync();
}

/** CloudFront encodes user agents. Who says nothing of himself is no browser. */
function isRobot(agent: string): boolean {
  let plain = agent;
  for (let round = 0; round < 2 && plain.includes("%"); round++) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      break;
    }
  }
  // isbot's patterns look at the beginning; nobody needs more of what a stranger wrote.
  return plain === "" || isbot(plain.slice(0, 1000));
}

function officeTest(office: readonly string[]): ((ip: string) => boolean) | undefined {
  if (office.length === 0) return undefined;
  const list = new BlockList();
  for (const entry of office) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (ip) => {
    const kind = isIP(ip);
    return kind !== 0 && list.check(ip, kind === 6 ? "ipv6" : "ipv4");
  };
}

/** Lines grouped by what matters of them. Of IP address and user agent only a digest goes on from here. */
function hitsOf(parts: string, counting: Counting, hasOffice: boolean): string {
  const { since, now, formPath } = counting;
  const path = "split_part(target, '?', 1)";
  const ending = `lower(regexp_extract(${path}, '\\.(\\w{1,5})$', 1))`;
  const feedQuery = "regexp_matches(target, '\\?(.*&)?(feed|flav|format=(rss|atom|xml|json|feed))(=|&|$)')";
  return `CREATE TEMP TABLE hits AS
    SELECT kind,
      CASE WHEN kind NOT IN ('broken', 'office') THEN hash(ip, agent) END AS client,
      CASE WHEN kind NOT IN ('broken', 'office') THEN hash(ip) END AS network,
      CASE WHEN kind = 'page' THEN ${path} END AS path,
      CASE WHEN kind <> 'page' THEN NULL
        WHEN moment >= ${fineFrom(counting)} THEN (moment // ${bucketSeconds})::BIGINT * ${bucketSeconds}
        ELSE (moment // ${hourSeconds})::BIGINT * ${hourSeconds} END AS bucket,
      count(*) AS n
    FROM (
      SELECT ip, agent, moment, target, CASE
        WHEN moment IS NULL OR status IS NULL OR coalesce(ip, '') = '' OR coalesce(target, '') = '' THEN 'broken'
        WHEN moment * 1000 >= ${now} THEN 'later'
        ${hasOffice ? "WHEN ip IN (FROM office) THEN 'office'" : ""}
        WHEN agent IN (FROM bots) THEN 'bot'
        WHEN ${path} = '/robots.txt' THEN 'robots.txt'
        WHEN method NOT IN ('GET', 'HEAD', 'OPTIONS') AND ${path} <> ${quoted(formPath)} THEN 'post'
        WHEN method = 'GET' AND status IN (200, 206, 304) AND ${ending} SIMILAR TO '${assetEnding}' THEN 'asset'
        WHEN regexp_matches(${path}, ${quoted(probed)}) THEN 'probe'
        WHEN method <> 'GET' THEN 'not GET'
        WHEN status BETWEEN 300 AND 399 AND status <> 304 THEN 'redirect'
        WHEN status NOT IN (200, 304) THEN 'failed'
        WHEN left(target, 1) <> '/' OR ${feedQuery} OR NOT ${ending} SIMILAR TO '${pageEnding}' THEN 'no page'
        WHEN purpose <> '' AND regexp_matches(purpose, '(?i)(prefetch|prerender|preview)') THEN 'prefetch'
        WHEN moment * 1000 < ${since} THEN 'earlier'
        ELSE 'page' END AS kind
      FROM (${parts}))
    GROUP BY ALL`;
}

/** What each client showed of itself. */
function clientsOf(counting: Counting): string {
  return `CREATE TEMP TABLE clients AS
    WITH each AS (
      SELECT client, any_value(network) AS network, sum(n) AS n, bool_or(kind = 'page') AS reads,
        bool_or(kind = 'asset') AS browser, bool_or(kind = 'bot') AS named, bool_or(kind IN ('robots.txt', 'post', 'probe')) AS intruder,
        bool_or(kind IN ('bot', 'robots.txt', 'post', 'probe')) AS robot
      FROM hits WHERE client IS NOT NULL GROUP BY client),
    hasty AS (
      SELECT DISTINCT client FROM hits WHERE kind = 'page' AND bucket >= ${fineFrom(counting)}
      GROUP BY client, bucket HAVING count(*) > ${mostPagesInBucket}),
    networks AS (
      SELECT network FROM each GROUP BY network HAVING sum(n) FILTER (intruder) >= ${intrudersShare} * sum(n))
    SELECT client, reads, browser, intruder AND NOT named AS disguised,
      robot OR client IN (FROM hasty) OR network IN (FROM networks) AS robot
    FROM each`;
}

/** A table that tells which page a path leads to. */
async function foldPaths(database: DuckDBConnection, site: Counting["site"]): Promise<void> {
  const folded: [string, string][] = [];
  const paths = await database.stream("SELECT DISTINCT path FROM hits WHERE kind = 'page'");
  for await (const rows of paths.yieldRows()) {
    for (const [path] of rows) {
      const page = foldAddress(String(path), site);
      if (page !== undefined) folded.push([String(path), page]);
    }
  }
  await database.run("CREATE TEMP TABLE pages (path VARCHAR, page VARCHAR)");
  await append(database, "pages", folded);
}

function readersOf(counting: Counting, wantsBrowser: boolean): string {
  const fine = fineFrom(counting);
  return `WITH visits AS (
      SELECT client, page, bucket FROM hits JOIN pages USING (path) JOIN clients USING (client)
      WHERE kind = 'page' AND NOT robot ${wantsBrowser ? "AND browser" : ""})
    SELECT page, bucket, count(*)::DOUBLE AS readers FROM (
      SELECT client, page, max(bucket) AS bucket FROM visits WHERE bucket >= ${fine} GROUP BY client, page
      UNION ALL SELECT DISTINCT client, page, bucket FROM visits WHERE bucket < ${fine})
    GROUP BY page, bucket ORDER BY page, bucket`;
}

async function rowsOf(database: DuckDBConnection, sql: string) {
  return (await database.runAndReadAll(sql)).getRowObjects();
}
