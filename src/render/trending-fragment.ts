import type { Site } from "../check/types.ts";
import { directionOf, languageAttributes } from "../language/languages.ts";
import type { TrendingStrip } from "../trend/strip.ts";
import { localUrl } from "./address.ts";
import { escapeAttribute, escapeText } from "./escape.ts";

type ListedSite = Pick<Site, "language" | "basePath">;

/**
 * What stands inside the list of the strip, the same on every page of a site: languages are told against that of the
 * site, which the list around them has, and never against that of a page.
 *
 * @returns safe HTML, an `li` a link, without white space at either end; `""` for an empty strip
 */
export function trendingItems({ links }: Pick<TrendingStrip, "links">, site: ListedSite): string {
  return links
    .map(({ title, url, language }) => {
      const target = url.startsWith("/") ? localUrl(site, url) : url;
      // A script that writes another headline into the link leaves this attribute, so it must be right for any.
      const attributes = languageAttributes(language, site.language).replace(/ dir="\w+"/, ' dir="auto"');
      return `<li><a href="${escapeAttribute(target)}"${attributes}>${escapeText(title)}</a></li>`;
    })
    .join("\n");
}

/**
 * `/trending.html`: what a server or a program at the edge puts in place of the list in a page.
 *
 * @returns byte for byte what the layout puts inside the list; `""` for a list that rests on anything but readers,
 *   since the heading in the page cannot follow: with an empty fragment pages show their own list, rightly named
 */
export function trendingFragment(strip: TrendingStrip, site: ListedSite): string {
  return strip.basis === "readers" ? trendingItems(strip, site) : "";
}

/** ` lang="hi"`, always, since links without a language of their own take it; ` dir="ltr"` on a page that runs otherwise. */
export function trendingListAttributes(site: ListedSite, pageLanguage: string): string {
  const direction = directionOf(site.language);
  const turned = direction === directionOf(pageLanguage) ? "" : ` dir="${direction}"`;
  return ` lang="${escapeAttribute(site.language)}"${turned}`;
}
