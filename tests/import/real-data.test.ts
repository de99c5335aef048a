import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { MarkdownImportSettings } from "../../src/import/markdown/settings.ts";
import { importFiles } from "./markdown/old-site.ts";

/** Folders that others wrote; see `SOURCES.md` there. They are no part of this project. */
const data = process.env.KHABAR_REAL_DATA ?? resolve(import.meta.dirname, "../../../shared/data");

const sets: readonly {
  readonly folder: string;
  readonly settings: Partial<MarkdownImportSettings>;
  readonly articles: number;
}[] = [
  {
    folder: "markdown-en-digitalgov",
    settings: {
      map: new Map([
        ["summary", "description"],
        ["topics", "tags"],
      ]),
      oldAddresses: "/{year}/{month}/{day}/{slug}/",
      oldSite: "https://digital.gov",
      zone: "America/New_York",
      sectionFrom: "none",
    },
    articles: 751,
  },
  {
    folder: "markdown-multilang-cncf-glossary",
    settings: { date: "2024-01-01", oldSite: "https://glossary.cncf.io" },
    articles: 244,
  },
  {
    folder: "markdown-multilang-opensource-guide",
    settings: {
      date: "2024-01-01",
      map: new Map([["class", "id"]]),
      oldSite: "https://opensource.guide",
      oldAddresses: "/{language}/{slug}/",
      siteLanguage: "en",
    },
    articles: 109,
  },
];

describe("a site that others wrote becomes a newsroom without a single error", () => {
  for (const { folder, settings, articles } of sets) {
    const path = join(data, folder);
    const missing = existsSync(path) ? "" : ` (not run: there is no ${path})`;
    it.skipIf(missing !== "")(
      `${folder}${missing}`,
      async () => {
        const { result, errors, losses } = await importFiles(path, settings);
        expect(result.articles).toBe(articles);
        expect(losses("reference")).toEqual([]);
        expect(await errors()).toEqual([]);
      },
      180_000,
    );
  }
});
