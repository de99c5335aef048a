import { relative, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Newsroom } from "../../src/newsroom.ts";
import { severityOf } from "../../src/problems/problem.ts";
import { explainProblem, formatReport, reportLanguages } from "../../src/problems/report.ts";
import { suggest } from "../../src/problems/suggest.ts";
import { wordsEn } from "../../src/problems/words-en.ts";
import { wordsHi } from "../../src/problems/words-hi.ts";
import { openNewsroomAt } from "../support/open-newsroom.ts";

/** A newsroom in which every file has something wrong: add a file and look at the report. */
const folder = relative(process.cwd(), resolve(import.meta.dirname, "fixtures/broken"));
let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroomAt(folder, Date.parse("2026-11-22T12:00:00+05:30"));
});

describe("the report of a newsroom full of mistakes", () => {
  it.each(reportLanguages)("tells every problem of every file at once (%s)", async (language) => {
    const report = formatReport(newsroom.problems, newsroom.files, language);
    await expect(`${report}\n`).toMatchFileSnapshot(`fixtures/report.${language}.txt`);
  });

  it("leaves nothing to build", () => {
    expect(newsroom.plan).toBeUndefined();
  });

  it("lets no placeholder and no word of a library through", () => {
    for (const language of reportLanguages) {
      for (const problem of newsroom.problems) {
        const words = explainProblem(problem, language);
        expect(words).not.toMatch(/undefined|\[object|kind:|phrase:|\{\w+\}|Invalid input|expected string/);
      }
    }
  });
});

describe("the wording", () => {
  it("exists in each language for every code, with the same placeholders", () => {
    for (const code of Object.keys(severityOf) as (keyof typeof severityOf)[]) {
      const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect(placeholders(wordsHi[code]), code).toEqual(placeholders(wordsEn[code]));
    }
  });
});

describe("suggestions", () => {
  it.each([
    ["j-doe", ["jane-doe", "someone"], "jane-doe"],
    ["sectoin", ["section", "title"], "section"],
    ["xyz", ["section", "title"], undefined],
    ["desh", ["videsh", "besh", "aesh"], "aesh"],
  ])("for %s among %j is %s", (typed, known, meant) => {
    expect(suggest(typed, known)).toBe(meant);
  });
});
