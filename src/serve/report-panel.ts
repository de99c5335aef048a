import { inReadingOrder, type Problem } from "../problems/problem.ts";
import { countProblems, formatReport, notBuilt, type ReportLanguage } from "../problems/report.ts";
import { escapeText } from "../render/escape.ts";

/** Why a site could not be built, as a page can show it. */
export interface Report {
  readonly language: ReportLanguage;
  /** One line. */
  readonly summary: string;
  /** With the file, line and column of everything that is wrong. */
  readonly details: string;
}

/** A page shows no more problems than this; the line that counts them counts all. */
const mostShown = 100;

/** @param files how many files were read */
export function reportProblems(
  problems: readonly Problem[],
  files: number,
  language: ReportLanguage,
): Report {
  const shown = problems.toSorted(inReadingOrder).slice(0, mostShown);
  // Without its last line, which would count what is shown.
  const details = formatReport(shown, files, language).split("\n").slice(0, -1).join("\n").trimEnd();
  return { language, summary: countProblems(problems, files, language), details };
}

/** @param message what a layout or a template of the project threw, in words */
export function reportFailure(message: string, language: ReportLanguage): Report {
  return { language, summary: notBuilt(language), details: message };
}

/**
 * The report on top of a page, at the lower edge of the window. It can be folded up.
 *
 * Styles stand in the elements, where those of the site do not reach them; colours are the system's, light or dark.
 */
export function addPanel(html: string, report: Report): string {
  const place =
    "position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; border-top: 0.25rem solid #c0392b";
  return insertAtEnd(html, panelHtml(report, "strong", place));
}

/** A page for an address that has none, or of a site that was never built. */
export function reportPage(report: Report): string {
  return `<!DOCTYPE html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(report.summary)}</title>
</head>
<body>
<main>${panelHtml(report, "h1", "")}</main>
</body>
</html>
`;
}

function panelHtml({ language, summary, details }: Report, heading: "strong" | "h1", place: string): string {
  const look = `all: initial; color-scheme: light dark; display: block; box-sizing: border-box; padding: 0.75rem 1rem; background: Canvas; color: CanvasText; font: 1rem/1.5 system-ui, sans-serif; ${place}`;
  const headingLook = "all: revert; display: inline; font-size: 1rem";
  const textLook =
    "all: revert; margin: 0.75rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem/1.6 ui-monospace, monospace";
  return `<div id="khabar-report" role="alert" lang="${language}" dir="ltr" style="${look}"><details open style="all: revert"><summary style="all: revert"><${heading} style="${headingLook}">${escapeText(summary)}</${heading}></summary><pre style="${textLook}">${escapeText(details)}</pre></details></div>`;
}

/** Puts something at the end of the body. */
export function insertAtEnd(html: string, addition: string): string {
  const end = html.lastIndexOf("</body>");
  return end === -1 ? html + addition : html.slice(0, end) + addition + html.slice(end);
}
