import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { isoInZone } from "../../src/language/dates.ts";
import type { ManyResult } from "../support/build-many.ts";
import { followChanges } from "../support/run-builds.ts";
import { hashFiles } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { plainSite, story, writeNewsroom } from "../support/write-newsroom.ts";

const files = {
  "articles/old.md": story(),
  "articles/embargoed.md": story({
    title: "Embargoed",
    date: "2026-11-20T08:00",
    publishAt: "2026-11-22T21:00",
  }),
  "articles/expiring.md": story({
    title: "Expiring",
    date: "2026-11-01T08:00",
    expireAt: "2026-11-23T06:30",
  }),
  "articles/window.md": story({
    title: "For an hour",
    date: "2026-11-01T08:00",
    publishAt: "2026-11-23T07:00",
    expireAt: "2026-11-23T08:00",
  }),
  "articles/breaking.md": story({
    title: "Breaking",
    date: "2026-11-22T18:00",
    breaking: "2026-11-23T02:00",
  }),
  "articles/older-breaking.md": story({
    title: "Older",
    date: "2026-11-22T17:00",
    breaking: "2026-11-23T01:00",
  }),
  "articles/breaking-without-end.md": story({
    title: "Expires while it is breaking",
    date: "2026-11-22T16:00",
    breaking: "2026-11-26T00:00",
    expireAt: "2026-11-25T00:00",
  }),
  "articles/elsewhere.md": story({
    title: "From elsewhere",
    date: "2026-11-22T12:00",
    canonical: "https://agency.example/1/",
  }),
  "articles/draft.md": story({ title: "Draft", status: "draft", publishAt: "2026-11-24T00:00" }),
  "articles/never.md": story({ title: "Never", publishAt: "2026-11-24T00:00", expireAt: "2026-11-24T00:00" }),
  "authors/asha.md":
    "---\nname: Asha\n---\n::: live 2026-11-22T10:00 Biography of a live writer\nWrites.\n:::\n",
  "pages/day.md": "---\ntitle: Our day\n---\n::: live 2026-11-22T18:00 Editors meet\nEvery day.\n:::\n",
};

let results: ManyResult[];
let hashes: Record<string, string>[];

beforeAll(async () => {
  const output = temporaryFolder("next");
  const input = writeNewsroom(files);
  results = await followChanges({ input, output: join(output, "site"), now: "2026-11-22T20:30:00+05:30" });
  hashes = results.map((result) => hashFiles(result.output));
}, 300_000);

const differing = (a: Record<string, string>, b: Record<string, string>) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]);

describe("the next change that a build tells of", () => {
  it("comes for every reason there is, and ends when nothing more will change", () => {
    const reasons = new Set(results.flatMap(({ because }) => because ?? []));
    expect([...reasons].sort()).toEqual([
      "breaking-ends",
      "edition",
      "expire",
      "leaves-news-sitemap",
      "publish",
    ]);
    expect(results.at(-1)?.next).toBeUndefined();
  });

  it("has not come a moment earlier: the same files give the same bytes until then", () => {
    const wrong = results.flatMap((result, at) => {
      if (result.next === undefined || at % 2 === 1) return [];
      const changed = differing(hashes[at] ?? {}, hashes[at + 1] ?? {});
      return changed.map((path) => `${path} changes before ${new Date(result.next ?? 0).toISOString()}`);
    });
    expect(wrong).toEqual([]);
  });

  it("has come at that moment: the bytes are others", () => {
    const wrong = results.flatMap((result, at) => {
      if (result.next === undefined || at % 2 === 1) return [];
      const changed = differing(hashes[at + 1] ?? {}, hashes[at + 2] ?? {});
      return changed.length > 0
        ? []
        : [`nothing changes at ${new Date(result.next).toISOString()} (${result.because})`];
    });
    expect(wrong).toEqual([]);
    expect(results.length).toBeGreaterThan(8);
  });

  it("is a new edition of the strip at midnight where the newsroom is, and at no other hour", () => {
    const editions = results.filter(({ because }) => because === "edition");
    expect(editions.length).toBeGreaterThan(0);
    for (const { next = 0 } of editions) {
      expect(isoInZone(next, "Asia/Kolkata")).toMatch(/T00:00:00\+05:30$/);
    }
  });
});

