/** Suffixes by their length. */
export type Suffixes = readonly ReadonlySet<string>[];

/**
 * Takes the longest suffix off a word that leaves enough of it.
 *
 * @param fewestLetters that must remain; vowel signs and other marks do not count
 * @returns the word itself if no suffix can be taken off
 */
export function stripSuffix(word: string, suffixes: Suffixes, fewestLetters: number): string {
  for (let length = suffixes.length - 1; length > 0; length--) {
    if (!suffixes[length]?.has(word.slice(-length))) continue;
    const rest = word.slice(0, -length);
    // A virama at the end means that the suffix began in the middle of a cluster: गन्ना is not गन्-ना.
    if (!rest.endsWith("्") && letterCount(rest) >= fewestLetters) return rest;
  }
  return word;
}

/** @param suffixes with spaces between them */
export function byLength(suffixes: string): Suffixes {
  const lengths: Set<string>[] = [];
  for (const suffix of suffixes.split(/\s+/)) {
    while (lengths.length <= suffix.length) lengths.push(new Set());
    lengths[suffix.length]?.add(suffix);
  }
  return lengths;
}

function letterCount(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
