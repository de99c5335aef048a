import type { ManyRequest, ManyResult } from "./build-many.ts";
import { forgetState } from "./build-site.ts";
import { runCommand } from "./run-command.ts";

/** Builds that must all work, one after another in one process. */
export function runBuilds(requests: readonly ManyRequest[]): Promise<ManyResult[]> {
  return run([JSON.stringify(requests)], requests[0]?.input ?? "");
}

/** Builds at `now`, at the moment that this build calls the next change, and so on; and just before each of them. */
export function followChanges(request: ManyRequest): Promise<ManyResult[]> {
  return run(["--follow", JSON.stringify(request)], request.input);
}

async function run(words: readonly string[], input: string): Promise<ManyResult[]> {
  const { code, stdout, stderr } = await runCommand("tests/support/build-many.ts", words);
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  const results = JSON.parse(stdout.slice(stdout.lastIndexOf("\n[{"))) as ManyResult[];
  for (const { output } of results) forgetState(input, output);
  return results;
}
