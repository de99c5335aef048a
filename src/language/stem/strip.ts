/**
 * Takes the first suffix off a word that leaves enough of it.
 *
 * @param suffixes longest first
 * @param fewestLetters that must remain; vowel signs and other marks do not count
 * @returns the word itself if no suffix can be taken off
 */
export function stripSuffix(word: string, suffixes: readonly string[], fewestLetters: number): string {
  for (const suffix of suffixes) {
    if (!word.endsWith(suffix)) continue;
    const rest = word.slice(0, -suffix.length);
    // A virama at the end means that the suffix began in the middle of a cluster: गन्ना is not गन्-ना.
    if (!rest.endsWith("्") && letterCount(rest) >= fewestLetters) return rest;
  }
  return word;
}

/** Suffixes in the order in which they have to be tried. */
export function longestFirst(suffixes: string): string[] {
  return suffixes.split(/\s+/).sort((a, b) => b.length - a.length);
}

function letterCount(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
