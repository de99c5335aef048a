import { stringify } from "yaml";
import { markName } from "../backend/opened-texts.ts";

/** A file's text as the form has it, and the line on which the text below the fields begins. */
export interface ComposedText {
  readonly text: string;
  readonly bodyLine: number;
}

/**
 * The Markdown file that a form would be saved as, for looking at it: what is saved is spliced into the file instead.
 *
 * @param data the fields by name; `body` is the text. What is empty is left out
 */
export function composeText({
  body,
  [markName]: _mark,
  ...fields
}: Readonly<Record<string, unknown>>): ComposedText {
  const filled = withoutEmpty(fields) as Record<string, unknown> | undefined;
  const head = filled === undefined ? "" : stringify(filled, { lineWidth: 0 });
  const text = `---\n${head}---\n${typeof body === "string" ? body : ""}`;
  return { text, bodyLine: head.split("\n").length + 2 };
}

/** @returns `undefined` where nothing is left */
function withoutEmpty(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== "object") return value;
  const fields = Object.entries(value)
    .map(([name, each]) => [name, withoutEmpty(each)] as const)
    .filter(([, each]) => each !== undefined);
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
