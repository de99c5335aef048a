import { isDeepStrictEqual } from "node:util";
import { blobOf } from "../../read/read-source.ts";
import { type ContentForm, splitContent } from "../splice/content-parts.ts";
import { readParts, unixLines } from "../splice/splice-content.ts";

/**
 * What each open form was given, so that a save can tell what was changed in it.
 *
 * A form keeps fields that it does not know. So every text that is given out carries one more: the number under which
 * it is remembered. It never reaches a file.
 */
export interface OpenedTexts {
  /** @returns the text with its mark, or as it is where its fields cannot be read */
  give(path: string, text: string, form: ContentForm): string;
  /**
   * Finds what the form had been given.
   *
   * @param sent the text that it sends
   * @param now the file as it is, which may still be the one that was given before a restart
   * @returns `base: undefined` if nobody knows
   */
  recall(path: string, sent: string, form: ContentForm, now: string | undefined): Recalled;
}

export interface Recalled {
  readonly base: string | undefined;
  /** What was sent, without the mark. */
  readonly sent: string;
  /** The form goes on from what it has sent. */
  saved(): void;
}

/** The field that a form is given besides those of the file. */
export const markName = "khabarOpened";
/** Forms that are open at once; the oldest are forgotten. */
const most = 1000;

/** @param session another one for every start of the server: the numbers of the last one mean nothing */
export function openTexts(session: string): OpenedTexts {
  const given = new Map<string, { readonly path: string; readonly text: string }>();
  const last = new Map<string, string>();
  let count = 0;

  const remember = (mark: string, path: string, text: string) => {
    given.delete(mark);
    given.set(mark, { path, text });
    for (const [oldest] of given) {
      if (given.size <= most) break;
      given.delete(oldest);
    }
  };

  return {
    give(path, text, form) {
      const mark = `o-${digest(text)}-${session}-${count++}`;
      const marked = addMark(text, mark, form);
      last.delete(path);
      if (marked === undefined) last.set(path, text);
      else remember(mark, path, text);
      return marked ?? text;
    },
    recall(path, marked, form, now) {
      const { text: sent, mark } = takeMark(marked, form);
      const known = mark === undefined ? undefined : given.get(mark);
      const isStanding = now !== undefined && mark?.split("-")[1] === digest(now);
      const base =
        known?.path === path
          ? known.text
          : isStanding
            ? now
            : mark === undefined
              ? last.get(path)
              : undefined;
      return {
        base,
        sent,
        saved() {
          if (mark === undefined) last.set(path, sent);
          else remember(mark, path, sent);
        },
      };
    },
  };
}

function digest(text: string): string {
  return blobOf(Buffer.from(text));
}

function addMark(text: string, mark: string, form: ContentForm): string | undefined {
  const line = `${markName}: ${mark}\n`;
  const before = readParts(text, form);
  if (before === undefined) return undefined;
  const isBare = form === "markdown" && before.parts.head === "";
  // Editing screens are sure of plain line ends only; the file's own are put back when it is saved.
  const plain = unixLines(text);
  const marked = isBare
    ? `---\n${line}---\n${plain}`
    : form === "yaml"
      ? `${line}${plain}`
      : plain.replace(/^(---[^\n]*\n)/, `$1${line}`);
  const after = readParts(marked, form);
  const isRight =
    after !== undefined &&
    isDeepStrictEqual(after.data, { [markName]: mark, ...before.data }) &&
    after.parts.body === before.parts.body;
  return isRight ? withRuleApart(marked, before.parts.body) : undefined;
}

/**
 * A text that begins with a rule (`---`) gets a blank line above it: the library with which Decap writes files would
 * take it for the beginning of other fields, and leave it out. When it comes back, blank lines at the beginning do not
 * count.
 */
function withRuleApart(text: string, body: string): string {
  return body.startsWith("---") ? `${text.slice(0, text.length - body.length)}\n${body}` : text;
}

function takeMark(text: string, form: ContentForm): { text: string; mark: string | undefined } {
  const parts = splitContent(unixLines(text), form);
  if (parts === undefined) return { text, mark: undefined };
  const line = new RegExp(`^["']?${markName}["']?:[ ]*["']?(o-[\\w-]+)["']?[ ]*(?:\\n|$)`, "m");
  const mark = line.exec(parts.yaml)?.[1];
  if (mark === undefined) return { text, mark };
  const yaml = parts.yaml.replace(line, "");
  return { text: parts.head + yaml + parts.foot + parts.body, mark };
}
