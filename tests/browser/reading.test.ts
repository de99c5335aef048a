import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildSite, reportOf } from "../support/build-site.ts";
import { writeEleventyConfig } from "../support/eleventy-config.ts";
import { desktop, openBrowser, phone, visit } from "../support/open-browser.ts";
import { type LocalServer, serve } from "../support/serve.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addFiles, story as storyFile, writeNewsroom } from "../support/write-newsroom.ts";

const story = "/desh/bhari-barish-nagar-thapp/";
const urdu = "/desh/devganj-ke-mallah/";
const live = "/desh/toofan-tarang-live/";
const explainer = "/vigyan/bhor-1-upgrah-kya-hai/";
/** Has everything: a correction, a video, an embed, and it is long. */
const whole = "/sanskriti/sabhi-khand-ek-khabar/";

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

/** Pages as they are to a reader who comes first: no service worker has anything to say here. */
const options: BrowserContextOptions = { viewport: phone, serviceWorkers: "block" };

/** @param prepare runs in the page before anything else */
async function withPage(
  path: string,
  prepare: string,
  look: (page: Page) => Promise<void>,
  more: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ ...options, ...more });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.addInitScript(prepare);
    await page.goto(server.url + path);
    await look(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

describe("sharing", () => {
  it("opens the sheet of the device where it has one", async () => {
    const sheet = "navigator.share = async (what) => { window.shared = what; };";
    await withPage(story, sheet, async (page) => {
      await page.locator("[data-do=share]").click();
      expect(await page.evaluate("window.shared")).toEqual({
        title: expect.stringContaining("भारी बारिश"),
        url: server.url + story,
      });
      expect(await page.locator("[role=status]").textContent()).toBe("");
    });
  });

  it.each([
    ["the button at the head, where there is no sheet", "[data-do=share]"],
    ["the button beside the links", "[data-do=copy]"],
  ])("copies the address and says so: %s", async (_, button) => {
    await withPage(
      `${story}?utm_source=x#main`,
      "delete Navigator.prototype.share;",
      async (page) => {
        await page.locator(button).focus();
        await page.keyboard.press("Enter");
        await page.waitForFunction("document.querySelector('[role=status]').textContent !== ''");
        expect(await page.locator("[role=status]").textContent()).toBe("लिंक कॉपी हो गया");
        expect(await page.locator("[role=status]").isVisible()).toBe(true);
        expect(await page.evaluate("navigator.clipboard.readText()")).toBe(server.url + story);
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });
});

/** Headless Chromium has no voices, so these are ours; a word takes a moment. */
const voices = `
  window.said = [];
  const list = [
    { lang: "en-US", name: "Jo", localService: true },
    { lang: "hi-IN", name: "Network", localService: false },
    { lang: "hi_IN", name: "Lekha", localService: true },
  ];
  let timer;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => list,
    addEventListener() {},
    cancel() { clearTimeout(timer); },
    speak(utterance) {
      window.said.push({ text: utterance.text, voice: utterance.voice.name });
      timer = setTimeout(() => utterance.onend(), window.slow ? 1e6 : 1);
    },
  } });
`;

describe("listening", () => {
  it("reads headline, deck and every paragraph, in pieces that no browser cuts, with a Hindi voice of the device", async () => {
    await withPage(story, voices, async (page) => {
      const play = page.locator("[data-do=listen]");
      expect(await play.textContent()).toBe("सुनें");
      await play.click();
      await page.waitForFunction("document.querySelector('[data-do=stop]').hidden && said.length > 5");
      const said = (await page.evaluate("said")) as { text: string; voice: string }[];
      expect(new Set(said.map(({ voice }) => voice))).toEqual(new Set(["Lekha"]));
      expect(said.every(({ text }) => text.length <= 230)).toBe(true);
      const words = (text: string) => text.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word));
      const spoken = words(said.map(({ text }) => text).join(" "));
      expect(spoken.slice(0, 4)).toEqual(words((await page.locator("h1").textContent()) ?? "").slice(0, 4));
      for (const part of ["[data-part=deck]", "[data-part=body] > p"]) {
        for (const text of await page.locator(part).allTextContents()) {
          expect(spoken.join(" ")).toContain(words(text).join(" "));
        }
      }
      expect(spoken.join(" ")).not.toContain("ये भी पढ़ें");
      expect(await play.textContent()).toBe("सुनें");
    });
  });

  it("pauses, goes on with the same sentence, and stops", async () => {
    await withPage(story, `window.slow = true; ${voices}`, async (page) => {
      const [play, stop] = [page.locator("[data-do=listen]"), page.locator("[data-do=stop]")];
      expect(await stop.isVisible()).toBe(false);
      await play.click();
      expect(await play.textContent()).toBe("रोकें");
      await play.click();
      expect(await play.textContent()).toBe("आगे सुनें");
      await play.click();
      const said = (await page.evaluate("said")) as { text: string }[];
      expect(said.map(({ text }) => text)).toEqual([said[0]?.text, said[0]?.text]);
      await stop.click();
      expect(await stop.isVisible()).toBe(false);
      expect(await play.textContent()).toBe("सुनें");
      expect(await page.evaluate("document.activeElement.dataset.do")).toBe("listen");
    });
  });

  it.each([
    ["without a voice of the language", urdu],
    ["in a browser that cannot speak", story],
  ])("is not offered %s", async (_, path) => {
    const prepare =
      path === story ? 'Object.defineProperty(window, "speechSynthesis", { value: undefined });' : voices;
    await withPage(path, prepare, async (page) => {
      await page.locator("[data-do=save]").waitFor({ state: "visible" });
      expect(await page.locator("[data-do=listen]").isVisible()).toBe(false);
    });
  });
});

describe("an embed", () => {
  const video = "a[data-frame*=youtube-nocookie]";

  it("is a link until it is clicked, and then a frame of that service alone, with a name and few rights", async () => {
    await withPage(whole, "", async (page) => {
      const asked: string[] = [];
      await page.route(
        (url) => url.origin !== server.url,
        (route) => {
          asked.push(route.request().url());
          return route.fulfill({ contentType: "text/html", body: "<title>player</title>" });
        },
      );
      const figure = page.locator("figure[data-embed=video]");
      await figure.scrollIntoViewIfNeeded();
      expect(asked).toEqual([]);
      const before = await figure.locator("a").boundingBox();
      const title = await figure.locator("a").textContent();
      await figure.locator("a").focus();
      await page.keyboard.press("Enter");
      const frame = figure.locator("iframe");
      await frame.waitFor();
      expect(await frame.getAttribute("src")).toMatch(
        /^https:\/\/www\.youtube-nocookie\.com\/embed\/aqz-KE-bpKQ/,
      );
      expect(await frame.getAttribute("title")).toBe(title?.trim());
      expect(await frame.getAttribute("sandbox")).not.toContain("top-navigation");
      expect(await frame.getAttribute("referrerpolicy")).toBe("strict-origin-when-cross-origin");
      expect(await page.evaluate("document.activeElement.tagName")).toBe("IFRAME");
      // Nothing below moves.
      const after = await frame.boundingBox();
      expect(after?.height).toBeCloseTo(before?.height ?? 0, 0);
      await page.waitForFunction("document.querySelector('iframe').contentWindow.length === 0");
      expect(asked.every((url) => url.startsWith("https://www.youtube-nocookie.com/"))).toBe(true);
    });
  });

  it("is a plain link without JavaScript, and where nobody knows a frame for it", async () => {
    await visit(browser, server.url + whole, { ...options, javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(video).getAttribute("href")).toBe(
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
      );
      expect(await page.locator("a[href^='https://social.example']").getAttribute("data-frame")).toBeNull();
      expect(await page.locator("iframe").count()).toBe(0);
    });
  });
});

