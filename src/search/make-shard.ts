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
      const typed = spellingOf(romanise(written).toLowerCase());
      if (typed !== "" && soundOf(typed) !== soundOf(spelledKey(written)))
        spelled[spelledKey(written)] = typed;
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

/** Days since 1970-01-01 that a calendar on the wall has counted. */
export function dayOf(at: number, zone: string): number {
  const { year, month, day } = localParts(at, zone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
