import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { budgets, overBudget } from "../../scripts/bench/page/budgets.ts";
import { type CdnServer, serveAsCdn } from "../../scripts/bench/page/serve-as-cdn.ts";
import { bytesOf, type SentFile, weighPage } from "../../scripts/bench/page/weigh-page.ts";
import { attribute, byTag } from "../support/html.ts";
import { openBrowser } from "../support/open-browser.ts";
import { samplePages } from "../support/sample-site.ts";

const pages = samplePages();

/** One page of each kind, and one story of each kind of story. */
const chosen = new Map(
  pages
    .filter(({ kind }) => kind !== "redirect")
    .map(({ kind, root, address }) => {
      const story = byTag(root, "article").map((element) => attribute(element, "dataKind"))[0];
      return [kind === "article" ? `article, ${story}` : kind, address];
    }),
);

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

const listed = (files: readonly SentFile[]) => files.map(({ path, bytes }) => `${path} ${bytes}`).join(", ");

describe("what is sent to a phone of 360 px with three dots to a pixel", () => {
  it.each([...chosen])("keeps the budgets: %s", async (kind, address) => {
    const files = await weighPage(browser, server.url, address);
    const all = bytesOf(files);
    expect(all).toBeGreaterThan(0);
    const told = [
      overBudget(`scripts of ${address} (${listed(files)})`, bytesOf(files, "script"), budgets.js),
      overBudget(`fonts of ${address}`, bytesOf(files, "font"), budgets.fonts),
    ];
    const budget = kind.startsWith("article")
      ? budgets.article
      : kind.startsWith("lite")
        ? budgets.lite
        : undefined;
    if (budget !== undefined) {
      told.push(overBudget(`${address} (${listed(files)})`, all, budget.bytes));
      expect(files.length, listed(files)).toBeLessThanOrEqual(budget.requests);
    }
    if (kind === "home") told.push(overBudget(`${address} (${listed(files)})`, all, budgets.home.bytes));
    expect(told.filter((each) => each !== undefined)).toEqual([]);
  });
});
