import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { desktop, openBrowser, phone, visit } from "../support/open-browser.ts";
import { type LocalServer, serve } from "../support/serve.ts";

const story = "/desh/bhari-barish-nagar-thapp/";
const pages: [string, string][] = [
  ["the front page", "/"],
  ["a story", story],
  ["a story with everything a body can have", "/sanskriti/sabhi-khand-ek-khabar/"],
  ["a live page", "/desh/toofan-tarang-live/"],
  ["a story in Urdu", "/desh/devganj-ke-mallah/"],
  ["a story in Tamil", "/desh/meenapatti-meenavar-puyal/"],
  ["a section", "/desh/"],
  ["a topic", "/topics/mausam/"],
  ["an author", "/authors/meera-joshi/"],
  ["a month", "/archive/2026/11/"],
  ["the list of topics", "/topics/"],
  ["the search page", "/search/"],
  ["a plain page", "/contact/"],
  ["the page for addresses that do not exist", "/no/such/page/"],
];

interface Posted {
  readonly path: string;
  readonly fields: Record<string, string>;
}

let browser: Browser;
let server: LocalServer;
const posted: Posted[] = [];

beforeAll(async () => {
  server = await serve(inject("sampleSite"), async (request, response) => {
    if (request.method !== "POST") return false;
    let text = "";
    for await (const chunk of request) text += String(chunk);
    posted.push({ path: request.url ?? "", fields: Object.fromEntries(new URLSearchParams(text)) });
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end("<!DOCTYPE html><title>Thanks</title><h1>Thanks</h1>");
    return true;
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** How many px of the page lie beyond the right or left edge. */
const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

describe("on a phone and on a desktop", () => {
  it.each(pages)("%s fits the screen, in light and dark", async (_, path) => {
    await visit(browser, server.url + path, { viewport: phone, colorScheme: "light" }, async (page) => {
      expect(await page.evaluate(overflow)).toBe(0);
      // The narrowest screen of WCAG 1.4.10.
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate(overflow)).toBe(0);
      await page.setViewportSize(desktop);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await page.evaluate(overflow)).toBe(0);
    });
  });

  it("follows the reader's choice of light or dark", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    await visit(browser, server.url, { viewport: phone, colorScheme: "light" }, async (page) => {
      expect(await page.evaluate(background)).toBe("rgb(255, 255, 255)");
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await page.evaluate(background)).not.toBe("rgb(255, 255, 255)");
    });
  });
});

