import { parseBody } from "../../body/grammar.ts";
import { plainText } from "../../body/headings.ts";

/** The file's name without folders, language, date and ending; a bundle's is its folder's. */
export function nameOf(path: string): string {
  const parts = path.split("/");
  const name = (parts.at(-1) ?? "").replace(/\.\w+$/, "").replace(/\.[a-z]{2}(-[A-Za-z]{2,4})?$/, "");
  const own = /^_?index$/.test(name) && parts.length > 1 ? (parts.at(-2) ?? name) : name;
  return own.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_ ]+/, "") || own;
}

/** The date before a file's name, or before its folder's: `2019-03-05-rain.md`. */
export function dateInName(path: string): string | undefined {
  return /(?:^|\/)(\d{4}-\d{1,2}-\d{1,2})[-_ ][^/]*(?:\/index\.\w+)?$/.exec(path)?.[1];
}

/** The first heading, if nothing else stands above it, and the body below it. */
export function firstHeading(body: string): { text: string; bodyWithout: string } | undefined {
  const { tokens } = parseBody(body.slice(0, 20_000));
  const [open, inline] = tokens;
  if (open?.type !== "heading_open" || !open.map) return undefined;
  const text = plainText(inline?.children ?? []).trim();
  const below = body.split("\n").slice(open.map[1]).join("\n").replace(/^\n+/, "");
  return text === "" ? undefined : { text, bodyWithout: below };
}
