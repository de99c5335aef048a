import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { desktop, openBrowser, phone, visit } from "../support/open-browser.ts";
import { type CompressingServer, serveCompressed } from "../support/serve-compressed.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** As strict as a site with whole texts can have it: Pagefind is a WebAssembly program. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'";

let browser: Browser;
let server: CompressingServer;

beforeAll(async () => {
  server = await serveCompressed(inject("sampleSite"), { "content-security-policy": policy });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => {
  server.sent.length = 0;
});

const field = (page: Page) => page.locator("#search-words");
const results = (page: Page) => page.locator("#search-results li");
const status = (page: Page) => page.locator("#search-status");
const textResults = (page: Page) => page.locator("#search-texts-results li");

/** Types, and waits until what is shown is about all of it. */
async function type(page: Page, words: string): Promise<void> {
  await field(page).pressSequentially(words);
  await status(page)
    .getByText(/\d|नहीं/)
    .waitFor();
}

const sentBytes = () => server.sent.reduce((sum, { bytes }) => sum + bytes, 0);

async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = `axe.run({ runOnly: { type: "tag", values: ${JSON.stringify(axeTags)} } }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + " " + html.slice(0, 200) + " " + failureSummary.replace(/\\s+/g, " "))))`;
  return (await page.evaluate(run)) as string[];
}

describe("typing on a phone", () => {
  it("shows headlines and how many, with the words marked, within 60 kB for everything that was fetched", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: phone }, async (page) => {
      await type(page, "bhari barish");
      await expect.poll(() => results(page).count()).toBe(2);
      expect(await status(page).textContent()).toBe("2 खबरें मिलीं।");
      const first = results(page).first();
      expect(await first.locator("a").getAttribute("href")).toBe("/desh/bhari-barish-nagar-thapp/");
      expect(await first.locator("mark").allTextContents()).toEqual(["भारी", "बारिश"]);
      expect(await first.locator("p").textContent()).toBe("देश · 22 नवंबर 2026");
      const fetched = server.sent.map(({ path }) => path.replace(/\.\w{8}\./, "."));
      expect(fetched).toEqual(
        expect.arrayContaining([
          "/search/",
          "/assets/khabar.css",
          "/assets/search.js",
          "/search/titles/1.json",
        ]),
      );
      expect(sentBytes()).toBeLessThan(60_000);
    });
  });

  it("moves nothing that is seen, and nothing sticks out", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: phone }, async (page) => {
      await page.evaluate(`
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput, sources } of list.getEntries()) {
            if (!hadRecentInput) window.shifts.push(value + " " + sources.map(({ node }) => node?.outerHTML?.slice(0, 80)));
          }
        }).observe({ type: "layout-shift", buffered: true });`);
      await type(page, "toofan");
      await page.locator("#search-texts").click();
      await textResults(page).first().waitFor();
      await field(page).focus();
      await page.keyboard.press("Escape");
      await page.locator("#search-ways").waitFor();
      await type(page, "zzz");
      expect(await page.evaluate("window.shifts")).toEqual([]);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
      ).toBe(0);
    });
  });

  it("says in words that nothing was found, and shows what was typed as text", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: phone }, async (page) => {
      await field(page).fill("<zzzq>");
      await expect.poll(() => status(page).textContent()).toContain("“<zzzq>”");
      expect(await page.locator("zzzq").count()).toBe(0);
      expect(await results(page).count()).toBe(0);
      expect(await page.locator("#search-finds a[href='/archive/']").isVisible()).toBe(true);
    });
  });

  it("gives a story of another language its language and its direction", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: phone }, async (page) => {
      await type(page, "کتاب");
      const headline = results(page).first().locator("h2");
      expect(await headline.getAttribute("lang")).toBe("ur");
      expect(
        await page.evaluate("getComputedStyle(document.querySelector('#search-results h2')).direction"),
      ).toBe("rtl");
    });
  });
});

describe("the words in the address", () => {
  it("are looked for at once, follow what is typed, and are there again after going back from a story", async () => {
    await visit(
      browser,
      `${server.url}/search/?q=${encodeURIComponent("किसानों")}`,
      { viewport: phone },
      async (page) => {
        await expect.poll(() => results(page).count()).toBe(1);
        expect(await field(page).inputValue()).toBe("किसानों");
        await field(page).fill("chunav");
        await page.waitForURL("**/search/?q=chunav");
        await results(page).first().locator("a").click();
        await page.waitForURL("**/desh/**");
        await page.goBack();
        await expect.poll(() => results(page).count()).toBe(1);
        expect(await field(page).inputValue()).toBe("chunav");
      },
    );
  });

  it("come from any page by the link in its head", async () => {
    await visit(browser, `${server.url}/desh/`, { viewport: phone }, async (page) => {
      await page.getByRole("banner").getByRole("link", { name: "खोजें" }).click();
      await page.waitForURL("**/search/");
      expect(await page.getByRole("search").getByRole("searchbox", { name: "खबरें खोजें" }).isVisible()).toBe(
        true,
      );
    });
  });
});