describe("what a page asks of others", () => {
  it("is nothing: no request leaves the site, and no cookie or other trace is left", async () => {
    const context = await browser.newContext({ viewport: desktop });
    try {
      const asked: string[] = [];
      const failed: string[] = [];
      context.on("request", (request) => asked.push(request.url()));
      context.on("response", (response) => {
        // Nobody makes a live list here.
        const isExpected = /\/no\/such\/|\/trending\.json$/.test(response.url());
        if (response.status() >= 400 && !isExpected) failed.push(response.url());
      });
      const page = await context.newPage();
      for (const [, path] of pages) {
        await page.goto(server.url + path, { waitUntil: "load" });
        expect(await page.evaluate("localStorage.length + sessionStorage.length"), path).toBe(0);
      }
      expect(asked.length).toBeGreaterThan(pages.length);
      expect(asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith("data:"))).toEqual(
        [],
      );
      expect(failed).toEqual([]);
      expect(await context.cookies()).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe("without JavaScript", () => {
  it("a story has its text, pictures, related stories, trending strip and form", async () => {
    await visit(browser, server.url + story, { viewport: phone, javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("[data-part=headline]").textContent()).toContain("भारी बारिश से देवगंज ठप");
      const paragraphs = page.locator("[data-part=body] > p");
      expect(await paragraphs.count()).toBeGreaterThan(5);
      for (const paragraph of await paragraphs.all()) expect(await paragraph.isVisible()).toBe(true);
      expect(await page.locator("[data-part=related] li").count()).toBeGreaterThan(0);
      expect(await page.locator("[data-part=trending] a").count()).toBe(10);
      for (const name of ["name", "email", "comment"]) {
        expect(await page.locator(`[data-part=comment-form] [name=${name}]`).isVisible(), name).toBe(true);
      }
      expect(await page.locator("[data-part=comment-form] button").isVisible()).toBe(true);
      const picture = await page.locator("[data-part=lead-image] img").boundingBox();
      expect(picture?.height).toBeGreaterThan(100);
    });
  });
});

describe("with the keyboard", () => {
  it("the first stop is a link that shows itself and leads past the menu to the story", async () => {
    await visit(browser, server.url + story, { viewport: desktop }, async (page) => {
      await page.keyboard.press("Tab");
      const skip = page.locator(":focus");
      expect(await skip.getAttribute("href")).toBe("#main");
      expect((await skip.boundingBox())?.height).toBeGreaterThan(20);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
      expect(await page.evaluate("document.activeElement.closest('.site-nav') === null")).toBe(true);
    });
  });

  it.each(["light", "dark"] as const)("every stop of a story can be seen, in %s", async (colorScheme) => {
    await visit(browser, server.url + story, { viewport: desktop, colorScheme }, async (page) => {
      const stops: string[] = [];
      const unseen: string[] = [];
      const look = `(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        const ground = getComputedStyle(document.body).backgroundColor;
        const { width, height } = element.getBoundingClientRect();
        const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width > 1 && height > 1
          && (outlineColor !== ground || element.closest(".breaking") !== null);
        return { name: element.tagName + " " + (element.textContent || element.name).trim().slice(0, 60), seen };
      })()`;
      for (let count = 0; count < 300; count++) {
        await page.keyboard.press("Tab");
        const stop = (await page.evaluate(look)) as { name: string; seen: boolean } | null;
        if (stop === null) break;
        stops.push(stop.name);
        if (!stop.seen) unseen.push(stop.name);
      }
      expect(unseen).toEqual([]);
      const links = await page.locator("a[href]").count();
      expect(stops.length).toBeGreaterThanOrEqual(links);
    });
  });
});

describe("the reply form", () => {
  it("sends nothing before name, e-mail and comment are filled in, and then exactly these and the story", async () => {
    await visit(browser, server.url + story, { viewport: phone, javaScriptEnabled: false }, async (page) => {
      const form = page.locator("[data-part=comment-form]");
      const submit = form.locator("button[type=submit]");
      const missing = () =>
        form.locator(":invalid").evaluateAll((fields) => fields.map((field) => field.getAttribute("name")));
      expect(await missing()).toEqual(["name", "email", "comment"]);
      await submit.click();
      await form.locator("[name=name]").fill("नेहा <b>");
      await form.locator("[name=comment]").fill("पानी उतर रहा है & नाव चल रही है।");
      await form.locator("[name=email]").fill("no-address");
      expect(await missing()).toEqual(["email"]);
      await submit.click();
      expect(posted).toEqual([]);
      await form.locator("[name=email]").fill("neha@bhor.example");
      await submit.click();
      await page.waitForURL("**/comments/");
      expect(posted).toEqual([
        {
          path: "/comments/",
          fields: {
            story,
            name: "नेहा <b>",
            email: "neha@bhor.example",
            comment: "पानी उतर रहा है & नाव चल रही है।",
          },
        },
      ]);
    });
  });

  it("marks what is required and says that the e-mail is never published", async () => {
    await visit(browser, server.url + story, { viewport: phone }, async (page) => {
      const form = page.locator("[data-part=comment-form]");
      expect(await form.locator("label", { hasText: "*" }).count()).toBe(3);
      const described = await form.locator("[name=email]").getAttribute("aria-describedby");
      expect(await form.locator(`#${described}`).textContent()).not.toBe("");
    });
  });
});

describe("the related stories", () => {
  const boxes = async (page: Page) => {
    const [article, related] = await Promise.all([
      page.locator("main > article").boundingBox(),
      page.locator("[data-part=related]").boundingBox(),
    ]);
    if (article === null || related === null)
      throw new Error("The page shows no story or no related stories");
    return { article, related };
  };

  it("stand beside the story on a desktop, on the side where the line ends", async () => {
    await visit(browser, server.url + story, { viewport: desktop }, async (page) => {
      const { article, related } = await boxes(page);
      expect(related.x).toBeGreaterThanOrEqual(article.x + article.width);
      expect(related.y).toBeLessThan(article.y + 100);
    });
    await visit(browser, `${server.url}/desh/devganj-ke-mallah/`, { viewport: desktop }, async (page) => {
      const { article, related } = await boxes(page);
      expect(related.x + related.width).toBeLessThanOrEqual(article.x);
    });
  });

  it("stand below the story on a phone", async () => {
    await visit(browser, server.url + story, { viewport: phone }, async (page) => {
      const { article, related } = await boxes(page);
      expect(related.y).toBeGreaterThanOrEqual(article.y + article.height);
      expect(related.width).toBeGreaterThan(300);
    });
  });
});

describe("Hindi letters", () => {
  it("join as they should: क्ष is one sign and narrower than its parts", async () => {
    await visit(browser, server.url + story, { viewport: desktop }, async (page) => {
      const widthOf = (text: string) =>
        page.evaluate(`(() => {
          const span = document.createElement("span");
          span.textContent = ${JSON.stringify(text)};
          document.querySelector("[data-part=body] p").append(span);
          const { width } = span.getBoundingClientRect();
          span.remove();
          return width;
        })()`) as Promise<number>;
      const noJoin = "\u200c";
      for (const [joined, apart] of [
        ["क्ष", `क्${noJoin}ष`],
        ["त्र", `त्${noJoin}र`],
        ["राष्ट्र", `राष्${noJoin}ट्${noJoin}र`],
      ] as const) {
        const width = await widthOf(joined);
        expect(width, joined).toBeGreaterThan(0);
        expect(width, joined).toBeLessThan(await widthOf(apart));
      }
    });
  });
});

describe("on paper", () => {
  it("a story has its words, and nothing that only a screen can use", async () => {
    await visit(browser, server.url + story, { viewport: desktop }, async (page) => {
      await page.emulateMedia({ media: "print" });
      for (const hidden of [
        ".site-nav",
        "[data-part=trending]",
        "[data-part=related]",
        "[data-part=comments]",
        "[data-part=share]",
      ]) {
        expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
      }
      for (const shown of [".site-name", "[data-part=headline]", "[data-part=byline]", "[data-part=body]"]) {
        expect(await page.locator(shown).isVisible(), shown).toBe(true);
      }
      expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
        "rgb(255, 255, 255)",
      );
    });
  });
});