describe("the breaking banner", () => {
  const banner = "[data-part=breaking]";

  it("goes when its time is over, while the page is open and when it is opened later", async () => {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      await page.clock.install({ time: "2026-11-22T20:30:00+05:30" });
      await page.goto(server.url + explainer);
      const until = Date.parse((await page.locator(banner).getAttribute("data-until")) ?? "");
      expect(until).toBeGreaterThan(Date.parse("2026-11-22T20:30:00+05:30"));
      await page.clock.fastForward(until - Date.parse("2026-11-22T20:30:00+05:30") - 60_000);
      expect(await page.locator(banner).count()).toBe(1);
      await page.clock.fastForward(61_000);
      expect(await page.locator(banner).count()).toBe(0);
      await page.goto(server.url + live);
      await page.waitForFunction("document.querySelector('[data-part=breaking]') === null");
    } finally {
      await context.close();
    }
  });

  it("waits for the next build without JavaScript", async () => {
    await visit(browser, server.url + explainer, { ...options, javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(`${banner} a`).isVisible()).toBe(true);
    });
  });
});

describe("the size of the text", () => {
  it("is remembered on the device, once it was chosen", async () => {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      // The control belongs to the design; this is what is agreed on.
      await page.route("**/about/", async (route) => {
        const response = await route.fetch();
        const radios = ["small", "normal", "large", "largest"].map(
          (size) => `<label><input type="radio" name="text-size" value="${size}">${size}</label>`,
        );
        const control = `<fieldset data-part="text-size">${radios.join("")}</fieldset></main>`;
        const others = /<fieldset[\s\S]*?<\/fieldset>/g;
        const body = (await response.text()).replace(others, "").replace("</main>", control);
        await route.fulfill({ response, body });
      });
      await page.goto(`${server.url}/about/`);
      expect(await page.evaluate("localStorage.length")).toBe(0);
      await page.locator("[value=large]").check();
      await page.reload();
      await page.waitForFunction("document.querySelector('[value=large]').checked");
      expect(await page.evaluate("localStorage.getItem('khabar:text-size')")).toBe("large");
    } finally {
      await context.close();
    }
  });
});

