import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readYamlMap } from "../../src/cms/splice/content-parts.ts";
import { contentKinds } from "../../src/cms/splice/field-kinds.ts";
import { spliceYaml } from "../../src/cms/splice/splice-yaml.ts";
import { applyEdits } from "../../src/import/edits.ts";
import { anyFields, anyStyle, fieldNames, renderFields } from "./any-fields.ts";

const kind = contentKinds.articles;

function splice(yaml: string, wanted: Record<string, unknown>): string | undefined {
  const edits = spliceYaml(yaml, wanted, kind);
  return edits && applyEdits(yaml, edits).text;
}

/** The text after one change to its fields. */
function change(yaml: string, changes: Record<string, unknown>): string | undefined {
  const wanted = { ...(readYamlMap(yaml)?.data ?? {}), ...changes };
  return splice(yaml, Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)));
}

describe("a changed value", () => {
  it.each([
    ['title: "a" # x\n', { title: "b" }, 'title: "b" # x\n'],
    ["title: 'a'\n", { title: "it's" }, "title: 'it''s'\n"],
    ["title: a\n", { title: "a: b" }, 'title: "a: b"\n'],
    ["title: a\n", { title: "no" }, 'title: "no"\n'],
    ["title: a\n", { title: "2026-11-22" }, 'title: "2026-11-22"\n'],
    ["date: 2026-11-22\n", { date: "2026-11-23T08:00" }, "date: 2026-11-23T08:00\n"],
    ["title: a\nsection: desh", { section: "videsh" }, "title: a\nsection: videsh"],
    ["title:\nsection: desh\n", { title: "a" }, "title: a\nsection: desh\n"],
    ["{title: a, section: desh}\n", { title: "x, y" }, '{title: "x, y", section: desh}\n'],
    ["tags: [a,  b , c] # x\n", { tags: ["a", "d", "c"] }, "tags: [a,  d , c] # x\n"],
    ["tags: [a, b]\n", { tags: ["a", "b", "c"] }, "tags: [a, b, c]\n"],
    ["tags: [ a, b ]\n", { tags: ["b"] }, "tags: [ b ]\n"],
    ["tags: [a, b, c, d]\n", { tags: ["a", "c"] }, "tags: [a, c]\n"],
    ["tags: [a, b, c, d]\n", { tags: ["w", "b", "c"] }, "tags: [w, b, c]\n"],
    ["tags: [\n  a,\n  b,\n]\n", { tags: ["a", "b", "c"] }, "tags: [\n  a,\n  b,\n  c,\n]\n"],
    ["tags:\n  - a # x\n  - b\n", { tags: ["a", "c"] }, "tags:\n  - a # x\n  - c\n"],
    ["tags:\n- a\n- b\n", { tags: ["a", "b", "c"] }, "tags:\n- a\n- b\n- c\n"],
    ['tags:\n- "a"\n', { tags: ["a", "b"] }, 'tags:\n- "a"\n- "b"\n'],
    ["tags:\n- a\n# y\n- b\n- c\n", { tags: ["b", "c"] }, "tags:\n# y\n- b\n- c\n"],
    ["tags: a\n", { tags: ["a", "b"] }, "tags: [a, b]\n"],
    [
      "image: { src: a.jpg, alt: x }\n",
      { image: { src: "a.jpg", alt: "z" } },
      "image: { src: a.jpg, alt: z }\n",
    ],
    [
      "image:\n    src: a.jpg\n    # who\n    alt: x\n",
      { image: { src: "a.jpg", alt: "x", caption: "c" } },
      "image:\n    src: a.jpg\n    # who\n    alt: x\n    caption: c\n",
    ],
    [
      "corrections:\n  - date: 2026-11-22 # a\n    text: one\n",
      { corrections: [{ date: "2026-11-22", text: "two" }] },
      "corrections:\n  - date: 2026-11-22 # a\n    text: two\n",
    ],
    [
      "corrections:\n  - { date: 2026-11-22, text: one }\n",
      {
        corrections: [
          { date: "2026-11-22", text: "one" },
          { date: "2026-11-23", text: "two" },
        ],
      },
      "corrections:\n  - { date: 2026-11-22, text: one }\n  - { date: 2026-11-23, text: two }\n",
    ],
    [
      "corrections:\n  - date: 2026-11-22\n    text: one\n",
      {
        corrections: [
          { date: "2026-11-22", text: "one" },
          { date: "2026-11-23", text: "two" },
        ],
      },
      "corrections:\n  - date: 2026-11-22\n    text: one\n  - date: 2026-11-23\n    text: two\n",
    ],
    [
      "description: |\n  a\n  b\nkind: news\n",
      { description: "a\nc\n" },
      "description: |\n  a\n  c\nkind: news\n",
    ],
    ["description: |-\n    a\n", { description: "a\nc" }, "description: |-\n    a\n    c\n"],
    ["description: >-\n  a\n  b\nkind: news\n", { description: "c d" }, "description: c d\nkind: news\n"],
    ["kicker: &k x\nseries: *k\n", { series: "z" }, "kicker: &k x\nseries: z\n"],
    ["kicker: &k x\nseries: *k\n", { kicker: "z", series: "x" }, "kicker: &k z\nseries: x\n"],
    ["kicker: &k x\nseries: *k\n", { kicker: undefined }, "series: x\n"],
  ])("%j with %j is %j", (yaml, changes, expected) => {
    expect(change(yaml, changes)).toBe(expected);
  });
});

