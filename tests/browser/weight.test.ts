import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { budgets, overBudget } from "../../scripts/bench/page/budgets.ts";
import { type CdnServer, serveAsCdn } from "../../scripts/bench/page/serve-as-cdn.ts";
import { bytesOf, type SentFile, weighPage } from "../../scripts/bench/page/weigh-page.ts";
import { openBrowser } from "../support/open-browser.ts";
import { onePageOfEachKind } from "../support/sample-kinds.ts";

let browser: Browser;
let server: CdnServer;

beforeAll(async () => {
  server = await serveAsCdn(inject("sampleSite"));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

function budgetOf(name: string, address: string): { bytes: number; requests: number } | undefined {
  if (address.startsWith("/lite/")) return budgets.lite;
  if (name === "article, photo") return budgets.photoStory;
  return /story|article/.test(name) ? budgets.article : undefined;
}

const listed = (files: readonly SentFile[]) => files.map(({ path, bytes }) => `${path} ${bytes}`).join(", ");

describe("what is sent to a phone of 360 px with three dots to a pixel", () => {
  it.each(onePageOfEachKind())("keeps the budgets: %s", async (name, address) => {
    const files = await weighPage(browser, server.url, address);
    const all = bytesOf(files);
    expect(all).toBeGreaterThan(0);
    const scripts = (name === "search" ? budgets.search : budgets).js;
    const told = [
      overBudget(`scripts of ${address} (${listed(files)})`, bytesOf(files, "script"), scripts),
      overBudget(`fonts of ${address}`, bytesOf(files, "font"), budgets.fonts),
    ];
    const budget = budgetOf(name, address);
    if (budget !== undefined) {
      told.push(overBudget(`${address} (${listed(files)})`, all, budget.bytes));
      expect(files.length, listed(files)).toBeLessThanOrEqual(budget.requests);
    }
    if (address === "/") told.push(overBudget(`${address} (${listed(files)})`, all, budgets.home.bytes));
    expect(told.filter((each) => each !== undefined)).toEqual([]);
  });
});
