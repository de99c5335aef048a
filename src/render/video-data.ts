import { youtubeId } from "../body/players.ts";
import type { Article, Site } from "../check/types.ts";
import { isoInZone } from "../language/dates.ts";
import { absoluteUrl } from "./address.ts";
import type { PictureFiles } from "./picture-files.ts";

/**
 * The video of a video story, as search engines want it: its first `::: video` block.
 *
 * @returns `undefined` unless the story has a lead picture, which search engines demand as a thumbnail, and
 *   the address leads to a file, or to a player we know
 * @see https://developers.google.com/search/docs/appearance/structured-data/video
 */
export function videoObject(
  site: Site,
  article: Article,
  pictures: PictureFiles,
): Readonly<Record<string, unknown>> | undefined {
  if (article.kind !== "video" || article.image === undefined) return undefined;
  const address = article.outline.blocks.find(({ name }) => name === "video")?.argument;
  const source = address === undefined ? undefined : videoSource(address);
  return (
    source && {
      "@type": "VideoObject",
      name: article.title,
      description: article.description,
      thumbnailUrl: [
        absoluteUrl(site, (pictures.crops(article.image)[0] ?? pictures.whole(article.image)).src),
      ],
      uploadDate: isoInZone(article.date, site.timeZone),
      ...source,
    }
  );
}

function videoSource(address: string): { contentUrl: string } | { embedUrl: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (/\.(mp4|m4v|webm|m3u8)$/i.test(url.pathname)) return { contentUrl: url.href };
  const id = youtubeId(address);
  return id === undefined ? undefined : { embedUrl: `https://www.youtube.com/embed/${id}` };
}
