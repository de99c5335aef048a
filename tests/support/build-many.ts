import { relative } from "node:path";
import { type BuildCounts, buildSite } from "../../src/build.ts";
import { forgetState } from "./build-site.ts";
import { differences } from "./site-files.ts";

/**
 * Several builds in one process, which saves starting Node for each: `build-many.ts '[{ input, output, now }, …]'`,
 * or `build-many.ts --follow '{ input, output, now }'`, which goes from each moment of change to the next and, just
 * before each, builds once more: into a new folder each time, and all of them into one and the same.
 *
 * Prints one JSON list: a {@link ManyResult} for every build, with `--follow` for every moment.
 *
 * What the builds remember lasts until the last of them, and no longer.
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
  readonly counts: BuildCounts;
  /** With `--follow`: what became of the one folder that went along. */
  readonly along?: {
    /** What tells it from the folder that was built from nothing. */
    readonly differences: readonly string[];
    readonly counts: BuildCounts;
  };
}

const longestChain = 20;
const requested: Pick<ManyRequest, "input" | "output">[] = [];

async function build(input: string, output: string, now: number): Promise<ManyResult> {
  requested.push({ input, output });
  const { newsroom, written } = await buildSite({
    input: relative(process.cwd(), input),
    output: relative(process.cwd(), output),
    configPath: ".eleventy.ts",
    now,
  });
  if (written === undefined) throw new Error(JSON.stringify(newsroom.problems, undefined, 2));
  const next = newsroom.plan?.next;
  return { output, now, next: next?.at, because: next?.because, counts: written };
}

async function follow({ input, output, now }: ManyRequest): Promise<ManyResult[]> {
  const results: ManyResult[] = [];
  const visit = async (name: string, at: number): Promise<ManyResult> => {
    const fresh = await build(input, `${output}/${name}`, at);
    const along = await build(input, `${output}/along`, at);
    const told = { differences: differences(fresh.output, along.output), counts: along.counts };
    results.push({ ...fresh, along: told });
    return fresh;
  };
  let at: number | undefined = Date.parse(now);
  for (let step = 0; at !== undefined && step < longestChain; step++) {
    const { next }: ManyResult = await visit(String(step), at);
    if (next !== undefined) await visit(`${step}-until`, next - 1);
    at = next;
  }
  return results;
}

const [first = "[]", second = "{}"] = process.argv.slice(2);
const results: ManyResult[] = [];
try {
  if (first === "--follow") results.push(...(await follow(JSON.parse(second) as ManyRequest)));
  else {
    for (const { input, output, now } of JSON.parse(first) as ManyRequest[]) {
      results.push(await build(input, output, Date.parse(now)));
    }
  }
} finally {
  for (const { input, output } of requested) forgetState(input, output);
}
console.log(`\n${JSON.stringify(results)}`);
