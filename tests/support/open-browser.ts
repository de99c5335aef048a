import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A browser without a window may not know how fast its line is, and then fetches what stands 3,000 px below: as with 4G.
  "--blink-settings=lazyLoadingImageMarginPxUnknown=1250",
];

/**
 * Starts the browser that the global setup found. One a test file is enough.
 *
 * @param more variables of its environment
 */
export async function openBrowser(more: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const { executable, environment } = inject("browser");
  try {
    return await chromium.launch({
      executablePath: executable,
      args: flags,
      env: { ...(process.env as Record<string, string>), ...environment, ...more },
    });
  } catch (error) {
    throw new Error(
      `${executable} does not start. Install Chromium or Chrome, or name one with CHROME_PATH=/path/to/chrome.`,
      { cause: error },
    );
  }
}

export const phone = { width: 360, height: 800 };
export const desktop = { width: 1280, height: 900 };

/** Opens one address in a context of its own, lets `look` see it, and closes it. */
export async function visit<T>(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await look(page);
  } finally {
    await context.close();
  }
}