describe("without JavaScript", () => {
  const plain: BrowserContextOptions = { ...options, javaScriptEnabled: false };

  it("a story has its reading time, its links for sharing, and no button that does nothing", async () => {
    await visit(browser, server.url + whole, plain, async (page) => {
      expect(await page.locator("[data-part=reading-time]").textContent()).toMatch(/^\d+ मिनट में पढ़ें$/);
      expect(await page.locator("[data-part=share] a").count()).toBe(5);
      expect(await page.locator("[data-part=share] a").first().getAttribute("href")).toContain("whatsapp");
      for (const button of await page.locator("[data-do]").all())
        expect(await button.isVisible()).toBe(false);
      const corrected = page.locator("[data-part=corrected] a");
      expect(await corrected.textContent()).toBe("1 भूल-सुधार");
      await corrected.click();
      expect(await page.locator("#corrections-heading").isVisible()).toBe(true);
    });
  });

  it("an explainer has a table of contents that leads to its parts", async () => {
    await visit(browser, server.url + explainer, plain, async (page) => {
      const links = page.locator("[data-part=contents] a");
      expect(await links.count()).toBe(5);
      await links.last().click();
      const target = decodeURIComponent(new URL(page.url()).hash);
      expect(await page.locator(`h2[id="${target.slice(1)}"]`).textContent()).toBe(
        await links.last().textContent(),
      );
    });
  });

  it("a live story has a link to its newest entry, which stays in sight", async () => {
    await visit(browser, server.url + live, plain, async (page) => {
      const link = page.locator("[data-part=latest] a");
      await page.locator(".live-entry").last().scrollIntoViewIfNeeded();
      expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24);
      expect((await link.boundingBox())?.y).toBeGreaterThanOrEqual(0);
      await link.click();
      const entry = page.locator(".live-entry:target");
      const times = await page
        .locator(".live-entry time")
        .evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
      expect(await entry.locator("time").getAttribute("datetime")).toBe(times.toSorted().at(-1));
    });
  });

  it("a long story shows how far one has read, unless one wants no motion", async () => {
    const widthAt = (page: Page) =>
      page.locator("[data-part=reading-progress]").evaluate((bar) => bar.getBoundingClientRect().width);
    await visit(browser, server.url + whole, plain, async (page) => {
      expect(await widthAt(page)).toBe(0);
      await page.locator(".footnotes").scrollIntoViewIfNeeded();
      await page.mouse.wheel(0, 2000);
      await page.locator("[data-part=comments]").scrollIntoViewIfNeeded();
      expect(await widthAt(page)).toBeCloseTo(phone.width, 0);
    });
    await visit(browser, server.url + whole, { ...plain, reducedMotion: "reduce" }, async (page) => {
      expect(await page.locator("[data-part=reading-progress]").isVisible()).toBe(false);
    });
  });

  it("the page of saved stories says what it is", async () => {
    await visit(browser, `${server.url}/saved/`, plain, async (page) => {
      expect(await page.locator("main").textContent()).toContain("सिर्फ़ इसी फ़ोन या कंप्यूटर में");
      expect(await page.locator("main noscript").textContent()).toContain("जावास्क्रिप्ट");
      expect(await page.locator("main button:visible").count()).toBe(0);
    });
  });
});

describe("the buttons of a story", () => {
  it.each([
    ["Hindi", story],
    ["Urdu", urdu],
    ["Tamil", "/desh/meenapatti-meenavar-puyal/"],
    ["English", "/desh/cyclone-tarang-devganj-flood/"],
  ])("can be hit and seen in %s, and nothing moves when they come", async (_, path) => {
    const watch = `
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: "layout-shift", buffered: true });
      speechSynthesis.getVoices = () => ["hi", "ur", "ta", "en"].map((lang) => ({ lang, localService: true }));
    `;
    await withPage(path, watch, async (page) => {
      await page.locator("[data-do=listen]").waitFor({ state: "visible" });
      for (const button of await page.locator(".reading-tools button:visible").all()) {
        const box = await button.boundingBox();
        expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(24);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width);
      }
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate("window.shifts")).toEqual([]);
    });
  });
});

