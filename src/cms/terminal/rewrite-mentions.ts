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
  for (const { href, line } of body.outline.links) {
    const path = resolveLink(href, body.address, siteUrl)?.path;
    const from =
      path === undefined ? undefined : [path, `${path}/`].find((each) => renaming.addresses.has(each));
    if (from === undefined) continue;
    const to = renaming.addresses.get(from) as string;
    edit(line, (written) => replaceAddress(written, from, to));
  }
  return pieces.join("");
}

/** A reference stands between white space or commas. */
function replaceWord(line: string, from: string, to: string): string {
  return line.replace(/[^\s,]+/gu, (word) => (word.normalize("NFC") === from ? to : word));
}

/** An address stands as it is or percent-encoded, with or without its last slash; what follows is no part of a name. */
function replaceAddress(line: string, from: string, to: string): string {
  const plain = from.replace(/\/$/, "");
  for (const form of [plain, plain.normalize("NFD"), encodeURI(plain), encodeURI(plain).toLowerCase()]) {
    for (let at = line.indexOf(form); at !== -1; at = line.indexOf(form, at + 1)) {
      const end = at + form.length;
      if (/^\/?(?:[\s)"'>#?\]]|$)/.test(line.slice(end))) {
        const slash = line[end] === "/" ? 1 : 0;
        return line.slice(0, at) + to + line.slice(end + slash);
      }
    }
  }
  return line;
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  return Array.isArray(value) ? value.map((each) => eachText(each, change)) : value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
