import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  bakedTitles,
  buildFor,
  fragment,
  liveTitles,
  putFragment,
  readSample,
  seenStrip,
} from "./live-site.ts";
import { freePort, type ServerProcess, startServer } from "./server-process.ts";
import { installedServer } from "./setup/install.ts";

let folder: string;
let apache: ServerProcess;

const modules = [
  "mpm_event",
  "authz_core",
  "dir",
  "filter",
  "headers",
  "include",
  "mime",
  "setenvif",
  "substitute",
];

beforeAll(async () => {
  const program = await installedServer("apache2");
  folder = await buildFor("ssi");
  const work = temporaryFolder("apache");
  mkdirSync(join(work, "run"));
  const port = await freePort();
  const lines = [
    `ServerRoot ${work}`,
    "ServerName localhost",
    `Listen 127.0.0.1:${port}`,
    ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
    ...(process.getuid?.() === 0 ? ["User www-data", "Group www-data"] : []),
    `PidFile ${join(work, "run/apache.pid")}`,
    `DefaultRuntimeDir ${join(work, "run")}`,
    `Mutex file:${join(work, "run")}`,
    `ErrorLog ${join(work, "error.log")}`,
    "TypesConfig /dev/null",
    "AddType text/html .html",
    "AddType text/css .css",
    readSample("apache-ssi.conf", { "*:80": `127.0.0.1:${port}`, "/srv/bhor/_site": folder }),
  ];
  const file = join(work, "apache.conf");
  writeFileSync(file, `${lines.join("\n")}\n`);
  apache = await startServer(program, ["-d", work, "-f", file, "-DFOREGROUND"], port);
});

afterAll(() => apache?.stop());

describe("Apache with the fragment as a file", () => {
  const page = () => seenStrip(`${apache.url}/desh/rain/`);
  beforeEach(() => putFragment(folder, undefined));

  it("shows the list of the page while there is no fragment, and no tags of any server", async () => {
    const seen = await page();
    expect(seen).toMatchObject({ titles: bakedTitles, rest: "" });
    expect(seen.inside).not.toContain("<!--");
  });

  it("shows the fragment, byte for byte, from the moment it is there until it is gone", async () => {
    putFragment(folder, fragment);
    expect(await page()).toMatchObject({ titles: liveTitles, inside: fragment });
    putFragment(folder, undefined);
    expect((await page()).titles).toEqual(bakedTitles);
  });

  it("shows the list of the page where the fragment is empty", async () => {
    putFragment(folder, "");
    expect(await page()).toMatchObject({ titles: bakedTitles, rest: "" });
  });

  it("reads no tags in what writers wrote, and keeps no page for as it was", async () => {
    for (const address of ["/desh/nasty/", "/desh/", "/"]) {
      const { html, headers } = await seenStrip(apache.url + address);
      expect(html, address).not.toContain("SECRET");
      expect(headers.get("etag")).toBeNull();
      expect(headers.get("last-modified")).toBeNull();
      expect(headers.get("cache-control")).toContain("max-age=60");
    }
  });
});
