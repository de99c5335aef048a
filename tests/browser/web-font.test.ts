import { once } from "node:events";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSite, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { openBrowser, phone } from "../support/open-browser.ts";
import { repository, sampleMoment } from "../support/repository.ts";
import { type LocalServer, serve } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const gate = new EventTarget();
let isOpen = false;
let browser: Browser;
let server: LocalServer;

beforeAll(async () => {
  const folder = temporaryFolder("font");
  const config = writeEleventyConfig(folder, {
    font: { from: "@fontsource/noto-sans-devanagari" },
  });
  const output = join(folder, "site");
  reportOf(await buildSite({ input: join(repository, "content"), output, now: sampleMoment, config }));
  server = await serve(output, async (request) => {
    if (request.url?.endsWith(".woff2") && !isOpen) await once(gate, "open");
    return false;
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe("a font that comes late", () => {
  it("moves nothing on the page when it comes", async () => {
    const context = await browser.newContext({ viewport: phone });
    try {
      const page = await context.newPage();
      await page.addInitScript(`
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
          .observe({ type: "layout-shift", buffered: true });
      `);
      await page.goto(`${server.url}/desh/bhari-barish-nagar-thapp/`, { waitUntil: "commit" });
      await page.locator("[data-part=site-footer]").waitFor();
      const heights = `[...document.querySelectorAll("h1, h2, h3, p")].map((element) => element.getBoundingClientRect().height)`;
      const families = `[...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family)`;
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
      const before = await page.evaluate(heights);
      expect(await page.evaluate(families)).not.toContain("Khabar Deva");
      isOpen = true;
      gate.dispatchEvent(new Event("open"));
      await page.waitForFunction(`document.fonts.status === "loaded" && ${families}.includes("Khabar Deva")`);
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      expect(await page.evaluate(heights)).toEqual(before);
      expect(await page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)")).toBe(0);
      expect(await page.locator("link[rel=preload][as=font]").count()).toBe(1);
    } finally {
      await context.close();
    }
  });
});
