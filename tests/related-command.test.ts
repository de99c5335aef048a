import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSite, forgetState, reportOf } from "./support/build-site.ts";
import { writeEleventyConfig } from "./support/eleventy-config.ts";
import { runCommand } from "./support/run-command.ts";
import { filesIn } from "./support/site-files.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { addFiles, story, writeNewsroom } from "./support/write-newsroom.ts";

const now = "2026-11-22T20:00:00+05:30";
/** Twenty words that only stories with this name have. */
const words = (name: string) =>
  Array.from({ length: 20 }, (_, n) => `${name}${"abcdefghijklmnopqrst"[n]}x`).join(" ");
const rain = (fields: Readonly<Record<string, unknown>>, body: string) =>
  story({ date: "2026-11-21T08:00", tags: ["बाढ़"], ...fields }, `${body}\n`);

const newsroom = {
  "articles/flood.md": rain({ title: "Flood", related: ["pinned"], unrelated: ["never"] }, words("flood")),
  "articles/report.md": rain(
    { title: "Report", date: "2026-11-21T10:00" },
    `${words("flood")} ${words("one")}`,
  ),
  "articles/second.md": rain(
    { title: "Second", date: "2026-11-21T09:00" },
    `${words("flood")} ${words("two")}`,
  ),
  "articles/third.md": rain(
    { title: "Third", date: "2026-11-21T07:00" },
    `${words("flood")} ${words("three")}`,
  ),
  "articles/reprint.md": rain({ title: "Flood", date: "2026-11-21T12:00" }, words("flood")),
  "articles/hindi.md": rain({ title: "बाढ़", language: "hi", translationOf: "flood" }, words("hindi")),
  "articles/pinned.md": story({ title: "Pinned", date: "2026-11-19T08:00" }),
  "articles/never.md": rain({ title: "Never" }, words("never")),
  "articles/2026/old.md": rain({ title: "Old", date: "2026-01-19T08:00" }, words("old")),
  "articles/secret.md": rain({ title: "Zqsecret", status: "draft" }, words("flood")),
  "articles/tomorrow.md": rain({ title: "Zqtomorrow", date: "2999-01-01T08:00" }, words("flood")),
  "articles/gone.md": rain({ title: "Zqgone", expireAt: "2026-11-22T08:00" }, words("flood")),
};

let input: string;
const related = (...flags: string[]) =>
  runCommand("scripts/related.ts", [`--input=${input}`, `--now=${now}`, ...flags]);

beforeAll(() => {
  input = writeNewsroom(newsroom);
});

interface Told {
  readonly id: string;
  readonly reason: string;
  readonly score: number;
  readonly shared: number;
  readonly section: number;
  readonly language: number;
  readonly nearness: number;
  readonly because?: string;
  readonly words: readonly { readonly word: string; readonly kind: string; readonly score: number }[];
}

