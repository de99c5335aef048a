import { type ChildProcess, fork } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildCounts, BuildResult } from "../../src/build.ts";
import type { NextChange } from "../../src/catalog/live.ts";
import type { Options } from "../../src/index.ts";
import { repository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Folders and files are relative to the builder's own folder. */
export interface BuilderRequest {
  readonly input: string;
  readonly output: string;
  readonly configPath: string;
  /** ISO 8601 */
  readonly now?: string | undefined;
  /** What the project gives to the plugin. */
  readonly options?: Options;
  readonly full?: boolean;
  readonly explain?: string;
  readonly workers?: number;
  /** Builds go on from memory from the one that opens a session to the one that closes it. */
  readonly session?: "open" | "close" | undefined;
}

export interface BuilderAnswer {
  /** `file:line:column code`, sorted. */
  readonly problems: readonly string[];
  readonly next: NextChange | undefined;
  readonly stories: number | undefined;
  readonly written: BuildCounts | undefined;
  readonly fault: BuildResult["fault"];
  readonly explained: BuildResult["explained"];
  /** What a layout or template threw. */
  readonly error: string | undefined;
}

/** Builds sites in a process of its own, one after another: starting Node for each takes longer than most builds. */
export interface Builder {
  /** Its working directory, where it keeps `.khabar/`. */
  readonly folder: string;
  build(request: BuilderRequest): Promise<BuilderAnswer>;
  stop(): void;
}

/** `--import` of Node, from whatever folder. */
export const tsxLoader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** A project's configuration that takes the plugin's options from the environment; code of the project may follow. */
export function writeConfiguration(folder: string, more = ""): void {
  writeFileSync(join(folder, "eleventy.config.mjs"), configurationFor(folder, more));
}

/** @param folder in which the configuration lies, or will */
export function configurationFor(folder: string, more = ""): string {
  const plugin = relative(folder, join(repository, "src/index.ts"));
  const lines = [
    `import khabar from ${JSON.stringify(plugin)};`,
    "export default function (eleventyConfig) {",
    '  eleventyConfig.addPlugin(khabar, JSON.parse(process.env.KHABAR_OPTIONS ?? "{}"));',
    ...(more === "" ? [] : [more]),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

/** @param folder an existing folder; a configuration is put there if it has none */
export function startBuilder(folder = temporaryFolder("builder")): Builder {
  if (!existsSync(join(folder, "eleventy.config.mjs"))) writeConfiguration(folder);
  const child: ChildProcess = fork(join(import.meta.dirname, "builder-process.ts"), {
    cwd: folder,
    execArgv: ["--import", tsxLoader],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let last: Promise<unknown> = Promise.resolve();
  const ask = (request: BuilderRequest) =>
    new Promise<BuilderAnswer>((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`The builder ended with ${code}.`));
      child.once("exit", onExit);
      child.once("message", (answer) => {
        child.off("exit", onExit);
        resolve(answer as BuilderAnswer);
      });
      child.send(request);
    });
  return {
    folder,
    build(request) {
      const answer = last.then(() => ask(request));
      last = answer.catch(() => undefined);
      return answer;
    },
    stop() {
      child.kill();
    },
  };
}
