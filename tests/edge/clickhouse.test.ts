import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openClickHouse } from "../../src/trend/sources/clickhouse.ts";
import type { Answer } from "../../src/trend/sources/source.ts";
import type { ClickHouseOptions } from "../../src/trend/sources/source-options.ts";
import { aSite, inIndia } from "../fixtures/newsroom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { installedServer } from "./setup/install.ts";

/*
 * The ClickHouse source on a real server: `apt-get install clickhouse-server` on Debian 12 brings version 18.16, older
 * than what most run. The server runs as whoever runs the test, on a free port of this machine, in a folder of its own.
 */

const password = "edge-password-4471";
const now = inIndia("2026-11-23T12:02:10");
const minute = 60_000;
const hour = 60 * minute;

let server: ChildProcess;
let url: string;

beforeAll(async () => {
  const program = await installedServer("clickhouse-server");
  const [http, tcp] = [await freePort(), await freePort()];
  const folder = temporaryFolder("clickhouse");
  const path = (name: string) => {
    mkdirSync(join(folder, name));
    return `${join(folder, name)}/`;
  };
  writeFileSync(
    join(folder, "config.xml"),
    `<yandex>
  <logger><level>error</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host><http_port>${http}</http_port><tcp_port>${tcp}</tcp_port>
  <path>${path("data")}</path><tmp_path>${path("tmp")}</tmp_path>
  <user_files_path>${path("files")}</user_files_path><format_schema_path>${path("schemas")}</format_schema_path>
  <mark_cache_size>10485760</mark_cache_size>
  <timezone>Asia/Kolkata</timezone>
  <users_config>users.xml</users_config><default_profile>default</default_profile>
  <default_database>default</default_database>
</yandex>`,
  );
  const user = (name: string, secret: string) =>
    `<${name}><password>${secret}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></${name}>`;
  writeFileSync(
    join(folder, "users.xml"),
    `<yandex><profiles><default/></profiles><quotas><default/></quotas>
  <users>${user("default", "")}${user("khabar", password)}</users></yandex>`,
  );
  server = spawn(program, [`--config-file=${join(folder, "config.xml")}`], { cwd: folder, stdio: "ignore" });
  url = `http://127.0.0.1:${http}`;
  await answering(`${url}/ping`);
  await run("CREATE DATABASE logs");
  await run(
    "CREATE TABLE logs.access (time DateTime, path String, ip String, user_agent String, status UInt16) ENGINE = MergeTree PARTITION BY toYYYYMM(time) ORDER BY (time, path)",
  );
  const rows = [
    ...Array.from({ length: 5 }, () => [now - 10 * minute, "/desh/barish/", "10.0.0.1", "Firefox", 200]),
    [now - 10 * minute, "/desh/barish/", "10.0.0.1", "Chrome", 200],
    [now - 10 * minute, "/desh/barish/", "10.0.0.2", "Chrome", 200],
    [now - 10 * minute, "/desh/nahin-hai/", "10.0.0.2", "Chrome", 404],
    [now - 26 * hour, "/desh/kal/", "10.0.0.1", "Firefox", 200],
    [now - 26 * hour - 9 * minute, "/desh/kal/", "10.0.0.1", "Firefox", 200],
    [now - 9 * 24 * hour, "/desh/purana/", "10.0.0.1", "Firefox", 200],
    [now + hour, "/desh/kal-hoga/", "10.0.0.1", "Firefox", 200],
    [now - 5 * minute, "/desh/'quote\"`/", "10.0.0.1", "Firefox", 200],
    [now - 5 * minute, "//evil.example/", "10.0.0.1", "Firefox", 200],
  ].map(([at, ...rest]) => JSON.stringify([Math.floor(Number(at) / 1_000), ...rest]).slice(1, -1));
  await run(
    `INSERT INTO logs.access FORMAT CSV\n${rows.map((row) => row.replaceAll('\\"', '""')).join("\n")}\n`,
  );
});

afterAll(async () => {
  if (server === undefined || server.exitCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGKILL");
  await ended;
});

async function run(query: string): Promise<void> {
  const response = await fetch(url, { method: "POST", body: query });
  if (!response.ok) throw new Error(await response.text());
}

async function answering(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    if (server.exitCode !== null) throw new Error(`clickhouse-server ended with ${server.exitCode}`);
    await wait(100);
  }
  throw new Error("clickhouse-server does not answer");
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function read(
  changes: Partial<ClickHouseOptions> = {},
  span = 8 * 24 * hour,
  environment: Readonly<Record<string, string>> = {
    CLICKHOUSE_USER: "khabar",
    CLICKHOUSE_PASSWORD: password,
  },
): Promise<Answer> {
  const options: ClickHouseOptions = { from: "clickhouse", url, table: "logs.access", ...changes };
  const source = openClickHouse(options, { site: aSite(), environment, fetch, stateFolder: "." });
  return source.read({ now, since: now - span, signal: new AbortController().signal });
}

describe("the ClickHouse source on a real server", () => {
  it("counts readers once for each page and five minutes, by hours before", async () => {
    const { readings, troubles } = await read({ where: "status = 200" });
    expect(troubles).toEqual([]);
    const found = readings.map(({ path, from, until, readers }) => [path, (until - from) / minute, readers]);
    expect(found.toSorted()).toEqual(
      [
        ["/desh/barish/", 5, 3],
        ["/desh/'quote\"`/", 5, 1],
        ["/desh/kal/", 60, 1],
      ].toSorted(),
    );
  });

  it("tells of the time that is asked for only, and cuts buckets at its ends", async () => {
    const { readings } = await read({}, 12 * minute);
    expect(readings.map(({ path }) => path).sort()).toEqual([
      "/desh/'quote\"`/",
      "/desh/barish/",
      "/desh/nahin-hai/",
    ]);
    for (const { from, until } of readings) {
      expect(from).toBeGreaterThanOrEqual(now - 12 * minute);
      expect(until).toBeLessThanOrEqual(now);
    }
  });

  it("counts views where no column tells readers apart", async () => {
    const { readings } = await read({ columns: { reader: [] } }, 15 * minute);
    expect(readings.find(({ path }) => path === "/desh/barish/")?.readers).toBe(7);
  });

  it.each([
    [
      "a wrong password",
      {},
      { CLICKHOUSE_USER: "khabar", CLICKHOUSE_PASSWORD: "wrong" },
      "CLICKHOUSE_PASSWORD",
    ],
    ["a table that is not there", { table: "logs.nothing" }, undefined, "`table`"],
    ["a column that is not there", { columns: { path: "request_uri" } }, undefined, "`columns`"],
    ["a condition that is none", { where: "status =" }, undefined, "`where`"],
    ["a condition that would change data", { where: "1) ; DROP TABLE logs.access --" }, undefined, "`where`"],
  ])("says what to do about %s", async (_, options, environment, named) => {
    const { readings, troubles } = await read(options, undefined, environment);
    expect(readings).toEqual([]);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain(named);
    expect(troubles[0]).not.toContain(password);
    expect((await read({}, 15 * minute)).readings.length).toBeGreaterThan(0);
  });
});
