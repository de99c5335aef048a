import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, phone, visit } from "../support/open-browser.ts";
import { type LocalServer, serve } from "../support/serve.ts";

const story = "/desh/bhari-barish-nagar-thapp/";
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

const withoutScript = { viewport: phone, javaScriptEnabled: false, colorScheme: "light" } as const;
const styleOf = (page: Page, selector: string, property: string) =>
  page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
  ) as Promise<string>;
const sizeOf = async (page: Page, selector: string) =>
  Number.parseFloat(await styleOf(page, selector, "fontSize"));

describe("what a reader sets, without a script", () => {
  it("the size of the text, of headlines and captions too, and nothing leaves the screen", async () => {
    await visit(browser, server.url + story, withoutScript, async (page) => {
      const measured = ["[data-part=body] p", "h1", "figcaption"];
      const sizes = () => Promise.all(measured.map((selector) => sizeOf(page, selector)));
      const before = await sizes();
      await page.locator("[data-part=display] summary").click();
      for (const [value, factor] of [
        ["largest", 1.5],
        ["large", 1.1875],
        ["small", 0.875],
        ["normal", 1],
      ] as const) {
        await page.locator(`[data-part=text-size] input[value=${value}]`).check();
        expect(await sizes(), value).toEqual(before.map((size) => size * factor));
        const width = await page.evaluate("document.documentElement.scrollWidth");
        expect(width, value).toBe(phone.width);
      }
    });
  });

  it("light or dark, whatever the device asks for", async () => {
    await visit(browser, server.url + story, withoutScript, async (page) => {
      const ground = () => styleOf(page, "body", "backgroundColor");
      const light = await ground();
      await page.locator("[data-part=display] summary").click();
      await page.locator("[data-part=theme] input[value=dark]").check();
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await ground()).toBe(dark);
      await page.locator("[data-part=theme] input[value=light]").check();
      expect(await ground()).toBe(light);
      await page.locator("[data-part=theme] input[value=auto]").check();
      expect(await ground()).toBe(dark);
    });
  });

  it("with the keyboard, in the language of the page", async () => {
    await visit(browser, server.url + story, withoutScript, async (page) => {
      const summary = page.locator("[data-part=display] summary");
      expect(await summary.locator(".sign-words").textContent()).toBe("पढ़ने की सुविधा");
      await summary.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator("[data-part=text-size] :checked").getAttribute("value")).toBe("large");
    });
  });
});

describe("where the device asks for more contrast", () => {
  it("small print is as dark as the text, and fields and lines are seen", async () => {
    await visit(browser, server.url + story, { ...withoutScript, contrast: "more" }, async (page) => {
      const ink = await styleOf(page, "body", "color");
      for (const quiet of ["figcaption", "[data-part=dateline]", "[data-part=deck]", ".eyebrow a"]) {
        expect(await styleOf(page, quiet, "color"), quiet).toBe(ink);
      }
      expect(await styleOf(page, ".site-nav", "borderBlockEndColor")).toBe(ink);
    });
  });

  it("and in the colours of the device, the current section and the reply button keep an outline", async () => {
    await visit(browser, server.url + story, { ...withoutScript, forcedColors: "active" }, async (page) => {
      for (const edge of [".site-nav [aria-current]", "[data-part=comment-form] button"]) {
        expect(Number.parseFloat(await styleOf(page, edge, "borderBottomWidth")), edge).toBeGreaterThan(0);
        expect(await styleOf(page, edge, "borderBottomColor"), edge).not.toBe(
          await styleOf(page, "body", "backgroundColor"),
        );
      }
      // A border that cannot be seen elsewhere has a colour here.
      expect(await styleOf(page, ".site-nav a:not([aria-current])", "borderBottomWidth")).toBe("0px");
    });
  });
});
