import type { Spelled } from "./terms.ts";

/**
 * Headlines as the browser fetches them: `/search/titles/7.json`. One column a field, since equals beside equals are
 * sent in fewer bytes. Stories stand from the oldest to the newest.
 */
export interface TitleShard {
  readonly titles: readonly string[];
  /** Without the site's base path; not percent-encoded. */
  readonly addresses: readonly string[];
  /** Days since 1970-01-01 on the newsroom's calendar. */
  readonly days: readonly number[];
  /** Ids of sections. */
  readonly sections: readonly string[];
  /** Places of the stories that are not in the site's language, by their language. */
  readonly languages: Readonly<Record<string, readonly number[]>>;
  /** Words of these headlines that are typed otherwise than they are written. */
  readonly spelled: Spelled;
}

/**
 * Headlines in a shard. 200 are some 15 kB on their way, so that the newest two shards come with the first letter
 * that a reader types, and publishing a story writes one small file.
 */
export const titlesPerShard = 200;

/** Stories in one index of whole texts, for the same reasons: some two seconds of work. */
export const storiesPerTextIndex = 500;

/** Which shards there are: numbers from 1, as the oldest is counted first. `undefined` for none. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The shards that hold the newest stories. They count from the oldest story ever, as list pages do, so that a full
 * shard never changes again.
 *
 * @param total of all stories
 * @param wanted how many of the newest at least
 * @param size stories in a shard
 */
export function shardRange(total: number, wanted: number, size: number): ShardRange | undefined {
  if (total === 0 || wanted === 0) return undefined;
  return { first: Math.floor(Math.max(0, total - wanted) / size) + 1, last: Math.ceil(total / size) };
}

/**
 * The stories of each shard of a range, oldest first.
 *
 * @param stories all, newest first; not modified
 */
export function cutIntoShards<T>(
  stories: readonly T[],
  wanted: number,
  size: number,
): { readonly number: number; readonly stories: readonly T[] }[] {
  const range = shardRange(stories.length, wanted, size);
  if (range === undefined) return [];
  return Array.from({ length: range.last - range.first + 1 }, (_, index) => {
    const number = range.first + index;
    const end = stories.length - (number - 1) * size;
    return { number, stories: stories.slice(Math.max(0, end - size), end).reverse() };
  });
}
