import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, parseDocument } from "yaml";
import { readSimpleYaml } from "../../src/read/yaml-simple.ts";

/** What decides. `undefined` for what has a mistake, or is no map. */
function readByTheBook(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, version: "1.2", schema: "core" });
  const faults = [...document.errors, ...document.warnings];
  return faults.length === 0 && isMap(document.contents) ? document.toJS() : undefined;
}

/** With its order, which `toEqual` does not compare. */
const shown = (value: unknown) => JSON.stringify(value);

const story = `
# सभी शीर्षक यहाँ
title: "बारिश: \\"लाल\\" अलर्ट"
description: दिल्ली में भारी बारिश,
  सड़कें बंद
date: 2026-11-22T08:00 # सुबह
section: desh
authors: [meera-joshi, "रवि"]
image: { src: media/a.jpg, alt: 'it''s' }
tags:
  - मौसम
  - "दिल्ली"
corrections:
  - date: 2026-11-22
    text: 'पहले "कल" लिखा था'
sources: [{ title: a, url: https://example.org/?a=b#c }]
kicker:
`;

describe("simple YAML", () => {
  it("is what stories are written in", () => {
    expect(readSimpleYaml(story)).toEqual(readByTheBook(story));
    expect(readSimpleYaml(story)).toMatchObject({
      title: 'बारिश: "लाल" अलर्ट',
      description: "दिल्ली में भारी बारिश, सड़कें बंद",
      image: { alt: "it's" },
      corrections: [{ date: "2026-11-22" }],
      sources: [{ url: "https://example.org/?a=b#c" }],
      kicker: null,
    });
  });

  it.each(
    "0123 08 -0 +1 0o17 0x1F 0b11 1_000 12:30 1:2:3 1e3 1.e5 1. .5 -.5 . .inf -.Inf +.INF .nan -.nan 1e999 9007199254740993 2026-02-30 null Null NULL nULL ~ true True TRUE tRue no yes off y".split(
      " ",
    ),
  )("takes %s for what `yaml` takes it for", (written) => {
    for (const text of [`a: ${written}`, `a: [${written}]`, `a:\n  - ${written}`, `a: { b: ${written} }`])
      expect(readSimpleYaml(text)).toEqual(readByTheBook(text));
  });

  it.each([
    "a: 1\na: 2",
    "a: !!str 1",
    "a: &b c",
    "a: *b",
    "<<: { a: b }",
    "__proto__: x",
    "null: x",
    "1: x",
    "[a]: x",
    "? a",
    "a:\tb",
    "a: 'b'#c",
    "a: b: c",
    "a: |\n  b",
    "a: [b, ]",
    'a: "\\q"',
    'a: "b',
    "a: x\n b: c",
    " a: 'b\n c'",
    "a: \u0007",
    "a: '\r'",
    "--- a",
    "- a",
    "a",
    "",
    `a: ${"b".repeat(30_000)}`,
  ])("leaves %j to `yaml`", (text) => {
    expect(readSimpleYaml(text)).toBeUndefined();
  });
});

// Pieces that mean something in YAML, or nearly.
const scalar = fc.oneof(
  fc.constantFrom(
    ...["x", "y z", "1", "बारिश", '"q: #"', "'it''s'", '"\\u0928\\n"', "[a, b]", "{ a: b }", "[{ a: 1 }, b]"],
    ...[
      "2026-11-22T08:00",
      "http://x.y/z",
      "a#b",
      "a #b",
      "a: b",
      "a:",
      "#b",
      "-1",
      "- a",
      "-a",
      "? a",
      "[]",
    ],
    ...["{}", "[a: b]", "[a,]", "{a}", '"a"b', '"a"#b', '["a":b]', "[[a]]", "a]", '"a', "'a", "!x", "&a b"],
    ...[
      "*a",
      "|",
      ">-",
      "%a",
      "@a",
      "<<",
      "a\tb",
      "a\u00a0b",
      "\ufeffa",
      "a\u2028b",
      "a\u0085b",
      "😀",
      "\ud83d",
    ],
    ...["'\r'", '"\\ud83d\\ude00"', "---", "...", "null", "~", "0123", ".inf", "{ null: x }", "[-1, -a]"],
  ),
  fc.string({ unit: fc.constantFrom(..."ab1क .:,-#'\"[]{}\\|>&*!%@?~=\n"), maxLength: 8 }),
);
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("a", "b", "c", "d", "seo-title") },
  fc.constantFrom("null", "1", "क", "a b", '"a"', "[a]", "__proto__", "<<", "? a", "a#", "true", "toString"),
);
const indent = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  fc.nat(5).map((depth) => " ".repeat(depth)),
);
const dashes = fc.oneof({ weight: 3, arbitrary: fc.constant("") }, fc.constantFrom("- ", "-  ", "- - ", "-"));
const end = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  fc.constantFrom(" ", " # c", "#c", "\t", " #"),
);
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(indent, dashes, name, fc.constantFrom(": ", ":", ":  "), scalar, end) },
  { weight: 2, arbitrary: fc.tuple(indent, name, fc.constant(":")) },
  { weight: 2, arbitrary: fc.tuple(indent, dashes, scalar, end) },
  fc.tuple(indent, fc.constantFrom("# c", "#", "", 'y"', "z'")),
);
const lines = fc.array(
  line.map((parts) => parts.join("")),
  { minLength: 1, maxLength: 7 },
);

describe("whatever is read as simple YAML", () => {
  const isReadByTheBook = (text: string) => {
    const read = readSimpleYaml(text);
    if (read === undefined) return;
    const right = readByTheBook(text);
    expect(read).toEqual(right);
    expect(shown(read)).toBe(shown(right));
  };

  it("is what `yaml` reads, line by line", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "\n", " \n"), lines, (above, written) =>
        isReadByTheBook(above + written.join("\n")),
      ),
      { numRuns: 4000 },
    );
  });

  it("is what `yaml` reads, in a story with slips of the hand", () => {
    const slip = fc.record({
      at: fc.nat(story.length),
      cut: fc.nat(3),
      typed: fc.oneof(
        scalar,
        indent,
        fc.constantFrom("\n", "\n ", "\n   ", ": ", " #", "- ", "\n- ", "\n  b: c"),
      ),
    });
    fc.assert(
      fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), (slips) => {
        const type = (text: string, { at, cut, typed }: (typeof slips)[number]) =>
          text.slice(0, at) + typed + text.slice(at + cut);
        isReadByTheBook(slips.reduce(type, story));
      }),
      { numRuns: 4000 },
    );
  });
});
