import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "../support/repository.ts";
import { tsxLoader } from "./builder.ts";

export interface CommandEnd {
  /** `undefined` for a process that was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run build` in a project of its own. */
export interface RunningBuild {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandEnd>;
}

/** @param folder the project, which has an `eleventy.config.mjs` */
export function startBuild(
  folder: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningBuild {
  const script = join(repository, "scripts/build.ts");
  const words = ["--import", tsxLoader, script, "--config=eleventy.config.mjs", ...flags];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<CommandEnd>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? undefined, stdout, stderr }));
  });
  return { child, ended };
}
