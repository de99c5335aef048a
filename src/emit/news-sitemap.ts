import { newsSitemapHours } from "../catalog/live.ts";
import type { Article } from "../check/types.ts";
import { isoInZone } from "../language/dates.ts";
import { Digest } from "../language/digest.ts";
import { baseLanguage } from "../language/languages.ts";
import { absoluteUrl } from "../render/address.ts";
import type { EmitSource } from "./emit.ts";
import type { OutputFile } from "./output-file.ts";
import { writeUrlset } from "./urlset.ts";
import { xmlText } from "./xml-text.ts";

/** Google reads no more. */
const storyLimit = 1000;

/**
 * The sitemap that Google News reads: stories of the last 48 hours, newest first.
 *
 * Stories whose original is elsewhere are left out, as in the other sitemaps.
 *
 * @returns a file without URLs when nothing is new
 * @see https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
 */
export function emitNewsSitemap({ catalog, digests }: EmitSource): OutputFile {
  const { site, stories, now } = catalog;
  const from = now - newsSitemapHours * 3_600_000;
  const listed: Article[] = [];
  for (const story of stories) {
    // Newest first: what follows is older still.
    if (story.date <= from || listed.length >= storyLimit) break;
    if (story.canonical === undefined) listed.push(story);
  }
  const digest = new Digest();
  for (const story of listed) digest.number(digests.card(story));
  return {
    path: "news-sitemap.xml",
    parts: digests.parts(digest.end()),
    make() {
      const items = listed.map(({ address, title, language, date }) => ({
        url: absoluteUrl(site, address),
        news: {
          publication: { name: xmlText(site.name), language: newsLanguage(language) },
          publication_date: isoInZone(date, site.timeZone),
          title: xmlText(title),
        },
      }));
      return writeUrlset(items, { news: true, image: false, xhtml: false });
    },
  };
}

/** ISO 639 without script and region, but for Chinese, which Google wants told apart by its script. */
function newsLanguage(tag: string): string {
  const language = baseLanguage(tag);
  if (language !== "zh") return language;
  return new Intl.Locale(tag).maximize().script === "Hant" ? "zh-tw" : "zh-cn";
}
