import type { Browser, BrowserContextOptions } from "playwright-core";

/** A cheap phone of today has three dots to a CSS pixel, and asks for the largest pictures. */
export const cheapPhone: BrowserContextOptions = {
  viewport: { width: 360, height: 800 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
};

export interface SentFile {
  /** Below the site. */
  readonly path: string;
  /** `document`, `stylesheet`, `script`, `image`, `font` … */
  readonly type: string;
  /** As sent, with the head of the answer. */
  readonly bytes: number;
}

/** Opens a page in a browser that has never been there, does not scroll, and tells what was sent. */
export async function weighPage(browser: Browser, site: string, address: string): Promise<SentFile[]> {
  const context = await browser.newContext(cheapPhone);
  try {
    const page = await context.newPage();
    const sent: Promise<SentFile>[] = [];
    page.on("requestfinished", (request) => {
      const { pathname } = new URL(request.url());
      sent.push(
        request.sizes().then(({ responseBodySize, responseHeadersSize }) => ({
          path: pathname,
          type: request.resourceType(),
          bytes: responseBodySize + responseHeadersSize,
        })),
      );
    });
    const failed: string[] = [];
    page.on("requestfailed", (request) => failed.push(request.url()));
    await page.goto(site + address, { waitUntil: "networkidle" });
    if (failed.length > 0) throw new Error(`${address} asks for what nobody sends: ${failed.join(", ")}`);
    // The icon of the tab is the browser's own: it asks every site for one, once, after the page. Unless the page shows it.
    const iconAlone = (await page.evaluate(`(() => {
      const icon = document.querySelector("link[rel=icon]")?.href ?? "";
      return [...document.images].some(({ currentSrc }) => currentSrc === icon) ? "" : icon;
    })()`)) as string;
    const icon = iconAlone.startsWith("http") ? new URL(iconAlone).pathname : undefined;
    // What the browser had already, as a logo that is the icon of the tab, is not sent twice.
    return (await Promise.all(sent)).filter(({ bytes, path }) => bytes > 0 && path !== icon);
  } finally {
    await context.close();
  }
}

export function bytesOf(files: readonly SentFile[], type?: string): number {
  return files.reduce((sum, file) => sum + (type === undefined || file.type === type ? file.bytes : 0), 0);
}