describe("a site that switches everything off", () => {
  let own: LocalServer;

  beforeAll(async () => {
    const folder = temporaryFolder("switched-off");
    const off = {
      share: false,
      save: false,
      listen: false,
      progress: false,
      contents: false,
      readingTime: false,
    };
    const config = writeEleventyConfig(folder, { reading: off, embeds: "link" });
    const body = `${"## Part\n\nRain fell.\n\n".repeat(4)}::: video https://youtu.be/aqz-KE-bpKQ\n:::\n`;
    const input = writeNewsroom({ "articles/rain.md": storyFile({ kind: "explainer" }, body) });
    const output = join(folder, "site");
    reportOf(await buildSite({ input, output, config, now: "2026-11-22T12:00:00+05:30" }));
    own = await serve(output);
  });

  afterAll(() => own?.close());

  it("has nothing of it in its pages, and no page for what is saved", async () => {
    await visit(browser, `${own.url}/desh/rain/`, { viewport: desktop }, async (page) => {
      const parts = "[data-part=reading-tools], [data-part=contents], [data-part=reading-time], [data-frame]";
      expect(await page.locator(parts).count()).toBe(0);
      expect(await page.locator("[data-do], link[rel=manifest], [href='/saved/']").count()).toBe(0);
      expect(await page.locator("[data-part=share] a").count()).toBe(5);
      for (const path of ["/saved/", "/offline/", "/sw.js", "/manifest.webmanifest"]) {
        expect(await page.evaluate(`fetch("${path}").then(({ status }) => status)`), path).toBe(404);
      }
    });
  });
});

describe("room for advertising and a preview of the newsroom's own", () => {
  let own: LocalServer;

  beforeAll(async () => {
    const folder = temporaryFolder("slots");
    const layouts = join(folder, "layouts");
    addFiles(layouts, {
      "parts/analytics.njk": '<script type="module" src="/count.js"></script>\n',
      "parts/ad.njk": '{% if slot.place == "side" %}<p class="own-ad">{{ slot.place }}</p>{% endif %}',
    });
    const ads = { top: ["320x100", "728x90"], story: "300x250", side: "300x600", foot: "970x250" } as const;
    const config = writeEleventyConfig(folder, { layouts, slots: { ads, analytics: true } });
    const body =
      "Rain fell.\n\n::: video https://youtu.be/aqz-KE-bpKQ\n![A boat](media/boat.png)\n\nBoats.\n:::\n";
    const boat = sharp({ create: { width: 1200, height: 630, channels: 3, background: "#204080" } });
    const input = writeNewsroom({
      "articles/rain.md": storyFile({}, body),
      "media/boat.png": await boat.png().toBuffer(),
    });
    const output = join(folder, "news");
    reportOf(await buildSite({ input, output, config, now: "2026-11-22T12:00:00+05:30" }));
    own = await serve(output);
  });

  afterAll(() => own?.close());

  it("has its size on every screen, a label, and what the layout puts in", async () => {
    await visit(browser, `${own.url}/desh/rain/`, { viewport: phone }, async (page) => {
      const sizeOf = async (place: string) => {
        const box = await page.locator(`[data-place=${place}] .slot-room`).boundingBox();
        return `${Math.round(box?.width ?? 0)}x${Math.round(box?.height ?? 0)}`;
      };
      expect(await sizeOf("top")).toBe("320x100");
      expect(await sizeOf("story")).toBe("300x250");
      expect(await sizeOf("side")).toBe("300x600");
      expect(await page.locator("[data-place=side] .own-ad").textContent()).toBe("side");
      expect(await page.locator("[data-part=slot] .label").allTextContents()).toEqual(
        Array(4).fill("Advertisement"),
      );
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(phone.width);
      await page.setViewportSize(desktop);
      expect(await sizeOf("top")).toBe("728x90");
      expect(await page.locator('script[src="/count.js"]').count()).toBe(1);
    });
  });

  it("shows the picture in the link, and the words below", async () => {
    await visit(browser, `${own.url}/desh/rain/`, { viewport: phone }, async (page) => {
      const figure = page.locator("figure[data-embed=video]");
      expect(await figure.locator("a img").getAttribute("alt")).toBe("A boat");
      expect((await figure.locator("figcaption").textContent())?.trim()).toBe("Boats.");
      const [link, picture] = [
        await figure.locator("a").boundingBox(),
        await figure.locator("img").boundingBox(),
      ];
      expect(picture?.height).toBeCloseTo(link?.height ?? 0, 0);
    });
  });
});
