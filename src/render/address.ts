import type { Article, Site } from "../check/types.ts";

/**
 * The whole URL of an address, as feeds, sitemaps and search engines are given it.
 *
 * @param address of a page or a file, `/desh/भारी-बारिश/`, without the site's base path
 * @returns ASCII only: the path percent-encoded, an international host in Punycode. Written the same way
 *   wherever it stands, since search engines compare URLs letter by letter
 */
export function absoluteUrl(site: Pick<Site, "url">, address: string): string {
  let base = bases.get(site.url);
  if (base === undefined) {
    base = new URL(site.url).href.replace(/\/$/, "");
    bases.set(site.url, base);
  }
  return base + encodeURI(address);
}

/** Site URLs as `URL` writes them: a page has some twenty whole URLs, and parsing each took a tenth of its time. */
const bases = new Map<string, string>();

/** A link on this site to an address: relative to the host, so that it works wherever the site is tried out. */
export function localUrl(site: Pick<Site, "basePath">, address: string): string {
  return site.basePath + encodeURI(address);
}

/** Where search engines shall look for a story: on the site it comes from, else on its own page. */
export function canonicalUrl(
  site: Pick<Site, "url">,
  { address, canonical }: Pick<Article, "address" | "canonical">,
): string {
  return canonical === undefined ? absoluteUrl(site, address) : new URL(canonical).href;
}
