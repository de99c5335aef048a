import type { Article } from "../check/types.ts";

/** One page of a list of stories, newest first. */
export interface ListPage {
  readonly address: string;
  /** `undefined` for the list's own address, which shows the newest stories. */
  readonly number: number | undefined;
  readonly stories: readonly Article[];
  readonly older: string | undefined;
  readonly newer: string | undefined;
}

/**
 * Cuts a list into pages that count from the oldest story.
 *
 * `{address}page/1/` holds the first `size` stories ever and, being full, never changes again. The list's own
 * address shows the newest: what fills no page yet, and the last full page below it, so that it is never bare.
 * Every full page links on to the next number. The last of them links to a page that is not full yet: there a
 * redirect leads to the list's own address, see {@link nextPage}.
 * With 24 a page and 50 stories: page 1 holds 1–24, page 2 holds 25–48, the list shows 50–25.
 *
 * @param stories newest first; not modified
 * @returns the list's own page first, then the full pages from the newest to the oldest
 */
export function cutIntoPages(stories: readonly Article[], address: string, size: number): ListPage[] {
  const full = Math.floor(stories.length / size);
  const pageAddress = (number: number) => (number >= 1 ? `${address}page/${number}/` : undefined);
  const shown = stories.length - Math.max(0, full - 1) * size;
  const front: ListPage = {
    address,
    number: undefined,
    stories: stories.slice(0, shown),
    older: pageAddress(full - 1),
    newer: undefined,
  };
  const numbered = Array.from({ length: full }, (_, index): ListPage => {
    const number = full - index;
    const end = stories.length - (number - 1) * size;
    return {
      address: `${address}page/${number}/`,
      number,
      stories: stories.slice(end - size, end),
      older: pageAddress(number - 1),
      newer: pageAddress(number + 1),
    };
  });
  return [front, ...numbered];
}

/** The address of the page that is not full yet; `undefined` while there are no numbered pages. */
export function nextPage(pages: readonly ListPage[]): string | undefined {
  return pages[1]?.newer;
}
