import { stringsFor } from "../language/strings.ts";
import type { Finding } from "../problems/problem.ts";
import type { SourceFile } from "./read-source.ts";

/**
 * A newsroom's own words for the interface: `strings/ta.json` adds Tamil, or changes ours.
 *
 * @returns by language tag; a file that cannot be used is reported and left out
 */
export function readStrings(files: readonly SourceFile[], findings: Finding[]): Record<string, unknown> {
  const strings: Record<string, unknown> = {};
  for (const file of files) {
    const tag = file.path.replace(/^strings\//, "").replace(/\.json$/, "");
    try {
      const words: unknown = JSON.parse(file.text.replace(/^\uFEFF/, ""));
      stringsFor(tag, { [tag]: words });
      strings[tag] = words;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      findings.push({
        code: "strings-bad",
        file: file.shown,
        place: { line: 1, column: 1 },
        values: { reason },
      });
    }
  }
  return strings;
}
