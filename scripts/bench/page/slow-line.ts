import type { Browser } from "playwright-core";
import { cheapPhone } from "./weigh-page.ts";

/** What a page is like on a slow line and a slow phone, measured there and not computed. */
export interface SlowResult {
  /** Milliseconds from the start of the request to the first words, and to the largest thing seen without scrolling. */
  readonly firstPaint: number;
  readonly lcp: number;
  /** What the largest thing is: `img.lead`, `h1` … */
  readonly element: string;
  readonly cls: number;
}

/** 400 kbit/s both ways, 400 ms to an answer, a processor six times as slow. */
const line = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slower = 6;

/** Collects from the beginning, since entries of layout shifts are not kept for those who come late. */
const collect = `
  globalThis.slowResult = { firstPaint: 0, lcp: 0, element: "", cls: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      slowResult.lcp = entry.startTime;
      slowResult.element = entry.element ? entry.element.tagName.toLowerCase() + (entry.element.closest("[data-part]")
        ? " in " + entry.element.closest("[data-part]").dataset.part : "") : "";
    }
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) slowResult.cls += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") slowResult.firstPaint = entry.startTime;
  }).observe({ type: "paint", buffered: true });`;

/**
 * Opens a page in a browser that has never been there.
 *
 * @throws {Error} if the browser tells of nothing painted within half a minute: no number is better than a good-looking 0
 */
export async function openOnSlowLine(browser: Browser, url: string): Promise<SlowResult> {
  const context = await browser.newContext(cheapPhone);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", line);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await page.addInitScript(collect);
    await page.goto(url, { waitUntil: "networkidle", timeout: 120_000 });
    // The entry may come a moment after the last byte, on a busy machine a long one.
    await page.waitForFunction("slowResult.lcp > 0", undefined, { timeout: 30_000 });
    return (await page.evaluate("slowResult")) as SlowResult;
  } finally {
    await context.close();
  }
}
