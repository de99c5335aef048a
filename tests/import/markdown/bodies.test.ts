import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TemplateLanguage } from "../../../src/import/markdown/generator.ts";
import { convertTemplates } from "../../../src/import/markdown/templates/convert-templates.ts";

/** `name`, `.`, input, `.`, output, `.`: any number of times, below a first paragraph that explains. */
function readCases(file: string): [name: string, input: string, output: string][] {
  const text = readFileSync(join(import.meta.dirname, "fixtures", file), "utf8");
  const pattern = /^(\S.*)\n\.\n([\s\S]*?)\n?^\.\n([\s\S]*?)\n?^\.$/gm;
  return [...text.matchAll(pattern)].map(([, name = "", input = "", output = ""]) => [name, input, output]);
}

const fixtures: [TemplateLanguage, string][] = [
  ["shortcodes", "shortcodes.txt"],
  ["liquid", "liquid.txt"],
];

describe.each(fixtures)("template code, %s", (language, file) => {
  test.each(readCases(file))("%s", (_name, input, output) => {
    expect(convertTemplates(input, language, "The headline").text).toBe(output);
  });
});
