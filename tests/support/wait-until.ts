import type { Page } from "playwright-core";
import { expect, vi } from "vitest";

/**
 * Waits for something that the page itself can only tell later, such as what is in its caches.
 *
 * `page.waitForFunction` takes a promise for a yes, so that it does not wait for what is asked in that way.
 *
 * @param question an expression, or a promise of what it says
 * @throws {Error} if it is not true within half a minute
 */
export async function waitUntil(page: Page, question: string): Promise<void> {
  const ask = async () => expect(Boolean(await page.evaluate(question)), question).toBe(true);
  await vi.waitFor(ask, { timeout: 30_000, interval: 50 });
}
