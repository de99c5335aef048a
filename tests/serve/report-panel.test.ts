import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/problems/problem.ts";
import { addPanel, type Report, reportPage, reportProblems } from "../../src/serve/report-panel.ts";
import { byTag, parsePage, textOf } from "../support/html.ts";
import { findHtmlFaults } from "../support/html-validate.ts";

const problem = (line: number): Problem => ({
  code: "section-unknown",
  file: "content/articles/rain.md",
  line,
  column: 10,
  severity: "error",
  values: { field: "section", found: "<script>alert(1)</script>", allowed: "desh" },
});
const page = `<!DOCTYPE html>
<html lang="en"><head><title>Rain</title></head>
<body><h1>Rain</h1></body></html>
`;

describe("the panel", () => {
  const report = reportProblems([problem(4)], 7, "en");

  it("stands at the end of the page and changes nothing else", () => {
    const [before, after] = page.split("</body>") as [string, string];
    const shown = addPanel(page, report);
    expect(shown.startsWith(before)).toBe(true);
    expect(shown.endsWith(`</body>${after}`)).toBe(true);
    expect(byTag(parsePage(shown), "script")).toEqual([]);
    expect(textOf(parsePage(shown))).toContain("content/articles/rain.md:4:10 section-unknown");
    expect(textOf(parsePage(shown))).toContain("“<script>alert(1)</script>”");
  });

  it("is shown where the page has no end", () => {
    expect(addPanel("<p>Rain", report)).toMatch(/^<p>Rain<div id="khabar-report" role="alert"/);
  });

  it("speaks Hindi", () => {
    const shown = reportPage(reportProblems([problem(4)], 7, "hi"));
    expect(shown).toContain('<html lang="hi">');
    expect(textOf(parsePage(shown))).toContain("7 में से 1 फ़ाइलों में 1 गड़बड़ी");
  });

  it("shows the first problems of very many, and counts them all", () => {
    const many = reportProblems(
      Array.from({ length: 1000 }, (_, line) => problem(line + 1)),
      7,
      "en",
    );
    expect(many.summary).toBe("1000 problems in 1 of 7 files");
    expect(many.details.match(/section-unknown/g)).toHaveLength(100);
    expect(many.details).not.toContain("100 problems");
  });
});

it("a page with nothing but the report is valid HTML", () => {
  const failure: Report = { language: "en", summary: "Nothing was written.", details: "a < b & c" };
  expect(findHtmlFaults(reportPage(failure)).filter((fault) => !fault.includes("no-inline-style"))).toEqual(
    [],
  );
});
