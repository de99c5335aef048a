import { Document, isCollection, isMap, isScalar, isSeq, type Node, Scalar, stringify, visit } from "yaml";
import type { FieldKind } from "./field-kinds.ts";
import { unknownKind } from "./field-kinds.ts";

/** How a file is written, as far as new values follow it. */
export interface WritingStyle {
  /** Spaces for each level. */
  readonly indent: number;
  /** Whether `- ` stands further in than the name above it. */
  readonly indentLists: boolean;
  /** Whether short lists stand in brackets. */
  readonly flowLists: boolean;
}

const options = {
  lineWidth: 0,
  version: "1.2",
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  flowCollectionPadding: false,
} as const;

/** Lists in brackets are no longer than a line of an editor. */
const longestFlow = 80;

/**
 * A field on lines of its own, ending with a line break.
 *
 * Text that some reader of YAML takes for something else (`no`, `12:30`, `2019-03-05` as a title) stands in quotation
 * marks; moments stand plain, as writers write them.
 *
 * @param flow whether a list or map stands in brackets; the style decides, if left out
 */
export function writeField(
  name: string,
  value: unknown,
  kind: FieldKind,
  style: WritingStyle,
  flow?: boolean,
): string {
  const document = documentOf({ [name]: value });
  const pair = isMap(document.contents) ? document.contents.items[0] : undefined;
  prepare(pair?.value, kind);
  const node = pair?.value;
  if (isCollection(node)) {
    const isShort = isSeq(node) && node.items.every(isScalar) && !isLong(node);
    node.flow = node.items.length === 0 || (flow ?? (isShort && style.flowLists));
  }
  return document.toString({ ...options, indent: style.indent, indentSeq: style.indentLists });
}

/**
 * A value inside a line: `[a, b]`, `"no"`, `{ src: a.jpg }` without its padding.
 *
 * @param inFlow whether it stands in brackets, where a comma has a meaning
 * @param like the style of quotation marks that it follows
 */
export function writeInline(value: unknown, kind: FieldKind, inFlow: boolean, like?: Scalar.Type): string {
  const document = documentOf(inFlow ? [value] : { k: value });
  const outer = document.contents;
  const node = isSeq(outer) ? outer.items[0] : isMap(outer) ? outer.items[0]?.value : undefined;
  prepare(node, kind);
  if (isScalar(node) && typeof node.value === "string") {
    if (like === "QUOTE_DOUBLE" || like === "QUOTE_SINGLE") node.type = like;
    if (node.value.includes("\n")) node.type = "QUOTE_DOUBLE";
  }
  if (isCollection(node)) node.flow = true;
  if (isSeq(outer)) outer.flow = true;
  const text = document.toString(options).replace(/\n$/, "");
  return inFlow ? text.slice(1, -1) : text.slice("k: ".length);
}

function documentOf(value: unknown): Document<Node> {
  return new Document(value, {
    aliasDuplicateObjects: false,
    version: "1.2",
    schema: "core",
  }) as Document<Node>;
}

/** Sets quotation marks where another reader of YAML would take a text for something else. */
function prepare(node: unknown, kind: FieldKind): void {
  if (kind.kind === "moment" && isScalar(node)) return;
  if (isScalar(node)) quoteDoubtful(node);
  if (isSeq(node)) {
    const inner = kind.kind === "list" ? kind.item : unknownKind;
    for (const item of node.items) prepare(item, inner);
  }
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    prepare(value, (kind.kind === "map" ? kind.fields.get(name) : undefined) ?? unknownKind);
  }
}

function quoteDoubtful(node: Scalar): void {
  if (typeof node.value !== "string" || node.value.includes("\n")) return;
  const written = stringify(node.value, { ...options, compat: "yaml-1.1" });
  if (written.startsWith('"') || written.startsWith("'")) node.type = Scalar.QUOTE_DOUBLE;
}

function isLong(node: Node): boolean {
  let length = 0;
  visit(node, {
    Scalar(_, scalar) {
      length += String(scalar.value).length + 2;
    },
  });
  return length > longestFlow;
}
