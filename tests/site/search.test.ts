import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, inject, it } from "vitest";
import { samplePages } from "../support/sample-site.ts";
import { filesIn } from "../support/site-files.ts";

/** Everything that can be searched, as text: Pagefind packs its files. */
function searchable(site: string): string {
  return filesIn(site)
    .filter((file) => file.startsWith("search/"))
    .map((file) => {
      const bytes = readFileSync(join(site, file));
      return (/\.pf_/.test(file) ? gunzipSync(bytes) : bytes).toString();
    })
    .join("\n");
}

describe("what can be searched", () => {
  it("has no draft, no embargoed and no expired story of the sample newsroom, and has the others", () => {
    const text = searchable(inject("sampleSite"));
    for (const words of [
      "सोनवन में बाघों की गिनती शुरू",
      "340 कैमरे",
      "भोर पाठक सम्मान 2026",
      "26 हज़ार पाठकों",
      "शरद मेला: 30 सितंबर",
      "इन रास्तों से न जाएँ",
    ]) {
      expect(text.includes(words), words).toBe(false);
    }
    expect(text.split("भारी बारिश से देवगंज ठप").length).toBeGreaterThan(3);
  });
});

describe("the search page", () => {
  const pages = samplePages();

  it("is linked from every page, and from none that is not there", () => {
    for (const { kind, html, address } of pages) {
      // Lite pages are words alone.
      if (kind !== "redirect" && !kind.startsWith("lite"))
        expect(html.includes('class="site-search" href="/search/"'), address).toBe(true);
    }
  });

  it("is not for search engines, and in no sitemap", () => {
    const page = pages.find(({ address }) => address === "/search/");
    expect(page?.html).toContain('<meta name="robots" content="noindex, follow">');
    const sitemap = readFileSync(join(inject("sampleSite"), "sitemaps/pages.xml"), "utf8");
    expect(sitemap).not.toContain("/search/");
  });

  it("is told to search engines and browsers on the front page", () => {
    const home = pages.find(({ address }) => address === "/")?.html ?? "";
    expect(home).toMatch(/"urlTemplate":"https:\/\/[^"/]+\/search\/\?q=\{search_term_string\}"/);
    expect(home).toContain('<link rel="search" href="/opensearch.xml"');
  });
});
