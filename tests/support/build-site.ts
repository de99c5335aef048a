import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { Problem } from "../../src/problems/problem.ts";
import { stateFolder } from "../../src/write/output-folder.ts";
import { repository } from "./repository.ts";
import { type CommandResult, runCommand } from "./run-command.ts";

/** What a test asks of `npm run build`. */
export interface SiteRequest {
  readonly input: string;
  readonly output: string;
  /** ISO 8601. The clock, if left out. */
  readonly now?: string;
  readonly config?: string;
  /** More flags, as a user types them. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Keeps what the build remembers in `.khabar/`, for a test that builds into the same folder again. */
  readonly keepState?: boolean;
}

/** What `--json` prints. */
export interface BuildReport {
  readonly built: boolean;
  readonly pages?: number;
  readonly rendered?: number;
  readonly kept?: number;
  readonly files?: number;
  readonly changed?: number;
  readonly removed?: number;
  readonly checked?: number;
  /** For how many pages which part had changed. */
  readonly because?: Readonly<Record<string, number>>;
  readonly stories?: number;
  readonly next?: { readonly at: string; readonly because: string; readonly article: string };
  readonly problems: readonly Problem[];
}

export interface SiteBuild extends CommandResult {
  readonly folder: string;
  /** `undefined` where the command printed no report, as after wrong use. */
  readonly json: BuildReport | undefined;
}

/** Builds a site with `scripts/build.ts --json`, as a scheduler does. */
export async function buildSite(request: SiteRequest): Promise<SiteBuild> {
  const { input, output, now, config, flags = [], environment = {}, keepState = false } = request;
  const result = await runCommand(
    "scripts/build.ts",
    [
      `--input=${input}`,
      `--output=${output}`,
      ...(now === undefined ? [] : [`--now=${now}`]),
      ...(config === undefined ? [] : [`--config=${config}`]),
      "--json",
      ...flags,
    ],
    environment,
  );
  if (!keepState) forgetState(input, output);
  return { ...result, folder: output, json: readReport(result.stdout) };
}

/** Removes what builds of one pair of folders left in `.khabar/`. */
export function forgetState(input: string, output: string): void {
  const inRepository = (folder: string) => relative(repository, folder);
  rmSync(join(repository, stateFolder(inRepository(input), inRepository(output))), {
    recursive: true,
    force: true,
  });
}

function readReport(stdout: string): BuildReport | undefined {
  const start = stdout.search(/^\{/m);
  return start === -1 ? undefined : (JSON.parse(stdout.slice(start)) as BuildReport);
}

/** The report of a build that must have worked; fails with everything that the command said. */
export function reportOf(build: SiteBuild): BuildReport {
  if (build.code !== 0 || build.json === undefined) {
    throw new Error(`The build ended with ${build.code}.\n${build.stdout}\n${build.stderr}`);
  }
  return build.json;
}

/** The problems of a build that must have found some, as `file:line code`. */
export function problemsOf({ json }: SiteBuild): string[] {
  return (json?.problems ?? [])
    .map(({ file, line, code }) => `${file.split("/").at(-1)}:${line} ${code}`)
    .sort();
}
