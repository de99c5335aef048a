import { relative } from "node:path";
import { buildSite } from "../../src/build.ts";

/**
 * Several builds in one process, which saves starting Node for each: `build-many.ts '[{ input, output, now }, …]'`,
 * or `build-many.ts --follow '{ input, output, now }'`, which goes from each moment of change to the next and, just
 * before each, builds once more.
 *
 * Prints one JSON list: `{ output, now, next }` for every build.
 */
export interface ManyRequest {
  readonly input: string;
  readonly output: string;
  /** ISO 8601 */
  readonly now: string;
}

export interface ManyResult {
  readonly output: string;
  /** Epoch milliseconds, as `next`. */
  readonly now: number;
  readonly next: number | undefined;
  readonly because: string | undefined;
}

const longestChain = 20;

async function build(input: string, output: string, now: number): Promise<ManyResult> {
  const { newsroom, written } = await buildSite({
    input: relative(process.cwd(), input),
    output: relative(process.cwd(), output),
    configPath: ".eleventy.ts",
    now,
  });
  if (written === undefined) throw new Error(JSON.stringify(newsroom.problems, undefined, 2));
  const next = newsroom.plan?.next;
  return { output, now, next: next?.at, because: next?.because };
}

const [first = "[]", second = "{}"] = process.argv.slice(2);
const results: ManyResult[] = [];
if (first === "--follow") {
  const { input, output, now } = JSON.parse(second) as ManyRequest;
  let at: number | undefined = Date.parse(now);
  for (let step = 0; at !== undefined && step < longestChain; step++) {
    const result: ManyResult = await build(input, `${output}/${step}`, at);
    results.push(result);
    if (result.next !== undefined) {
      results.push(await build(input, `${output}/${step}-until`, result.next - 1));
    }
    at = result.next;
  }
} else {
  for (const { input, output, now } of JSON.parse(first) as ManyRequest[]) {
    results.push(await build(input, output, Date.parse(now)));
  }
}
console.log(`\n${JSON.stringify(results)}`);