describe("whole texts", () => {
  it("are fetched when they are asked for and not before, and find a word that only stands in a story", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: phone }, async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => {
        if (request.url().includes("/texts/")) asked.push(request.url());
      });
      await field(page).fill("मल्लाहों");
      await status(page).getByText("नहीं").waitFor();
      expect(asked).toEqual([]);
      await page.locator("#search-texts").click();
      await textResults(page).first().waitFor();
      expect(await page.locator("#search-texts-status").textContent()).toMatch(/\d+ खबरों? में ये शब्द हैं।/);
      const marked = await textResults(page).first().locator("p mark").allTextContents();
      expect(
        marked.every((word) => word.startsWith("मल्लाह")),
        marked.join(),
      ).toBe(true);
      expect(marked.length).toBeGreaterThan(0);
    });
  });

  it("are searched in another spelling, and in Roman letters by the words of the headlines", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: desktop }, async (page) => {
      await type(page, "toofan");
      await page.locator("#search-texts").click();
      await textResults(page).first().waitFor();
      const byRoman = await textResults(page).locator("h3").allTextContents();
      await field(page).fill("तूफान");
      await expect.poll(() => page.locator("#search-texts-status").textContent()).toMatch(/\d/);
      await expect.poll(() => textResults(page).locator("h3").allTextContents()).toEqual(byRoman);
      expect(byRoman.length).toBeGreaterThan(5);
    });
  });
});

describe("with the keyboard", () => {
  it("Enter and the arrows lead to the results, Escape clears the field, and focus is seen", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: desktop }, async (page) => {
      await field(page).focus();
      await type(page, "toofan");
      const links = page.locator(".search-results a");
      const focused = "document.activeElement.textContent";
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(focused)).toBe(await links.nth(0).textContent());
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
      await page.keyboard.press("ArrowDown");
      expect(await page.evaluate(focused)).toBe(await links.nth(1).textContent());
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      expect(await page.evaluate("document.activeElement.id")).toBe("search-words");
      await page.keyboard.press("Escape");
      expect(await field(page).inputValue()).toBe("");
      expect(await page.locator("#search-ways").isVisible()).toBe(true);
      expect(await page.locator("#search-finds").isVisible()).toBe(false);
    });
  });
});

describe("nobody is shut out", () => {
  it.each(["light", "dark"] as const)(
    "empty, with results, with texts and with none, in %s",
    async (colorScheme) => {
      await visit(browser, `${server.url}/search/`, { viewport: phone, colorScheme }, async (page) => {
        expect(await findBarriers(page)).toEqual([]);
        await type(page, "toofan");
        await page.locator("#search-texts").click();
        await textResults(page).first().waitFor();
        expect(await findBarriers(page)).toEqual([]);
        await field(page).fill("zzz");
        await status(page).getByText("नहीं").waitFor();
        expect(await findBarriers(page)).toEqual([]);
        expect(await status(page).getAttribute("role")).toBe("status");
      });
    },
  );
});

describe("when something fails", () => {
  it("says so, and finds again when it is back", async () => {
    await visit(browser, `${server.url}/search/`, { viewport: phone }, async (page) => {
      await page.route("**/titles/*.json", (route) => route.abort());
      await field(page).fill("toofan");
      await status(page).getByText("खोज अभी नहीं हो पाई").waitFor();
      await page.unroute("**/titles/*.json");
      await type(page, " ");
      await expect.poll(() => results(page).count()).toBe(5);
    });
  });
});

describe("without JavaScript", () => {
  it("there is no field that does nothing, but words, the newest stories, sections, topics and the archive", async () => {
    await visit(
      browser,
      `${server.url}/search/`,
      { viewport: phone, javaScriptEnabled: false },
      async (page) => {
        expect(await field(page).isVisible()).toBe(false);
        expect(await page.locator(".search-notice").isVisible()).toBe(true);
        expect(await page.locator("main .headlines a").count()).toBeGreaterThan(9);
        for (const address of ["/desh/", "/topics/", "/authors/", "/archive/"]) {
          expect(await page.locator(`#search-ways a[href='${address}']`).first().isVisible(), address).toBe(
            true,
          );
        }
      },
    );
  });
});
