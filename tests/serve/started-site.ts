import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, vi } from "vitest";
import { forgetState } from "../support/build-site.ts";
import { repository } from "../support/repository.ts";
import { nodeWords } from "../support/run-command.ts";

/** Long enough for a busy machine; nothing waits longer than it must. */
export const patience = { timeout: 60_000, interval: 50 };

/** `npm start` in a process of its own. */
export interface StartedSite {
  /** Everything that it printed so far. */
  printed(): string;
  /** Where it says that the site is, without a slash at the end; waits for it. */
  address(): Promise<string>;
  /** @returns its exit code; `null` if it had to be killed */
  stop(signal?: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

export function startSite(input: string, output: string, flags: readonly string[]): StartedSite {
  const child = spawn(
    process.execPath,
    nodeWords("scripts/start.ts", [`--input=${input}`, `--output=${output}`, ...flags]),
    { cwd: repository, stdio: ["ignore", "pipe", "pipe"] },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  return {
    printed: () => printed,
    async address() {
      const line = /^http:\S+(?=\/$)/gm;
      await vi.waitFor(() => expect(printed).toMatch(line), patience);
      return printed.match(line)?.at(-1) ?? "";
    },
    async stop(signal = "SIGKILL") {
      if (child.exitCode === null && child.signalCode === null) {
        const closed = once(child, "close");
        child.kill(signal);
        await closed;
      }
      forgetState(input, output);
      return child.exitCode;
    },
  };
}
