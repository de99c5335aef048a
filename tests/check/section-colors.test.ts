import { describe, expect, it } from "vitest";
import { readSite } from "../../src/check/site.ts";
import type { Finding } from "../../src/problems/problem.ts";
import { explainProblem, reportLanguages } from "../../src/problems/report.ts";

function read(section: string) {
  const text = `name: भोर समाचार
url: https://bhor.example
language: hi
timeZone: Asia/Kolkata
sections: [{ id: desh, title: देश, ${section} }]
`;
  const findings: Finding[] = [];
  const file = { path: "site.yaml", shown: "content/site.yaml", text };
  return { site: readSite(file, { read: () => undefined } as never, findings), findings };
}

describe("the colour of a section", () => {
  it.each([
    ['color: "#B3261E"', "#b3261e"],
    ['color: "#fc0"', "#ffcc00"],
    ['description: "…"', undefined],
  ])("in %s is %s", (written, color) => {
    const { site, findings } = read(written);
    expect(findings).toEqual([]);
    expect(site?.sections[0]?.color).toBe(color);
  });

  it.each(["red", "#12345", "rgb(1,2,3)", "#b3261e; background: url(x)"])("is no %j", (color) => {
    const { site, findings } = read(`color: ${JSON.stringify(color)}`);
    expect(site).toBeUndefined();
    expect(findings).toMatchObject([{ code: "color-bad", place: { field: ["sections", 0, "color"] } }]);
    for (const language of reportLanguages) {
      const problem = { ...findings[0], line: 1, column: 1, severity: "error" };
      expect(explainProblem(problem as never, language)).toContain('"#b3261e"');
    }
  });
});
