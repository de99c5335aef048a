import type { Catalog } from "../catalog/catalog.ts";
import type { KnownAddresses } from "../check/links.ts";
import { feedFiles } from "../render/feed-addresses.ts";

/** Searches of the whole list of pages that cost less than a map of it. */
const fewSearches = 30;

/**
 * Every address to which a link may lead, with the text of those that may have anchors.
 *
 * The map of them all is made when it is worth it: a newsroom without links within the site needs it for no more than
 * its navigation.
 *
 * @param pages the planned ones; asked for once all are planned
 */
export function knownAddresses(
  pages: () => readonly { readonly address: string }[],
  { site, stories, pages: plainPages }: Catalog,
): KnownAddresses {
  let made: Map<string, ReturnType<KnownAddresses["get"]>> | undefined;
  let searches = 0;
  const known = () => {
    if (made !== undefined) return made;
    made = new Map();
    for (const { address } of pages()) made.set(address, undefined);
    for (const { file } of feedFiles) {
      for (const above of ["/", ...site.sections.map((section) => section.address)]) {
        made.set(above + file, undefined);
      }
    }
    for (const name of ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/opensearch.xml"])
      made.set(name, undefined);
    for (const story of stories) made.set(story.address, story);
    for (const page of plainPages) made.set(page.address, page);
    return made;
  };
  return {
    get: (address) => known().get(address),
    has: (address) =>
      (made === undefined && searches++ < fewSearches && pages().some((page) => page.address === address)) ||
      known().has(address),
    keys: () => known().keys(),
  };
}
