import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../support/run-command.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { jsonLines, type Line } from "./items.ts";

const bench = (...flags: string[]) => runCommand("scripts/bench.ts", ["related", ...flags]);

const story = (id: string, lang: string, title: string, topic: unknown, more: Line = {}): Line => ({
  id,
  lang,
  title,
  body: `${title}.`,
  date: "2026-03-01",
  section: "news",
  tags: [title.split(" ")[0]],
  topic,
  ...more,
});

const lines = [
  story("h1", "hi", "बाढ़ से नुकसान", ["मौसम", "बाढ़"], { picks: ["h2", "gone"] }),
  story("h2", "hi", "बाढ़ में राहत", ["मौसम"]),
  story("h3", "hi", "बाढ़ का पानी", "बाढ़"),
  story("e1", "en", "Vote in Patna", "polls"),
  story("e2", "en", "Vote count begins", "polls"),
  story("e3", "en", "Tea prices", null, { date: null, tags: null, section: null, body: null }),
];

describe("npm run bench -- related", () => {
  let folder: string;
  let file: string;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeAll(() => {
    folder = temporaryFolder("related");
    file = write("items.jsonl", jsonLines(lines));
  });

  it("prints JSON and nothing else with --json", async () => {
    const { code, stdout, stderr } = await bench(file, "--relevant=topic", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { queries, rankings, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(queries).toBe(5);
    expect(rankings.map(({ name }: { name: string }) => name)).toEqual(["khabar", "newest", "hugo", "tfidf"]);
    for (const ranking of rankings) {
      expect(Object.keys(ranking)).toEqual(["name", "p5", "ndcg5", "mrr", "nearDuplicates", "coverage"]);
      const { name, ...measures } = ranking;
      for (const value of Object.values(measures)) expect(value, name).toSatisfy((n) => n >= 0 && n <= 1);
    }
    // Equal tags, by title: h3 and h2 beside h1, h3 and h1 beside h2, h2 and h1 beside h3. h2 and h3 do not belong
    // together.
    expect(rankings[2]).toMatchObject({ mrr: (1 + 1 / 2 + 1 / 2 + 1 + 1) / 5, p5: (2 + 1 + 1 + 1 + 1) / 25 });
  });

  it("prints a table, and one by language", async () => {
    const { code, stdout } = await bench(file, "--relevant=topic");
    expect(code).toBe(0);
    expect(stdout).toContain(
      '5 of 6 items have at least 1 relevant other by "topic". Hidden from all rankings: "topic".',
    );
    expect(stdout).toMatch(/^\| ranking \| P@5 \| nDCG@5 \| MRR \| near-duplicates \| coverage \|$/m);
    expect(stdout).toMatch(/^\| nDCG@5 by language \| items \| khabar \| newest \| hugo \| tfidf \|$/m);
    expect(stdout).toMatch(/^\| hi \| 3 \|/m);
    expect(stdout).toMatch(/^\| en \| 2 \|/m);
  });

  it("asks only for items with so many relevant others, and hides what it is told to", async () => {
    const flags = ["--relevant=topic", "--min=2", "--hide=tags,section", "--json"];
    const { stdout } = await bench(file, ...flags);
    const { queries, rankings } = JSON.parse(stdout);
    expect(queries).toBe(1);
    expect(rankings[2]).toMatchObject({ name: "hugo", p5: 0, ndcg5: 0, mrr: 0, coverage: 0 });
  });

  it("takes lists that people picked, and tells what it passes over", async () => {
    const { code, stdout, stderr } = await bench(file, "--picked=picks", "--json");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: '1 id is passed over, since no item has what "picks" names.\n',
    });
    const { queries, rankings } = JSON.parse(stdout);
    expect(queries).toBe(1);
    expect(rankings[2]).toMatchObject({ name: "hugo", p5: 0.2 });
  });

  it("refuses wrong use and wrong files with a sentence and exit code 2", async () => {
    const broken = write("broken.jsonl", '{"id":"a","topic":"x"}\n{"id":');
    const wrong: [flags: string[], told: string][] = [
      [[], "Name one file"],
      [[file, file, "--relevant=topic"], "Name one file"],
      [[file], "--relevant=FIELD"],
      [[file, "--relevant=topic", "--picked=picks"], "--picked=FIELD"],
      [[file, "--relevant=topic", "--min=0"], '"0" in --min is not a whole number above 0.'],
      [
        [file, "--relevant=topic", "--min=9"],
        'has 9 relevant others by "topic". Ask for fewer with --min=N.',
      ],
      [[file, "--relevant=topics"], 'Did you mean "topic"?'],
      [[join(folder, "gone.jsonl"), "--relevant=topic"], `There is no file ${join(folder, "gone.jsonl")}.`],
      [[folder, "--relevant=topic"], `Cannot read ${folder}: EISDIR.`],
      [[broken, "--relevant=topic"], `${broken}, line 2: is not JSON.`],
    ];
    const results = await Promise.all(wrong.map(([flags]) => bench(...flags)));
    for (const [index, { code, stdout, stderr }] of results.entries()) {
      const told = wrong[index]?.[1] ?? "";
      expect({ told, code, stdout }).toEqual({ told, code: 2, stdout: "" });
      expect(stderr).toContain(told);
    }
  });
});
