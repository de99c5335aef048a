import type { Article } from "../check/types.ts";
import { termsOf } from "../relate/terms.ts";

const dayMs = 86_400_000;

/** Stories of one event are published within so many days. */
const mostDays = 3;
/** Fewer words in common happen by chance. */
const fewestShared = 3;
/** Of the words of the shorter headline. */
const sharedPart = 0.6;

/**
 * Whether two stories tell of the same event, so that a short list needs only one of them: their headlines share at
 * least three words and three fifths of those of the shorter one, after folding, stemming and without function words,
 * and they are at most three days apart; or one is a translation of the other.
 *
 * @param words of the headlines, see {@link headlineWords}
 */
export function isSameEvent(
  a: Article,
  b: Article,
  words: (article: Article) => ReadonlySet<string>,
): boolean {
  if (a.translationOf === b.id || b.translationOf === a.id) return true;
  if (a.translationOf !== undefined && a.translationOf === b.translationOf) return true;
  if (Math.abs(a.date - b.date) > mostDays * dayMs) return false;
  const [few, many] = [words(a), words(b)].toSorted((left, right) => left.size - right.size);
  if (few === undefined || many === undefined) return false;
  let shared = 0;
  for (const word of few) if (many.has(word)) shared++;
  return shared >= fewestShared && shared >= sharedPart * few.size;
}

/** The words of headlines that say something, each found once. */
export function headlineWords(): (article: Article) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return ({ id, title }) => {
    const found =
      known.get(id) ??
      new Set(
        termsOf({ title, description: undefined, tags: [], series: undefined, body: "" }).weights.keys(),
      );
    known.set(id, found);
    return found;
  };
}
