import type { PagePlan } from "./plan/site-plan.ts";

/** What Eleventy gives a template for one of our pages: the project's data, and what is of this page. */
export interface PageData extends Readonly<Record<string, unknown>> {
  readonly plan: PagePlan;
  readonly eleventyComputed?: unknown;
}

/** Data of pages, of one Eleventy. */
export interface PageDataReader {
  /** @param kind of page; all pages of a kind are of one template */
  page(kind: string, data: PageData): PageData;
  /** Forgets what pages have in common: the project's data may be other. */
  readonly forget: () => void;
}

/** What a page has for itself, see `getPageTemplates` in Eleventy's `Pagination.js`; the rest is of its template. */
const own = ["page", "pagination", "plan"] as const;

/**
 * Reads the data of pages.
 *
 * Eleventy lays the data of a page over that of its template with a proxy, and to copy all of it for a layout takes
 * longer than some layouts do. What pages have in common is copied once. With `eleventyComputed` any of it may be of
 * one page, so that all is copied each time.
 */
export function openPageData(): PageDataReader {
  const shared = new Map<string, PageData>();
  return {
    page(kind, data) {
      let common = shared.get(kind);
      if (common === undefined) {
        common = { ...data };
        if (common.eleventyComputed !== undefined) return common;
        shared.set(kind, common);
      }
      const copy: Record<string, unknown> = { ...common };
      for (const name of own) copy[name] = data[name];
      return copy as PageData;
    },
    forget: () => shared.clear(),
  };
}
