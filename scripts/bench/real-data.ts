import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { LinkChecker } from "linkinator";
import { findIndexFaults, findSitemapFaults, findXmlFaults } from "../../tests/emit/xml-checks.ts";
import { findHtmlFaults } from "../../tests/support/html-validate.ts";
import { serve } from "../../tests/support/serve.ts";
import { filesIn } from "../../tests/support/site-files.ts";
import { measure } from "./measure.ts";

/** A folder of real articles below the data folder, and how it is imported. */
interface RealSet {
  readonly name: string;
  readonly folder: string;
  readonly flags: readonly string[];
}

const sets: readonly RealSet[] = [
  {
    name: "digital.gov news, English",
    folder: "markdown-en-digitalgov/news",
    flags: [
      "--map=summary=description,topics=tags",
      "--section=news",
      "--section-from=none",
      "--old-site=https://digital.gov",
      "--zone=America/New_York",
      "--site-language=en",
    ],
  },
  ...["hi", "bn", "ur", "en"].map((language) => ({
    name: `CNCF glossary, ${language}`,
    folder: `markdown-multilang-cncf-glossary/content/${language}`,
    flags: [
      `--language=${language}`,
      `--site-language=${language}`,
      "--section=glossary",
      "--section-from=none",
      "--date=2024-01-01",
      "--old-site=https://glossary.cncf.io",
    ],
  })),
  ...["hi", "bn", "en"].map((language) => ({
    name: `Open Source Guides, ${language}`,
    folder: `markdown-multilang-opensource-guide/_articles/${language}`,
    flags: [
      `--language=${language}`,
      `--site-language=${language}`,
      "--section=guides",
      "--section-from=none",
      "--date=2024-01-01",
      "--old-site=https://opensource.guide",
    ],
  })),
];

/** What became of one set. */
export interface RealRow {
  readonly name: string;
  readonly sources: number;
  readonly stories: number;
  readonly problems: string;
  readonly pages: number;
  readonly invalidPages: number;
  readonly brokenLinks: number;
  readonly feeds: string;
  readonly sitemapFaults: number;
  /** The first things wrong, to look at. */
  readonly faults: readonly string[];
}

/**
 * Imports and builds real articles that nobody here wrote, then judges the site with tools that nobody here wrote.
 *
 * @param folder of the data; see `KHABAR_REAL_DATA`
 * @throws {Error} if the folder is not there
 */
export async function benchRealData(folder: string): Promise<RealRow[]> {
  if (!existsSync(folder)) {
    throw new Error(`There is no real data at ${folder}. Name its folder in KHABAR_REAL_DATA.`);
  }
  const rows: RealRow[] = [];
  for (const set of sets) rows.push(await judge(set, folder));
  return rows;
}

async function judge({ name, folder, flags }: RealSet, dataFolder: string): Promise<RealRow> {
  const project = resolve(import.meta.dirname, "../..");
  const place = mkdtempSync(join(tmpdir(), "khabar-real-"));
  const content = join(place, "content");
  const output = join(place, "site");
  const run = (script: string, args: readonly string[]) =>
    measure("node", ["--import", "tsx", `scripts/${script}.ts`, ...args], project, 900);
  try {
    const source = join(dataFolder, folder);
    const target = [
      `--into=${content}`,
      `--report=${join(place, "report.md")}`,
      "--name=Trial",
      "--url=https://trial.example",
    ];
    const imported = await run("import", ["markdown", source, ...target, ...flags]);
    if (imported.code !== 0 && imported.code !== 1) throw new Error(imported.output);
    const built = await run("build", [
      `--input=${content}`,
      `--output=${output}`,
      "--now=2026-11-22T12:00:00Z",
      "--json",
    ]);
    const result = JSON.parse(
      built.output.slice(built.output.indexOf("{"), built.output.lastIndexOf("}") + 1),
    ) as {
      stories?: number;
      problems: { code: string }[];
    };
    const codes = new Map<string, number>();
    for (const { code } of result.problems) codes.set(code, (codes.get(code) ?? 0) + 1);
    const faults: string[] = [];

    const pages = filesIn(output).filter((file) => file.endsWith(".html"));
    let invalidPages = 0;
    for (const page of pages) {
      const found = findHtmlFaults(readFileSync(join(output, page), "utf8"));
      if (found.length > 0) invalidPages++;
      faults.push(...found.map((fault) => `${page}: ${fault}`));
    }
    const brokenLinks = pages.length === 0 ? [] : await findBrokenLinks(output);
    faults.push(...brokenLinks);
    const sitemapFaults = pages.length === 0 ? [] : await findSitemapsFaults(output);
    faults.push(...sitemapFaults);
    return {
      name,
      sources: filesIn(source).filter((file) => file.endsWith(".md")).length,
      stories: result.stories ?? 0,
      problems: [...codes].map(([code, count]) => `${count} ${code}`).join(", ") || "none",
      pages: pages.length,
      invalidPages,
      brokenLinks: brokenLinks.length,
      feeds: pages.length === 0 ? "-" : readFeeds(output),
      sitemapFaults: sitemapFaults.length,
      faults: faults.slice(0, 20),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function findBrokenLinks(output: string): Promise<string[]> {
  const server = await serve(output);
  try {
    const result = await new LinkChecker().check({
      path: `${server.url}/`,
      recurse: true,
      concurrency: 20,
      timeout: 60_000,
      // Links to other sites are not ours to follow; the reply form's address is a service.
      linksToSkip: async (link: string) => !link.startsWith(server.url) || link.endsWith("/comments/"),
    });
    return result.links
      .filter(({ state, url }) => state === "BROKEN" && url.startsWith(server.url))
      .map(({ url, parent, status }) => `${parent} → ${url} (${status})`);
  } finally {
    await server.close();
  }
}

async function findSitemapsFaults(output: string): Promise<string[]> {
  const read = (path: string) => readFileSync(join(output, path), "utf8");
  const faults = [
    ...(await findIndexFaults(read("sitemap.xml"))),
    ...(await findXmlFaults(read("news-sitemap.xml"))),
  ];
  for (const path of filesIn(output).filter((file) => file.startsWith("sitemaps/"))) {
    faults.push(...(await findSitemapFaults(read(path))));
  }
  return faults;
}

/** Items that an independent parser finds in the site's three feeds. */
function readFeeds(output: string): string {
  const read = (path: string) => readFileSync(join(output, path), "utf8");
  const counts = [
    extractFromXml(read("feed.xml")).entries?.length,
    extractFromXml(read("atom.xml")).entries?.length,
    extractFromJson(JSON.parse(read("feed.json"))).entries?.length,
  ];
  return counts.join(" / ");
}

/** The rows as a Markdown table, and below it what was wrong. */
export function showRealRows(rows: readonly RealRow[]): string {
  const head =
    "| set | files | stories | problems | pages | invalid | broken links | feed items (RSS / Atom / JSON) | sitemap faults |\n|---|---:|---:|---|---:|---:|---:|---|---:|";
  const lines = rows.map(
    (row) =>
      `| ${[row.name, row.sources, row.stories, row.problems, row.pages, row.invalidPages, row.brokenLinks, row.feeds, row.sitemapFaults].join(" | ")} |`,
  );
  const faults = rows.flatMap(({ name, faults: found }) => found.map((fault) => `- ${name}: ${fault}`));
  return [head, ...lines, ...(faults.length > 0 ? ["", ...faults] : [])].join("\n");
}
