import type { BodyOutline } from "../../body/outline.ts";
import { resolveLink } from "../../check/links.ts";
import { storiesOf } from "../../check/references.ts";
import { type ContentShape, changeFields } from "../splice/splice-content.ts";

/** What is called otherwise from now on. */
export interface Renaming {
  /** How a reference is to be written now; the same where it stays right. */
  reference(written: string): string;
  /** Addresses that changed. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** A text with a body whose links are known. */
export interface MentioningText {
  readonly address: string;
  readonly outline: BodyOutline;
  readonly bodyLine: number;
}

const referenceFields = ["related", "unrelated", "translationOf", "blocked"] as const;

/**
 * Writes new names into a file that speaks of what was renamed: references in fields and also-read blocks, links in the
 * text. Everything else stays byte for byte.
 *
 * @param body left out for a file that has none
 * @returns the whole text; the same one if it speaks of nothing; `undefined` if its fields cannot be changed
 */
export function rewriteMentions(
  text: string,
  shape: Pick<ContentShape, "form" | "kind">,
  body: MentioningText | undefined,
  siteUrl: string,
  renaming: Renaming,
): string | undefined {
  const withBody = body === undefined ? text : rewriteBody(text, body, siteUrl, renaming);
  return changeFields(withBody, shape, (fields) => {
    const changed: Record<string, unknown> = { ...fields };
    for (const name of referenceFields) {
      if (Object.hasOwn(fields, name)) changed[name] = eachText(fields[name], renaming.reference);
    }
    if (Array.isArray(fields.pinned)) {
      changed.pinned = fields.pinned.map((link: unknown) =>
        isMap(link) && typeof link.article === "string"
          ? { ...link, article: renaming.reference(link.article) }
          : link,
      );
    }
    return changed;
  });
}

function rewriteBody(text: string, body: MentioningText, siteUrl: string, renaming: Renaming): string {
  // Every second piece is a line end, which stays what it is.
  const pieces = text.split(/(\r\n|\r|\n)/);
  const edit = (line: number, change: (line: string) => string) => {
    const at = (line + body.bodyLine - 1) * 2;
    const before = pieces[at];
    if (before !== undefined) pieces[at] = change(before);
  };
  for (const { name, argument, line } of body.outline.blocks) {
    if (name !== "also-read") continue;
    for (const reference of storiesOf(argument)) {
      const wanted = renaming.reference(reference);
      if (wanted !== reference) edit(line, (written) => replaceWord(written, reference, wanted));
    }
  }
  const rewriteLine = (line: string) => rewriteAddresses(line, body.address, siteUrl, renaming);
  const lines = pieces.filter((_, at) => at % 2 === 0).slice(body.bodyLine - 1);
  const touched = new Set<number>();
  for (const { href, line } of body.outline.links) {
    if (!leadsToRenamed(href, body.address, siteUrl, renaming)) continue;
    // Of a link that stands twice in a paragraph, or whose address stands elsewhere, one place is known at most.
    for (const at of [...linesOfParagraph(lines, line), ...definitionsIn(lines)]) touched.add(at);
  }
  for (const at of touched) edit(at, rewriteLine);
  return pieces.join("");
}

/** A reference stands between white space or commas. */
function replaceWord(line: string, from: string, to: string): string {
  return line.replace(/[^\s,]+/gu, (word) => (word.normalize("NFC") === from ? to : word));
}

/** Whether a link leads to an address that changed. */
export function leadsToRenamed(href: string, from: string, siteUrl: string, renaming: Renaming): boolean {
  return newAddress(href, from, siteUrl, renaming) !== undefined;
}

function newAddress(href: string, from: string, siteUrl: string, renaming: Renaming): string | undefined {
  const path = resolveLink(href, from, siteUrl)?.path;
  return path === undefined
    ? undefined
    : (renaming.addresses.get(path) ?? renaming.addresses.get(`${path}/`));
}

/** The lines around one, up to the next blank ones. */
function linesOfParagraph(lines: readonly string[], line: number): number[] {
  const isBlank = (at: number) => (lines[at] ?? "").trim() === "";
  let start = line;
  while (start > 0 && !isBlank(start - 1)) start--;
  const found: number[] = [];
  for (let at = start; at < lines.length && (at <= line || !isBlank(at)); at++) found.push(at);
  return found;
}

/** The lines that say where the links of other lines lead: `[1]: /desh/rain/`. */
function definitionsIn(lines: readonly string[]): number[] {
  return lines.flatMap((line, at) => (/^[ >]{0,3}\[[^\]]+\]:/.test(line) ? [at] : []));
}

/** Writes every address of a line anew that leads to what was renamed, with what stands before and behind its path. */
function rewriteAddresses(line: string, from: string, siteUrl: string, renaming: Renaming): string {
  const base = new URL(siteUrl).pathname.replace(/\/$/, "");
  return line.replace(/[^\s()<>"'[\]]+/g, (word) => {
    const [, href = "", behind = ""] = /^(.*?)([.,;:!?।]*)$/su.exec(word) ?? [];
    // A link to a part of its own page goes along by itself.
    const to = href.includes("/") ? newAddress(href, from, siteUrl, renaming) : undefined;
    if (to === undefined) return word;
    const [, origin = "", path = "", part = ""] =
      /^((?:https?:)?\/\/[^/?#]*)?([^?#]*)(.*)$/is.exec(href) ?? [];
    const below = base !== "" && path.startsWith(`${base}/`) ? base : "";
    return origin + below + to + part + behind;
  });
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  return Array.isArray(value) ? value.map((each) => eachText(each, change)) : value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
