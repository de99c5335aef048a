import fc from "fast-check";
import { Document, isCollection, isScalar, visit } from "yaml";

const word = fc.constantFrom(
  "a",
  "नमस्ते",
  "no",
  "12:30",
  "it's",
  'say "x"',
  "a: b",
  "#1",
  "- x",
  "2026-11-22",
  " lead",
  "",
  "x, y",
  "[z]",
  "{q}",
  "*s",
  "&t",
  "null",
  "0123",
  "long ".repeat(30).trim(),
  "two\nlines",
  "two\nlines\n",
  "\n\nlate",
  "tab\there",
  "नमस्ते\u200d",
  "~",
  "=",
  "<<",
  "@x",
  "%y",
  "? k",
  "| p",
);
const scalar = fc.oneof(
  word,
  word,
  fc.integer({ min: -5, max: 5000 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(0.5, 1e21),
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    scalar,
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("src", "alt", "caption", "x y", "date", "text"), tie("any"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).any;
export const fieldNames = [
  "title",
  "date",
  "section",
  "description",
  "tags",
  "authors",
  "image",
  "corrections",
  "odd",
  "हिंदी",
  "x y",
];
/** Fields with whatever names and values. */
export const anyFields = fc.dictionary(fc.constantFrom(...fieldNames), value, {
  maxKeys: 7,
  noNullPrototype: true,
});
export const anyStyle = fc.record({
  seeds: fc.array(fc.nat(9), { minLength: 40, maxLength: 40 }),
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  comments: fc.boolean(),
  cut: fc.boolean(),
});

const types = ["PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

/** Every field as the lines that it has in the file, in some style. */
export function renderFields(
  data: Record<string, unknown>,
  {
    seeds,
    indent,
    indentSeq,
    comments,
  }: { seeds: number[]; indent: number; indentSeq: boolean; comments: boolean },
): Map<string, string> {
  let at = 0;
  const next = () => seeds[at++ % seeds.length] ?? 0;
  return new Map(
    Object.entries(data).map(([name, one]) => {
      const document = new Document({ [name]: one }, { aliasDuplicateObjects: false });
      visit(document, (key, node) => {
        if (isCollection(node) && node !== document.contents && next() < 4) node.flow = true;
        if (isScalar(node) && typeof node.value === "string" && key !== "key") {
          node.type = types[next() % types.length] ?? "PLAIN";
        }
        if (isScalar(node) && key !== "key" && comments && next() === 0) node.comment = " note";
      });
      const text = document.toString({ indent, indentSeq, lineWidth: 0 });
      const above = comments && next() < 3 ? `# about ${name}\n` : next() < 2 ? "\n" : "";
      return [name, above + text];
    }),
  );
}
