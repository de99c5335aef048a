import type { Edit } from "../../import/edits.ts";

/** Whether two bodies are the same but for what an editing screen does to their line ends and their last line. */
export function isSameBody(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(body: string): string {
  return body.replace(/\r\n?/g, "\n").replace(/^(?:[ \t]*\n)+|\s+$/g, "");
}

/**
 * The edit that makes one body into another: one piece from the first line that differs to the last one.
 *
 * Blank lines at the beginning and white space at the end stay as they are in the file.
 *
 * @param now the body as it is, lines ending in `\n`
 * @param wanted what an editing screen sends
 */
export function spliceBody(now: string, wanted: string): Edit[] {
  if (isSameBody(now, wanted)) return [];
  const head = /^(?:[ \t]*\n)+/.exec(now)?.[0] ?? "";
  const text = plain(wanted);
  const isBlank = now.trim() === "";
  const tail = isBlank ? "\n" : (/\s+$/.exec(now)?.[0] ?? "");
  const next = isBlank ? `${text}\n` : text === "" ? "" : `${head}${text}${tail}`;
  const most = Math.min(now.length, next.length);
  let start = 0;
  while (start < most && now[start] === next[start]) start++;
  let same = 0;
  while (same < most - start && now[now.length - 1 - same] === next[next.length - 1 - same]) same++;
  return [{ start, end: now.length - same, text: next.slice(start, next.length - same) }];
}
