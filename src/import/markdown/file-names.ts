import type { PlacedStory } from "./place-story.ts";

const maxNameBytes = 150;

/**
 * The path of a story's file below the content folder, as near to its old one as any file system allows.
 *
 * @param taken paths in lower case that are used already; grows by the new one
 */
export function contentPath(story: PlacedStory, taken: Set<string>): string {
  const { sitePath, plainPath, language, isPage } = story;
  // A language before the ending (`rain.hi.md`) becomes a folder.
  const inFolder =
    sitePath.endsWith(plainPath) || language === undefined ? sitePath : `${language}/${plainPath}`;
  const plain = inFolder.replace(/\.\w+$/, "").replace(/(^|\/)_?index$/, "");
  const parts = plain
    .split("/")
    .map(cleanName)
    .filter((part) => part !== "");
  const path = `${isPage ? "pages" : "articles"}/${parts.join("/") || "home"}`;
  let free = path;
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${path}-${count}`;
  taken.add(free.toLowerCase());
  return `${free}.md`;
}

/** A name without what some system refuses, hides or gives a meaning. */
export function cleanName(name: string): string {
  const clean = name
    .normalize("NFC")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*\\/#%'`{}^]+/g, "")
    .replace(/\s+/g, "-")
    .replace(/^[.~-]+|[.~ -]+$/g, "");
  return cutToBytes(clean, maxNameBytes);
}

function cutToBytes(text: string, maxBytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > maxBytes) cut = [...cut].slice(0, -1).join("");
  return cut;
}
