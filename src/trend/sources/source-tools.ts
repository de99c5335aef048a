import type { Site, TrendingChoices } from "../../check/types.ts";

/** What a source may need besides its configuration. */
export interface SourceTools {
  readonly site: Site;
  /** Where secrets come from; they never appear in an answer. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  /** For what a source keeps from one run to the next. */
  readonly stateFolder: string;
  /** Outside the project, for what nobody may keep; gone when the command ends. */
  readonly temporaryFolder: string;
  readonly choices: TrendingChoices;
  /** Path of the form for comments. */
  readonly formPath: string;
  /** The place of the source in the list, from 0. */
  readonly number: number;
  /** Told what may help to understand the answer, for `--explain`. */
  readonly note?: ((line: string) => void) | undefined;
}
