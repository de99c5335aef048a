import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { attribute, findAll, parsePage } from "../support/html.ts";
import { samplePages } from "../support/sample-site.ts";
import { type LocalServer, serve } from "../support/serve.ts";

const siteUrl = "https://bhor.example";
/** Addresses that a service answers, not a file. */
const services = ["/comments/"];

let server: LocalServer;
beforeAll(async () => {
  server = await serve(inject("sampleSite"));
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

/** Asks for each address once, as a reader's browser would. */
const answers = new Map<string, Promise<Answer>>();
function ask(path: string): Promise<Answer> {
  let answer = answers.get(path);
  if (answer === undefined) {
    answer = fetch(server.url + path).then(async (response) => {
      const type = response.headers.get("content-type") ?? "";
      const text = await response.text();
      const root = parsePage(type.startsWith("text/html") ? text : "");
      const links = findAll(root, () => true).flatMap((element) => [
        attribute(element, "href"),
        attribute(element, "src"),
        attribute(element, "action"),
      ]);
      const ids = findAll(root, ({ properties }) => properties.id !== undefined).map((e) =>
        attribute(e, "id"),
      );
      return { status: response.status, type, ids: new Set(ids), links: links.filter((link) => link !== "") };
    });
    answers.set(path, answer);
  }
  return answer;
}

/** The address below the site that a link means; `undefined` for links to elsewhere. */
function onSite(link: string, from: string): URL | undefined {
  const url = new URL(link, siteUrl + from);
  return url.origin === siteUrl && !services.includes(url.pathname) ? url : undefined;
}

describe("links", () => {
  it("lead to something, and to the part that they name", async () => {
    const broken: string[] = [];
    for (const { address } of samplePages()) {
      const from = encodeURI(address);
      for (const link of new Set((await ask(from)).links)) {
        const url = onSite(link, from);
        if (url === undefined) continue;
        const { status, ids } = await ask(url.pathname);
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (status !== 200) broken.push(`${address} → ${link} (${status})`);
        else if (anchor !== "" && !ids.has(anchor)) broken.push(`${address} → ${link} (no such part)`);
      }
    }
    expect(broken).toEqual([]);
    expect(answers.size).toBeGreaterThan(150);
  });

  it("are written as the page's whole address, so that no host has to redirect", async () => {
    const lax: string[] = [];
    for (const { address } of samplePages()) {
      const from = encodeURI(address);
      for (const link of (await ask(from)).links) {
        const url = onSite(link, from);
        if (url && !url.pathname.endsWith("/") && !/\.\w+$/.test(url.pathname))
          lax.push(`${address} → ${link}`);
      }
    }
    expect(lax).toEqual([]);
  });

  it("reach every page from the front page, but for error pages and redirects", async () => {
    const reached = new Set<string>(["/"]);
    for (const path of reached) {
      const { status, links } = await ask(path);
      if (status !== 200) continue;
      for (const link of links) {
        const url = onSite(link, path);
        if (url) reached.add(url.pathname);
      }
    }
    const pages = samplePages().filter(({ kind }) => !["redirect", "not-found", "offline"].includes(kind));
    const unreached = pages.filter(({ address }) => !reached.has(encodeURI(address)));
    // Plain pages are linked where an editor links them; a list links its newest full page once there is a newer one.
    const forgotten = unreached.filter(
      ({ kind, address }) => kind !== "page" && !/\/page\/\d+\/$/.test(address),
    );
    expect(forgotten.map(({ address }) => address)).toEqual([]);
  });

  it("in sitemaps and feeds lead to pages and pictures of the site", () => {
    const folder = inject("sampleSite");
    const missing: string[] = [];
    let seen = 0;
    for (const file of [
      "sitemap.xml",
      "news-sitemap.xml",
      "feed.xml",
      "atom.xml",
      "feed.json",
      "desh/feed.xml",
    ]) {
      const text = readFileSync(join(folder, file), "utf8");
      for (const [, path = ""] of text.matchAll(/https:\/\/bhor\.example(\/[^\s"'<>&\\#]*)/g)) {
        seen++;
        const target = join(folder, decodeURIComponent(path), path.endsWith("/") ? "index.html" : "");
        if (!existsSync(target)) missing.push(`${file} → ${path}`);
      }
    }
    expect(missing).toEqual([]);
    expect(seen).toBeGreaterThan(200);
  });
});

describe("an address that does not exist", () => {
  it("gives the site's own page of apology", async () => {
    const { status, ids } = await ask("/no/such/story/");
    expect(status).toBe(404);
    expect(ids).toContain("main");
  });
});

describe("a moved story", () => {
  it.each([
    ["/chunav-2026/", "/desh/devganj-nagar-palika-chunav-natije/"],
    ["/vyapar/neechibagh-bunkar/", "/karobar/bunkar-sahkari-nai-udan/"],
  ])("leads from %s to %s, with and without the host's help", async (from, to) => {
    expect((await ask(from)).links).toContain(to);
    const rules = readFileSync(join(inject("sampleSite"), "_redirects"), "utf8").split("\n");
    expect(rules).toContain(`${from} ${to} 301`);
  });
});
