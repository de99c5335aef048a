import { statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { desktop, openBrowser, phone, visit } from "../support/open-browser.ts";
import { type LocalServer, serve } from "../support/serve.ts";

const story = "/desh/bhari-barish-nagar-thapp/";
/** One with a gallery. */
const photoStory = "/desh/pahadon-men-pahli-barf/";

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

const cheapPhone: BrowserContextOptions = { viewport: phone, deviceScaleFactor: 2 };
const dearPhone: BrowserContextOptions = { viewport: phone, deviceScaleFactor: 3 };

/** The file that the browser chose for the first picture that matches, below the site's folder. */
async function chosen(page: Page, selector: string): Promise<string> {
  const picture = page.locator(selector).first();
  await picture.scrollIntoViewIfNeeded();
  const address = await picture.evaluate(async (element) => {
    const img = element as unknown as { readonly currentSrc: string; decode(): Promise<void> };
    await img.decode();
    return img.currentSrc;
  });
  return new URL(address).pathname.slice(1);
}

const weight = (file: string) => statSync(join(inject("sampleSite"), file)).size;

describe("the picture that a browser chooses", () => {
  it.each([
    ["on a cheap phone", cheapPhone, "-640.webp", 30],
    ["on a dear phone", dearPhone, "-640.webp", 30],
    ["on a desk", { viewport: desktop }, "-960.webp", 70],
  ] as const)(
    "for the lead of a story is as large as it needs to be %s",
    async (_, options, ending, kilobytes) => {
      await visit(browser, server.url + story, options, async (page) => {
        const file = await chosen(page, ".lead-image img");
        expect(file.endsWith(ending), file).toBe(true);
        expect(weight(file)).toBeLessThan(kilobytes * 1000);
      });
    },
  );

  it.each([
    ["on a cheap phone", cheapPhone, "-240.webp"],
    ["on a desk", { viewport: desktop }, "-480.webp"],
  ] as const)("for a list is a thumbnail %s", async (_, options, ending) => {
    await visit(browser, `${server.url}/desh/`, options, async (page) => {
      // Not the first, which is the newest story and large on a desk.
      const file = await chosen(page, ".cards .card:nth-child(n + 3) .card-picture");
      expect(file.endsWith(ending), file).toBe(true);
      expect(weight(file)).toBeLessThan(20_000);
    });
  });

  it("for a gallery and a portrait fits, too", async () => {
    await visit(browser, server.url + photoStory, cheapPhone, async (page) => {
      expect(await chosen(page, ".gallery img")).toMatch(/-640\.webp$/);
    });
    await visit(browser, `${server.url}/authors/meera-joshi/`, cheapPhone, async (page) => {
      expect(await chosen(page, ".portrait")).toMatch(/-240\.webp$/);
    });
  });

  it("is a JPEG where a browser knows no WebP", async () => {
    await visit(browser, "about:blank", cheapPhone, async (page) => {
      await page.route("**/*.webp", (route) => route.abort());
      // As an old browser, which passes over a source of a type that it does not know.
      await page.addInitScript(
        'new MutationObserver(() => { for (const source of document.querySelectorAll("source")) source.remove(); }).observe(document, { childList: true, subtree: true })',
      );
      await page.goto(server.url + story);
      expect(await chosen(page, ".lead-image img")).toMatch(/-640\.jpg$/);
    });
  });
});

/** Place and size of everything that could move. */
const placesOfAll = `[...document.querySelectorAll("img, h1, h2, h3, p")].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y + scrollY, width, height];
})`;

describe("while pictures come", () => {
  it.each([
    ["a story", story],
    ["a photo story", photoStory],
    ["a list", "/desh/"],
    ["the front page", "/"],
  ])("nothing moves on %s", async (_, address) => {
    await visit(browser, "about:blank", cheapPhone, async (page) => {
      let release = () => {};
      const held = new Promise<void>((done) => {
        release = done;
      });
      await page.route(/\/media\//, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(server.url + address, { waitUntil: "domcontentloaded" });
      const places = () => page.evaluate<number[][]>(placesOfAll);
      await page.waitForFunction('getComputedStyle(document.body).marginTop === "0px"');
      const before = await places();
      release();
      await page.waitForLoadState("load");
      for (const img of await page.locator("img").all()) await img.scrollIntoViewIfNeeded();
      await page.evaluate(
        "Promise.all([...document.images].map((img) => img.decode())).then(() => scrollTo({ top: 0, behavior: 'instant' }))",
      );
      // A size in whole px is rounded; what moves by less than 3 px is no shift that anybody counts.
      for (const [index, place] of (await places()).entries()) {
        for (const [at, value] of place.entries()) {
          expect(Math.abs(value - (before[index]?.[at] ?? Number.NaN))).toBeLessThan(1.5);
        }
      }
      expect(before.length).toBeGreaterThan(5);
    });
  });

  it("each has a colour of its own behind it, under a policy without inline styles", async () => {
    await visit(browser, "about:blank", cheapPhone, async (page) => {
      await page.route(/\/media\//, (route) => route.abort());
      await page.goto(server.url + story, { waitUntil: "domcontentloaded" });
      const lead = page.locator(".lead-image img");
      const tone = await lead.getAttribute("data-tone");
      await page.waitForFunction('getComputedStyle(document.body).marginTop === "0px"');
      const colour = await page.evaluate(
        'getComputedStyle(document.querySelector(".lead-image img")).backgroundColor',
      );
      const steps = (tone ?? "").split("-").map((step) => Number(step) * 51);
      expect(steps).toHaveLength(3);
      expect(colour).toBe(`rgb(${steps.join(", ")})`);
      expect(await page.locator("[style]").count()).toBe(0);
    });
  });

  it("the lead picture is asked for first, and those in lists when they come near", async () => {
    await visit(browser, server.url + story, cheapPhone, async (page) => {
      const lead = page.locator(".lead-image img");
      expect(await lead.getAttribute("fetchpriority")).toBe("high");
      expect(await lead.getAttribute("loading")).toBe("eager");
      expect(await page.locator("img[loading=eager]").count()).toBe(1);
    });
  });
});
