import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { bundleAssets } from "../../src/assets.ts";
import { defaults } from "../../src/options.ts";
import { openBrowser, phone } from "../support/open-browser.ts";
import { type LocalServer, serve } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const gate = new EventTarget();
let isOpen = false;

/**
 * The fonts of npm without their Latin halves. A phone has one font called Noto Sans Devanagari Bold. Of two by that
 * name `local()` takes either: an older version, whose letters are narrower, or the half that has no Devanagari.
 */
function fontsOfPhones(): Record<string, string> {
  const config = inject("browser").environment.FONTCONFIG_FILE;
  if (config === undefined) return {};
  const own = join(temporaryFolder("fonts"), "fonts.conf");
  const halves = "<selectfont><rejectfont><glob>*-latin-*</glob></rejectfont></selectfont>";
  const fonts = readFileSync(config, "utf8").replace(/ *<dir>\/usr.*<\/dir>\n/g, "");
  writeFileSync(own, fonts.replace("</fontconfig>", `  ${halves}\n</fontconfig>`));
  return { FONTCONFIG_FILE: own };
}

let browser: Browser;
let server: LocalServer;

/** The sample site, with the style sheet and the fonts of a site that has the option `font`. */
beforeAll(async () => {
  const font = { from: "@fontsource/noto-sans-devanagari", script: "Deva", weights: [400, 700] };
  const assets = await bundleAssets({ ...defaults, font });
  server = await serve(inject("sampleSite"), async (request, response) => {
    const isStyle = /^\/assets\/khabar\.\w+\.css$/.test(request.url ?? "");
    const asset = isStyle
      ? assets.get("khabar.css")
      : [...assets.values()].find(({ address }) => address === request.url && address.endsWith(".woff2"));
    if (asset === undefined) return false;
    if (!isStyle && !isOpen) await once(gate, "open");
    response.writeHead(200, { "content-type": isStyle ? "text/css; charset=utf-8" : "font/woff2" });
    response.end(asset.content);
    return true;
  });
  browser = await openBrowser(fontsOfPhones());
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
      const loaded = `[...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family.replace(/"/g, ""))`;
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
      const before = await page.evaluate(heights);
      expect(await page.evaluate(loaded)).not.toContain("Khabar Deva");
      isOpen = true;
      gate.dispatchEvent(new Event("open"));
      await page.waitForFunction(
        `document.fonts.status === "loaded" && ${loaded}.filter((family) => family === "Khabar Deva").length === 2`,
      );
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      expect(await page.evaluate(heights)).toEqual(before);
      expect(await page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)")).toBe(0);
    } finally {
      await context.close();
    }
  });
});
