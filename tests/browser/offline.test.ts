import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { bundleWorker } from "../../src/assets.ts";
import { defaults } from "../../src/options.ts";
import { buildSite, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { openBrowser, phone } from "../support/open-browser.ts";
import { type LocalServer, listen, serve } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitUntil } from "../support/wait-until.ts";
import { plainSite, story as storyFile, writeNewsroom } from "../support/write-newsroom.ts";

const story = "/desh/bhari-barish-nagar-thapp/";
const other = "/vigyan/bhor-1-upgrah-kya-hai/";

let browser: Browser;
let server: LocalServer;
let site: string;
let isDown = false;
let isPrivate = false;

beforeAll(async () => {
  // Pages and the service worker change here.
  site = join(temporaryFolder("offline"), "site");
  cpSync(inject("sampleSite"), site, { recursive: true });
  server = await serve(site, async (_request, response) => {
    if (isDown) {
      response.destroy();
      return true;
    }
    if (isPrivate) response.setHeader("cache-control", "private");
    return false;
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => {
  isDown = false;
  isPrivate = false;
});

/** For pages, and for the service worker, whom the browser does not count among them. */
async function disconnect(context: BrowserContext): Promise<void> {
  isDown = true;
  await context.setOffline(true);
}

/** A reader with a device of their own. */
async function asReader(read: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: phone });
  try {
    await read(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const keptPaths = `(async () => {
  const paths = [];
  for (const name of await caches.keys()) {
    if (!name.endsWith(":read") && !name.includes(":saved:")) continue;
    for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
  }
  return paths;
})()`;

/** Whether the lead picture of the page is kept, in the size that this screen takes. */
const hasKeptPicture = `(async () => {
  const picture = document.querySelector("[data-part=lead-image] img");
  return !picture || (picture.currentSrc !== "" && (await caches.match(picture.currentSrc)) !== undefined);
})()`;

/** Waits until the service worker is at work and the story of the page is kept with its picture. */
async function visitAndKeep(page: Page, path: string): Promise<void> {
  await page.goto(server.url + path);
  await page.waitForFunction("navigator.serviceWorker.controller");
  await waitUntil(page, `${keptPaths}.then((paths) => paths.includes(${JSON.stringify(path)}))`);
  await waitUntil(page, hasKeptPicture);
}

/** Of the lead picture, once it is there. */
const pictureWidth = `(async () => {
  const picture = document.querySelector("[data-part=lead-image] img");
  // A picture whose file is chosen anew while it is decoded is refused once.
  await picture.decode().catch(() => picture.decode());
  return picture.naturalWidth;
})()`;

const note = "[data-part=kept-note]";

describe("a story that was read", () => {
  it("can be read without a connection, with its looks, and says of when it is", async () => {
    await asReader(async (page, context) => {
      await visitAndKeep(page, story);
      await page.goto(server.url + other);
      await page.reload();
      // This one is kept by the service worker, which was not at work before the first page.
      await waitUntil(page, `${keptPaths}.then((paths) => paths.includes(${JSON.stringify(other)}))`);
      await waitUntil(page, hasKeptPicture);
      expect(await page.locator(note).isVisible()).toBe(false);
      await disconnect(context);
      for (const path of [other, story]) {
        await page.goto(server.url + path);
        expect(await page.locator("[data-part=body] p").count()).toBeGreaterThan(3);
        expect(await page.locator(note).isVisible()).toBe(true);
        expect(await page.locator(`${note} [data-kept-at]`).textContent()).toMatch(/\d{4}|\d:\d/);
        // The style sheet and the lead picture are those of the page.
        expect(await page.evaluate("getComputedStyle(document.body).marginTop")).toBe("0px");
        expect(await page.evaluate(pictureWidth)).toBeGreaterThan(100);
      }
    });
  });

  it("is never shown instead of a newer one while there is a connection", async () => {
    await asReader(async (page, context) => {
      await visitAndKeep(page, story);
      const file = join(site, story, "index.html");
      const before = readFileSync(file, "utf8");
      try {
        writeFileSync(file, before.replaceAll("भारी बारिश से देवगंज ठप", "पानी उतर गया"));
        await page.reload();
        expect(await page.locator("h1").textContent()).toContain("पानी उतर गया");
        expect(await page.locator(note).isVisible()).toBe(false);
        // What was fresh a moment ago is what is kept now.
        await waitUntil(
          page,
          "caches.match(location.pathname).then((r) => r.text()).then((t) => t.includes('पानी उतर गया'))",
        );
        await disconnect(context);
        await page.reload();
        expect(await page.locator("h1").textContent()).toContain("पानी उतर गया");
        expect(await page.locator(note).isVisible()).toBe(true);
      } finally {
        writeFileSync(file, before);
      }
    });
  });

  it("keeps its looks when a new version of the site comes", async () => {
    await asReader(async (page, context) => {
      // So the style sheet of the story is one that the service worker brought along.
      await page.goto(`${server.url}/about/`);
      await page.waitForFunction("navigator.serviceWorker.controller");
      await page.goto(server.url + story);
      await waitUntil(page, `${keptPaths}.then((paths) => paths.includes(${JSON.stringify(story)}))`);
      const hasStyle = `caches.open("khabar:/:files").then((cache) =>
        cache.match(document.querySelector("link[rel=stylesheet]").href))`;
      await waitUntil(page, `${hasStyle}.then((kept) => kept !== undefined)`);
      // A new version takes the shell of the old one away.
      await page.evaluate(`caches.keys().then((names) =>
        Promise.all(names.filter((name) => name.includes(":shell:")).map((name) => caches.delete(name))))`);
      await disconnect(context);
      await page.goto(server.url + story);
      expect(await page.locator(note).isVisible()).toBe(true);
      expect(await page.evaluate("getComputedStyle(document.body).marginTop")).toBe("0px");
    });
  });

  it("is not kept where the host says that nobody may", async () => {
    await asReader(async (page) => {
      isPrivate = true;
      await page.goto(server.url + story);
      await page.waitForFunction("navigator.serviceWorker.controller");
      await page.reload();
      // What comes after it is kept, and so it would have been.
      isPrivate = false;
      await visitAndKeep(page, other);
      expect(await page.evaluate(keptPaths)).toEqual([other]);
    });
  });

  it("makes way for others after thirty", async () => {
    await asReader(async (page) => {
      await visitAndKeep(page, story);
      const name = `khabar:/:read`;
      await page.evaluate(`(async () => {
        const cache = await caches.open(${JSON.stringify(name)});
        for (let count = 0; count < 40; count++) await cache.put("/old/" + count + "/", new Response("old"));
      })()`);
      await page.goto(server.url + other);
      await waitUntil(
        page,
        `caches.open(${JSON.stringify(name)}).then((cache) => cache.keys()).then((keys) => keys.length === 30)`,
      );
      const paths = (await page.evaluate(keptPaths)) as string[];
      expect(paths).toContain(other);
      expect(paths).toContain("/old/39/");
      expect(paths).not.toContain("/old/10/");
      expect(paths).not.toContain(story);
    });
  });
});

describe("a saved story", () => {
  it("is listed, can be read without a connection, and can be removed", async () => {
    await asReader(async (page, context) => {
      await visitAndKeep(page, story);
      const save = page.locator("[data-do=save]");
      expect(await save.getAttribute("aria-pressed")).toBe("false");
      await save.focus();
      await page.keyboard.press("Enter");
      expect(await save.getAttribute("aria-pressed")).toBe("true");
      expect(await page.locator("[role=status]").textContent()).not.toBe("");
      await waitUntil(
        page,
        `caches.has("khabar:/:saved:" + location.pathname).then((is) => is && caches.open("khabar:/:saved:" + location.pathname)).then((cache) => cache && cache.keys()).then((keys) => keys && keys.length > 3)`,
      );
      // Only the saved copy is left.
      await page.evaluate("Promise.all([caches.delete('khabar:/:read'), caches.delete('khabar:/:files')])");
      // The whole story, with its picture, is in the cache of the saved one.
      await waitUntil(
        page,
        `(async () => {
        const { currentSrc } = document.querySelector("[data-part=lead-image] img");
        for (const name of await caches.keys())
          if (name.includes(":saved:") && (await (await caches.open(name)).match(currentSrc))) return true;
        return false;
      })()`,
      );
      await disconnect(context);
      await page.goto(`${server.url}/saved/`);
      const link = page.locator("[data-list=saved] a");
      expect(await link.textContent()).toContain("भारी बारिश से देवगंज ठप");
      await link.click();
      await page.waitForURL(`**${story}`);
      expect(await page.locator(note).isVisible()).toBe(true);
      expect(await page.locator("[data-do=save]").getAttribute("aria-pressed")).toBe("true");
      expect(await page.evaluate(pictureWidth)).toBeGreaterThan(100);

      await page.goto(`${server.url}/saved/`);
      const remove = page.locator("[data-list=saved] button");
      expect(await remove.getAttribute("aria-label")).toContain("भारी बारिश से देवगंज ठप");
      await remove.click();
      await page.waitForFunction("document.querySelectorAll('[data-list=saved] li').length === 0");
      expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
      expect(await page.evaluate("localStorage.getItem('khabar:saved:/')")).toBe("[]");
      await waitUntil(page, `caches.keys().then((names) => !names.some((name) => name.includes(":saved:")))`);
    });
  });

  it("gets the style of today's page when it is read again, and calls nobody whom it links to", async () => {
    let calls = 0;
    const elsewhere = await listen((_request, response) => {
      calls++;
      response.end();
    });
    const file = join(site, story, "index.html");
    const before = readFileSync(file, "utf8");
    try {
      await asReader(async (page) => {
        await visitAndKeep(page, story);
        await page.locator("[data-do=save]").click();
        const kept = `caches.open("khabar:/:saved:${story}").then((cache) => cache.keys())
          .then((keys) => keys.map(({ url }) => new URL(url).pathname))`;
        await waitUntil(page, `${kept}.then((paths) => paths.length > 3)`);
        const links = `<a href="${elsewhere.url}/a.js">a</a><link rel=stylesheet href="/assets/search.css">`;
        writeFileSync(file, before.replace("</main>", `${links}</main>`));
        writeFileSync(join(site, "assets/search.css"), "");
        await page.reload();
        await waitUntil(page, `${kept}.then((paths) => paths.includes("/assets/search.css"))`);
        expect(calls).toBe(0);
      });
    } finally {
      writeFileSync(file, before);
      await elsewhere.close();
    }
  });

  it("may be one of fifty: the oldest goes", async () => {
    await asReader(async (page) => {
      await page.goto(server.url + story);
      const fill = Array.from({ length: 50 }, (_, index) => ({
        path: `/old/${index}/`,
        title: `Old ${index}`,
        lang: "en",
        dir: "ltr",
        at: 0,
      }));
      await page.evaluate(`localStorage.setItem("khabar:saved:/", ${JSON.stringify(JSON.stringify(fill))})`);
      await page.locator("[data-do=save]").click();
      const saved = JSON.parse((await page.evaluate("localStorage.getItem('khabar:saved:/')")) as string);
      expect(saved).toHaveLength(50);
      expect(saved[0].path).toBe(story);
      expect(saved.at(-1).path).toBe("/old/48/");
    });
  });

  it("does no harm where what the device kept is nonsense", async () => {
    await asReader(async (page) => {
      const errors: string[] = [];
      page.on("pageerror", ({ message }) => errors.push(message));
      await page.goto(server.url);
      const hostile = [
        { path: "javascript:alert(1)", title: "x" },
        { path: "/ok/", title: "<b>ठीक</b>" },
        null,
      ];
      for (const kept of ["{", "null", "7", JSON.stringify(hostile)]) {
        await page.evaluate(`localStorage.setItem("khabar:saved:/", ${JSON.stringify(kept)})`);
        await page.goto(`${server.url}/saved/`);
        await page.waitForFunction(
          "!document.querySelector('[data-do=forget-all]').hidden || !document.querySelector('[data-empty]').hidden",
        );
        expect(await page.locator("[data-list=saved] [href^=javascript]").count()).toBe(0);
      }
      expect(errors).toEqual([]);
    });
  });
});

describe("without a connection", () => {
  it("a page that is not kept says so, and lists what can be read", async () => {
    await asReader(async (page, context) => {
      await visitAndKeep(page, story);
      await disconnect(context);
      await page.goto(`${server.url}/khel/`);
      expect(await page.locator("body").getAttribute("data-page")).toBe("offline");
      expect(await page.locator("[data-list=read] a").getAttribute("href")).toBe(story);
      expect(await page.locator("[data-part=trending]").isVisible()).toBe(false);
      await page.locator("[data-do=forget-all]").click();
      await page.waitForFunction("!document.querySelector('[data-empty]').hidden");
      expect(await page.evaluate(keptPaths)).toEqual([]);
      // Once more, when the line is back.
      await context.setOffline(false);
      isDown = false;
      await page.locator("main .button").first().click();
      await page.waitForFunction("document.body.dataset.page === 'section'");
    });
  });
});

describe("the service worker", () => {
  it("leaves forms, other hosts and other paths alone, and keeps no list of stories", async () => {
    await asReader(async (page) => {
      await visitAndKeep(page, story);
      await page.goto(`${server.url}/desh/`);
      await page.goto(`${server.url}/no/such/page/`);
      const status = await page.evaluate(
        "fetch('/trending.json', { method: 'POST' }).then(({ status }) => status)",
      );
      expect(status).toBe(404);
      await visitAndKeep(page, other);
      expect(((await page.evaluate(keptPaths)) as string[]).sort()).toEqual([story, other].sort());
    });
  });

  it("takes old caches of its own away, and only these", async () => {
    await asReader(async (page) => {
      // Nothing here starts the service worker.
      await page.goto(`${server.url}/robots.txt`);
      await page.evaluate(
        "Promise.all(['khabar:/:shell:old', 'khabar:/:pages-1', 'khabar:/khel/:read', 'shop'].map((name) => caches.open(name)))",
      );
      await page.goto(`${server.url}/404.html`);
      await waitUntil(
        page,
        "navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => !names.includes('khabar:/:shell:old') && !names.includes('khabar:/:pages-1'))",
      );
      const names = (await page.evaluate("caches.keys()")) as string[];
      expect(names).toContain("khabar:/khel/:read");
      expect(names).toContain("shop");
    });
  });

  it("is small as it is sent", () => {
    expect(readFileSync(join(site, "sw.js")).byteLength).toBeLessThanOrEqual(3072);
  });

  it("goes away with everything that it kept, once the site has the other one", async () => {
    const file = join(site, "sw.js");
    const before = readFileSync(file, "utf8");
    try {
      await asReader(async (page) => {
        await visitAndKeep(page, story);
        writeFileSync(file, await bundleWorker({ ...defaults, offline: false }));
        await page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())");
        await waitUntil(
          page,
          "navigator.serviceWorker.getRegistrations().then(({ length }) => length === 0)",
        );
        await waitUntil(
          page,
          "caches.keys().then((names) => !names.some((name) => name.startsWith('khabar:/:')))",
        );
      });
    } finally {
      writeFileSync(file, before);
    }
  });
});

describe("the manifest", () => {
  it("is linked, and names icons that are there in the size that it says", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    try {
      const page = await context.newPage();
      await page.goto(server.url);
      const href = await page.locator("link[rel=manifest]").getAttribute("href");
      const manifest = JSON.parse(readFileSync(join(site, href ?? ""), "utf8"));
      expect(manifest).toMatchObject({ lang: "hi", dir: "ltr", start_url: "/", name: "भोर समाचार" });
      expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toContain("maskable");
      for (const { src, sizes } of manifest.icons) {
        expect(existsSync(join(site, src))).toBe(true);
        const size = await page.evaluate(
          `(async () => { const img = new Image(); img.src = ${JSON.stringify(src)}; await img.decode(); return img.naturalWidth + "x" + img.naturalHeight; })()`,
        );
        expect(size).toBe(sizes);
      }
    } finally {
      await context.close();
    }
  });
});

describe("a site below a path", () => {
  let below: LocalServer;
  let isGone = false;

  beforeAll(async () => {
    const folder = temporaryFolder("below");
    const config = writeEleventyConfig(folder, { offline: true, install: true });
    const input = writeNewsroom({
      "site.yaml": JSON.stringify({ ...plainSite, url: "https://bhor.example/news" }),
      "articles/rain.md": storyFile(),
    });
    const output = join(folder, "site/news");
    reportOf(await buildSite({ input, output, config, now: "2026-11-22T12:00:00+05:30" }));
    below = await serve(join(folder, "site"), async (_request, response) => {
      if (isGone) response.destroy();
      return isGone;
    });
  });

  afterAll(() => below?.close());

  it("keeps its own stories there, and leaves the rest of the host alone", async () => {
    await asReader(async (page, context) => {
      await page.goto(`${below.url}/news/desh/rain/`);
      const scope = await page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)");
      expect(scope).toBe(`${below.url}/news/`);
      await waitUntil(page, `${keptPaths}.then((paths) => paths.includes("/news/desh/rain/"))`);
      await page.locator("[data-do=save]").click();
      expect(await page.evaluate("Object.keys(localStorage)")).toEqual(["khabar:saved:/news/"]);
      isGone = true;
      await context.setOffline(true);
      await page.reload();
      expect(await page.locator("h1").textContent()).toBe("Rain");
      expect(await page.locator(note).textContent()).toContain("No connection");
      await page.goto(`${below.url}/news/videsh/`);
      expect(await page.locator("[data-list=saved] a").getAttribute("href")).toBe("/news/desh/rain/");
      await expect(page.goto(`${below.url}/other/`)).rejects.toThrow(/net::ERR/);
    });
  });
});
