import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { budgets, overBudget } from "../../scripts/bench/page/budgets.ts";
import { withBrotli } from "../../scripts/bench/page/compress.ts";
import { attribute, byTag, findAll } from "../support/html.ts";
import { type SamplePage, samplePages } from "../support/sample-site.ts";
import { filesIn } from "../support/site-files.ts";

const pages = samplePages();
const site = inject("sampleSite");

/** Compressed bytes of the site's own files, each measured once. */
const weights = new Map<string, number>();

function weightOf(address: string): number {
  let weight = weights.get(address);
  if (weight === undefined) {
    weight = withBrotli(readFileSync(join(site, address))).length;
    weights.set(address, weight);
  }
  return weight;
}

function filesTooHeavy(
  what: string,
  budgetFor: (page: SamplePage) => number,
  filesOf: (page: SamplePage) => readonly string[],
): string[] {
  const told = pages.flatMap((page) => {
    const files = filesOf(page);
    const bytes = files.reduce((sum, file) => sum + weightOf(file), 0);
    return overBudget(`the ${what} of ${page.address} (${files.join(", ")})`, bytes, budgetFor(page)) ?? [];
  });
  // The same files stand on every page.
  return told.slice(0, 5);
}

describe("the weight of every page of the sample newsroom", () => {
  it("keeps the budget of its HTML", () => {
    const told = pages.flatMap(({ file, html, kind }) => {
      const budget = kind.startsWith("lite") ? budgets.liteHtml : budgets.html;
      return overBudget(`the HTML of ${file}`, withBrotli(html).length, budget) ?? [];
    });
    expect(told).toEqual([]);
  });

  it("keeps the budget of its style sheets", () => {
    const sheets = (page: SamplePage) =>
      findAll(page.root, (element) => attribute(element, "rel") === "stylesheet").map((link) =>
        attribute(link, "href"),
      );
    expect(pages.some((page) => sheets(page).length > 0)).toBe(true);
    expect(
      filesTooHeavy("style sheets", ({ kind }) => (kind === "search" ? budgets.search : budgets).css, sheets),
    ).toEqual([]);
  });

  it("keeps the budget of its scripts", () => {
    const scripts = (page: SamplePage) =>
      byTag(page.root, "script")
        .map((script) => attribute(script, "src"))
        .filter((src) => src !== "");
    expect(
      filesTooHeavy("scripts", ({ kind }) => (kind === "search" ? budgets.search : budgets).js, scripts),
    ).toEqual([]);
  });

  it("brings no web font", () => {
    const fonts = filesIn(site).filter((file) => /\.(woff2?|ttf|otf|eot)$/.test(file));
    expect(fonts).toHaveLength(budgets.fonts);
  });
});
