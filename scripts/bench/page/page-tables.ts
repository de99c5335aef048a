import type { PageResults, PageRow } from "./bench-page.ts";
import { budgets, overBudget } from "./budgets.ts";
import { measuredPages } from "./sample.ts";

/** The results as tables in Markdown: speed, weight, aims that are missed. */
export function showPages(results: PageResults): string {
  const { rows, runs, cores, chromium, vnuErrors } = results;
  const parts = [
    table(
      [
        "page",
        "Lighthouse",
        "LCP",
        "CLS",
        "TBT",
        "first words on a slow line",
        "LCP on a slow line",
        "CLS on a slow line",
      ],
      rows.map(({ page, lighthouse, slow }) => [
        page,
        scoresOf(lighthouse).join("/"),
        seconds(lighthouse.lcp),
        lighthouse.cls.toFixed(3),
        `${Math.round(lighthouse.tbt)} ms`,
        seconds(slow.firstPaint),
        `${seconds(slow.lcp)} (${slow.element})`,
        slow.cls.toFixed(3),
      ]),
    ),
    table(
      ["page", "HTML", "CSS", "JS", "pictures", "everything", "requests"],
      rows.map(({ page, html, css, js, pictures, all, requests }) => [
        page,
        ...[html, css, js, pictures, all].map(kilobytes),
        String(requests),
      ]),
    ),
    `Lighthouse 12 with its own phone (scores: performance, accessibility, best practices, SEO); the slow line has 400 kbit/s and
400 ms, its phone a processor six times as slow, and nothing is computed. Medians of ${runs}; Chromium ${chromium}, ${cores} cores,
a server on this machine over HTTP/1.1 with Brotli.`,
    vnuErrors === undefined
      ? "There is no Java here, so that vnu was not asked."
      : vnuErrors.length === 0
        ? "vnu finds no error in any page."
        : `vnu finds:\n${vnuErrors.map((error) => `- ${error}`).join("\n")}`,
  ];
  const missed = missedAims(rows);
  parts.push(
    missed.length === 0 ? "All aims are met." : `Missed:\n${missed.map((line) => `- ${line}`).join("\n")}`,
  );
  return parts.join("\n\n");
}

/** What is worse than it should be, in sentences. The bare page is there to compare, and has no aims. */
export function missedAims(rows: readonly PageRow[]): string[] {
  return rows.flatMap(({ page, address, lighthouse, slow, css, js, html, all, requests }) => {
    const budget = measuredPages.find((measured) => measured.address === address);
    if (budget?.html === undefined) return [];
    const told: (string | undefined)[] = [
      ...scoresOf(lighthouse).map((score, index) => {
        // A machine that does other things costs a point or two of performance.
        const least = index === 0 ? 98 : 100;
        const name = ["performance", "accessibility", "best practices", "SEO"][index];
        return score < least ? `${page}: ${name} ${score} (${lighthouse.faults.join(", ")})` : undefined;
      }),
      lighthouse.lcp > 1200 ? `${page}: LCP ${seconds(lighthouse.lcp)}, not 1.2 s` : undefined,
      lighthouse.cls > 0 || slow.cls > 0
        ? `${page}: something moves (CLS ${Math.max(lighthouse.cls, slow.cls).toFixed(3)})`
        : undefined,
      lighthouse.tbt > 50 ? `${page}: TBT ${Math.round(lighthouse.tbt)} ms, not 50 ms` : undefined,
      slow.lcp > 2500 ? `${page}: LCP ${seconds(slow.lcp)} on a slow line, not 2.5 s` : undefined,
      overBudget(`${page}: HTML`, html, budget.html),
      overBudget(`${page}: CSS`, css, budgets.css),
      overBudget(`${page}: JS`, js, budgets.js),
    ];
    const { bytes = Number.POSITIVE_INFINITY, requests: most = Number.POSITIVE_INFINITY } = budget;
    told.push(overBudget(`${page}: everything`, all, bytes));
    if (requests > most) told.push(`${page}: ${requests} requests, not ${most}`);
    return told.filter((line) => line !== undefined);
  });
}

function scoresOf({ performance, accessibility, bestPractices, seo }: PageRow["lighthouse"]): number[] {
  return [performance, accessibility, bestPractices, seo];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const kilobytes = (bytes: number) => (bytes === 0 ? "–" : `${(bytes / 1024).toFixed(1)} KB`);
