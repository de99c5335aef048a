import type { NewsroomFacts } from "./newsroom-facts.ts";

/** Where the lite pages are; no section can have this name. */
export const liteHome = "/lite/";

/** Where the lite version of a page stands, if it has one: `/desh/rain/` is `/lite/desh/rain/`. */
export function liteAddress(address: string): string {
  return liteHome + address.slice(1);
}

/**
 * The address of a page's lite version. Only for views: what pages there are is known when all are planned.
 *
 * @returns `undefined` where the page has none: other kinds of pages, lite pages themselves, a site without them
 */
export function liteTwin(
  address: string,
  { settings, links }: Pick<NewsroomFacts, "settings" | "links">,
): string | undefined {
  if (!settings.lite) return undefined;
  const twin = liteAddress(address);
  return links.addresses.has(twin) ? twin : undefined;
}
