import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  bakedTitles,
  buildFor,
  type Fate,
  fragment,
  liveTitles,
  type Origin,
  putFragment,
  readSample,
  seenStrip,
  serveOrigin,
} from "./live-site.ts";
import { freePort, type ServerProcess, startServer } from "./server-process.ts";
import { installedServer } from "./setup/install.ts";

let folder: string;
let origin: Origin;
const servers: ServerProcess[] = [];

/** Starts nginx with a sample as one of its sites. */
async function startNginx(sample: string, places: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const program = await installedServer("nginx");
  const work = temporaryFolder("nginx");
  const port = await freePort();
  const text = readSample(sample, {
    "listen 80;": `listen 127.0.0.1:${port};`,
    "/srv/bhor/_site": folder,
    ...(sample.includes("service") ? { "/var/cache/nginx/trending": join(work, "cache") } : {}),
    ...places,
  });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${join(work, kind)};`,
  );
  const lines = [
    "daemon off;",
    "master_process off;",
    `pid ${join(work, "nginx.pid")};`,
    "error_log stderr;",
    "events {}",
    "http {",
    "access_log off;",
    "types { text/html html; application/json json; text/javascript js; text/css css; }",
    ...temporary,
    text,
    "}",
  ];
  const file = join(work, "nginx.conf");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const server = await startServer(program, ["-p", work, "-e", "stderr", "-c", file], port);
  servers.push(server);
  return server;
}

beforeAll(async () => {
  folder = await buildFor("ssi");
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await origin?.close();
});

describe("nginx with the fragment as a file", () => {
  let nginx: ServerProcess;
  const page = () => seenStrip(`${nginx.url}/desh/rain/`);

  beforeAll(async () => {
    nginx = await startNginx("nginx-ssi.conf", {});
  });
  beforeEach(() => putFragment(folder, undefined));

  it("shows the list of the page while there is no fragment, and nothing of the error", async () => {
    expect(await page()).toMatchObject({ titles: bakedTitles, rest: "" });
  });

  it("shows the fragment, byte for byte, from the moment it is there until it is gone", async () => {
    putFragment(folder, fragment);
    expect(await page()).toMatchObject({ titles: liveTitles, inside: fragment, rest: "" });
    expect((await seenStrip(`${nginx.url}/`)).titles).toEqual(liveTitles);
    putFragment(folder, undefined);
    expect((await page()).titles).toEqual(bakedTitles);
  });

  it("shows the list of the page where the fragment is empty", async () => {
    putFragment(folder, "");
    expect(await page()).toMatchObject({ titles: bakedTitles, rest: "" });
  });

  it("never tells a browser that a page is as it was, since its list may be another", async () => {
    const { headers } = await page();
    expect(headers.get("etag")).toBeNull();
    expect(headers.get("last-modified")).toBeNull();
    expect(headers.get("cache-control")).toBe("public, max-age=60, stale-while-revalidate=600");
  });

  it("reads no tags in what writers wrote", async () => {
    for (const address of ["/desh/nasty/", "/desh/", "/"]) {
      expect((await seenStrip(nginx.url + address)).html, address).not.toContain("SECRET");
    }
  });

  it("lets browsers keep the live list for a minute, and assets for ever", async () => {
    writeFileSync(join(folder, "trending.json"), "{}");
    const { headers } = await fetch(`${nginx.url}/trending.json`);
    expect(headers.get("cache-control")).toBe("public, max-age=60, stale-while-revalidate=600");
    const asset = /\/assets\/khabar\.\w+\.css/.exec((await page()).html)?.[0];
    const { headers: kept } = await fetch(nginx.url + asset);
    expect(kept.get("cache-control")).toContain("immutable");
  });

  it("answers an address that does not exist with the page for it, strip and all", async () => {
    const response = await fetch(`${nginx.url}/no/such/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('data-part="trending"');
  });
});

describe("nginx with the fragment from a service", () => {
  beforeAll(async () => {
    origin = await serveOrigin(folder, "/trending.html");
  });

  /** A new server for each: what it has once seen it keeps. */
  async function seenWith(...fates: Fate[]) {
    const nginx = await startNginx("nginx-ssi-service.conf", {
      "http://trending.bhor.example": origin.url,
    });
    let seen = await seenStrip(`${nginx.url}/`);
    for (const fate of fates) {
      origin.fate = fate;
      seen = await seenStrip(`${nginx.url}/`);
    }
    return { ...seen, nginx };
  }

  it.each<Fate>(["missing", "error", "empty", "slow"])(
    "shows the list of the page where it is %s",
    async (fate) => {
      origin.fate = fate;
      expect(await seenWith(fate)).toMatchObject({ titles: bakedTitles, rest: "" });
    },
  );

  it("shows a good one, and goes on to when the service is gone", async () => {
    origin.fate = { text: fragment };
    const seen = await seenWith({ text: fragment }, "error", "slow");
    expect(seen).toMatchObject({ titles: liveTitles, inside: fragment, rest: "" });
    expect((await fetch(`${seen.nginx.url}/trending.html`)).status).toBe(404);
  });
});
