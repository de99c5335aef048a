import * as z from "zod";
import type { Site } from "../check/types.ts";
import { truncateGraphemes } from "../language/truncate.ts";
import { type TrendingLink, type TrendingStrip, trendingBases } from "./strip.ts";

/** What pages fetch at `/trending.json` to show a newer list than the one that was baked into them. */
export interface LiveList {
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  /** Minutes that were looked at. */
  readonly window: number;
  readonly basis: TrendingStrip["basis"];
  readonly links: readonly {
    readonly title: string;
    /** As a page writes it into `href`. */
    readonly url: string;
    /** Where it is not that of the site. */
    readonly lang?: string;
  }[];
}

/** The whole file, so that it costs a reader one packet or two. */
export const mostBytes = 2048;

/** Headlines are cut shorter before links are dropped. */
const lengths = [60, 50, 40, 30];

/**
 * The list as the text of `/trending.json`.
 *
 * @param generatedAt epoch milliseconds
 * @returns at most 2,048 bytes of UTF-8: with headlines of at most 60, 50, 40 or 30 graphemes, and if that is too
 *   long still, without the last links
 */
export function liveListText(
  { basis, links }: Pick<TrendingStrip, "basis" | "links">,
  site: Pick<Site, "basePath" | "language">,
  generatedAt: number,
  windowMinutes: number,
): string {
  const textOf = (shown: readonly TrendingLink[], graphemes: number) => {
    const list: LiveList = {
      generatedAt: new Date(generatedAt).toISOString(),
      window: windowMinutes,
      basis,
      links: shown.map((link) => ({
        title: shortTitle(link, graphemes),
        url: link.url.startsWith("/") ? site.basePath + encodeURI(link.url) : link.url,
        ...(link.language === site.language ? {} : { lang: link.language }),
      })),
    };
    return `${JSON.stringify(list)}\n`;
  };
  const fits = (text: string) => Buffer.byteLength(text) <= mostBytes;
  for (const graphemes of lengths) {
    const text = textOf(links, graphemes);
    if (fits(text)) return text;
  }
  for (let count = links.length - 1; count > 0; count--) {
    const text = textOf(links.slice(0, count), lengths.at(-1) as number);
    if (fits(text)) return text;
  }
  return textOf([], 1);
}

const schema = z.object({
  generatedAt: z.iso.datetime(),
  window: z.number().positive(),
  basis: z.enum(trendingBases),
  links: z.array(z.object({ title: z.string(), url: z.string(), lang: z.string().optional() })),
});

/** @returns `undefined` for a text that is no live list */
export function liveListFromText(text: string): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The sister site's name stays whole. */
function shortTitle({ title, source }: TrendingLink, graphemes: number): string {
  const end = source === undefined ? "" : ` – ${source}`;
  const headline = title.endsWith(end) ? title.slice(0, title.length - end.length) : title;
  return truncateGraphemes(headline, graphemes) + end;
}
