import { readdirSync, readFileSync } from "node:fs";
import { onDemand } from "./on-demand.ts";
import { words } from "./words.ts";

/** One file a language, words between white space, `#` begins a comment. */
const FOLDER = new URL("./stop-words/", import.meta.url);

const stopWords = onDemand(
  (): ReadonlySet<string> =>
    new Set(
      readdirSync(FOLDER)
        .sort()
        .flatMap((file) => words(readFileSync(new URL(file, FOLDER), "utf8").replace(/#.*/g, ""))),
    ),
);

/**
 * Whether a word says nothing about a story: articles, particles, auxiliaries and the like of eight languages
 * together, since nobody says which language a word is in.
 *
 * @param foldedWord one of `words()`
 */
export function isStopWord(foldedWord: string): boolean {
  return stopWords().has(foldedWord);
}