describe("a field that comes or goes", () => {
  it.each([
    ["title: a\nsection: desh\n", { date: "2026-11-22" }, "title: a\ndate: 2026-11-22\nsection: desh\n"],
    ["section: desh\n", { title: "a" }, "title: a\nsection: desh\n"],
    ["section: desh", { kicker: "a" }, "section: desh\nkicker: a"],
    [
      "# top\ntitle: a\n\n# below\nkind: news\n",
      { section: "desh" },
      "# top\ntitle: a\nsection: desh\n\n# below\nkind: news\n",
    ],
    ["title: a\nodd: 1\n", { tags: ["x", "z"] }, "title: a\ntags: [x, z]\nodd: 1\n"],
    ["title: a\nauthors:\n  - b\n", { tags: ["x"] }, "title: a\nauthors:\n  - b\ntags:\n  - x\n"],
    [
      "title: a # x\n# of the date\ndate: 2026-11-22 # y\nsection: desh\n",
      { date: undefined },
      "title: a # x\n# of the date\nsection: desh\n",
    ],
    ["title: a\ntags:\n  - x\n\n  - y\nkind: news\n", { tags: undefined }, "title: a\nkind: news\n"],
    ["{title: a, kind: news}\n", { kind: undefined }, "{title: a}\n"],
    ["{title: a, kind: news}\n", { section: "desh" }, "{title: a, section: desh, kind: news}\n"],
    ["", { title: "a" }, "title: a\n"],
    ["# only this\n", { title: "a" }, "# only this\ntitle: a\n"],
  ])("%j with %j is %j", (yaml, changes, expected) => {
    expect(change(yaml, changes)).toBe(expected);
  });

  it("changes nothing in what it cannot read", () => {
    expect(splice("title: a\ntitle: b\n", { title: "c" })).toBeUndefined();
    expect(splice("title: [a\n", { title: "c" })).toBeUndefined();
    expect(splice("- a\n", { title: "c" })).toBeUndefined();
  });
});

describe("whatever the style of the file", () => {
  it("says exactly what is wanted, and leaves the lines of all other fields alone", () => {
    let spliced = 0;
    let tried = 0;
    fc.assert(
      fc.property(
        anyFields,
        anyFields,
        fc.array(fc.constantFrom(...fieldNames), { maxLength: 3 }),
        anyStyle,
        (before, changes, gone, how) => {
          const chunks = renderFields(before, how);
          const whole = [...chunks.values()].join("");
          const yaml = how.cut ? whole.replace(/\n$/, "") : whole;
          const read = readYamlMap(yaml);
          fc.pre(read !== undefined && chunks.size === Object.keys(read.data).length);
          const picked = Object.entries(changes).slice(0, 2);
          const wanted = Object.fromEntries(
            [...Object.entries(read?.data ?? {}), ...picked].filter(
              ([name]) => !gone.includes(name) || picked.some(([other]) => other === name),
            ),
          );
          tried++;
          const after = splice(yaml, wanted);
          if (after === undefined) return;
          spliced++;
          expect(parse(after) ?? {}).toEqual(wanted);
          const kept = [...chunks].filter(
            ([name]) => !gone.includes(name) && !picked.some(([other]) => other === name),
          );
          let from = 0;
          for (const [, chunk] of kept) {
            const found = after.indexOf(chunk.trimEnd(), from);
            expect(found, `${JSON.stringify(chunk)} in ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(
              from,
            );
            from = found + chunk.trimEnd().length;
          }
        },
      ),
      { numRuns: 500, seed: 26 },
    );
    // What it does not dare to do is refused; that must be rare.
    expect(spliced / tried).toBeGreaterThan(0.99);
  });

  it("changes no byte where nothing is changed", () => {
    fc.assert(
      fc.property(anyFields, anyStyle, (data, how) => {
        const yaml = [...renderFields(data, how).values()].join("");
        const read = readYamlMap(yaml);
        fc.pre(read !== undefined);
        expect(spliceYaml(yaml, structuredClone(read?.data ?? {}), kind)).toEqual([]);
      }),
      { numRuns: 300, seed: 26 },
    );
  });
});
