import { isDeepStrictEqual } from "node:util";
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { applyEdits, type Edit } from "../../import/edits.ts";
import { readYamlMap } from "./content-parts.ts";
import { type FieldKind, type MapKind, unknownKind } from "./field-kinds.ts";
import { findListChanges } from "./list-changes.ts";
import type { Data } from "./merge-fields.ts";
import { fieldOf, isData } from "./same-value.ts";
import { type WritingStyle, writeField, writeInline } from "./write-value.ts";

/** A place that is written in a way that allows no small change: then what is around it is written anew. */
class CannotSplice extends Error {}

/**
 * The edits that make a text of YAML say something else, and leave the rest of it alone.
 *
 * A changed value is replaced where it stands, in its own style; a field that is gone takes its lines along, but not
 * the comments above it; a new one comes where the schema has it. What came of it is read once more: what does not
 * say exactly what is wanted is never given back.
 *
 * @param yaml lines ending in `\n`
 * @param wanted all fields; their order does not matter
 * @returns places in `yaml`; `[]` if it says that already; `undefined` if there is no way, or the YAML is broken
 */
export function spliceYaml(yaml: string, wanted: Data, kind: MapKind): readonly Edit[] | undefined {
  const read = readYamlMap(yaml);
  if (read === undefined) return undefined;
  if (isDeepStrictEqual(read.data, wanted)) return [];
  const anew = new Set<string>();
  for (let attempt = 0; attempt < 4; attempt++) {
    const edits = trySplice(yaml, read.map, read.data, wanted, kind, anew);
    if (edits === undefined) return undefined;
    const got = readYamlMap(applyEdits(yaml, edits).text);
    if (got !== undefined && isDeepStrictEqual(got.data, wanted)) return edits;
    // What is written by reference to a changed field has to be written out.
    const before = anew.size;
    for (const name of got === undefined ? namesWithAliases(read.map) : wrongNames(got.data, wanted))
      anew.add(name);
    if (anew.size === before) {
      const changed = wrongNames(read.data, wanted);
      if (changed.every((name) => anew.has(name))) return undefined;
      for (const name of changed) anew.add(name);
    }
  }
  return undefined;
}

function wrongNames(got: Data, wanted: Data): string[] {
  const names = new Set([...Object.keys(got), ...Object.keys(wanted)]);
  return [...names].filter((name) => !isDeepStrictEqual(fieldOf(got, name), fieldOf(wanted, name)));
}

function namesWithAliases(map: YAMLMap | undefined): string[] {
  return (map?.items ?? []).flatMap((pair) => {
    let found = isAlias(pair.value);
    if (isMap(pair.value) || isSeq(pair.value)) {
      visit(pair.value, {
        Alias() {
          found = true;
        },
      });
    }
    return found ? [keyOf(pair)] : [];
  });
}

function trySplice(
  yaml: string,
  map: YAMLMap | undefined,
  data: Data,
  wanted: Data,
  kind: MapKind,
  anew: ReadonlySet<string>,
): Edit[] | undefined {
  const splicing = openSplicing(yaml, styleOf(map, yaml));
  try {
    if (map === undefined) splicing.appendAll(wanted, kind);
    else splicing.spliceMap(map, data, wanted, kind, anew);
    return splicing.edits;
  } catch (error) {
    if (error instanceof CannotSplice) return undefined;
    throw error;
  }
}

/** How the file writes lists and levels; what it does not show is as our own guide has it. */
function styleOf(map: YAMLMap | undefined, yaml: string): WritingStyle {
  const style = { indent: 2, indentLists: true, flowLists: true };
  let flow = 0;
  for (const { value } of map?.items ?? []) {
    if (isMap(value) && !value.flow && value.range)
      style.indent = Math.max(1, columnOf(yaml, value.range[0]));
    if (!isSeq(value)) continue;
    if (value.items.every(isScalar)) flow += value.flow ? 1 : -1;
    if (!value.flow && value.range) style.indentLists = columnOf(yaml, value.range[0]) > 0;
  }
  style.flowLists = flow >= 0;
  return style;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function keyOf({ key }: Pair): string {
  if (!isScalar(key)) throw new CannotSplice();
  return key.value === null ? "" : String(key.value);
}

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}
interface ItemToken {
  readonly start?: readonly Token[];
  readonly sep?: readonly Token[];
}