describe("npm run related", () => {
  it("tells what stands beside a story, why, and what does not", async () => {
    const { code, stdout, stderr } = await related("/desh/flood/");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [shown = "", left = ""] = stdout.split("Not in the sidebar:");
    expect(shown).toMatch(/1\. Pinned {2}\/desh\/pinned\/\n +pinned by the editor/);
    expect(shown).toContain("same topic: बाढ़");
    expect(shown).toMatch(/Old {2}\/desh\/old\/\n +same topic: बाढ़/);
    expect(shown).toMatch(
      /score [\d.]+ = [\d.]+ \(shared words\) × 1\.8 \(same section\) × 1 \(same language\)/,
    );
    expect(shown).toMatch(/बाढ़ \(topic\) [\d.]+/);
    expect(left).toMatch(/Flood {2}\/desh\/reprint\/\n +a reprint of this story/);
    expect(left).toMatch(/Third .*\n +a third report of one event; shown are “Report” .*“Second”/);
    expect(left).toMatch(/Never .*\n +excluded by the editor/);
    expect(left).toMatch(/बाढ़ .*\n +a translation of this story/);
    expect(stdout).not.toContain("Zq");
  });

  it("says it in Hindi, and for programs", async () => {
    const { stdout } = await related("flood", "--language=hi");
    expect(stdout).toContain("साइडबार में नहीं:");
    expect(stdout).toContain("वही विषय: बाढ़");
    const { stdout: json } = await related("flood", "--json");
    const {
      story: asked,
      shown,
      notShown,
    } = JSON.parse(json) as {
      story: { id: string };
      shown: Told[];
      notShown: Told[];
    };
    expect(asked.id).toBe("flood");
    expect(shown.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "pinned pinned",
      "report same topic: बाढ़",
      "second same topic: बाढ़",
      "2026/old same topic: बाढ़",
    ]);
    expect(Object.fromEntries(notShown.map(({ id, because }) => [id, because]))).toEqual({
      reprint: "reprint",
      third: "same-event",
      never: "excluded",
      hindi: "translation",
    });
    for (const { score, shared, section, language, nearness, words: each } of [...shown, ...notShown]) {
      expect(shared * section * language * nearness).toBeCloseTo(score, 9);
      expect(each.reduce((sum, word) => sum + word.score, 0)).toBeCloseTo(shared, 9);
    }
    expect(notShown[0]?.words[0]).toMatchObject({ kind: expect.any(String), word: expect.any(String) });
  });

  it("knows a story by its address, URL, path and slug", async () => {
    for (const name of [
      "https://bhor.example/desh/old/",
      "/desh/old",
      "2026/old",
      "content/articles/2026/old.md",
      "old",
    ]) {
      const { code, stdout } = await related(name, "--json");
      expect(code, name).toBe(0);
      expect(JSON.parse(stdout).story.id, name).toBe("2026/old");
    }
  });

  it("has as many as asked for", async () => {
    const { stdout } = await related("flood", "--limit=1", "--json");
    const { shown, notShown } = JSON.parse(stdout) as { shown: Told[]; notShown: Told[] };
    expect(shown.map(({ id }) => id)).toEqual(["pinned"]);
    expect(notShown.every(({ because }) => because !== undefined)).toBe(true);
    expect((await related("flood", "--limit=0")).code).toBe(2);
  });

  it.each([
    ["secret", "The story secret is not published at this moment."],
    ["/desh/tomorrow/", "The story /desh/tomorrow/ is not published at this moment."],
    ["gone", "The story gone is not published at this moment."],
    ["floood", "There is no story floood. Did you mean /desh/flood/?"],
    ["/desh/repport/", "There is no story /desh/repport/. Did you mean /desh/report/?"],
    ["secrett", "There is no story secrett."],
  ])("says of %s: %s", async (name, sentence) => {
    const { code, stdout, stderr } = await related(name);
    expect({ code, stdout, stderr: stderr.trim() }).toEqual({ code: 2, stdout: "", stderr: sentence });
  });

  it("wants one story", async () => {
    for (const names of [[], ["flood", "old"]]) {
      const { code, stderr } = await related(...names);
      expect(code).toBe(2);
      expect(stderr).toContain("Name one story");
    }
  });

  it("says where a story has mistakes, and explains the others without it", async () => {
    const broken = writeNewsroom({ ...newsroom, "articles/bad.md": story({ section: "dehs" }) });
    const run = (name: string) =>
      runCommand("scripts/related.ts", [`--input=${broken}`, `--now=${now}`, name]);
    expect((await run("bad")).stderr).toContain("has mistakes. npm run check tells which.");
    expect(await run("flood")).toMatchObject({ code: 0, stderr: "" });
    addFiles(broken, { "site.yaml": "name: [" });
    expect(await run("flood")).toMatchObject({ code: 1, stderr: expect.stringContaining("site.yaml") });
  });

  it("takes what the last build learnt, sees what was written since, writes nothing, and says what the page says", async () => {
    const folder = temporaryFolder("related");
    const content = writeNewsroom(newsroom);
    const output = join(folder, "site");
    const config = writeEleventyConfig(folder, { related: { limit: 3 } });
    reportOf(await buildSite({ input: content, output, now, config, keepState: true }));
    const before = filesIn(folder);
    const run = async () => {
      const flags = [
        `--input=${content}`,
        `--output=${output}`,
        `--config=${config}`,
        `--now=${now}`,
        "--json",
      ];
      const { stdout, stderr } = await runCommand("scripts/related.ts", ["flood", ...flags]);
      expect(stderr).toBe("");
      return JSON.parse(stdout) as { shown: (Told & { title: string })[] };
    };
    const { shown } = await run();
    const page = readFileSync(join(output, "desh/flood/index.html"), "utf8");
    const reasons = [...page.matchAll(/data-reason="([^"]+)"/g)].map(([, reason]) => reason);
    expect(shown.map(({ reason }) => reason)).toEqual(reasons);
    addFiles(content, {
      "articles/report.md": rain(
        { title: "Anew", date: "2026-11-21T10:00" },
        `${words("flood")} ${words("one")}`,
      ),
    });
    expect((await run()).shown.map(({ title }) => title)).toContain("Anew");
    expect(filesIn(folder)).toEqual(before);
    forgetState(content, output);
  });
});
