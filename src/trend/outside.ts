import { compareText } from "../problems/problem.ts";
import type { OutsideStory } from "./sources/source.ts";

/** Milliseconds after which a headline of another site is no news any more. */
const freshMs = 24 * 60 * 60_000;

/**
 * The stories of sister sites that get into the trending list: the newest of each site, then a second of each, so that
 * a site which publishes all day leaves room for the others.
 *
 * @param stories any order; not modified
 * @param now epoch milliseconds
 * @returns at most `most`, in the order of the list: by turn, then newest first, then by address. No address twice; none
 *   without a date, dated later than `now`, or older than a day. Titles are whole: the strip cuts them and adds the
 *   site's name
 */
export function chooseOutside(stories: readonly OutsideStory[], now: number, most: number): OutsideStory[] {
  const fresh = stories
    .flatMap((story) => (story.date === undefined ? [] : [{ story, date: story.date }]))
    .filter(({ date }) => date <= now && now - date <= freshMs)
    .sort((a, b) => b.date - a.date || compareText(a.story.url, b.story.url));
  const seen = new Set<string>();
  const turns = new Map<string, number>();
  return fresh
    .flatMap(({ story }) => {
      if (seen.has(story.url)) return [];
      seen.add(story.url);
      const turn = turns.get(story.source) ?? 0;
      turns.set(story.source, turn + 1);
      return [{ story, turn }];
    })
    .sort((a, b) => a.turn - b.turn)
    .slice(0, most)
    .map(({ story }) => story);
}
