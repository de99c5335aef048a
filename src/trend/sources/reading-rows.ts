import type { Reading } from "./source.ts";
import type { Span } from "./spans.ts";

/**
 * A reading out of a row of an answer.
 *
 * @param page a path, or a whole address of this site
 * @param count whatever the service counts
 * @param siteUrl of `site.yaml`; addresses of other hosts are not ours
 * @returns nothing for a row that is no page of ours or has no readers: "(not set)", "Others", 0
 */
export function readingOf(page: string, { from, until }: Span, count: number, siteUrl: string): Reading[] {
  const path = pathOf(page, siteUrl);
  const readers = Math.round(count);
  if (path === undefined || !Number.isSafeInteger(readers) || readers < 1) return [];
  return [{ path, from, until, readers }];
}

/** Longer ones are attacks, not addresses. */
const maxLength = 2_000;

function pathOf(page: string, siteUrl: string): string | undefined {
  if (page.length > maxLength) return undefined;
  if (page.startsWith("/")) return /^\/[/\\]/.test(page) ? undefined : page;
  if (!/^https?:\/\//i.test(page) || !URL.canParse(page)) return undefined;
  const { hostname, pathname, search } = new URL(page);
  const own = new URL(siteUrl).hostname;
  return withoutWww(hostname) === withoutWww(own) ? pathOf(pathname + search, siteUrl) : undefined;
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}

/**
 * All pages of a paged answer.
 *
 * @param size rows of a full page: a shorter one is the last
 * @param maxPages more are not asked for
 */
export async function allPages<T>(
  size: number,
  maxPages: number,
  askFor: (offset: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const rows: T[] = [];
  for (let page = 0; page < maxPages; page++) {
    const found = await askFor(page * size);
    for (const row of found) rows.push(row);
    if (found.length < size) break;
  }
  return rows;
}
