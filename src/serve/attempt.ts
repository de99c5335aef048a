import type { BuildResult, Session } from "../build.ts";
import { explainError } from "../eleventy.ts";
import { defaults, type Settings } from "../options.ts";
import type { Problem } from "../problems/problem.ts";
import { countProblems, formatReport, notBuilt, type ReportLanguage } from "../problems/report.ts";
import { type Report, reportFailure, reportProblems } from "./report-panel.ts";

/** What came of trying to build a site. */
export interface Attempt {
  readonly written: BuildResult["written"];
  /** Whether anything in the output folder is other than before. */
  readonly isOther: boolean;
  /** What the project chose; `undefined` if its configuration or a layout failed. */
  readonly settings: Settings | undefined;
  readonly next: NonNullable<BuildResult["newsroom"]["plan"]>["next"];
  /** Why nothing was written, for the pages. */
  readonly report: Report | undefined;
  /** Everything that is wrong, warnings too, for the terminal; `""` if nothing is. */
  readonly told: string;
  /** The line that counts what is wrong. */
  readonly count: string;
  readonly problems: readonly Problem[];
  /** How many text files were read; 0 if the configuration or a layout failed. */
  readonly files: number;
}

/**
 * Builds a site and keeps what goes wrong.
 *
 * @param touched paths below the content folder that may have changed; everything is looked at, if left out
 * @param language of the reports; the one the project chose, if left out
 */
export async function attempt(
  session: Session,
  touched: ReadonlySet<string> | undefined,
  language: ReportLanguage | undefined,
): Promise<Attempt> {
  try {
    const { newsroom, settings, written } = await session.build(touched && { touched });
    const { problems, files, plan } = newsroom;
    const spoken = language ?? settings.reportLanguage;
    const count = countProblems(problems, files, spoken);
    const lines = problems.length === 0 ? [] : [formatReport(problems, files, spoken)];
    if (written === undefined) lines.push(notBuilt(spoken));
    const report = written === undefined ? reportProblems(problems, files, spoken) : undefined;
    const isOther = written !== undefined && written.changed + written.removed > 0;
    const told = lines.join("\n");
    return { written, isOther, settings, next: plan?.next, report, told, count, problems, files };
  } catch (error) {
    const spoken = language ?? defaults.reportLanguage;
    const message = explainError(error);
    const told = `${message}\n${notBuilt(spoken)}`;
    return {
      written: undefined,
      isOther: false,
      settings: undefined,
      next: undefined,
      report: reportFailure(message, spoken),
      told,
      count: "",
      problems: [],
      files: 0,
    };
  }
}
