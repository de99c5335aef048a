import { inReadingOrder, type Problem } from "./problem.ts";
import { reportEn, wordsEn } from "./words-en.ts";
import { reportHi, wordsHi } from "./words-hi.ts";

export type ReportLanguage = "en" | "hi";

const wordings = {
  en: { words: wordsEn, report: reportEn },
  hi: { words: wordsHi, report: reportHi },
} as const;

/** The languages a report can be read in. */
export const reportLanguages = Object.keys(wordings) as readonly ReportLanguage[];

/**
 * One problem in words: what is there, why it is wrong, what to write, and a suggestion where there is one.
 *
 * A value `kind:list` or `phrase:url` is a word of the report itself and is said in its language.
 */
export function explainProblem(problem: Problem, language: ReportLanguage): string {
  const { words, report } = wordings[language];
  const say = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(problem.values[name] ?? "");
      const [scope, key] = value.split(":", 2) as [string, string | undefined];
      if (scope === "kind" && key) return report.kinds[key as keyof typeof report.kinds] ?? value;
      if (scope === "phrase" && key) return report.phrases[key as keyof typeof report.phrases] ?? value;
      return printable(value);
    });
  const sentence = say(words[problem.code]);
  return problem.values.suggestion === undefined ? sentence : `${sentence} ${say(report.didYouMean)}`;
}

/**
 * The whole report: every problem under its `file:line:column  code`, then one line that counts.
 *
 * @param files how many files were read
 * @param language of the sentences; codes, fields and paths are the same in each
 */
export function formatReport(
  problems: readonly Problem[],
  files: number,
  language: ReportLanguage = "en",
): string {
  const { report } = wordings[language];
  const lines: string[] = [];
  for (const problem of problems.toSorted(inReadingOrder)) {
    const mark = problem.severity === "warning" ? `  (${report.warning})` : "";
    lines.push(`${problem.file}:${problem.line}:${problem.column}  ${problem.code}${mark}`);
    lines.push(`  ${explainProblem(problem, language)}`, "");
  }
  lines.push(countProblems(problems, files, language));
  return lines.join("\n");
}

/** `5 problems, 2 warnings in 4 of 212 files`. */
export function countProblems(
  problems: readonly Problem[],
  files: number,
  language: ReportLanguage = "en",
): string {
  const { report } = wordings[language];
  if (problems.length === 0) return report.nothing.replace("{files}", String(files));
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [
    errors === 1 ? report.problemsOne : errors > 1 ? report.problemsOther : "",
    warnings === 1 ? report.warningsOne : warnings > 1 ? report.warningsOther : "",
  ];
  const spoken = [
    counts[0]?.replace("{count}", String(errors)),
    counts[1]?.replace("{count}", String(warnings)),
  ];
  return report.total
    .replace("{problems}", spoken.filter(Boolean).join(", "))
    .replace("{broken}", String(new Set(problems.map((problem) => problem.file)).size))
    .replace("{files}", String(files));
}

/**
 * The problems as GitHub shows them beside the lines of a change: one workflow command each.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatForGithub(problems: readonly Problem[], language: ReportLanguage = "en"): string {
  // What a command takes for its own signs.
  const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return problems
    .toSorted(inReadingOrder)
    .map((problem) => {
      const { severity, file, line, column, code } = problem;
      const place = `file=${property(file)},line=${line},col=${column},title=${property(code)}`;
      return `::${severity} ${place}::${data(explainProblem(problem, language))}`;
    })
    .join("\n");
}

/** The line that counts errors in files that were not asked about. */
export function countElsewhere(problems: readonly Problem[], language: ReportLanguage): string {
  const { report } = wordings[language];
  return report.elsewhere.replace("{count}", String(problems.length));
}

/** The line that says that the old site stands. */
export function notBuilt(language: ReportLanguage): string {
  return wordings[language].report.notBuilt;
}

/** Shows a writer's own text in a message: one line, of bounded length, without control characters. */
function printable(text: string): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, "␣");
  return clean.length > 400 ? `${clean.slice(0, 399)}…` : clean;
}
