import type { Site } from "../check/types.ts";

/** Parameters by which a page asks for a feed of itself: whoever reads that is a program. */
const asksForFeed = /(?:^|&)(?:feed|flav|format=(?:rss|atom|xml|json|feed))(?:=|&|$)/i;

/** Longer than any address of ours; what somebody wrote into a log may be of any length. */
const mostLetters = 2000;

/**
 * The one form of all addresses that lead to the same page: what a source counts apart is one story's.
 *
 * Off go the query (`utm_…`, `fbclid`: nothing on a static site depends on one), `#…`, the base path, AMP's `/amp/`
 * before or behind and `.amp` at the end, `index.html`, doubled slashes. `%E0%A4…` and the `\xe0\xa4…` of access logs
 * are the letters they stand for, composed (NFC).
 *
 * @param asked a path, or a whole URL of the site, with or without `www.`
 * @returns the path, ending in `/` unless its last part has an ending such as `.html`; `undefined` for what cannot be
 *   a page of this site: another host, a feed, no path. Folding twice changes nothing
 * @see https://datatracker.ietf.org/doc/html/rfc3986#section-6
 */
export function foldAddress(asked: string, site: Pick<Site, "url" | "basePath">): string | undefined {
  const own = asked.length <= mostLetters ? pathOf(asked, site.url) : undefined;
  const [, path = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(own ?? "") ?? [];
  if (!path.startsWith("/") || asksForFeed.test(query)) return undefined;
  const letters = decoded(path)
    .normalize("NFC")
    .replace(/\/{2,}/g, "/");
  const isInside = letters === site.basePath || letters.startsWith(`${site.basePath}/`);
  const inside = isInside ? letters.slice(site.basePath.length) : letters;
  const plain = inside
    .replace(/^\/amp(?=\/)/i, "")
    .replace(/(?:\/amp|\.amp)(\.html)?\/?$/i, "$1")
    .replace(/\/index\.html?$/i, "/");
  return /\.\w{1,5}$|\/$/.test(plain) ? plain : `${plain}/`;
}

function pathOf(asked: string, siteUrl: string): string | undefined {
  if (asked.startsWith("/")) return asked;
  if (!/^https?:/i.test(asked) || !URL.canParse(asked)) return undefined;
  const { host, pathname, search } = new URL(asked);
  const bare = (name: string) => name.replace(/^www\./, "");
  return bare(host) === bare(new URL(siteUrl).host) ? pathname + search : undefined;
}

/** Some CDNs encode in their logs what was encoded already. What is no letter stays as it is. */
function decoded(path: string): string {
  let text = path.replace(/\\x([\da-f]{2})/gi, "%$1");
  for (let round = 0; round < 2 && /%[\da-f]{2}/i.test(text); round++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text;
}

/** Finds what stands at an address, however somebody wrote it. */
export interface AddressIndex<T> {
  find(asked: string): T | undefined;
}

/** @param pages by their own addresses, such as `/desh/bhari-barish/` */
export function indexAddresses<T extends { readonly address: string }>(
  pages: readonly T[],
  site: Pick<Site, "url" | "basePath">,
): AddressIndex<T> {
  // Some hosts serve /story.html as /story too.
  const bare = (address: string) => address.replace(/(?:\.html?|\/)$/i, "");
  const exact = new Map<string, T>();
  const loose = new Map<string, T>();
  for (const page of pages) {
    const address = foldAddress(site.basePath + page.address, site);
    if (address === undefined) continue;
    if (!exact.has(address)) exact.set(address, page);
    if (!loose.has(bare(address))) loose.set(bare(address), page);
  }
  return {
    find(asked) {
      const address = foldAddress(asked, site);
      return address === undefined ? undefined : (exact.get(address) ?? loose.get(bare(address)));
    },
  };
}
