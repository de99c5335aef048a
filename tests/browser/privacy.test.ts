import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { playerOrigins } from "../../src/body/players.ts";
import { desktop, openBrowser } from "../support/open-browser.ts";
import { repository } from "../support/repository.ts";
import { samplePages } from "../support/sample-site.ts";
import { type LocalServer, serve } from "../support/serve.ts";

/** The policy that the operator's guide gives, as it stands there. */
const guide = readFileSync(join(repository, "docs/operators-guide.md"), "utf8");
const policy = (/```\n(default-src 'none';[^`]*)```/.exec(guide)?.[1] ?? "").replace(/\s+/g, " ").trim();

/** That of lite pages, which have their style inside. */
const litePolicy =
  /Content-Security-Policy: (default-src 'none'; style-src 'sha256-.*)/.exec(guide)?.[1] ?? "";

let browser: Browser;
let server: LocalServer;

beforeAll(async () => {
  server = await serve(inject("sampleSite"), async (request, response) => {
    const isLite = request.url?.startsWith("/lite/") ?? false;
    response.setHeader("content-security-policy", isLite ? litePolicy : policy);
    return false;
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Of each kind of page, of story, and of page with something to open, the one with the most in it. */
function onePageOfEachKind(): string[] {
  const chosen = new Map<string, { address: string; size: number }>();
  for (const { kind, address, html } of samplePages()) {
    if (kind === "redirect") continue;
    const story = /<article class="story" data-kind="(\w+)"/.exec(html)?.[1] ?? "";
    const key = `${kind} ${story} ${html.includes("data-frame")}`;
    if ((chosen.get(key)?.size ?? 0) < html.length) chosen.set(key, { address, size: html.length });
  }
  return [...chosen.values()].map(({ address }) => address);
}

const addresses = onePageOfEachKind();

/** What a page left behind, and what of it the policy forbade. */
const traces = `(async () => ({
  kept: localStorage.length + sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  cookie: document.cookie,
  caches: (await caches.keys()).filter((name) => !name.startsWith("khabar:/:")),
  broken: window.broken,
}))()`;

const watchPolicy = `
  window.broken = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.broken.push(violatedDirective + " " + blockedURI));
`;

describe("every kind of page, under the policy of the operator's guide", () => {
  it("is looked at, and the policy is the one that is written down", () => {
    expect(policy).toContain("script-src 'self'");
    expect(addresses.length).toBeGreaterThan(12);
  });

  it.each(addresses)(
    "%s asks nobody else for anything, sets no cookie, writes nothing but kept pages, and breaks no rule",
    async (address) => {
      const context = await browser.newContext({ viewport: desktop });
      try {
        const elsewhere: string[] = [];
        context.on("request", (request) => {
          const url = request.url();
          if (!url.startsWith(`${server.url}/`) && !/^(data|blob):/.test(url)) elsewhere.push(url);
        });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
        });
        page.on("pageerror", ({ message }) => complaints.push(message));
        await page.addInitScript(watchPolicy);
        await page.goto(server.url + address, { waitUntil: "load" });
        expect(await page.evaluate(traces)).toEqual({
          kept: 0,
          databases: 0,
          cookie: "",
          caches: [],
          broken: [],
        });
        expect(elsewhere).toEqual([]);
        expect(complaints).toEqual([]);
        expect(await context.cookies()).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );

  it("lets a video open after a click, and a service worker and a live list do their work", async () => {
    const context = await browser.newContext({ viewport: desktop });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.route("https://www.youtube-nocookie.com/**", (route) =>
        route.fulfill({ contentType: "text/html", body: "<h1>player</h1>" }),
      );
      await page.goto(`${server.url}/sanskriti/sabhi-khand-ek-khabar/`);
      await page.locator("a[data-frame]").first().click();
      expect(await page.frameLocator("iframe").locator("h1").textContent()).toBe("player");
      await page.waitForFunction("navigator.serviceWorker.controller");
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("names every service whose frames a page may open", () => {
    for (const origin of playerOrigins) expect(policy).toContain(origin);
  });
});
