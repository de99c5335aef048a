import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isoInZone } from "../../src/language/dates.ts";
import type { ManyResult } from "../support/build-many.ts";
import { followChanges } from "../support/run-builds.ts";
import { hashFiles } from "../support/site-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { story, writeNewsroom } from "../support/write-newsroom.ts";

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
