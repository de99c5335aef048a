import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { repository } from "../support/repository.ts";
import { configurationFor } from "./builder.ts";

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

const configurations = new Set<string>();

// What `scripts/run.mjs` keeps of a configuration goes with it.
afterAll(() => {
  const shelf = join(repository, ".khabar/code");
  const names = [...configurations].map((file) => createHash("sha1").update(file).digest("hex").slice(0, 8));
  for (const file of existsSync(shelf) ? readdirSync(shelf) : []) {
    if (names.some((name) => file.startsWith(name)))
      rmSync(join(shelf, file), { recursive: true, force: true });
  }
});

/**
 * The commands are put together for each configuration, which takes longer than building a small newsroom. So projects
 * with the same one share a file.
 */
function configurationOf(folder: string): string {
  const own = join(folder, "eleventy.config.mjs");
  if (readFileSync(own, "utf8") !== configurationFor(folder)) {
    configurations.add(own);
    return "eleventy.config.mjs";
  }
  const shelf = join(repository, ".khabar/test-configuration");
  const shared = join(shelf, "eleventy.config.mjs");
  const text = configurationFor(shelf);
  if (!existsSync(shared) || readFileSync(shared, "utf8") !== text) {
    mkdirSync(shelf, { recursive: true });
    writeFileSync(`${shared}.${process.pid}`, text);
    renameSync(`${shared}.${process.pid}`, shared);
  }
  return shared;
}

/** @param folder the project, which has an `eleventy.config.mjs` */
export function startBuild(
  folder: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningBuild {
  const words = [
    join(repository, "scripts/run.mjs"),
    "build",
    `--config=${configurationOf(folder)}`,
    ...flags,
  ];
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
