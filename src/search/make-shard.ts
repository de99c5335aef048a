import type { Article, Site } from "../check/types.ts";
import { localParts } from "../language/dates.ts";
import { romanise } from "../language/romanise.ts";
import type { TitleShard } from "./shard.ts";
import { soundOf, spellingOf } from "./sound.ts";
import { spelledKey, writtenWords } from "./terms.ts";

/** @param stories oldest first */
export function makeShard(
  site: Pick<Site, "language" | "timeZone">,
  stories: readonly Pick<Article, "title" | "address" | "date" | "section" | "language">[],
): TitleShard {
  const languages: Record<string, number[]> = {};
  const spelled: Record<string, string> = {};
  for (const [place, { title, language }] of stories.entries()) {
    if (language !== site.language) {
      languages[language] ??= [];
      languages[language].push(place);
    }
    for (const { written } of writtenWords(title)) {
      const { key, typed } = typingOf(written);
      if (typed !== undefined) spelled[key] = typed;
    }
  }
  return {
    titles: stories.map(({ title }) => title),
    addresses: stories.map(({ address }) => address),
    days: stories.map(({ date }) => dayOf(date, site.timeZone)),
    sections: stories.map(({ section }) => section),
    languages,
    spelled,
  };
}

interface Typing {
  readonly key: string;
  /** `undefined` where the word is typed as it is written. */
  readonly typed: string | undefined;
}

/** Headlines repeat their words, and to work one out takes 5 µs. */
const typings = new Map<string, Typing>();
const mostRemembered = 20_000;

function typingOf(written: string): Typing {
  let typing = typings.get(written);
  if (typing === undefined) {
    const key = spelledKey(written);
    const typed = spellingOf(romanise(written).toLowerCase());
    typing = { key, typed: typed !== "" && soundOf(typed) !== soundOf(key) ? typed : undefined };
    if (typings.size >= mostRemembered) typings.clear();
    typings.set(written, typing);
  }
  return typing;
}

/** Days since 1970-01-01 that a calendar on the wall has counted. */
export function dayOf(at: number, zone: string): number {
  const { year, month, day } = localParts(at, zone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
