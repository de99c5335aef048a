import { compareText } from "../problems/problem.ts";
import { type ImportResult, type Loss, type LossKind, lossKinds } from "./losses.ts";

/** The few lines for a terminal: how much was taken, what was left out and why, what was lost. */
export function summariseImport(result: ImportResult): string {
  const lines = [
    `${count(result.files, "file")} in ${result.source}`,
    `  ${takenText(result)}`,
    `  ${count(result.leftOut.length, "file")} left out`,
    ...countBy(result.leftOut, ({ reason }) => reason).map(
      ([reason, files]) => `    ${files} × ${oneLine(reason)}`,
    ),
  ];
  const kinds = countBy(result.losses, ({ kind }) => kind);
  if (kinds.length > 0) lines.push("Not kept as it was:");
  for (const kind of Object.keys(lossKinds) as LossKind[]) {
    const losses = kinds.find(([name]) => name === kind)?.[1];
    if (losses !== undefined) lines.push(`  ${String(losses).padStart(5)}  ${lossKinds[kind]}`);
  }
  for (const sentence of result.advice) lines.push(sentence);
  return lines.join("\n");
}

/** The whole report as Markdown: every file left out, every loss with its place. */
export function formatImportReport(result: ImportResult): string {
  const lines = [
    "# Import report",
    "",
    `From ${inlineCode(result.source)} into ${inlineCode(result.target)}: ${count(result.files, "file")}, ${takenText(result)}.`,
    "",
  ];
  if (result.advice.length > 0)
    lines.push("## To do", "", ...result.advice.map((sentence) => `- ${sentence}`), "");
  if (result.leftOut.length > 0) {
    lines.push(`## Left out: ${result.leftOut.length}`, "");
    for (const { file, line, reason, failed } of result.leftOut.toSorted((a, b) =>
      compareText(a.file, b.file),
    )) {
      lines.push(`- ${inlineCode(place(file, line))}${failed ? "" : " (not needed)"}: ${oneLine(reason)}`);
    }
    lines.push("");
  }
  for (const kind of Object.keys(lossKinds) as LossKind[]) {
    const losses = result.losses.filter((loss) => loss.kind === kind);
    if (losses.length === 0) continue;
    lines.push(`## ${lossKinds[kind]}: ${losses.length}`, "");
    lines.push(...(isCounted(kind) ? countedLines(losses) : placedLines(losses)), "");
  }
  if (result.losses.length === 0 && result.leftOut.length === 0) lines.push("Everything was kept.", "");
  return lines.join("\n");
}

/** Fields repeat in every file: how often is enough. */
function isCounted(kind: LossKind): boolean {
  return kind === "field";
}

function countedLines(losses: readonly Loss[]): string[] {
  return countBy(losses, ({ what }) => what).map(([what, files]) => {
    const first = losses.find((loss) => loss.what === what)?.file ?? "";
    return `- ${inlineCode(what)} in ${count(files, "file")}, first in ${inlineCode(first)}`;
  });
}

function placedLines(losses: readonly Loss[]): string[] {
  return losses
    .toSorted(
      (a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.what, b.what),
    )
    .map(({ file, line, what }) => `- ${inlineCode(place(file, line))}: ${inlineCode(what)}`);
}

function takenText({ articles, pages, authors, media }: ImportResult): string {
  return `${count(articles + pages, "file")} taken (${count(articles, "article")}, ${count(pages, "page")}), ${count(authors, "new author")}, ${count(media, "file")} of media`;
}

/** Most frequent first, ties in code unit order. */
function countBy<T>(things: readonly T[], keyOf: (thing: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1);
  return [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || compareText(a, b));
}

function count(number: number, what: string): string {
  return `${number} ${number === 1 ? what : what.replace(/^(new )?(\w+)/, "$1$2s")}`;
}

function place(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** Code of Markdown around any text, also one with backticks in it. */
function inlineCode(text: string): string {
  const clean = oneLine(text);
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return longest === 0 ? `${mark}${clean}${mark}` : `${mark} ${clean} ${mark}`;
}

function oneLine(text: string): string {
  const clean = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}
