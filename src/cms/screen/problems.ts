import { showPath } from "../../check/fields.ts";
import { type Finding, type Severity, severityOf } from "../../problems/problem.ts";
import { explainProblem } from "../../problems/report.ts";
import { fieldWords, screenLanguage, screenWords } from "./words.ts";

/** Something to mend, for somebody who looks at a form and not at a file. */
export interface ScreenProblem {
  readonly severity: Severity;
  /** The field by the name that the form has for it, or the line of the text; `""` where there is no place. */
  readonly where: string;
  readonly sentence: string;
}

/**
 * Problems in the words of a form: errors first, each in the order in which it was found.
 *
 * @param bodyLine the line of the file on which the text begins
 * @param language of the site
 */
export function screenProblems(
  findings: readonly Finding[],
  bodyLine: number,
  language: string,
): readonly ScreenProblem[] {
  const words = screenWords(language);
  const problems = findings.map((finding) => {
    const { place } = finding;
    const severity = finding.severity ?? severityOf[finding.code];
    const where =
      "field" in place
        ? (fieldWords(place.field, words)?.label ?? showPath(place.field))
        : place.line >= bodyLine
          ? words.screen.line.replace("{line}", String(place.line - bodyLine + 1))
          : "";
    const located = { ...finding, severity, line: 1, column: 1 };
    return { severity, where, sentence: explainProblem(located, screenLanguage(language)) };
  });
  const isError = ({ severity }: ScreenProblem) => severity === "error";
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
}
