import { relative, resolve } from "node:path";
import { inReadingOrder } from "../../problems/problem.ts";
import { explainProblem, type ReportLanguage } from "../../problems/report.ts";
import { checkSaved } from "../backend/check-saved.ts";

/** As `.remarkrc.mjs` gives them. */
export interface RemarkOptions {
  /** The content folder, relative to the folder of `.remarkrc.mjs`. */
  readonly input?: string;
  readonly addresses?: string;
  readonly slugs?: "latin" | "native";
  /** Of the messages. */
  readonly language?: ReportLanguage;
}

/** The part of a `VFile` that is used here. @see https://github.com/vfile/vfile */
interface File {
  readonly path?: string;
  readonly cwd: string;
  toString(): string;
  message(
    reason: string,
    options: { place: { line: number; column: number }; source: string; ruleId: string },
  ): {
    fatal?: boolean | null | undefined;
  };
}

/**
 * The checks as a plugin of remark, so that an editor which speaks with remark shows, while a writer types, what
 * `npm run check` would say. It changes nothing in a text.
 *
 * @see https://github.com/remarkjs/vscode-remark
 */
export default function remarkKhabar(options: RemarkOptions = {}) {
  const { input = "content", addresses = "/{section}/{slug}/", slugs = "latin", language = "en" } = options;
  return (_tree: unknown, file: File): undefined => {
    if (file.path === undefined) return;
    const folder = resolve(file.cwd, input);
    const path = relative(folder, resolve(file.cwd, file.path)).replaceAll("\\", "/").normalize("NFC");
    if (path.startsWith("..")) return;
    const shown = relative(process.cwd(), folder).replaceAll("\\", "/") || ".";
    const problems = checkSaved(shown, shown, { below: path, text: String(file) }, { addresses, slugs });
    for (const problem of problems.toSorted(inReadingOrder)) {
      const { line, column, code, severity } = problem;
      const place = { line, column };
      const message = file.message(explainProblem(problem, language), {
        place,
        source: "khabar",
        ruleId: code,
      });
      // In an editor: an error is red, a warning is not.
      message.fatal = severity === "error";
    }
  };
}
