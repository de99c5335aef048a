import type { ManyRequest, ManyResult } from "./build-many.ts";
import { runCommand } from "./run-command.ts";

/** Builds that must all work, one after another in one process. */
export function runBuilds(requests: readonly ManyRequest[]): Promise<ManyResult[]> {
  return run([JSON.stringify(requests)]);
}

/** Builds at `now`, at the moment that this build calls the next change, and so on; and just before each of them. */
export function followChanges(request: ManyRequest): Promise<ManyResult[]> {
  return run(["--follow", JSON.stringify(request)]);
}

async function run(words: readonly string[]): Promise<ManyResult[]> {
  const { code, stdout, stderr } = await runCommand("tests/support/build-many.ts", words);
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf("\n[{"))) as ManyResult[];
}
