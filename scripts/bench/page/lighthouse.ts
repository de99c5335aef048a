import { pathToFileURL } from "node:url";
import * as z from "zod";

/** What Lighthouse says of a page, with its own settings for a phone (simulated 1.6 Mbit/s, 150 ms, 4 × slower). */
export interface LighthouseResult {
  /** 0 to 100. */
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly seo: number;
  /** Milliseconds. */
  readonly lcp: number;
  readonly cls: number;
  /** Milliseconds. */
  readonly tbt: number;
  /** Audits that cost points, by their ids. */
  readonly faults: readonly string[];
}

const category = z.object({
  score: z.number().nullable(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});
const audit = z.object({ score: z.number().nullable(), numericValue: z.number().optional() });
const answer = z.object({
  lhr: z.object({
    runtimeError: z.object({ message: z.string() }).optional(),
    categories: z.object({
      performance: category,
      accessibility: category,
      "best-practices": category,
      seo: category,
    }),
    audits: z.record(z.string(), audit),
  }),
});

type Lighthouse = (url: string, flags: object) => Promise<unknown>;

/**
 * @param tools `require` of the folder where Lighthouse is
 * @param port of a browser's remote debugging
 * @throws {Error} if Lighthouse could not load the page
 */
export async function runLighthouse(
  tools: NodeJS.Require,
  url: string,
  port: number,
): Promise<LighthouseResult> {
  const { default: lighthouse } = (await import(pathToFileURL(tools.resolve("lighthouse")).href)) as {
    default: Lighthouse;
  };
  const { lhr } = answer.parse(
    await lighthouse(url, { port, output: "json", logLevel: "silent", formFactor: "mobile" }),
  );
  if (lhr.runtimeError) throw new Error(`Lighthouse could not load ${url}: ${lhr.runtimeError.message}`);
  const { categories, audits } = lhr;
  const value = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  const score = (each: z.infer<typeof category>) => Math.round((each.score ?? 0) * 100);
  const faults = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id),
  );
  return {
    performance: score(categories.performance),
    accessibility: score(categories.accessibility),
    bestPractices: score(categories["best-practices"]),
    seo: score(categories.seo),
    lcp: value("largest-contentful-paint"),
    cls: value("cumulative-layout-shift"),
    tbt: value("total-blocking-time"),
    faults: [...new Set(faults)],
  };
}
