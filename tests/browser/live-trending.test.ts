import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bundleAssets } from "../../src/assets.ts";
import { defaults } from "../../src/options.ts";
import { buildSite, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { desktop, openBrowser, phone, visit } from "../support/open-browser.ts";
import { repository, sampleMoment } from "../support/repository.ts";
import { type LocalServer, serve } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";

/** A page of the sample newsroom that is longer than any screen here. */
const long = "/desh/bhari-barish-nagar-thapp/";

const live = {
  generatedAt: "2026-11-23T06:30:00.000Z",
  window: 180,
  basis: "readers",
  links: [
    { title: "सबसे पहले: <b>नदी</b> उतरी & पुल खुला", url: "/desh/bhari-barish-nagar-thapp/" },
    { title: "The tide – Bhor Khel", url: "https://khel.bhor.example/tide/?a=1&b=2", lang: "en" },
    { title: "دریا میں پانی", url: "/desh/devganj-ke-mallah/", lang: "ur" },
    ...Array.from({ length: 7 }, (_, index) => ({
      title: `${index + 4} वीं ख़बर, जिसका शीर्षक बहुत लंबा है और कई पंक्तियों में जाता है`,
      url: `/desh/${index}/`,
    })),
  ],
};

/** How `/trending.json` is answered: `late` when the page is told to go on, `slow` never. */
type Answer = "missing" | "broken" | "slow" | "late" | object;

let browser: Browser;
let server: LocalServer;
let answer: Answer = "missing";
let goOn = () => {};
/** As strict a policy as a site without other scripts can have. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'";

/** A site whose pages look for a live list. */
let config: string;

beforeAll(async () => {
  const folder = temporaryFolder("live");
  config = writeEleventyConfig(folder, { trending: { delivery: "client" } });
  const site = join(folder, "site");
  const input = join(repository, "content");
  reportOf(await buildSite({ input, output: site, config, now: sampleMoment }));
  server = await serve(site, async (request, response) => {
    response.setHeader("content-security-policy", policy);
    if (request.url !== "/trending.json") return false;
    if (answer === "slow") return true;
    if (answer === "missing") return false;
    if (answer === "late") {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      answer === "broken" ? '{"generatedAt": "2026-' : JSON.stringify(answer === "late" ? live : answer),
    );
    return true;
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => {
  answer = live;
});

interface Strip {
  readonly heading: string;
  readonly basis: string;
  readonly links: readonly { readonly title: string; readonly href: string; readonly lang: string }[];
}

const readStrip = `(() => {
  const strip = document.querySelector("[data-part=trending]");
  return {
    heading: strip.querySelector("h2").textContent,
    basis: strip.dataset.basis,
    links: [...strip.querySelectorAll("li > a")].map((link) => ({
      title: link.textContent, href: link.getAttribute("href"), lang: link.closest("[lang]").lang,
    })),
  };
})()`;

/** Shifts that count against a page, and errors on it, from the first moment on. */
const watchShifts = `
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift", buffered: true });
`;

/** Waits until the answer has come and what the script does with it is done. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
}

async function seen(
  path: string,
  options: BrowserContextOptions = { viewport: phone },
  act: (page: Page) => Promise<void> = async () => {},
): Promise<Strip & { readonly shifts: number[]; readonly errors: string[] }> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("404")) errors.push(message.text());
    });
    if (options.javaScriptEnabled !== false) await page.addInitScript(watchShifts);
    await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
    await act(page);
    if (answer !== "slow" && answer !== "late") await settle(page);
    const strip = (await page.evaluate(readStrip)) as Strip;
    return { ...strip, shifts: (await page.evaluate("window.shifts")) as number[], errors };
  } finally {
    await context.close();
  }
}

/** The strip as it stands in the page. */
const baked = (path = long): Promise<Strip> =>
  visit(
    browser,
    server.url + path,
    { viewport: phone, javaScriptEnabled: false },
    async (page) => (await page.evaluate(readStrip)) as Strip,
  );

const stripOf = ({ heading, basis, links }: Strip): Strip => ({ heading, basis, links });

describe("the script for the live list", () => {
  it("adds less than 450 bytes to the script of a page, which stays the only one of every page", async () => {
    const sizeWith = async (delivery: "client" | "baked") => {
      const assets = await bundleAssets({ ...defaults, trending: { ...defaults.trending, delivery } });
      expect([...assets.keys()].filter((name) => name.endsWith(".js")).sort()).toEqual([
        "khabar.js",
        "search.js",
      ]);
      return assets.get("khabar.js")?.content.byteLength ?? 0;
    };
    expect((await sizeWith("client")) - (await sizeWith("baked"))).toBeLessThan(450);
  });
});

describe("a newer list", () => {
  it.each([
    ["a phone", phone],
    ["a desktop", desktop],
  ])("takes the place of the one in the page on %s, and nothing moves", async (_, viewport) => {
    const { heading, basis, links, shifts, errors } = await seen(long, { viewport });
    expect(links.map(({ title }) => title)).toEqual(live.links.map(({ title }) => title));
    expect(links.map(({ href }) => href)).toEqual(live.links.map(({ url }) => url));
    expect(links.slice(0, 4).map(({ lang }) => lang)).toEqual(["hi", "en", "ur", "hi"]);
    expect(basis).toBe("readers");
    expect(heading).toBe("सबसे ज़्यादा पढ़ी गईं");
    expect(shifts).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("keeps its languages on a page in another, under a heading in that of the page", async () => {
    const { heading, links } = await seen("/desh/devganj-ke-mallah/");
    expect(links.slice(0, 4).map(({ lang }) => lang)).toEqual(["hi", "en", "ur", "hi"]);
    expect(heading).not.toBe((await baked("/desh/devganj-ke-mallah/")).heading);
    expect(heading).toMatch(/\p{Script=Arabic}/u);
  });

  it("may be shorter", async () => {
    answer = { ...live, links: live.links.slice(0, 3) };
    expect((await seen(long)).links).toHaveLength(3);
  });

  it("changes nothing without JavaScript", async () => {
    const strip = await visit(
      browser,
      server.url + long,
      { viewport: phone, javaScriptEnabled: false },
      async (page) => (await page.evaluate(readStrip)) as Strip,
    );
    expect(strip.basis).toBe("editors");
  });
});

describe("the list in the page stays where the live one", () => {
  const hostile = (url: unknown, title: unknown = "x") => ({
    ...live,
    links: [...live.links.slice(0, 9), { title, url }],
  });
  it.each<[string, Answer]>([
    ["is missing", "missing"],
    ["is broken", "broken"],
    ["is slow", "slow"],
    ["is older", { ...live, generatedAt: "2026-01-01T00:00:00.000Z" }],
    ["says no moment", { ...live, generatedAt: undefined }],
    ["has a number for a moment", { ...live, generatedAt: 9_999_999_999_999 }],
    ["rests on less", { ...live, basis: "newest" }],
    ["rests on what nobody knows", { ...live, basis: "guesses" }],
    ["has no links", { ...live, links: [] }],
    ["has something else for links", { ...live, links: { map: 1, 0: 1 } }],
    ["is no object", [null]],
    ["leads to a script", hostile("javascript:alert(1)")],
    ["leads to a script in disguise", hostile(" \\u0001java\\nscript:alert(1)")],
    ["leads to a script that looks like a host", hostile("javascript://bhor.example/%0aalert(1)")],
    ["leads to data", hostile("data:text/html,<script>alert(1)</script>")],
    ["leads nowhere", hostile(undefined)],
    ["has a link without words", hostile("/", "")],
    ["has a link with nothing for words", hostile("/", null)],
  ])("%s", async (_, given) => {
    answer = given;
    const { errors, shifts, ...strip } = await seen(long);
    expect(stripOf(strip)).toEqual(await baked());
    expect(errors).toEqual([]);
    expect(shifts).toEqual([]);
  });

  it("comes while the strip is looked at", async () => {
    answer = "late";
    const strip = await seen(long, { viewport: phone }, async (page) => {
      await page.locator("[data-part=trending] a").last().scrollIntoViewIfNeeded();
      goOn();
      await settle(page);
    });
    expect(stripOf(strip)).toEqual(await baked());
    expect(strip.shifts).toEqual([]);
  });

  it("comes while one of its links has the focus", async () => {
    answer = "late";
    await seen(long, { viewport: phone }, async (page) => {
      await page.locator("[data-part=trending] a").nth(4).focus();
      goOn();
      await settle(page);
      const focused = await page.evaluate("document.activeElement.textContent");
      expect(focused).toBe((await baked()).links[4]?.title);
    });
  });
});

describe("a page that is shorter than the screen", () => {
  it("keeps its list, since nothing may move that is seen", async () => {
    const tall = { width: 1280, height: 4000 };
    const strip = await seen("/contact/", { viewport: tall });
    expect(stripOf(strip)).toEqual(await baked("/contact/"));
    expect(strip.shifts).toEqual([]);
  });
});

describe("a site below a path", () => {
  it("asks for the list there", async () => {
    const folder = temporaryFolder("below");
    const fields = { title: "Rain" };
    const body = "Rain fell.\n\n".repeat(200);
    const input = writeNewsroom({
      "site.yaml": JSON.stringify({ ...plainSite, url: "https://bhor.example/news" }),
      "articles/rain.md": story(fields, body),
    });
    reportOf(
      await buildSite({ input, output: join(folder, "site/news"), config, now: "2026-11-23T12:00:00+05:30" }),
    );
    const below = await serve(join(folder, "site"), async (request, response) => {
      if (request.url !== "/news/trending.json") return false;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ...live, links: [{ title: "Live", url: "/news/desh/rain/" }] }));
      return true;
    });
    try {
      await visit(browser, `${below.url}/news/desh/rain/`, { viewport: phone }, async (page) => {
        await settle(page);
        const { links, heading } = (await page.evaluate(readStrip)) as Strip;
        expect(links).toEqual([{ title: "Live", href: "/news/desh/rain/", lang: "en" }]);
        expect(heading).toBe("Trending");
      });
    } finally {
      await below.close();
    }
  });
});
