import { spawn } from "node:child_process";
import { repository } from "./repository.ts";

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What Node is given for a script of the repository.
 *
 * A command is run as npm runs it, since that starts in a quarter of a second; with another configuration it would be
 * put together for that one alone, so that it is read file by file then, as are other scripts.
 */
export function nodeWords(script: string, flags: readonly string[]): string[] {
  if (script.endsWith(".mjs")) return [script, ...flags];
  const command = script.match(/^scripts\/([a-z-]+)\.ts$/)?.[1];
  const hasOwnConfig = flags.some((flag) => flag.startsWith("--config"));
  return command === undefined || command === "bench" || hasOwnConfig
    ? ["--import", "tsx", script, ...flags]
    : ["scripts/run.mjs", command, ...flags];
}

/** Runs a script of the repository from its root. */
export function runCommand(
  script: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeWords(script, flags), {
      cwd: repository,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