describe("a folder that is brought along from change to change", () => {
  const counts = (step: "at" | "until") =>
    results.flatMap(({ along }, at) =>
      along && (at % 2 === 1) === (step === "until") ? [along.counts] : [],
    );

  it("holds at every moment what a build from nothing makes", () => {
    expect(results.flatMap(({ along }) => along?.differences ?? ["nothing went along"])).toEqual([]);
  });

  it("is left alone until the next change has come", () => {
    expect(counts("until").length).toBeGreaterThan(4);
    for (const { rendered, changed, removed, checked } of counts("until")) {
      expect({ rendered, changed, removed, checked }).toEqual({
        rendered: 0,
        changed: 0,
        removed: 0,
        checked: 0,
      });
    }
  });

  it("is not read again when only time goes by", () => {
    const [first, ...later] = counts("at");
    expect(first?.checked).toBe(Object.keys(files).filter((path) => path.startsWith("articles/")).length);
    expect(later.map(({ checked }) => checked)).toEqual(later.map(() => 0));
  });
});

describe("the next change in a zone whose clocks are set back at the end of a month", () => {
  const zone = "America/New_York";
  const site = { ...plainSite, timeZone: zone };
  const at = (text: string) => Date.parse(text);
  let chain: ManyResult[];
  let trees: Record<string, string>[];

  beforeAll(async () => {
    const output = temporaryFolder("clocks");
    const old = { date: "2026-09-01T08:00" };
    const input = writeNewsroom({
      "site.yaml": stringify(site),
      "articles/before-midnight.md": story({ title: "Before", ...old, publishAt: "2026-10-31T23:59" }),
      "articles/at-midnight.md": story({ title: "Midnight", ...old, publishAt: "2026-11-01T00:00" }),
      // The clocks show this twice: at 05:30 and at 06:30 in UTC.
      "articles/twice.md": story({ title: "Twice", ...old, publishAt: "2026-11-01T01:30" }),
      "articles/again.md": story({ title: "Again", ...old, publishAt: "2026-11-01T01:30-05:00" }),
      "articles/until.md": story({ title: "Until", ...old, expireAt: "2026-11-02T00:00" }),
    });
    chain = await followChanges({ input, output: join(output, "site"), now: "2026-10-31T20:00:00-04:00" });
    trees = chain.map((result) => hashFiles(result.output));
  }, 300_000);

  it("comes at the moments that the newsroom's own clocks show", () => {
    const moments = chain.flatMap(({ because, next }) =>
      because === "publish" || because === "expire" ? (next ?? []) : [],
    );
    expect([...new Set(moments)]).toEqual([
      at("2026-11-01T03:59:00Z"),
      at("2026-11-01T04:00:00Z"),
      at("2026-11-01T05:30:00Z"),
      at("2026-11-01T06:30:00Z"),
      at("2026-11-02T05:00:00Z"),
    ]);
  });

  it("shows a story from its moment on and not before, and nothing else changes between", () => {
    const pages = (tree: Record<string, string> | undefined, name: string) =>
      Object.keys(tree ?? {}).includes(`desh/${name}/index.html`);
    const firstWith = (name: string) => chain[trees.findIndex((tree) => pages(tree, name))]?.now;
    expect(firstWith("before-midnight")).toBe(at("2026-11-01T03:59:00Z"));
    expect(firstWith("at-midnight")).toBe(at("2026-11-01T04:00:00Z"));
    expect(firstWith("twice")).toBe(at("2026-11-01T05:30:00Z"));
    expect(firstWith("again")).toBe(at("2026-11-01T06:30:00Z"));
    expect(pages(trees.at(-1), "until")).toBe(false);
    const early = chain.flatMap(({ next }, index) =>
      next !== undefined && index % 2 === 0 ? differing(trees[index] ?? {}, trees[index + 1] ?? {}) : [],
    );
    expect(early).toEqual([]);
  });
});
