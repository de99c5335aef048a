import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Every file below a folder, as paths with `/`, in order; none for a folder that does not exist. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** A digest of every file: two folders with equal maps are the same byte for byte. */
export function hashFiles(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(folder).map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex"),
    ]),
  );
}

/**
 * What tells two folders apart, file by file.
 *
 * @returns one line for each file that only one has, or whose bytes differ, with the first line that does; empty for
 *   folders that are the same byte for byte
 */
export function differences(expected: string, actual: string): string[] {
  const [before, after] = [hashFiles(expected), hashFiles(actual)];
  const told = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((path) => {
    if (before[path] === after[path]) return [];
    if (after[path] === undefined) return [`${path} is missing`];
    if (before[path] === undefined) return [`${path} is new`];
    const [lines, others] = [expected, actual].map((folder) =>
      readFileSync(join(folder, path), "utf8").split("\n"),
    );
    const at = lines?.findIndex((line, index) => line !== others?.[index]) ?? 0;
    return [`${path}:${at + 1} is "${others?.[at]?.slice(0, 80)}", not "${lines?.[at]?.slice(0, 80)}"`];
  });
  return told.length > 12 ? [...told.slice(0, 12), `and ${told.length - 12} more`] : told;
}

/**
 * Where any of some words stands: in the name or the bytes of any file, also percent-encoded or escaped as JSON and
 * XML may do it.
 *
 * @returns `path: word`, empty if no file tells of any of them
 */
export function findWords(folder: string, words: readonly string[]): string[] {
  const found: string[] = [];
  for (const path of filesIn(folder)) {
    const text = `${path}\n${readFileSync(join(folder, path), "utf8")}`.toLowerCase();
    for (const word of words) {
      if (spellings(word).some((spelling) => text.includes(spelling.toLowerCase())))
        found.push(`${path}: ${word}`);
    }
  }
  return found;
}

function spellings(word: string): string[] {
  const asJson = [...word]
    .map((letter) =>
      letter.charCodeAt(0) < 128 ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .join("");
  return [...new Set([word, word.normalize("NFD"), encodeURI(word), encodeURIComponent(word), asJson])];
}