function itemTokens(node: YAMLMap | YAMLSeq): readonly ItemToken[] {
  return (node.srcToken as { items?: readonly ItemToken[] } | undefined)?.items ?? [];
}

function openSplicing(yaml: string, style: WritingStyle) {
  const edits: Edit[] = [];
  const replace = (start: number, end: number, text: string) => {
    if (yaml.slice(start, end) !== text) edits.push({ start, end, text });
  };
  const lineStart = (offset: number) => yaml.lastIndexOf("\n", offset - 1) + 1;
  /** Behind the line break, or at the end of the text. */
  const lineEnd = (offset: number) => {
    if (offset > 0 && yaml[offset - 1] === "\n") return offset;
    const end = yaml.indexOf("\n", offset);
    return end === -1 ? yaml.length : end + 1;
  };

  function startOf(node: unknown): number {
    const start = (node as Node | null)?.range?.[0];
    if (start === undefined) throw new CannotSplice();
    return start;
  }

  /** Where a value ends, before what stands behind it on its line. */
  function endOf(node: unknown): number {
    if ((isMap(node) || isSeq(node)) && !node.flow) {
      const last = node.items.at(-1);
      if (last === undefined) throw new CannotSplice();
      if (isSeq(node)) return endOf(last);
      const { key, value } = last as Pair;
      return value === null ? endOf(key) : Math.max(endOf(value), colonEnd(node, node.items.length - 1));
    }
    const end = (node as Node | null)?.range?.[1];
    if (end === undefined) throw new CannotSplice();
    return end;
  }

  function colonEnd(map: YAMLMap, index: number): number {
    const colon = itemTokens(map)[index]?.sep?.find(({ type }) => type === "map-value-ind");
    if (colon === undefined) throw new CannotSplice();
    return colon.offset + colon.source.length;
  }

  function pairEnd(map: YAMLMap, index: number): number {
    const pair = map.items[index];
    const colon = colonEnd(map, index);
    const { value } = pair as Pair;
    // A value that is not there may be said to lie further down.
    if (isScalar(value) && value.range && value.range[0] === value.range[1]) return colon;
    return Math.max(colon, endOf(value));
  }

  function pairStart(map: YAMLMap, index: number): number {
    const simple = ["space", "newline", "comment", "comma", "flow-map-start"];
    const start = itemTokens(map)[index]?.start ?? [];
    if (start.some(({ type }, at) => !simple.includes(type) && !(type === "seq-item-ind" && at === 0))) {
      throw new CannotSplice();
    }
    return startOf(map.items[index]?.key);
  }

  /** Lines moved to where a field stands, the first one too. */
  function indented(text: string, spaces: number): string {
    return text.replace(/^(?=.)/gm, " ".repeat(spaces));
  }

  /** Takes back what was noted if it comes to nothing. */
  function attempt(work: () => void): boolean {
    const before = edits.length;
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof CannotSplice)) throw error;
      edits.length = before;
      return false;
    }
  }

  function spliceMap(
    map: YAMLMap,
    data: Data,
    wanted: Data,
    kind: FieldKind,
    anew: ReadonlySet<string> = new Set(),
  ): void {
    const names = map.items.map(keyOf);
    if (new Set(names).size !== names.length) throw new CannotSplice();
    const kindOf = (name: string) => (kind.kind === "map" ? kind.fields.get(name) : undefined) ?? unknownKind;
    const stays = (name: string) => Object.hasOwn(wanted, name);
    const added = Object.keys(wanted).filter((name) => !names.includes(name));
    if (!names.some(stays) && (map.flow || columnOf(yaml, startOf(map)) > 0)) throw new CannotSplice();
    for (const [index, name] of names.entries()) {
      if (!stays(name)) continue;
      const [before, after] = [fieldOf(data, name), fieldOf(wanted, name)];
      if (anew.has(name)) replacePair(map, index, after, kindOf(name));
      else if (!isDeepStrictEqual(before, after)) splicePair(map, index, before, after, kindOf(name));
    }
    if (map.flow) {
      removeFlowItems(
        map,
        (index) => pairStart(map, index),
        (index) => pairEnd(map, index),
        (index) => stays(names[index] as string),
      );
      for (const name of added) {
        const at = placeOf(name, names, kind, stays);
        const text = `${writeInline(name, unknownKind, true)}: ${writeInline(fieldOf(wanted, name), kindOf(name), true)}`;
        insertFlowItem(
          map,
          at,
          text,
          (index) => pairStart(map, index),
          (index) => pairEnd(map, index),
        );
      }
      return;
    }
    removeLines(map, names, stays);
    for (const name of inOrder(added, kind)) {
      const at = placeOf(name, names, kind, stays);
      const text = writeField(name, fieldOf(wanted, name), kindOf(name), style);
      insertLines(map, at, text);
    }
  }

  function inOrder(added: readonly string[], kind: FieldKind): readonly string[] {
    const order = kind.kind === "map" ? [...kind.fields.keys()] : [];
    const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
    return added.toSorted((a, b) => place(a) - place(b));
  }

  /** The index of the field behind which a new one comes by the order of the schema; -1 for the beginning. */
  function placeOf(
    name: string,
    names: readonly string[],
    kind: FieldKind,
    stays: (name: string) => boolean,
  ): number {
    const last = names.findLastIndex(stays);
    const order = kind.kind === "map" ? [...kind.fields.keys()] : [];
    const own = order.indexOf(name);
    if (own === -1) return last;
    for (let before = own - 1; before >= 0; before--) {
      const at = names.indexOf(order[before] as string);
      if (at !== -1 && stays(order[before] as string)) return at;
    }
    return names.some((other) => stays(other) && order.indexOf(other) > own) ? -1 : last;
  }

  function removeLines(map: YAMLMap, names: readonly string[], stays: (name: string) => boolean): void {
    for (const [index, name] of names.entries()) {
      if (stays(name)) continue;
      const start = pairStart(map, index);
      const line = lineStart(start);
      const isAlone = yaml.slice(line, start).trim() === "";
      const next = map.items[index + 1];
      if (isAlone) replace(line, lineEnd(pairEnd(map, index)), "");
      else if (next !== undefined && stays(names[index + 1] as string))
        replace(start, pairStart(map, index + 1), "");
      else throw new CannotSplice();
    }
  }

  function insertLines(map: YAMLMap, at: number, text: string): void {
    if (at === -1) {
      const start = pairStart(map, 0);
      const column = columnOf(yaml, start);
      const lines = indented(text, column);
      const line = aboveComments(lineStart(start));
      // A field may follow a dash on its line.
      if (yaml.slice(lineStart(start), start).trim() === "") replace(line, line, lines);
      else replace(start, start, `${lines.trimStart()}${" ".repeat(column)}`);
      return;
    }
    const lines = indented(text, columnOf(yaml, pairStart(map, at)));
    insertLinesAt(lineEnd(pairEnd(map, at)), lines);
  }

  /** The beginning of the comments that stand right above a line: they are about it. */
  function aboveComments(line: number): number {
    let at = line;
    while (at > 0 && /^[ \t]*#/.test(yaml.slice(lineStart(at - 1), at))) at = lineStart(at - 1);
    return at;
  }

  function insertLinesAt(end: number, lines: string): void {
    const isCut = end > 0 && yaml[end - 1] !== "\n";
    replace(end, end, isCut ? `\n${lines.replace(/\n$/, "")}` : lines);
  }

  function splicePair(map: YAMLMap, index: number, before: unknown, after: unknown, kind: FieldKind): void {
    const { value } = map.items[index] as Pair;
    if (!attempt(() => spliceNode(value, before, after, kind, map.flow === true))) {
      replacePair(map, index, after, kind);
    }
  }

  /** Writes a value anew, whatever it was. */
  function replacePair(map: YAMLMap, index: number, after: unknown, kind: FieldKind): void {
    const pair = map.items[index] as Pair;
    const [from, to] = [colonEnd(map, index), pairEnd(map, index)];
    if (map.flow) {
      replace(from, to, ` ${writeInline(after, kind, true)}`);
      return;
    }
    const flow = isSeq(pair.value) || isMap(pair.value) ? pair.value.flow === true : undefined;
    const text = writeField("k", after, kind, style, flow).slice("k:".length);
    const [first, ...others] = text.split("\n");
    const lines = [first, indented(others.join("\n"), columnOf(yaml, pairStart(map, index)))].join("\n");
    const isWhole = yaml[to - 1] === "\n" && to > from;
    replace(from, to, isWhole ? lines : lines.replace(/\n$/, ""));
  }

  function spliceNode(
    node: unknown,
    before: unknown,
    after: unknown,
    kind: FieldKind,
    inFlow: boolean,
  ): void {
    if (isAlias(node)) throw new CannotSplice();
    if (isMap(node) && isData(before) && isData(after)) spliceMap(node, before, after, kind);
    else if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
      spliceList(node, before, after, kind);
    } else if (isScalar(node) && !isData(after) && !Array.isArray(after)) {
      spliceScalar(node, after, kind, inFlow);
    } else throw new CannotSplice();
  }

  function spliceScalar(node: Node, after: unknown, kind: FieldKind, inFlow: boolean): void {
    if (!isScalar(node) || node.tag !== undefined || !node.range) throw new CannotSplice();
    const [start, end] = node.range;
    if (start === end) throw new CannotSplice();
    if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") {
      if (typeof after !== "string" || node.type === "BLOCK_FOLDED") throw new CannotSplice();
      spliceLiteral(start, end, after);
      return;
    }
    const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
    if (typeof after === "string" && after.includes("\n") && !isQuoted && !inFlow) throw new CannotSplice();
    replace(start, end, writeInline(after, kind, inFlow, node.type ?? undefined));
  }

  /** New lines below the `|` that is there, at their indentation. */
  function spliceLiteral(start: number, end: number, after: string): void {
    const header = yaml.slice(start, lineEnd(start + 1));
    const lines = yaml.slice(start + header.length, end);
    const indent = /^( +)\S/m.exec(lines)?.[1];
    const [, chomp = ""] = /^\|([+-]?)[ \t]*(#.*)?\n$/.exec(header) ?? [undefined, "?"];
    const wantedEnd = after.endsWith("\n") ? "" : "-";
    if (indent === undefined || chomp !== wantedEnd || /^[ \n]|\n\n$/.test(after) || !lines.endsWith("\n")) {
      throw new CannotSplice();
    }
    const blankBelow = /\n(\n*)$/.exec(lines)?.[1] ?? "";
    const text = `${indented(after.replace(/\n$/, ""), indent.length)}\n${blankBelow}`;
    replace(start + header.length, end, text);
  }

  function spliceList(
    list: YAMLSeq,
    before: readonly unknown[],
    after: readonly unknown[],
    kind: FieldKind,
  ): void {
    const inner = kind.kind === "list" ? kind.item : unknownKind;
    if (after.length === 0 || before.length === 0 || list.items.length !== before.length)
      throw new CannotSplice();
    const { kept, added } = findListChanges(before.length, after.length, (old, now) =>
      isDeepStrictEqual(before[old], after[now]),
    );
    if (kept.every((now) => now === -1)) throw new CannotSplice();
    for (const [old, now] of kept.entries()) {
      if (now === -1 || isDeepStrictEqual(before[old], after[now])) continue;
      spliceItem(list, old, before[old], after[now], inner);
    }
    if (list.flow) {
      const start = (index: number) => itemStart(list, index);
      const end = (index: number) => endOf(list.items[index]);
      removeFlowItems(list, start, end, (index) => kept[index] !== -1);
      for (const [at, items] of added) {
        const behind = kept.findLastIndex((now, index) => index <= at && now !== -1);
        for (const now of items) {
          insertFlowItem(list, behind, writeInline(after[now], inner, true), start, end);
        }
      }
      return;
    }
    for (const [index, now] of kept.entries()) {
      if (now === -1) replace(dashLine(list, index), lineEnd(endOf(list.items[index])), "");
    }
    for (const [at, items] of added) {
      const place = at === -1 ? dashLine(list, 0) : lineEnd(endOf(list.items[at]));
      const lines = items.map((now) => writeItem(list, after[now], inner)).join("");
      insertLinesAt(place, lines);
    }
  }

  function spliceItem(list: YAMLSeq, index: number, before: unknown, after: unknown, kind: FieldKind): void {
    const item = list.items[index];
    if (attempt(() => spliceNode(item, before, after, kind, list.flow === true))) return;
    if (list.flow) {
      replace(itemStart(list, index), endOf(item), writeInline(after, kind, true));
      return;
    }
    const end = lineEnd(endOf(item));
    const text = writeItem(list, after, kind);
    replace(dashLine(list, index), end, end > 0 && yaml[end - 1] === "\n" ? text : text.replace(/\n$/, ""));
  }

  function itemStart(list: YAMLSeq, index: number): number {
    const start = itemTokens(list)[index]?.start ?? [];
    if (start.some(({ type }) => !["space", "newline", "comment", "comma"].includes(type)))
      throw new CannotSplice();
    return startOf(list.items[index]);
  }

  /** The beginning of the line of an item, if it begins one. */
  function dashLine(list: YAMLSeq, index: number): number {
    const dash = itemTokens(list)[index]?.start?.find(({ type }) => type === "seq-item-ind");
    if (dash === undefined) throw new CannotSplice();
    const line = lineStart(dash.offset);
    if (yaml.slice(line, dash.offset).trim() !== "") throw new CannotSplice();
    return line;
  }

  /** An item as the others of its list are written: in braces, if they are. */
  function writeItem(list: YAMLSeq, value: unknown, kind: FieldKind): string {
    const column =
      columnOf(yaml, dashLine(list, 0)) + (yaml.slice(dashLine(list, 0)).match(/^ */)?.[0].length ?? 0);
    const maps = list.items.filter((item) => isMap(item));
    if (isData(value) && maps.some(({ flow }) => flow)) {
      const padded = maps.some((map) => /^\{ /.test(yaml.slice(startOf(map))));
      const text = writeInline(value, kind, false);
      return indented(`- ${padded ? text.replace(/^\{(.*)\}$/s, "{ $1 }") : text}\n`, column);
    }
    if (typeof value !== "object" || value === null) {
      const like = list.items.find((item) => isScalar(item));
      const isText = isScalar(like) && typeof like.value === "string" && typeof value === "string";
      return indented(
        `- ${writeInline(value, kind, false, isText ? (like.type ?? undefined) : undefined)}\n`,
        column,
      );
    }
    const text = writeField(
      "k",
      [value],
      { kind: "list", item: kind },
      { ...style, indentLists: false },
      false,
    );
    return indented(text.slice("k:\n".length), column);
  }

  function removeFlowItems(
    node: YAMLMap | YAMLSeq,
    start: (index: number) => number,
    end: (index: number) => number,
    stays: (index: number) => boolean,
  ): void {
    const count = node.items.length;
    for (let from = 0; from < count; from++) {
      if (stays(from)) continue;
      let to = from;
      while (to + 1 < count && !stays(to + 1)) to++;
      if (to + 1 < count) replace(start(from), start(to + 1), "");
      else if (from > 0) replace(end(from - 1), end(to), "");
      else throw new CannotSplice();
      from = to;
    }
  }

  function insertFlowItem(
    node: YAMLMap | YAMLSeq,
    behind: number,
    text: string,
    start: (index: number) => number,
    end: (index: number) => number,
  ): void {
    if (node.items.length === 0) throw new CannotSplice();
    const between = node.items.length > 1 ? yaml.slice(end(0), start(1)) : ", ";
    const comma = /^\s*,\s*$/.test(between) ? between : ", ";
    if (behind === -1) replace(start(0), start(0), text + comma);
    else replace(end(behind), end(behind), comma + text);
  }

  return {
    edits,
    spliceMap,
    /** Fields of a file that has none. */
    appendAll(wanted: Data, kind: MapKind): void {
      const names = inOrder(Object.keys(wanted), kind);
      const text = names
        .map((name) => writeField(name, fieldOf(wanted, name), kind.fields.get(name) ?? unknownKind, style))
        .join("");
      const isCut = yaml !== "" && !yaml.endsWith("\n");
      edits.push({ start: yaml.length, end: yaml.length, text: isCut ? `\n${text}` : text });
    },
  };
}
