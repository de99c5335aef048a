import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFields } from "../../src/check/fields.ts";
import {
  articleSchema,
  authorSchema,
  pageSchema,
  siteSchema,
  trendingSchema,
} from "../../src/check/schema.ts";
import type { Finding } from "../../src/problems/problem.ts";

const file = { path: "articles/a.md", shown: "content/articles/a.md", text: "---\n---\n" };

describe("the fields of a file", () => {
  const wanted = { title: "बारिश", date: "2026-11-22", section: "desh" };

  it("are whole when all that is required is there and nothing is unknown", () => {
    const findings: Finding[] = [];
    const data = { ...wanted, description: " ", tags: ["a", "b"], image: { src: "a.jpg" } };
    const { fields, whole } = readFields(articleSchema, data, file, findings);
    expect(findings).toEqual([]);
    expect(whole).toEqual({ ...wanted, tags: ["a", "b"], image: { src: "a.jpg" } });
    expect(fields).toEqual(whole);
  });

  it.each([
    [{ ...wanted, date: null }, "field-empty", { title: "बारिश", section: "desh" }],
    [{ title: "बारिश", section: "desh" }, "field-missing", { title: "बारिश", section: "desh" }],
    [{ ...wanted, kind: "novel" }, "field-value", wanted],
    [{ ...wanted, kind: { toString: 1 } }, "field-type", wanted],
    [{ ...wanted, summary: "x" }, "field-unknown", wanted],
    [{ ...wanted, image: { url: "a.jpg", src: "b.jpg" } }, "field-unknown", wanted],
  ])("are told of, and read as far as they are right: %j", (data, code, right) => {
    const findings: Finding[] = [];
    const { fields, whole } = readFields(articleSchema, data, file, findings);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(whole).toBeUndefined();
    expect(fields).toEqual(right);
  });

  const words = fc.constantFrom("x", "", " ", "draft", "news", "2026-11-22", "https://example.org/");
  const single = fc.oneof(words, fc.constantFrom(null, 1, true, 0.5, Number.NaN));
  const names = "src alt focus date text title url id article source __proto__".split(" ");
  const map = fc.dictionary(fc.constantFrom(...names), fc.oneof(words, single, fc.array(fc.float())), {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const value = fc.oneof(words, single, map, fc.array(fc.oneof(words, single, map), { maxLength: 3 }));

  it.each([
    ["article", articleSchema],
    ["author", authorSchema],
    ["page", pageSchema],
    ["site", siteSchema],
    ["trending", trendingSchema],
  ] as const)("are whole exactly when the schema says so: %s", (_, schema) => {
    const required = Object.keys(schema.shape).slice(0, 4);
    const right = fc.record(Object.fromEntries(required.map((name) => [name, words])));
    const name = fc.constantFrom(...Object.keys(schema.shape), "unknown", "__proto__");
    fc.assert(
      fc.property(
        right,
        fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }),
        (some, others) => {
          const data = { ...some, ...others };
          const filled = Object.entries(data).filter(([, written]) => !isBlank(written));
          const findings: Finding[] = [];
          const { whole } = readFields<unknown>(schema, data, file, findings);
          expect(whole).toEqual(schema.safeParse(Object.fromEntries(filled)).data);
          expect(findings.length > 0).toBe(whole === undefined);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === null || (typeof value === "string" && value.trim() === "");
}
