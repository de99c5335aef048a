import { blockKinds, blockNames, isBlockName } from "../body/blocks.ts";
import { liveTime } from "../body/live-time.ts";
import { type BodyOutline, type BodyPlace, faultOfBlock } from "../body/outline.ts";
import { type Finding, type Severity, severityOf } from "../problems/problem.ts";
import { didYouMean } from "../problems/suggest.ts";
import type { SourceFile } from "../read/read-source.ts";
import { mediaPath, type PictureReader } from "./pictures.ts";

const blockExamples: Readonly<Record<string, string>> = {
  "also-read": "::: also-read bhari-barish",
  video: "::: video https://www.youtube.com/watch?v=…",
  embed: "::: embed https://…",
  live: "::: live 2026-11-22T18:05 …",
};

/**
 * What is wrong inside a body: blocks, pictures, HTML that is taken out.
 *
 * @param bodyLine the line of the file on which the body begins
 * @param hasDay whether the text has a date of its own, so that a live entry may give the hour alone
 * @returns whether the body can be rendered as it is meant
 */
export function findBodyProblems(
  outline: BodyOutline,
  bodyLine: number,
  file: SourceFile,
  pictures: PictureReader,
  findings: Finding[],
  hasDay = false,
): boolean {
  const before = findings.length;
  const report = (
    place: BodyPlace,
    code: Finding["code"],
    values: Finding["values"] = {},
    severity?: Severity,
  ) => {
    const at = { line: place.line + bodyLine, column: place.column };
    findings.push({ code, file: file.shown, place: at, values, ...(severity ? { severity } : {}) });
  };

  for (const block of outline.blocks) {
    const { name } = block;
    const fault = faultOfBlock(block) ?? (hasBadTime(block, hasDay) ? "argument" : undefined);
    if (fault === "unknown") {
      report(block, "block-unknown", {
        found: name,
        allowed: blockNames.join(", "),
        ...didYouMean(name, blockNames),
      });
    } else if (fault === "unclosed") report(block, "block-unclosed", { name });
    else if (fault === "argument" && isBlockName(name)) {
      const expected = `phrase:${blockKinds[name].argument}`;
      report(block, "block-argument", { name, expected, example: blockExamples[name] ?? `::: ${name}` });
    } else if (fault === "empty" && isBlockName(name)) {
      report(block, "block-empty", { name, expected: `phrase:${blockKinds[name].content}` });
    }
  }
  for (const stray of outline.strayCloses) report(stray, "block-stray-close");

  for (const image of outline.images) {
    if (!image.described) report(image, "image-alt-missing", { found: image.src });
    const path = mediaPath(image.src);
    const found = path === undefined ? undefined : pictures.find(image.src);
    if (path !== undefined && found === undefined) {
      report(image, "image-missing", { field: "![…](…)", found: image.src, path });
    }
    for (const { code, values, severity } of found?.faults ?? []) {
      report(image, code, { field: "![…](…)", ...values }, severity);
    }
  }
  for (const { what, ...place } of outline.removedHtml) report(place, "html-removed", { found: what });
  for (const { what, ...place } of outline.languageMarks) report(place, "language-mark", { found: what });
  return findings.slice(before).every(({ code, severity }) => (severity ?? severityOf[code]) === "warning");
}

function hasBadTime({ name, argument }: { name: string; argument: string }, hasDay: boolean): boolean {
  if (name !== "live") return false;
  return liveTime(argument, 0, "UTC") === undefined || (!hasDay && /^\d{1,2}:\d{2}\s/.test(argument));
}
