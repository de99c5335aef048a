import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { desktop, openBrowser, phone, visit } from "../support/open-browser.ts";
import { onePageOfEachKind } from "../support/sample-kinds.ts";
import { type LocalServer, serve } from "../support/serve.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const probe = readFileSync(join(import.meta.dirname, "../support/page-probe.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const pages = onePageOfEachKind();

let browser: Browser;
let server: LocalServer;

beforeAll(async () => {
  server = await serve(inject("sampleSite"));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function findBarriers(page: Page): Promise<string[]> {
  const run = `axe.run({
    runOnly: { type: "tag", values: ${JSON.stringify(axeTags)} },
    rules: { "target-size": { enabled: true } },
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) =>
      id + " " + html.slice(0, 200) + " " + failureSummary.replace(/\\s+/g, " "))))`;
  return (await page.evaluate(run)) as string[];
}

const ask = (page: Page, what: string) => page.evaluate(`pageProbe.${what}()`) as Promise<unknown>;

describe("axe finds nothing", () => {
  it.each(pages)("on %s, on a phone in light and on a desktop in dark", async (_, path) => {
    await visit(browser, server.url + path, {}, async (page) => {
      await page.evaluate(axe);
      // Colours do not depend on the width: each is looked at once.
      for (const [viewport, colorScheme] of [
        [phone, "light"],
        [desktop, "dark"],
      ] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        expect(await findBarriers(page), `${viewport.width} px, ${colorScheme}`).toEqual([]);
      }
    });
  });
});

interface Stop {
  readonly name: string;
  readonly faults: readonly string[];
}

describe("with the keyboard alone", () => {
  it.each(pages)("%s is gone through in order, and every stop is seen", async (_, path) => {
    await visit(browser, server.url + path, { viewport: phone, reducedMotion: "reduce" }, async (page) => {
      await page.evaluate(probe);
      const expected = Number(await ask(page, "stopCount"));
      const faults: string[] = [];
      let stops = 0;
      // A trap would keep the keyboard for ever.
      for (; stops <= expected + 5; stops++) {
        await page.keyboard.press("Tab");
        const stop = (await ask(page, "stop")) as Stop | null;
        if (stop === null) break;
        faults.push(...stop.faults.map((fault) => `${stop.name} ${fault}`));
      }
      expect(faults).toEqual([]);
      expect(stops).toBe(expected);
    });
  });
});

describe("by ear", () => {
  it("a link goes past each of what others have put into a story", async () => {
    await visit(
      browser,
      `${server.url}/sanskriti/sabhi-khand-ek-khabar/`,
      { viewport: phone },
      async (page) => {
        const embeds = await page.locator("main [data-embed]").count();
        expect(embeds).toBeGreaterThan(0);
        const links = page.locator("main a.skip[href^='#after-embed-']");
        expect(await links.count()).toBe(embeds);
        for (let number = 0; number < embeds; number++) {
          await links.nth(number).focus();
          expect(await links.nth(number).isVisible()).toBe(true);
          await page.keyboard.press("Enter");
          await page.keyboard.press("Tab");
          // Where the keyboard is now lies behind the embed.
          const isBehind = `document.querySelectorAll("main [data-embed]")[${number}]
          .compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING`;
          expect(await page.evaluate(isBehind)).toBeTruthy();
          expect(await page.evaluate("document.activeElement.closest('[data-embed]')")).toBe(null);
        }
      },
    );
  });
});

describe("by ear, with large letters or an unsteady hand", () => {
  it.each(pages)("%s shuts nobody out", async (_, path) => {
    await visit(browser, server.url + path, { viewport: phone, reducedMotion: "reduce" }, async (page) => {
      await page.evaluate(probe);
      expect(await ask(page, "foreignNames"), "names in another language").toEqual([]);
      expect(await ask(page, "lostText"), "on a phone").toEqual([]);
      const height = (await page.evaluate("document.documentElement.scrollHeight")) as number;
      await page.setViewportSize({ width: phone.width, height });
      expect(await ask(page, "smallTargets"), "targets below 24 px").toEqual([]);
      // 320 px are a window of 1280 px at 400 %, see WCAG 1.4.10.
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await ask(page, "lostText"), "at 400 %").toEqual([]);
      await page.setViewportSize(phone);
      // The least that WCAG 1.4.12 lets a reader ask for.
      await page.addStyleTag({
        content: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
          p { margin-block-end: 2em !important }`,
      });
      expect(await ask(page, "lostText"), "with letters, words and lines set apart").toEqual([]);
      await page.setViewportSize(desktop);
      expect(await ask(page, "lostText"), "set apart on a desktop").toEqual([]);
    });
  });
});
