import { load, Schema, Type } from "js-yaml";
import { isScalar, type ScalarTag, Schema as YamlSchema } from "yaml";

/**
 * Reads the YAML that nearly every story has: a field a line, lists and maps in brackets or indented, a text
 * that goes on in indented lines below its field.
 *
 * With js-yaml that takes 13 µs a story; `yaml` takes 95, and has places for messages. js-yaml gets only lines
 * of known shapes, of which both libraries make the same; its numbers, booleans and nulls are recognised by the
 * core schema of `yaml`. The tests compare the two under random input.
 *
 * @param yaml lines ending in `\n`
 * @returns what `yaml` gives, or `undefined`: then `yaml` has to read it, and to say what is wrong if something is
 */
export function readSimpleYaml(yaml: string): Record<string, unknown> | undefined {
  if (yaml.length > maxLength || !hasSimpleLines(yaml)) return undefined;
  let value: unknown;
  try {
    value = load(yaml, { schema: coreSchema });
  } catch {
    return undefined;
  }
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMap ? (value as Record<string, unknown>) : undefined;
}

/** Front matter of 20 KB is none that anyone typed, and a long quotation would fill the stack of the pattern. */
const maxLength = 20_000;

// The shapes, from small to large. What they leave out (tabs, tags, anchors, `? `, `<<`, `---`, keys that are
// not words, block texts after `|`, unusual spaces, a comma before a bracket …) is read by `yaml`.

/** `null` as a name is read differently by the two; so are numbers, lists and maps. */
const name = /(?!(?:[Nn]ull|NULL):)[A-Za-z][\w-]{0,60}/.source;

const doubleQuoted = (inside: string) =>
  String.raw`"(?:[^"\\\n\r\t]|\\(?:["\\/nt]|u[0-9A-Fa-f]{4})${inside})*"`;
const singleQuoted = (inside: string) => String.raw`'(?:[^'\n\r\t]|''${inside})*'`;
const quoted = `${doubleQuoted("")}|${singleQuoted("")}`;

/** A text without quotation marks, not beginning with what has a meaning in YAML, without `: ` and ` #`. */
const plain = (notInside: string) => {
  const colon = String.raw`:(?=[^\s${notInside}])`;
  const word = String.raw`(?:[^\s:#${notInside}]|${colon})(?:[^\s:${notInside}]|${colon})*`;
  return String.raw`(?:(?=[^\s\-?:,[\]{}#&*!|>'"%@${"`"}])|(?=-[\d.]))${word}(?: +${word})*`;
};
const blockPlain = plain("");
const flowPlain = plain(String.raw`,[\]{}`);

const separated = (item: string) => `(?:${item} *(?:, *${item} *)*)?`;
const flowText = `(?:${quoted}|${flowPlain})`;
const flowMap = String.raw`\{ *${separated(`${name}: +${flowText}`)}\}`;
const flowList = String.raw`\[ *${separated(`(?:${flowText}|${flowMap})`)}\]`;

const value = `(?:${quoted}|${flowMap}|${flowList}|${blockPlain})`;
const oneLine = `(?:- +)*${name}:(?: +${value})?|(?:- +)+${value}`;

/** Lines below a field, further in. Only at the margin: deeper, the two disagree about how far in is enough. */
const below = String.raw`\n +(?=\S)`;
const severalLines = [
  doubleQuoted(`|${below}`),
  singleQuoted(`|${below}`),
  `${blockPlain}(?:${below}${blockPlain})+`,
].join("|");

const simpleLine = new RegExp(
  String.raw`(?:(?:${name}: +(?:${severalLines})| *(?:${oneLine})?)(?: *| +#[^\n\r]*)| *#[^\n\r]*)(?:\n|$)`,
  "y",
);

function hasSimpleLines(yaml: string): boolean {
  simpleLine.lastIndex = 0;
  while (simpleLine.lastIndex < yaml.length) if (!simpleLine.test(yaml)) return false;
  return true;
}

const coreTags = new YamlSchema({ schema: "core" }).tags.filter(
  (tag): tag is ScalarTag & { test: RegExp } => "test" in tag && tag.test !== undefined,
);
const findTag = (text: string) => coreTags.find(({ test }) => test.test(text));

/** One type for everything that is no text, so that `yaml` decides between them. */
const coreSchema = new Schema({
  implicit: [
    new Type("tag:yaml.org,2002:core", {
      kind: "scalar",
      // All of them begin with one of these; most texts do not.
      resolve: (text: string | null) =>
        text !== null && /^[-+.\d~nNtTfF]/.test(text) && findTag(text) !== undefined,
      construct: (text: string) => {
        const read = findTag(text)?.resolve(text, () => {}, {});
        return isScalar(read) ? read.value : read;
      },
    }),
  ],
  explicit: [],
});
