import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  bakedTitles,
  buildFor,
  type Fate,
  fragment,
  liveTitles,
  type Origin,
  readSample,
  seenStrip,
  serveOrigin,
} from "./live-site.ts";
import { freePort, type ServerProcess, startServer } from "./server-process.ts";
import { installedServer } from "./setup/install.ts";

let origin: Origin;
const servers: ServerProcess[] = [];

/** Starts Varnish with the sample; its cache is empty. */
async function startVarnish(): Promise<ServerProcess> {
  const program = await installedServer("varnishd", "varnish");
  const work = temporaryFolder("varnish");
  const port = await freePort();
  const { port: originPort } = new URL(origin.url);
  const file = join(work, "site.vcl");
  writeFileSync(file, readSample("varnish-esi.vcl", { '"8080"': `"${originPort}"` }));
  const words = ["-F", "-n", join(work, "state"), "-a", `127.0.0.1:${port}`, "-f", file];
  const server = await startServer(program, [...words, "-s", "malloc,16m", "-j", "none"], port);
  servers.push(server);
  return server;
}

beforeAll(async () => {
  origin = await serveOrigin(await buildFor("esi"), "/trending.html");
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

afterAll(() => origin?.close());

describe("without a server that reads the tags", () => {
  it("a page shows its own list, and nothing else", async () => {
    expect(await seenStrip(`${origin.url}/`)).toMatchObject({ titles: bakedTitles, rest: "" });
  });
});

describe("Varnish", () => {
  it.each<Fate>(["missing", "error", "empty", "slow"])(
    "shows the list of the page where the fragment is %s, time and again",
    async (fate) => {
      origin.fate = fate;
      const { url } = await startVarnish();
      for (const address of ["/", "/desh/rain/", "/", "/desh/rain/"]) {
        expect(await seenStrip(url + address), address).toMatchObject({ titles: bakedTitles, rest: "" });
      }
    },
  );

  it("shows a good one, byte for byte, on every page", async () => {
    origin.fate = { text: fragment };
    const { url } = await startVarnish();
    for (const address of ["/", "/desh/rain/", "/desh/", "/"]) {
      expect(await seenStrip(url + address), address).toMatchObject({
        titles: liveTitles,
        inside: fragment,
        rest: "",
      });
    }
  });

  it("shows it as soon as it is there, in pages that were in the cache before", async () => {
    origin.fate = "missing";
    const { url } = await startVarnish();
    expect((await seenStrip(`${url}/`)).titles).toEqual(bakedTitles);
    origin.fate = { text: fragment };
    await expect
      .poll(async () => (await seenStrip(`${url}/`)).titles, { timeout: 20_000 })
      .toEqual(liveTitles);
  });

  it("never tells a browser that a page with the fragment is as it was", async () => {
    origin.fate = { text: fragment };
    const { url } = await startVarnish();
    const { headers } = await seenStrip(`${url}/`);
    expect(headers.get("etag")).toBeNull();
    expect(headers.get("last-modified")).toBeNull();
  });

  it("reads no tags in what writers wrote, and serves what is no page as it is", async () => {
    origin.fate = { text: fragment };
    const { url } = await startVarnish();
    for (const address of ["/desh/nasty/", "/desh/", "/"]) {
      expect((await seenStrip(url + address)).html, address).not.toContain("SECRET");
    }
    expect(await (await fetch(`${url}/feed.json`)).json()).toHaveProperty("items");
    expect((await fetch(`${url}/no/such/`)).status).toBe(404);
  });
});
