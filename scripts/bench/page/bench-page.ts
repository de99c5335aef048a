import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "../../../tests/support/find-browser.ts";
import { withBrotli } from "./compress.ts";
import { type LighthouseResult, runLighthouse } from "./lighthouse.ts";
import { buildSample, measuredPages } from "./sample.ts";
import { serveAsCdn } from "./serve-as-cdn.ts";
import { openOnSlowLine, type SlowResult } from "./slow-line.ts";
import { benchTools } from "./tools.ts";
import { findVnuErrors, hasJava } from "./vnu.ts";
import { bytesOf, weighPage } from "./weigh-page.ts";

/** Everything about one page; of runs the median of each number. */
export interface PageRow {
  readonly page: string;
  readonly address: string;
  readonly lighthouse: LighthouseResult;
  readonly slow: SlowResult;
  /** Bytes as sent. */
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly pictures: number;
  readonly all: number;
  readonly requests: number;
}

export interface PageResults {
  readonly runs: number;
  readonly cores: number;
  readonly chromium: string;
  readonly rows: readonly PageRow[];
  /** `undefined` where there is no Java. */
  readonly vnuErrors: readonly string[] | undefined;
}

/**
 * Measures pages of the sample newsroom, built for production, on this machine.
 *
 * @param runs of which medians are told
 * @param tell is given a line on what is being done
 * @throws {Error} if there is no browser, or the tools cannot be installed
 */
export async function benchPage(runs: number, tell: (line: string) => void): Promise<PageResults> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "khabar-page-"));
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    tell("Installing Lighthouse and vnu, where they are missing …");
    const tools = await benchTools();
    tell("Building the sample newsroom …");
    const site = join(folder, "site");
    await buildSample(site);
    const server = await serveAsCdn(site);
    closing.push(() => server.close());
    const { executable, environment } = await findBrowser(folder);
    const open = async () => {
      const port = await freePort();
      const browser = await chromium.launch({
        executablePath: executable,
        args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
        env: { ...(process.env as Record<string, string>), ...environment },
      });
      return { browser, port };
    };
    let version = "";
    const rows: PageRow[] = [];
    for (const { page, address } of measuredPages) {
      tell(`Measuring ${page} …`);
      // One browser a page: Lighthouse leaves settings of its own behind in it.
      const { browser, port } = await open();
      try {
        version = browser.version();
        const row = await measurePage(browser, tools, port, server.url, site, page, address, runs);
        rows.push(row);
        tell(
          `  LCP ${Math.round(row.lighthouse.lcp)} ms, on a slow line ${Math.round(row.slow.lcp)} ms (${row.slow.element}); ${row.all} bytes, ${row.requests} requests; ${row.lighthouse.performance}/${row.lighthouse.accessibility}/${row.lighthouse.bestPractices}/${row.lighthouse.seo} ${row.lighthouse.faults.join(" ")}`,
        );
      } finally {
        await browser.close();
      }
    }
    tell("Checking the HTML …");
    return {
      runs,
      cores: availableParallelism(),
      chromium: version,
      rows,
      vnuErrors: (await hasJava()) ? await findVnuErrors(tools, site) : undefined,
    };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

async function measurePage(
  browser: Browser,
  tools: NodeJS.Require,
  port: number,
  url: string,
  site: string,
  page: string,
  address: string,
  runs: number,
): Promise<PageRow> {
  const sent = await weighPage(browser, url, address);
  const lighthouse: LighthouseResult[] = [];
  const slow: SlowResult[] = [];
  for (let run = 0; run < runs; run++) {
    slow.push(await openOnSlowLine(browser, url + address));
    lighthouse.push(await runLighthouse(tools, url + address, port));
  }
  const mid = <T>(results: readonly T[], value: (result: T) => number) => median(results.map(value));
  return {
    page,
    address,
    lighthouse: {
      performance: mid(lighthouse, (each) => each.performance),
      accessibility: mid(lighthouse, (each) => each.accessibility),
      bestPractices: mid(lighthouse, (each) => each.bestPractices),
      seo: mid(lighthouse, (each) => each.seo),
      lcp: mid(lighthouse, (each) => each.lcp),
      cls: mid(lighthouse, (each) => each.cls),
      tbt: mid(lighthouse, (each) => each.tbt),
      faults: [...new Set(lighthouse.flatMap(({ faults }) => faults))],
    },
    slow: {
      firstPaint: mid(slow, (each) => each.firstPaint),
      lcp: mid(slow, (each) => each.lcp),
      cls: mid(slow, (each) => each.cls),
      element: slow.at(-1)?.element ?? "",
    },
    html: withBrotli(readFileSync(join(site, address, "index.html"))).length,
    css: bytesOf(sent, "stylesheet"),
    js: bytesOf(sent, "script"),
    pictures: bytesOf(sent, "image"),
    all: bytesOf(sent),
    requests: sent.length,
  };
}

/** @param values at least one; the middle one, of an even number the lower of the two */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
